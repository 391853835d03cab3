#!/usr/bin/env python3
"""A series of ties that are made anew each year: each year says what it says by itself.

usage: series_of_ties.py ENTENTE

For roll-ups, projections and mergers the text alternative of each year is compared with that of the
year alone, places and sizes of what is in two pictures with each other, and the table of years with
sets that are counted here.
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
YEARS = ["2008", "2016", "2024", "2025", "2026"]
WAYS = [["--rollup", "state"], ["--rollup", "state", "--merge"],
        ["--project", "agreement"], ["--project", "agreement", "--rule", "newman", "--top", "2"],
        ["--rollup", "state", "--project", "agreement", "--rule", "days"],
        ["--project", "event", "--merge"], ["--project", "topic"], ["--merge"]]
failed = []


def run(*arguments):
    done = subprocess.run([ENTENTE, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        failed.append(f"{' '.join(arguments[1:])}: {done.stderr[:200]}")
    return done.stdout


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def ties_of(way, year):
    """Each as its relation and ends; alike ones are numbered."""
    seen = {}
    for row in table(run("list", "ties", str(ROOT / "data/vietnam-uk"), "--year", year, *way)):
        key = row["relation"] if "relation" in row else row["type"], row["from"], row["to"]
        seen[key] = seen.get(key, 0) + 1
    return {(*key, number) for key, count in seen.items() for number in range(count)}


def lines_of(path):
    root = ElementTree.parse(path).getroot()
    places = {}
    for layer in root.iter(SVG + "g"):
        for group in layer.iter(SVG + "g") if layer.get("class") in ("nodes", "ties") else ():
            if group.get("id"):
                first = next((shape for shape in group.iter()
                              if shape.tag in (SVG + "path", SVG + "ellipse", SVG + "text")), None)
                places[group.get("id").partition("-")[2]] = (
                    first is not None and re.findall(r"-?[0-9.]+", first.get("d") or " ".join(
                        first.get(name) or "" for name in ("x", "y", "cx", "cy"))))
    return root.get("viewBox"), places


def lines(path):
    """Relations that a merger makes come in the order in which years need them."""
    return sorted(path.read_text(encoding="utf-8").splitlines())


def check(way, folder):
    name = " ".join(way)
    data = str(ROOT / "data/vietnam-uk")
    series = ["--series", ",".join(YEARS)]
    run("render", data, *way, *series, "-K", "neato", "-o", str(folder / "{year}.svg"), "--alt",
        str(folder / "{year}.csv"))
    first = {}
    for year in YEARS:
        alone = folder / "alone.csv"
        run("render", data, *way, "--year", year, "-o", str(folder / "alone.svg"), "--alt", str(alone))
        if not (folder / f"{year}.csv").exists() or \
                lines(alone) != lines(folder / f"{year}.csv"):
            failed.append(f"{name}: {year} says something else than by itself")
            continue
        for thing, numbers in lines_of(folder / f"{year}.svg")[1].items():
            if first.setdefault(thing, numbers)[:2] != numbers[:2]:
                failed.append(f"{name}: {thing} stands elsewhere in {year}")
    compare_years(name, way, table(run("list", "years", data, *way, *series)))


def compare_years(name, way, rows):
    """Only where ties are made of more than single rows, whose identity is theirs."""
    sets = [ties_of(way, year) for year in YEARS]
    for number, row in enumerate(rows):
        wanted = [str(len(sets[number])), "", ""]
        if number > 0:
            wanted[1:] = [str(len(sets[number] - sets[number - 1])),
                          str(len(sets[number - 1] - sets[number]))]
        counted = [row["ties"], row["new ties"], row["ended ties"]]
        of_rows = "--rollup" not in way and "--merge" not in way
        if counted != wanted and not (of_rows and counted[0] == wanted[0]):
            failed.append(f"{name}: {YEARS[number]} counts {counted}, not {wanted}")


def main():
    for way in WAYS:
        with tempfile.TemporaryDirectory() as folder:
            check(way, pathlib.Path(folder))
    print("\n".join(failed))
    print(f"{len(WAYS)} ways of making ties, {len(YEARS)} years, {len(failed)} faults")
    sys.exit(1 if failed else 0)


main()
