#!/usr/bin/python3
"""Breaks a figure in the ways in which documents break figures: likeness.py must see each.

usage: likeness_broken.py FIGURE.svg REFERENCE.png    (with Vietnamese labels, arrows, dashes)
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

import marks

LIKENESS = pathlib.Path(__file__).resolve().parent / "likeness.py"
WIDTH = 900


def of(root, place, *names):
    """The elements of a layer that have a name, each with its parent."""
    for layer in root.iter(marks.SVG + "g"):
        if marks.LAYERS.get(layer.get("class")) == place:
            for parent in list(layer.iter()):
                for element in list(parent):
                    if element.tag.removeprefix(marks.SVG) in names:
                        yield parent, element


def other_font(root):
    for element in root.iter():
        if element.get("font-family"):
            element.set("font-family", "Noto Serif, DejaVu Serif, serif")


def lost_label(root):
    mark, text = next(of(root, "node", "text"))
    mark.remove(text)


def cut_label(root):
    _, text = max(of(root, "node", "text"), key=lambda pair: len(pair[1].text))
    text.text = text.text[:-4]


def lost_accents(root):
    """What a program makes of Vietnamese that it cannot write."""
    for element in root.iter(marks.SVG + "text"):
        element.text = re.sub("[^ -~]", "?", element.text or "")


def moved_layer(root):
    for mark in {id(mark): mark for mark, _ in of(root, "node", "text")}.values():
        mark.set("transform", "translate(3,0)")


def lost_arrows(root):
    """What is filled on a tie and no ground of its words."""
    for mark, shape in list(of(root, "tie", "polygon", "path")):
        if shape.get("fill") not in (None, "none", "#fff"):
            mark.remove(shape)


def lost_dashes(root):
    for element in root.iter():
        element.attrib.pop("stroke-dasharray", None)


def lost_fill(root):
    for _, shape in of(root, "node", "ellipse", "polygon", "path", "rect"):
        shape.set("fill", "#c02020")


FAULTS = {"another font": (other_font, "label"), "a lost label": (lost_label, "label"),
          "a cut label": (cut_label, "label"), "lost accents": (lost_accents, "label"),
          "a layer that moved": (moved_layer, "label"), "lost arrows": (lost_arrows, "line of"),
          "lost dashes": (lost_dashes, "dashes of"), "another fill": (lost_fill, "colour of")}


def compared(svg, png, figure, reference):
    subprocess.run(["rsvg-convert", "-w", str(WIDTH), svg, "-o", png], check=True)
    return subprocess.run([sys.executable, LIKENESS, figure, reference, png, "--exact",
                           "--width", str(WIDTH)], capture_output=True, text=True, check=False)


def main():
    figure, reference = map(pathlib.Path, sys.argv[1:3])
    if not shutil.which("rsvg-convert"):
        print("skipped: rsvg-convert is not installed")
        return 77
    missed = []
    with tempfile.TemporaryDirectory(prefix="entente-broken-") as folder:
        svg, png = pathlib.Path(folder) / "figure.svg", pathlib.Path(folder) / "page.png"
        done = compared(figure, png, figure, reference)
        if done.returncode == 77:
            print(done.stdout.strip())
            return 77
        if done.returncode != 0:
            missed.append(f"the whole figure is found unlike itself\n{done.stdout}{done.stderr}")
        for name, (fault, words) in FAULTS.items():
            root = tree.parse(figure).getroot()
            fault(root)
            tree.ElementTree(root).write(svg, encoding="utf-8")
            done = compared(svg, png, figure, reference)
            if "-v" in sys.argv:
                print(name, done.stdout)
            if done.returncode != 1 or f"  page.png: {words}" not in done.stdout:
                missed.append(f"{name} is not seen\n{done.stdout}{done.stderr}")
    print("\n".join(missed) or f"{len(FAULTS)} faults are seen: {', '.join(FAULTS)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
