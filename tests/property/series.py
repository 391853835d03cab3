#!/usr/bin/env python3
"""A series: whatever is in two pictures stands at the same place, and each shows its year.

usage: series.py ENTENTE

Every figure of graphs/ that has no time of its own is drawn as a series, and with flags, notes and
on a page; each picture is compared with the others, and with what the list of its year has. On a
sheet each picture is what it is alone, moved as a whole.
"""
import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTENTE = str(pathlib.Path(sys.argv[1]).resolve())
SVG = "{http://www.w3.org/2000/svg}"
YEARS = ["1982", "2008", "2012", "2016", "2024", "2025", "2026"]
MANNERS = [[], ["--cite", "--page", "a4"], ["-K", "dot", "--legend", "right", "--flags", "inside"],
           ["-K", "timeline"]]
failed = []


def run(*arguments):
    done = subprocess.run([ENTENTE, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def places_of(path):
    """Of each node and tie: what is drawn, without its words for readers, which tell the year."""
    root = ElementTree.parse(path).getroot()
    prefix = root.get("id")
    places = {}
    for layer in root.iter(SVG + "g"):
        if layer.get("class") not in ("nodes", "ties"):
            continue
        for group in layer.iter(SVG + "g"):
            if not group.get("id"):
                continue
            shapes = [shape.get("d") or tuple(shape.get(name) for name in ("x", "y", "cx", "cy"))
                      for shape in group.iter() if shape.tag != SVG + "title"]
            places[layer.get("class"), group.get("id").removeprefix(prefix + "-")] = shapes
    return root.get("viewBox"), places


def words_of(shapes):
    return [shape for shape in shapes if isinstance(shape, tuple)]


def listed(figure, year):
    _, text, _ = run("list", "nodes", figure, "--year", year, "--columns", "id")
    return {re.sub(r"[^\w.-]", "-", row["id"]) for row in csv.DictReader(io.StringIO(text))}


def check(figure, manner, folder):
    name = f"{figure.stem} {' '.join(manner)}"
    code, _, told = run("render", str(figure), *manner, "--series", "at-changes", "-o",
                        str(folder / "{year}.svg"))
    if "nothing that is asked for has a date" in told:
        return 0
    if code != 0:
        failed.append(f"{name}: {told[:300]}")
        return 0
    pictures = {path.stem: places_of(path) for path in sorted(folder.glob("*.svg"))}
    pages = {page for page, _ in pictures.values()}
    if len(pages) != 1:
        failed.append(f"{name}: pages {pages}")
    seen = {}
    for year, (_, places) in pictures.items():
        for thing, shapes in places.items():
            before_year, before = seen.setdefault(thing, (year, shapes))
            if before[:1] != shapes[:1] or words_of(before) != words_of(shapes):
                failed.append(f"{name}: {thing} stands elsewhere in {year} than in {before_year}")
        if "timeline" not in manner and year in YEARS:
            nodes = {thing for layer, thing in places if layer == "nodes"}
            if nodes != listed(str(figure), year):
                failed.append(f"{name}: {year} shows {nodes ^ listed(str(figure), year)}")
    return len(pictures)


def first_points(places):
    """Of each node and tie where its first shape and its words begin."""
    points = {}
    for thing, shapes in places.items():
        found = []
        for shape in shapes:
            numbers = re.findall(r"-?[0-9.]+", shape if isinstance(shape, str) else
                                 " ".join(number or "" for number in shape))
            found += [(float(numbers[0]), float(numbers[1]))] if len(numbers) > 1 else []
        points[thing] = found
    return points


def check_sheet(figure, folder):
    """A sheet holds the pictures of the years, each moved as a whole, and nothing else."""
    name = f"{figure.stem} --sheet"
    series = ["--series", "at-changes", "--frame", "none"]
    code, _, told = run("render", str(figure), *series, "-o", str(folder / "{year}.svg"))
    if "nothing that is asked for has a date" in told:
        return 0
    more, _, told = run("render", str(figure), *series, "--sheet", "2x2", "-o",
                        str(folder / "sheet{page}.svg"), "--alt", str(folder / "sheet{page}.csv"))
    if code + more != 0:
        failed.append(f"{name}: {told[:300]}")
        return 0
    on_sheets, told_of = {}, {}
    for path in folder.glob("sheet*.svg"):
        for (layer, thing), shapes in places_of(path)[1].items():
            year, _, own = thing.partition("--")
            on_sheets.setdefault(year, {})[layer, own] = shapes
    for path in folder.glob("sheet*.csv"):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["kind"] == "picture" or row["type"] == "picture":
                    year, _, counts = row["words"].partition(": ")
                    told_of[year] = [int(number) for number in re.findall(r"[0-9]+", counts)[:2]]
    years = [path for path in sorted(folder.glob("*.svg")) if not path.stem.startswith("sheet")]
    for path in years:
        alone, there = places_of(path)[1], on_sheets.get(path.stem, {})
        if set(alone) != set(there):
            failed.append(f"{name}: {path.stem} shows {set(alone) ^ set(there)}")
            continue
        counts = [sum(layer == kind for layer, _ in alone) for kind in ("nodes", "ties")]
        if counts != told_of.get(path.stem):
            failed.append(f"{name}: {path.stem} has {counts}, told is {told_of.get(path.stem)}")
        a, b = first_points(alone), first_points(there)
        moved = {(round(q[0] - p[0], 2), round(q[1] - p[1], 2))
                 for thing in a for p, q in zip(a[thing], b[thing])}
        spread = [max(d) - min(d) for d in zip(*moved)] if moved else [0]
        if max(spread) > 0.011:
            failed.append(f"{name}: {path.stem} is moved by {sorted(moved)[:4]}")
    return len(years)


def main():
    count = 0
    for figure in sorted((ROOT / "graphs").glob("*.gv")):
        text = figure.read_text(encoding="utf-8")
        if not re.search(r"(^|[^-\w])data *=", text) or re.search(r'(year|as-of|from|to)"? *=', text):
            continue
        for manner in MANNERS if figure.stem == "partnerships" else [[]]:
            with tempfile.TemporaryDirectory() as folder:
                count += check(figure, manner, pathlib.Path(folder))
        if figure.stem in ("partnerships", "two-states", "commitments", "visit"):
            with tempfile.TemporaryDirectory() as folder:
                count += check_sheet(figure, pathlib.Path(folder))
    print("\n".join(failed))
    print(f"{count} pictures compared, {len(failed)} faults")
    sys.exit(1 if failed or count < 50 else 0)


main()
