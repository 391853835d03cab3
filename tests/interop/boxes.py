#!/usr/bin/python3
"""Measures figures as Chromium, librsvg and Inkscape draw them, and tells what does not fit.

usage: boxes.py [--renderer NAME] FILE.svg...
A label stands in its shape, on no other label and on no other node, and no line crosses its letters;
nothing is cut at the frame; every renderer draws everything, and words as wide as they were measured.
Exit status: 0 nothing found, 1 something found, 2 no files, 77 a renderer is missing.
"""

import argparse
import pathlib
import sys
import tempfile

import marks
import outline
from renderers import RENDERERS, Missing

SLACK = 0.5  # points: less is not seen
NARROWEST, WIDEST = 0.94, 1.06  # drawn width over measured width
SIDE_BEARINGS = 2.5  # points by which the ink of words and their advance may differ


class Label:
    """Words and the four corners of their ink."""

    def __init__(self, item, box):
        x, y, width, height = box
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.item = item
        self.corners = [outline.moved(item.matrix, corner) for corner in corners]
        self.bounds = outline.bounds(self.corners)
        self.inner = outline.shrunk(self.corners, SLACK)

    def __str__(self):
        return str(self.item)


def labels_of(figure, boxes):
    """A text is measured upright where its parents put it; only then it is turned."""
    return [Label(item, boxes[item.name]) for item in figure.items
            if item.kind == "text" and item.words and item.name in boxes]


def undrawn(figure, boxes):
    for item in figure.items:
        if item.name not in boxes and (item.kind == "shape" or item.words):
            yield f"{item} is not drawn"


def cut(figure, boxes, labels):
    left, top, width, height = figure.box
    spots = [(str(label), label.bounds) for label in labels]
    for item in figure.items:
        if item.kind == "shape" and item.name in boxes:
            x, y, w, h = boxes[item.name]
            spots.append((str(item), (x, y, x + w, y + h)))
    for what, (x, y, right, bottom) in spots:
        if (x < left - SLACK or y < top - SLACK or right > left + width + SLACK or
                bottom > top + height + SLACK):
            yield f"{what} is cut at the frame"


def inside(polygon, label):
    return all(outline.holds(polygon, corner) or outline.away(polygon, corner) <= SLACK
               for corner in label.corners)


def shapes_of(figure, place):
    """The closed shapes of each mark of a place."""
    result = {}
    for item in figure.items:
        if item.kind == "shape" and item.place == place and not item.is_flag:
            result.setdefault(item.mark, []).extend(p for p in item.polygons if len(p) > 2)
    return result


def leaving(figure, labels):
    for place in ("node", "cluster"):
        shapes = shapes_of(figure, place)
        for label in labels:
            in_shape = label.item.place == place and label.item.mark not in figure.beside
            polygons = shapes.get(label.item.mark) if in_shape else None
            if polygons and not any(inside(polygon, label) for polygon in polygons):
                yield f"{label} leaves its shape"


def neighbours(labels):
    """Pairs of labels whose upright boxes share room."""
    placed = sorted((label for label in labels if label.inner), key=lambda one: one.bounds[0])
    for at, one in enumerate(placed):
        for other in placed[at + 1:]:
            if other.bounds[0] > one.bounds[2]:
                break
            if one.bounds[1] < other.bounds[3] and other.bounds[1] < one.bounds[3]:
                yield one, other


def overlapping(labels):
    for one, other in neighbours(labels):
        if outline.meet(one.inner, other.inner):
            yield f"{one} and {other} overlap"


def on_nodes(figure, labels):
    nodes = [(mark, polygon, outline.bounds(polygon))
             for mark, polygons in shapes_of(figure, "node").items() for polygon in polygons]
    for label in labels:
        if not label.inner:
            continue
        a = label.bounds
        for mark, polygon, b in nodes:
            near = a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
            if mark != label.item.mark and near and outline.meet(label.inner, polygon):
                yield f"{label} of a {label.item.place or 'figure'} stands on a node"
                break


def on_flags(figure, labels):
    flags = [item for item in figure.items if item.is_flag]
    for label in labels:
        for flag in flags:
            if label.inner and any(outline.meet(label.inner, one) for one in flag.polygons):
                yield f"{label} stands on a flag"


def dots(polygon):
    """Points along a line, close enough to find the letters that it crosses."""
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:]):
        steps = int(max(abs(bx - ax), abs(by - ay)) / 2) + 1
        for step in range(steps + 1):
            yield ax + (bx - ax) * step / steps, ay + (by - ay) * step / steps


