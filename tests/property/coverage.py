#!/usr/bin/env python3
"""Every fact of the two articles is a row of the tables, or has a reason.

usage: coverage.py DATA_DIR

DATA_DIR/coverage.csv has one line per fact: `rows` lists where it is recorded,
as `table:id`, or `ties:TYPE|FROM|TO|START` for a tie (a blank START fits any),
and `reason` says why a fact is not data. The facts themselves are in the file
named by ENTENTE_SEED_FACTS; without that file the test is skipped (status 77).
"""

import csv
import os
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT.parent / "shared" / "design" / "seed-facts.csv"
NODES = ("actors", "institutions", "agreements", "events", "topics", "sources")
QUOTE_WORDS = 12


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items(cell):
    return [item for item in cell.split(";") if item]


def find(tables, name):
    """The rows that a reference of coverage.csv names; exactly one if it is right."""
    table, _, key = name.partition(":")
    if table == "ties" and key.count("|") == 3:
        kind, source, target, start = key.split("|")
        return [row for row in tables["ties"]
                if (row["type"], row["from"], row["to"]) == (kind, source, target)
                and start in ("", row["start"])]
    if table in NODES:
        return [row for row in tables[table] if row["id"] == key]
    return []


def files_of(row, tables):
    """The articles a row cites; a row of sources.csv stands for its own."""
    if "file" in row:
        return {row["file"]}
    cited = items(row["source"])
    return {source["file"] for source in tables["sources"] if source["id"] in cited}


def check_fact(entry, articles, tables):
    """Yields what is wrong with one line of coverage.csv."""
    fact, names = entry["fact"], items(entry["rows"])
    if not names and not entry["reason"].strip():
        yield f"{fact}: neither a row nor a reason"
    cited = set()
    for name in names:
        rows = find(tables, name)
        if len(rows) != 1:
            yield f"{fact}: '{name}' names {len(rows)} rows instead of one"
        for row in rows:
            cited |= files_of(row, tables)
    if names:
        for article in sorted(articles - cited):
            yield f"{fact}: none of its rows cites {article}"


def check(facts, coverage, tables):
    """Yields everything that is wrong."""
    listed = Counter(entry["fact"] for entry in coverage)
    for fact in sorted(facts.keys() | listed.keys()):
        if fact not in facts or listed[fact] != 1:
            yield f"{fact}: {listed[fact]} lines in coverage.csv, {int(fact in facts)} expected"
    for entry in coverage:
        yield from check_fact(entry, facts.get(entry["fact"], set()), tables)
    for table, rows in tables.items():
        for line, row in enumerate(rows, start=2):
            if len(row.get("quote", "").split()) > QUOTE_WORDS:
                yield f"{table}.csv, line {line}: a quote of more than {QUOTE_WORDS} words"


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: coverage.py DATA_DIR")
    data = Path(sys.argv[1])
    path = Path(os.environ.get("ENTENTE_SEED_FACTS", FACTS))
    if not path.is_file():
        print(f"skipped: no list of facts at {path}")
        sys.exit(77)
    facts = {}
    for row in read(path):
        facts.setdefault(row["fact"], set()).add(row["file"])
    tables = {name: read(data / f"{name}.csv") for name in (*NODES, "ties")}
    coverage = read(data / "coverage.csv")
    problems = list(check(facts, coverage, tables))
    for problem in problems:
        print(problem)
    mapped = sum(bool(items(entry["rows"])) for entry in coverage)
    reasons = sum(bool(entry["reason"].strip()) for entry in coverage)
    print(f"{len(facts)} facts, {mapped} mapped to rows, {reasons} with a reason")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
