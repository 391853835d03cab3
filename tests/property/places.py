#!/usr/bin/env python3
"""Places that were saved are kept: to 0.01 pt, and what is new stands on nothing.

usage: places.py ENTENTE

Figures are drawn at an early year and saved, drawn again from the file, and drawn at a late year
from it; places are read from the files and from the SVG.
"""
import csv
import itertools
import pathlib
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTENTE = str(pathlib.Path(sys.argv[1]).resolve())
SVG = "{http://www.w3.org/2000/svg}"
FIGURES = [("graphs/partnerships.gv", [], "2022", "2026"),
           ("data/vietnam-uk", ["-K", "dot", "--type", "state,agreement"], "2016", "2025"),
           ("data/vietnam-uk", ["-K", "circo", "--type", "state,agreement,person"], "2024", "2025"),
           ("data/vietnam-uk", ["--rollup", "state", "--project", "agreement"], "2016", "2025"),
           ("data/vietnam-uk", ["-K", "sfdp", "--type", "state,agreement,institution"], "2016", "2025")]
failed = []


def run(*arguments):
    done = subprocess.run([ENTENTE, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        failed.append(f"{' '.join(arguments[1:])}: {done.stderr[:200]}")
    return done.stdout


def saved(path):
    with path.open(encoding="utf-8") as file:
        rows = [(row["id"], float(row["x"]), float(row["y"])) for row in csv.DictReader(file)]
    if rows != sorted(rows, key=lambda row: row[0].encode()):
        failed.append(f"{path.name}: not in the order of ids")
    return {name: (x, y) for name, x, y in rows}


def boxes(path):
    """Of each node the box around its outline, as the SVG has it; and the page."""
    root = ElementTree.parse(path).getroot()
    found = {}
    for layer in root.iter(SVG + "g"):
        for group in layer.iter(SVG + "g") if layer.get("class") == "nodes" else ():
            shape = next((s for s in group if s.tag in (SVG + "ellipse", SVG + "rect")), None)
            if not group.get("id") or shape is None:
                continue
            n = {key: float(shape.get(key, 0)) for key in
                 ("cx", "cy", "rx", "ry", "x", "y", "width", "height")}
            if shape.tag == SVG + "ellipse":
                box = n["cx"] - n["rx"], n["cy"] - n["ry"], n["cx"] + n["rx"], n["cy"] + n["ry"]
            else:
                box = n["x"], n["y"], n["x"] + n["width"], n["y"] + n["height"]
            found[group.get("id").partition("-")[2]] = box
    return root.get("viewBox"), found


def meets(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def check(figure, way, early, late, folder):
    name = f"{figure} {' '.join(way)}"
    figure = str(ROOT / figure)
    first, again, later = (folder / f"{n}.csv" for n in ("first", "again", "later"))
    options = [part for part in way if part != "-K" and part not in ("dot", "circo", "sfdp")]
    pinned = ["--layout", f"from={first}"]
    run("render", figure, *way, "--year", early, "-o", str(folder / "0.svg"), "--save-layout", str(first))
    run("render", figure, *options, *pinned, "--year", early, "-o", str(folder / "1.svg"),
        "--save-layout", str(again))
    if not again.exists():
        return 0
    if first.read_bytes() != again.read_bytes():
        failed.append(f"{name}: drawn again from its file it stands elsewhere")
    run("render", figure, *options, *pinned, "--year", late, "-o", str(folder / "2.svg"),
        "--save-layout", str(later))
    if not later.exists():
        return 0
    old, new = saved(first), saved(later)
    kept = [node for node in old if node in new and node]
    for one, other in itertools.pairwise(kept):
        for axis in (0, 1):
            if abs((old[one][axis] - old[other][axis]) - (new[one][axis] - new[other][axis])) > 0.01:
                failed.append(f"{name}: {one} and {other} do not keep their distance")
    if old[""] == new[""] and any(old[node] != new[node] for node in kept):
        failed.append(f"{name}: the drawing is as large as it was, and moved")
    before, after = boxes(folder / "1.svg")[1], boxes(folder / "2.svg")[1]
    ids = {re.sub(r"[^\w.-]", "-", node) for node in new if node not in old}
    for a, b in itertools.combinations(after, 2):
        if (a in ids or b in ids) and meets(after[a], after[b]):
            failed.append(f"{name}: {a} stands on {b}")
    return len(ids) if kept and before else 0


def main():
    count = 0
    for figure in FIGURES:
        with tempfile.TemporaryDirectory() as folder:
            count += check(*figure, pathlib.Path(folder))
    print("\n".join(failed))
    print(f"{len(FIGURES)} figures, {count} new nodes, {len(failed)} faults")
    sys.exit(1 if failed or count < 30 else 0)


main()