def struck(figure, labels):
    """A line crosses letters unless a filled shape that is drawn between hides it there. Names of
    clusters lie below everything; lines into a cluster may have to pass them."""
    order = {item.name: at for at, item in enumerate(figure.items)}
    shapes = [item for item in figure.items if item.kind == "shape" and not item.is_flag]
    fills = [(order[item.name], polygon, outline.bounds(polygon)) for item in shapes if item.filled
             for polygon in item.polygons if len(polygon) > 2]
    lines = [(item, polygon, outline.bounds(polygon)) for item in shapes if not item.filled
             for polygon in item.polygons]
    for label in labels:
        if not label.inner or label.item.place == "cluster":
            continue
        left, top, right, bottom = label.bounds
        at = order[label.item.name]
        near = [(number, polygon) for number, polygon, b in fills if number < at and
                left < b[2] and b[0] < right and top < b[3] and b[1] < bottom]
        for item, polygon, b in lines:
            if left > b[2] or b[0] > right or top > b[3] or b[1] > bottom:
                continue
            seen = [dot for dot in dots(polygon) if outline.holds(label.inner, dot) and
                    not any(number > order[item.name] and outline.holds(cover, dot)
                            for number, cover in near)]
            if seen:
                yield f"{label} is struck by {item}"
                break


def misshapen(figure, boxes):
    """A renderer that draws a shape elsewhere than its numbers say does not know it."""
    for item in figure.items:
        if item.kind != "shape" or item.name not in boxes:
            continue
        x, y, width, height = boxes[item.name]
        ours = outline.bounds([p for polygon in item.polygons for p in polygon])
        theirs = (x, y, x + width, y + height)
        wide = 8  # half of the widest line with its corners
        if any(abs(a - b) > wide for a, b in zip(ours, theirs)):
            yield f"{item} is drawn elsewhere"


def mismeasured(labels):
    """Only where the renderer leaves words as wide as they are by nature."""
    for label in labels:
        item = label.item
        if item.width <= 0:
            continue
        (ax, ay), (bx, by) = label.corners[0], label.corners[1]
        drawn = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        if drawn - SIDE_BEARINGS > item.width * WIDEST or drawn + SIDE_BEARINGS < item.width * NARROWEST:
            yield f"{label} is {drawn:.1f} pt wide, measured were {item.width:.1f}"


def judge(figure, boxes):
    labels = labels_of(figure, boxes)
    found = list(boxes.get("findings", []))
    for some in (undrawn(figure, boxes), misshapen(figure, boxes), mismeasured(labels),
                 leaving(figure, labels), overlapping(labels), on_nodes(figure, labels),
                 on_flags(figure, labels), struck(figure, labels), cut(figure, boxes, labels)):
        found.extend(some)
    return found


def row(cells, wide):
    return " ".join(str(cell).ljust(wide if at == 0 else 10)
                    for at, cell in enumerate(cells)).rstrip()


def main():
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--renderer", choices=sorted(RENDERERS), action="append")
    reader.add_argument("files", nargs="+", type=pathlib.Path)
    given = reader.parse_args()
    names = given.renderer or list(RENDERERS)
    figures = [marks.Figure(path) for path in given.files]
    with tempfile.TemporaryDirectory(prefix="entente-boxes-") as folder:
        copies = [pathlib.Path(folder) / f"{at}.svg" for at in range(len(figures))]
        for figure, path in zip(figures, copies):
            figure.write(path)
        try:
            answers = {name: RENDERERS[name](figures, copies) for name in names}
        except Missing as reason:
            print(f"skipped: {reason}")
            return 77
    wide = max(len(path.name) for path in given.files)
    print(row(["figure", "nodes", "labels", *names], wide))
    total = 0
    for at, figure in enumerate(figures):
        found = {name: judge(figure, answers[name][at]) for name in names}
        texts = sum(item.kind == "text" for item in figure.items)
        print(row([figure.path.name, figure.count("node"), texts,
                   *(len(found[name]) for name in names)], wide))
        for sentence in sorted({one for some in found.values() for one in some}):
            who = [name for name in names if sentence in found[name]]
            print(f"  {', '.join(who) if len(who) < len(names) else 'all'}: {sentence}")
        total += sum(len(some) for some in found.values())
    print(f"{len(figures)} figures, {len(names)} renderers, {total} findings")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
