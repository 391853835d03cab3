#!/usr/bin/env python3
"""Lineages and what is latest, as a plain reading of their definitions finds them.

usage: lineage.py ENTENTE

Random agreements with random ties 'supersedes', 'amends', 'protocol to' and 'based on', loops
among them, are asked for lines (--lineage) and for what nothing has superseded (--latest). The
oracle follows every path. Where all have a day on which they begin, the picture of a line stands in
the order of the years, each after what it comes from in the same year.
"""
import csv
import datetime
import io
import itertools
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ENTENTE = sys.argv[1]
KINDS = {"supersedes": "supersedes", "amends": "amends", "protocol to": "under", "under": "under"}
ANSWERS = ["out", "possible", "presumed", "certain"]
ROUNDS = 40


def reach(pairs, starts):
    """All that the pairs lead to from the starts, in any number of steps."""
    found, new = set(starts), set(starts)
    while new:
        new = {b for a, b in pairs if a in new} - found
        found |= new
    return found


def some_date(chance):
    kind = chance.random()
    year = chance.randint(1990, 2010)
    if kind < 0.2:
        return ""
    if kind < 0.5:
        return str(year)
    if kind < 0.7:
        return f"{year}-{chance.randint(1, 12):02}"
    if kind < 0.8:
        return f"{year}?"
    return f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def days(date):
    """The first and last day of a date; of none, all days."""
    date = date.rstrip("?")
    if not date:
        return datetime.date.min, datetime.date.max
    parts = [int(part) for part in date.split("-")]
    first = datetime.date(*(parts + [1, 1])[:3])
    if len(parts) == 3:
        return first, first
    following = datetime.date(parts[0] + 1, 1, 1) if len(parts) == 1 else \
        (first + datetime.timedelta(days=32)).replace(day=1)
    return first, following - datetime.timedelta(days=1)


def begun(date, day):
    """How sure it is that what starts at the date had begun by the day."""
    first, last = days(date)
    if first > day:
        return 0
    if last <= day and not date.endswith("?"):
        return 3
    return 2 if date and first <= day else 1


def loops(nodes, pairs):
    """Of each node those that it leads to and that lead to it."""
    onward = {node: reach(pairs, [node]) for node in nodes}
    return {node: {other for other in nodes if other in onward[node] and node in onward[other]}
            for node in nodes}


def superseded(nodes, starts, ties, day):
    """Of each node how sure it is that it has been superseded by the day."""
    over = [(a, b) for kind, a, b in ties if kind == "supersedes"]
    loop = loops(nodes, over)
    sure = {node: begun(starts[node], day) if day else 3 for node in nodes}
    gone = {}
    for node in nodes:
        before = [a for a, b in over if b in loop[node] and a not in loop[node]]
        younger = reach([(b, a) for a, b in over], before)
        gone[node] = max((sure[other] for other in younger), default=0)
    amended = [(a, b) for kind, a, b in ties if kind == "amends"]
    around = loops(nodes, amended)
    own = dict(gone)

    def with_base(node, seen):
        bases = {b for a, b in amended if a == node and b not in around[node]}
        if not bases:
            return own[node]
        return max(own[node], min(with_base(base, seen) for base in bases))

    return {node: with_base(node, ()) for node in nodes}


