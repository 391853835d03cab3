#!/usr/bin/env python3
"""A series: whatever is in two pictures stands at the same place, and each shows its year.

usage: series.py ENTENTE

Every figure of graphs/ that has no time of its own is drawn as a series, and with flags, notes and
on a page; each picture is compared with the others, and with what the list of its year has.
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


def main():
    count = 0
    for figure in sorted((ROOT / "graphs").glob("*.gv")):
        text = figure.read_text(encoding="utf-8")
        if not re.search(r"(^|[^-\w])data *=", text) or re.search(r'(year|as-of|from|to)"? *=', text):
            continue
        for manner in MANNERS if figure.stem == "partnerships" else [[]]:
            with tempfile.TemporaryDirectory() as folder:
                count += check(figure, manner, pathlib.Path(folder))
    print("\n".join(failed))
    print(f"{count} pictures compared, {len(failed)} faults")
    sys.exit(1 if failed or count < 50 else 0)


main()
