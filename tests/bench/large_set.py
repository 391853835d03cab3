#!/usr/bin/env python3
"""Writes tables of a large record set, the same each time: 2,000 nodes and 20,000 ties.

usage: large_set.py FOLDER [NODES TIES]

States, institutions and agreements with dates from 1950 on; ties as registers have them: a few have
many, most have few.
"""
import csv
import pathlib
import random
import sys

SEED = 20251031


def date(choice, year):
    kind = choice.random()
    if kind < 0.3:
        return f"{year}"
    if kind < 0.6:
        return f"{year}-{choice.randint(1, 12):02d}"
    return f"{year}-{choice.randint(1, 12):02d}-{choice.randint(1, 28):02d}"


def write(folder, name, header, rows):
    with open(folder / name, "w", newline="", encoding="utf-8") as table:
        csv.writer(table, lineterminator="\n").writerows([header, *rows])


def main():
    folder = pathlib.Path(sys.argv[1])
    nodes, ties = (int(n) for n in sys.argv[2:4]) if len(sys.argv) > 3 else (2000, 20000)
    folder.mkdir(parents=True, exist_ok=True)
    choice = random.Random(SEED)
    states = [f"s{i}" for i in range(nodes // 10)]
    bodies = [f"i{i}" for i in range(nodes * 3 // 10)]
    agreements = [f"a{i}" for i in range(nodes - len(states) - len(bodies))]
    write(folder, "actors.csv", ["id", "type", "name"],
          [[s, "state", f"State {s[1:]}"] for s in states])
    write(folder, "institutions.csv", ["id", "type", "name", "country"],
          [[b, choice.choice(["ministry", "agency", "igo"]), f"Body {b[1:]}",
            choice.choice(states)] for b in bodies])
    rows = []
    for a in agreements:
        year = choice.randint(1950, 2024)
        signed = date(choice, year)
        rows.append([a, choice.choice(["treaty", "mou", "statement"]), f"Agreement {a[1:]}",
                     signed, signed, choice.choice(["", "..", str(year + 20)]),
                     "s1"])
    write(folder, "agreements.csv", ["id", "type", "name", "signed", "start", "end", "source"], rows)
    rows, known = [], len(bodies) # each body belongs to a state
    while known + len(rows) < ties:
        party = choice.choice(states if choice.random() < 0.7 else bodies)
        agreement = agreements[int(len(agreements) * choice.random() ** 1.5)]
        year = choice.randint(1950, 2024)
        rows.append(["party to", party, agreement, date(choice, year),
                     choice.choice(["", "", "..", str(year + 30)]), "s1"])
    write(folder, "ties.csv", ["type", "from", "to", "start", "end", "source"], rows)
    write(folder, "sources.csv", ["id", "title", "published", "url"],
          [["s1", "A register of treaties", "2025-10-31", "https://example.org/register"]])


if __name__ == "__main__":
    main()
