#!/usr/bin/python3
"""Breaks a good figure in every way that boxes.py looks for: each renderer must find each.

usage: boxes_broken.py FILE.svg      (a figure with labels on ties, of which nothing is found)
"""

import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as tree

import marks
from renderers import RENDERERS

BOXES = pathlib.Path(__file__).resolve().parent / "boxes.py"


def first(root, place, name):
    """The first element of a name in the first mark of a place that has one."""
    for mark in root.iter(marks.SVG + "g"):
        if (mark.get("class") or "").split()[:1] in ([place], [place + "s"]):
            for element in mark.iter(marks.SVG + name):
                return element
    raise SystemExit(f"no {name} of a {place} in the figure")


def spot(root):
    """Where the first label of a node stands."""
    text = first(root, "node", "text")
    return text.get("x"), text.get("y")


def grow(root):
    text = first(root, "node", "text")
    text.set("font-size", "40")
    text.attrib.pop("textLength", None)


def stack(root):
    title = first(root, "title", "text")
    title.set("x", str(float(title.get("x")) + 4))
    other = tree.SubElement(root, marks.SVG + "text", title.attrib)
    other.text = "another title"


def lay_on_node(root):
    text = first(root, "tie", "text")
    x, y = spot(root)
    text.set("x", x)
    text.set("y", y)


def strike(root):
    title = first(root, "title", "text")
    x, y = float(title.get("x")), float(title.get("y")) - 3
    tree.SubElement(root, marks.SVG + "path", {"d": f"M{x} {y}h60", "fill": "none",
                                               "stroke": "#000"})


def narrow(root):
    left, top, width, height = root.get("viewBox").split()
    root.set("viewBox", f"{left} {top} {float(width) * 0.8} {height}")


def lose_font(root):
    for parent in root.iter():
        for style in parent.findall(marks.SVG + "style"):
            parent.remove(style)
        if parent.get("font-family"):
            parent.set("font-family", "monospace")


def hide_shape(root):
    for name in ("polygon", "ellipse", "rect", "path"):
        try:
            first(root, "node", name).set("display", "none")
            return
        except SystemExit:
            continue


FAULTS = {"leaves its shape": grow, "overlap": stack, "stands on a node": lay_on_node,
          "is struck": strike,
          "is cut at the frame": narrow, "measured": lose_font, "is not drawn": hide_shape}
# Inkscape obeys textLength whatever the font, and measures what is not displayed as well.
UNSEEN = {("Inkscape", "measured"), ("Inkscape", "is not drawn")}


def main():
    good = pathlib.Path(sys.argv[1])
    missed = []
    with tempfile.TemporaryDirectory(prefix="entente-broken-") as folder:
        paths = {}
        for words, fault in FAULTS.items():
            root = tree.parse(good).getroot()
            fault(root)
            paths[words] = pathlib.Path(folder) / (re.sub(r"\W", "-", words) + ".svg")
            tree.ElementTree(root).write(paths[words], encoding="utf-8")
        for name in RENDERERS:
            done = subprocess.run([sys.executable, BOXES, "--renderer", name, *paths.values()],
                                  capture_output=True, text=True, check=False)
            if done.returncode == 77:
                print(done.stdout.strip())
                return 77
            told = dict(part.split("\n", 1) for part in re.split(r"\n(?=\w)", done.stdout)
                        if "\n" in part)
            for words, path in paths.items():
                mine = [rest for row, rest in told.items() if row.startswith(path.name)]
                if (name, words) not in UNSEEN and words not in "".join(mine):
                    missed.append(f"{name} does not find: {words}\n{done.stdout}{done.stderr}")
    print("\n".join(missed) or f"{len(FAULTS)} faults are found by {', '.join(RENDERERS)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
