#!/usr/bin/env python3
"""What stands around a drawing moves nothing in it, and stays on the paper.

usage: frame.py ENTENTE

Figures of graphs/ are drawn with every option of frame and paper. Nodes, by their ids, keep their
places to each other on one paper, which the layout suits; no text of the frame stands on the drawing or outside the paper; and the
paper has the size that was asked for.
"""
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
SVG = "{http://www.w3.org/2000/svg}"
FIGURES = ["partnerships", "signatures", "visit", "two-states"]
OPTIONS = [
    ["--title", ""], ["--title", "A title that is far too long for such a figure " * 4],
    ["--subtitle", "In {year}"], ["--caption", "What it shows. " * 40],
    ["--legend", "below"], ["--legend", "right"], ["--legend", "none"],
    ["--frame", "none"], ["--frame", "legend"], ["--cite"], ["--notes"], ["--cite", "--notes"],
    ["--width", "80mm"], ["--width", "160mm"], ["--width", "12in"], ["--page", "a4"],
    ["--page", "a4", "--orient", "landscape"], ["--page", "a6", "--cite", "--notes"],
    ["--page", "a2", "--enlarge"], ["--width", "1000mm", "--enlarge"], ["--page", "300x60mm"],
    ["--title", "اتفاقيات الشراكة الاستراتيجية الشاملة بين فيتنام والمملكة المتحدة وفرنسا " * 2],
]
SLACK = 0.06  # what is written has two decimals
entente = pathlib.Path(sys.argv[1]).resolve(strict=True)
faults = []


def draw(figure, options):
    done = subprocess.run([entente, "render", ROOT / "graphs" / f"{figure}.gv", *options,
                           "-W", "no-W702", "--id-prefix", "p"], capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{figure} {options}: {done.stderr.decode()}")
    return ElementTree.fromstring(done.stdout)


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", text)]


def first_point(group):
    """Where the first shape of a group stands, in a way that a move changes and nothing else."""
    for shape in group.iter():
        name = shape.tag.removeprefix(SVG)
        if name == "ellipse":
            return float(shape.get("cx")), float(shape.get("cy"))
        if name == "rect":
            return float(shape.get("x", 0)), float(shape.get("y", 0))
        if name in ("polygon", "path"):
            return tuple(numbers(shape.get("points") or shape.get("d"))[:2])
    return None


def layer(svg, word):
    """The groups inside the group of that class: kinds, with things or texts in them."""
    return [group for parent in svg.iter(SVG + "g") if parent.get("class") == word
            for group in parent.iter(SVG + "g")]


def places(svg):
    found = {group.get("id"): first_point(group) for group in layer(svg, "nodes") if group.get("id")}
    return {name: place for name, place in found.items() if place}


def texts(element, inherited=()):
    """All texts below an element, with the attributes that they take from above."""
    own = dict(inherited) | element.attrib
    if element.tag == SVG + "text":
        yield own, "".join(element.itertext())
    for child in element:
        yield from texts(child, own)


def text_box(text):
    size = float(text.get("font-size") or 0)
    width = float(text.get("textLength") or 0)
    x, y = float(text["x"]), float(text["y"])
    before = {"start": 0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    left = x - (before if text.get("direction") != "rtl" else width - before)
    return left, y - size, left + width, y


def check_moves(figure, options, plain, svg):
    there = places(svg)
    if there.keys() != plain.keys():
        faults.append(f"{figure} {options}: other nodes")
        return
    moves = {name: (there[name][0] - plain[name][0], there[name][1] - plain[name][1])
             for name in plain}
    first = next(iter(moves.values()))
    for name, move in moves.items():
        if abs(move[0] - first[0]) > SLACK or abs(move[1] - first[1]) > SLACK:
            faults.append(f"{figure} {options}: {name} moved by {move}, others by {first}")
            return


def check_paper(figure, options, svg):
    left, top, width, height = numbers(svg.get("viewBox"))
    for text, words in texts(svg):
        box = text_box(text)
        if box[0] < left - 1 or box[1] < top - 1 or box[2] > width + 1 or box[3] > height + 1:
            faults.append(f"{figure} {options}: '{words}' at {box} leaves {width} x {height}")
            return
    asked = dict(zip(options, options[1:])).get("--width")
    if asked and svg.get("width") != asked:
        faults.append(f"{figure} {options}: {svg.get('width')} wide")


def boxes_of(svg, word):
    return [text_box(text) for group in svg.iter(SVG + "g") if group.get("class") == word
            for text, _ in texts(group, {"text-anchor": "middle"})]


def check_frame_is_clear(figure, options, svg):
    """Texts above the drawing end before it, those below begin behind it."""
    drawn = boxes_of(svg, "nodes") + boxes_of(svg, "ties")
    top, bottom = min(box[1] for box in drawn), max(box[3] for box in drawn)
    for box in boxes_of(svg, "heading"):
        if box[3] > top + 1:
            faults.append(f"{figure} {options}: a text at {box} stands in the drawing")
    for box in boxes_of(svg, "notes"):
        if box[1] < bottom - 1:
            faults.append(f"{figure} {options}: a text at {box} stands in the drawing")


def paper_of(options):
    """The options that say how large the paper is. The layout suits it, the frame must not."""
    words = iter(options)
    return [word for name in words for word in
            ([name] if name == "--enlarge" else [name, next(words, "")] if name.startswith("--")
             and name not in ("--cite", "--notes") else [])
            if name in ("--width", "--page", "--orient", "--enlarge")]


def main():
    count = 0
    for figure in FIGURES:
        plain = places(draw(figure, []))
        assert len(plain) > 3, f"{figure} has {len(plain)} nodes"
        for options in OPTIONS:
            paper = paper_of(options)
            if paper:
                plain = places(draw(figure, [*paper, "--legend", "none"]))
            svg = draw(figure, options)
            check_moves(figure, options, plain, svg)
            check_paper(figure, options, svg)
            check_frame_is_clear(figure, options, svg)
            plain = places(draw(figure, [])) if paper else plain
            count += 1
    print("\n".join(faults) or f"{count} figures")
    sys.exit(len(faults) > 0)


if __name__ == "__main__":
    main()