def write(folder, nodes, starts, ties):
    with open(folder / "agreements.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "type", "name", "start"])
        rows.writerows([node, "treaty", node.upper(), starts[node]] for node in nodes)
    with open(folder / "ties.csv", "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["type", "from", "to"])
        rows.writerows(ties)


def ask(folder, what, *options):
    done = subprocess.run([ENTENTE, "list", what, folder, "-W", "no-N423", *options],
                          capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{options}: {done.stderr}")
    return list(csv.DictReader(io.StringIO(done.stdout)))


def differ(what, got, expected):
    if got != expected:
        sys.exit(f"{what}:\n  got      {sorted(got)}\n  expected {sorted(expected)}")


def check_lines(folder, nodes, ties, chance):
    pairs = [(a, b) for kind, a, b in ties if kind in KINDS]
    asked = chance.sample(nodes, chance.randint(1, 2))
    line = reach(pairs, asked) | reach([(b, a) for a, b in pairs], asked)
    got = {row["id"] for row in ask(folder, "nodes", "--lineage", ",".join(asked))}
    differ(f"--lineage {asked} of {ties}", got, line)
    got = {(row["type"], row["from"], row["to"])
           for row in ask(folder, "ties", "--lineage", ",".join(asked))}
    differ(f"ties of --lineage {asked}", got,
           {tie for tie in ties if tie[0] in KINDS and tie[1] in line and tie[2] in line})
    near = line | {b for _, a, b in ties if a in line} | {a for _, a, b in ties if b in line}
    got = {row["id"] for row in ask(folder, "nodes", "--lineage", ",".join(asked), "--depth", "1")}
    differ(f"--lineage {asked} --depth 1", got, near)


def tops(folder, asked):
    """Of each node drawn how far down it begins."""
    svg = folder / "line.svg"
    subprocess.run([ENTENTE, "render", folder, "--lineage", asked, "-G", "rankdir=TB", "--frame",
                    "none", "--node-label", "year", "--id-prefix", "p", "-o", svg, "-W", "no-N513"],
                   check=True)
    found = re.findall(r'<g id="p-(n\d+)">\s*<title>[^<]*</title>\s*<path d="M[\d.]+ ([\d.]+)',
                       svg.read_text(encoding="utf-8"))
    return {node: float(top) for node, top in found}


def check_order_of_rows(folder, nodes, starts, ties, chance):
    """Loops, too, are drawn and explained alike whichever row comes first."""
    told = set()
    for _ in range(2):
        write(folder, chance.sample(nodes, len(nodes)), starts, chance.sample(ties, len(ties)))
        words = b""
        for command in (["render", folder, "--lineage", nodes[0], "-W", "no-N513"],
                        ["explain", *nodes, folder, "--latest", "--as-of", "2000-06-01"]):
            words += subprocess.run([ENTENTE, *command], capture_output=True, check=True).stdout
        told.add(re.sub(rb"\.csv:\d+|[0-9a-f]{64}", b"", words))
    if len(told) > 1:
        sys.exit(f"the order of rows tells in {ties}")


def check_ranks(folder, nodes, ties, chance):
    starts = {node: f"{chance.randint(1990, 1996)}-03-{chance.randint(1, 28):02}" for node in nodes}
    write(folder, nodes, starts, ties)
    asked = chance.choice(nodes)
    top = tops(folder, asked)
    kept = {(a, b) for kind, a, b in ties if kind in KINDS and a in top and b in top}
    around = loops(top, kept)
    for a, b in itertools.permutations(top, 2):
        if starts[a][:4] < starts[b][:4] and top[a] >= top[b]:
            sys.exit(f"{a} {starts[a]} is not drawn before {b} {starts[b]}: {top} of {ties}")
    for younger, elder in kept:
        if starts[younger][:4] == starts[elder][:4] and elder not in around[younger] and \
                top[elder] >= top[younger]:
            sys.exit(f"{younger} does not stand after {elder}: {top} of {ties}")


def check_latest(folder, nodes, starts, ties, chance):
    day = datetime.date(chance.randint(1990, 2010), chance.randint(1, 12), chance.randint(1, 28))
    gone = superseded(nodes, starts, ties, day)
    for least, options in ((3, ["--certain"]), (2, []), (1, ["--possible"])):
        expected = {}
        for node in nodes:
            answer = min(begun(starts[node], day), 3 - gone[node])
            if answer >= least:
                expected[node] = ANSWERS[answer]
        if not expected:
            continue
        # An end that is not known is only presumed to go on.
        got = {row["id"]: row["answer"] for row in
               ask(folder, "nodes", "--latest", "--keep-isolated", "--from", "..", "--to",
                   day.isoformat(), *options, "-W", "no-W506")}
        differ(f"--latest to {day} {options} of {starts} {ties}", set(got.items()),
               set(expected.items()))
    got = {row["id"] for row in ask(folder, "nodes", "--latest", "--keep-isolated")}
    gone = superseded(nodes, starts, ties, None)
    differ(f"--latest of {ties}", got, {node for node in nodes if gone[node] == 0})


def main():
    chance = random.Random(20251029)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for _ in range(ROUNDS):
            nodes = [f"n{i}" for i in range(chance.randint(2, 12))]
            starts = {node: some_date(chance) for node in nodes}
            pairs = list(itertools.permutations(nodes, 2))
            ties = set()
            for a, b in chance.sample(pairs, min(len(pairs), chance.randint(1, 16))):
                kind = chance.choice(["supersedes", "supersedes", "amends", "protocol to",
                                      "based on"])
                if chance.random() < 0.8:  # mostly from a later one to an earlier one
                    a, b = max(a, b), min(a, b)
                ties.add((kind, a, b))
            write(folder, nodes, starts, sorted(ties))
            check_lines(folder, nodes, sorted(ties), chance)
            check_latest(folder, nodes, starts, sorted(ties), chance)
            check_order_of_rows(folder, nodes, starts, sorted(ties), chance)
            check_ranks(folder, nodes, sorted(ties), chance)
    print(f"{ROUNDS} record sets: lines and what is latest are as the definitions say")


main()
