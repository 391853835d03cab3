#!/usr/bin/env python3
"""Laws over random record sets under the built-in schema.

usage: laws.py ENTENTE [SEED]

For random questions about random nodes and ties: what is shown is what the reference shows;
certain is a part of presumed, presumed of possible; a shorter time shows no more than a longer one
around it; both ends of a shown tie are shown; DOT that is read back gives the same DOT; SVG is
well-formed and has a group for each node.

The reference is reference/timemodel.py in the folder that ENTENTE_DESIGN names. Where it is absent
that law is passed over.
"""
import csv
import datetime
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from xml.etree import ElementTree

GROUP = "{http://www.w3.org/2000/svg}g"

SETS, QUESTIONS = 25, 3
ROOT = pathlib.Path(__file__).resolve().parents[2]
DESIGN = pathlib.Path(os.environ.get("ENTENTE_DESIGN", ROOT / "../shared/design"))
sys.path.insert(0, str(DESIGN / "reference"))
sys.dont_write_bytecode = True
try:
    import timemodel as reference
except ImportError:
    reference = None
    print(f"passed over: there is no reference in {DESIGN}")

MODES = {"possible": ["--possible"], "presumed": [], "certain": ["--certain"]}
DAY = datetime.timedelta(days=1)

# Type, table, how many at most, and whether it happens as an event or lasts as an agreement.
TYPES = [
    ("state", "actors", 6, ""), ("person", "actors", 3, ""), ("ministry", "institutions", 3, ""),
    ("igo", "institutions", 2, ""), ("topic", "topics", 2, ""), ("treaty", "agreements", 3, "lasts"),
    ("mou", "agreements", 3, "lasts"), ("visit", "events", 3, "event"),
]

# Relation, types of its ends, whether a tie of it always has a lifetime, and whether as a point.
RELATIONS = [
    ("comprehensive strategic partnership", ["state"], ["state"], True, False),
    ("strategic partnership", ["state"], ["state"], True, False),
    ("friendship with", ["state"], ["state"], True, False),
    ("holds office in", ["person"], ["ministry", "igo", "state"], True, False),
    ("member of", ["state", "ministry"], ["igo"], True, False),
    ("party to", ["state", "person", "igo"], ["treaty", "mou"], True, False),
    ("signed", ["person", "ministry"], ["treaty", "mou"], True, True),
    ("supports", ["state", "ministry"], ["treaty", "mou"], True, False),
    ("took part in", ["state", "person", "ministry"], ["visit"], False, False),
    ("produced", ["visit"], ["treaty", "mou"], False, False),
    ("supersedes", ["treaty", "mou"], ["treaty", "mou"], False, False),
    ("based on", ["mou"], ["treaty"], False, False),
]
LEVELS = {"comprehensive strategic partnership", "strategic partnership"}

# Columns of node tables that make ties: table, column, relation, types it may name, direction.
COLUMNS = [
    ("agreements", "parties", "party to", ["state", "ministry"], "in"),
    ("agreements", "topics", "about", ["topic"], "out"),
    ("events", "topics", "about", ["topic"], "out"),
    ("institutions", "country", "belongs to", ["state"], "out"),
]
HEADERS = {
    "actors": ["id", "type", "name", "start", "end"],
    "institutions": ["id", "type", "name", "country", "start", "end"],
    "topics": ["id", "type", "name"],
    "agreements": ["id", "type", "name", "signed", "start", "end", "parties", "topics", "source"],
    "events": ["id", "type", "name", "start", "end", "topics", "source"],
    "ties": ["type", "from", "to", "start", "end", "source", "note"],
    "sources": ["id", "published"],
}


# ---- random records ----

def plain_date(rng):
    year, month, day = rng.randint(2000, 2030), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}",
                       f"{year // 10}X", f"{year}-XX", f"{year}-{month:02}-XX"])


def some_date(rng):
    if rng.random() < 0.15:
        first, last = sorted((rng.randint(2000, 2030), rng.randint(2000, 2030)))
        return rng.choice(["[{}..{}]", "[..{}]", "[{}..]"]).format(first, last)
    return plain_date(rng) + rng.choice(["", "", "", "", "?", "~", "%"])


def cell(rng, blank=1):
    return rng.choice([""] * blank + ["..", "*", "*"]).replace("*", some_date(rng))


def bounds(date):
    """First and last day, by this program's own means: only to keep ends behind starts."""
    digits = re.findall(r"\d{3}X|\d{4}", date)
    return (digits[0].replace("X", "0"), digits[-1].replace("X", "9")) if digits else ("0", "9")


def some_span(rng):
    """Start and end, none of which makes the lifetime run backwards."""
    while True:
        start, end = cell(rng), cell(rng)
        first = "0" if start.startswith("[..") else bounds(start)[0]
        last = "9" if end.endswith("..]") else bounds(end)[1]
        if start in ("", "..") or end in ("", "..") or first < last:
            return start, end


def day_before(day):
    """Infinities have none."""
    return day if day in (reference.NEG, reference.POS) else day - DAY


def quoted(rng):
    return rng.choice(["", "", 'says "so", twice', "two\nlines", "Tổng Bí thư Tô Lâm", "<&>\\n"])


class Records:
    """Random tables, and the nodes and ties that they mean."""

    def __init__(self, rng):
        self.rng = rng
        self.tables = {name: [] for name in HEADERS}
        self.sources = {"s1": "2012-06-30", "s2": "2025", "s3": ""}
        self.nodes, self.ties, self.ids = {}, [], {}
        self.tables["sources"] = [{"id": key, "published": day}
                                  for key, day in self.sources.items()]
        for kind, table, most, way in TYPES:
            for number in range(rng.randint(1, most)):
                self.add_node(kind, table, f"{kind}-{number}", way)
        for table, column, relation, kinds, way in COLUMNS:
            self.fill_column(table, column, relation, kinds, way)
        for _ in range(rng.randint(0, 40)):
            self.add_tie(*rng.choice(RELATIONS))
        self.cut_levels()

    def known(self, source):
        days = [reference.date(self.sources[key])[1] for key in source.split(";")
                if self.sources.get(key)]
        return min(days, default=None)

    def lifetime(self, row, timed, point):
        if not reference:
            return None
        known = None if row.get("start") else self.known(row.get("source", ""))
        return reference.span(row.get("start", ""), row.get("end", ""), point, None, known, timed,
                              row.get("signed", ""))

    def add_node(self, kind, table, key, way):
        row = {"id": key, "type": kind, "name": f"{kind} {key} {quoted(self.rng)}".strip()}
        if way:
            row["source"] = self.rng.choice(["", "s1", "s2", "s3", "s2;s1"])
        if table != "topics" and (way or self.rng.random() < 0.2):
            row["start"], row["end"] = some_span(self.rng)
        if way == "event" and self.rng.random() < 0.6:
            row["end"] = ""
        if way == "lasts" and not row["start"] and not row["end"]:
            row["signed"] = self.rng.choice(["", plain_date(self.rng)])
        self.tables[table].append(row)
        self.ids.setdefault(kind, []).append(key)
        self.nodes[key] = (bool(way), self.lifetime(row, bool(way), way == "event"))

    def fill_column(self, table, column, relation, kinds, way):
        others = [key for kind in kinds for key in self.ids[kind]]
        for row in self.tables[table]:
            chosen = self.rng.sample(others, min(len(others), self.rng.choice([0, 0, 1, 1, 2])))
            if column == "country":
                chosen = chosen[:1]
            row[column] = ";".join(chosen)
            for other in chosen:
                ends = (other, row["id"]) if way == "in" else (row["id"], other)
                self.ties.append((relation, *ends, None))

    def add_tie(self, relation, from_types, to_types, timed, point):
        sender = self.rng.choice([key for kind in from_types for key in self.ids[kind]])
        receiver = self.rng.choice([key for kind in to_types for key in self.ids[kind]])
        if sender == receiver:
            return
        start, end = some_span(self.rng)
        if not timed and self.rng.random() < 0.7:
            start = end = ""
        if point and self.rng.random() < 0.7:
            end = ""
        row = {"type": relation, "from": sender, "to": receiver, "start": start, "end": end,
               "source": self.rng.choice(["", "s1", "s2", "s3", "s1;s2"]),
               "note": quoted(self.rng)}
        self.tables["ties"].append(row)
        self.ties.append((relation, sender, receiver, self.lifetime(row, timed, point)))

    def cut_levels(self):
        """One level of a relationship at a time: each ends when the next later one starts."""
        if not reference:
            return
        pairs = {}
        for relation, sender, receiver, life in self.ties:
            if relation in LEVELS:
                pairs.setdefault(frozenset((sender, receiver)), []).append(life)
        for lives in pairs.values():
            starts = sorted({(life.shi, life.slo) for life in lives})
            for life in lives:
                later = [start for start in starts if start > (life.shi, life.slo)]
                if later and life.ehi >= later[0][0]:
                    life.ehi = min(life.ehi, day_before(later[0][0]))
                    life.elo = min(life.elo, day_before(later[0][1]))
                    life.shi = min(life.shi, life.ehi)

    def write(self, folder):
        folder.mkdir()
        for name, header in HEADERS.items():
            rows = self.tables[name]
            self.rng.shuffle(rows)
            with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as table:
                writer = csv.DictWriter(table, header, restval="")
                writer.writeheader()
                writer.writerows(rows)


# ---- what entente says ----

class Figure:
    """Nodes and ties of DOT that entente wrote."""

    def __init__(self, dot):
        self.dot = dot
        text = dot.decode()
        self.nodes = set(re.findall(r'^  "([^"]+)" \[ label=', text, re.MULTILINE))
        found = re.findall(r'^  "([^"]+)" -> "([^"]+)" \[ label=.*? type="([^"]+)"', text,
                           re.MULTILINE)
        self.ties = Counter((relation, *ends) for *ends, relation in found)


class Laws:
    """Asks and compares; counts what was asked and what was broken."""

    def __init__(self, entente):
        self.entente = entente
        self.asked = self.broken = 0

    def say(self, what, where):
        print(f"{where}: {what}")
        self.broken += 1

    def run(self, *options):
        self.asked += 1
        done = subprocess.run([self.entente, "render", *map(str, options)], capture_output=True,
                              check=False)
        if done.returncode != 0:
            self.say(f"exit status {done.returncode}\n{done.stderr.decode()}", options)
        return done.stdout

    def figure(self, folder, *options):
        figure = Figure(self.run(folder, *options, "-T", "dot"))
        ends = {end for _, *pair in figure.ties for end in pair}
        if not ends <= figure.nodes:
            self.say(f"ties to {sorted(ends - figure.nodes)}, which are not shown", options)
        return figure

    def part(self, less, more, where):
        if not less.nodes <= more.nodes or less.ties - more.ties:
            self.say(f"{sorted(less.nodes - more.nodes)} {list(less.ties - more.ties)} too much",
                     where)

    def same_as_reference(self, records, figure, window, mode, context, where):
        if not reference:
            return
        nodes, ties = reference.keep(records.nodes, records.ties, *window, mode, context)
        expected = Counter(tie[:3] for tie in ties)
        if nodes != figure.nodes:
            self.say(f"nodes {sorted(nodes ^ figure.nodes)} differ from the reference", where)
        elif expected != figure.ties:
            self.say(f"ties {list((expected - figure.ties) + (figure.ties - expected))} differ "
                     "from the reference", where)

    def reads_back(self, folder, figure, where):
        path = folder / "again.gv"
        path.write_bytes(figure.dot)
        if self.run(path, "-T", "dot") != figure.dot:
            self.say("DOT does not read back to itself", where)

    def draws(self, folder, figure, options):
        svg = self.run(folder, *options, "-T", "svg")
        try:
            root = ElementTree.fromstring(svg)
        except ElementTree.ParseError as fault:
            self.say(f"SVG: {fault}", options)
            return
        groups = sum("id" in group.attrib for layer in root.iter(GROUP)
                     if layer.get("class") == "nodes" for group in layer.iter(GROUP))
        if groups != len(figure.nodes):
            self.say(f"{groups} groups for {len(figure.nodes)} nodes", options)


def some_time(rng):
    """A question, the window it means, and a question about a longer time around it."""
    first = rng.randint(1998, 2032)
    last = first + rng.choice([0, 0, 0, 1, 5])
    window = (datetime.date(first, 1, 1), datetime.date(last, 12, 31))
    question = ["--year", str(first) if first == last else f"{first}/{last}"]
    if rng.random() < 0.3:
        day = datetime.date(first, rng.randint(1, 12), rng.randint(1, 28))
        window, question = (day, day), ["--as-of", day.isoformat()]
    elif rng.random() < 0.2:
        window = (window[0], datetime.date(last, 6, 30))
        question = ["--from", window[0].isoformat(), "--to", f"{last}-06"]
    wider = ["--from", str(first - rng.randint(0, 4)), "--to", str(last + rng.randint(0, 4))]
    return question, window, wider


def try_question(laws, rng, records, folder, where):
    question, window, wider = some_time(rng)
    context = rng.choice([0, 0, 1, 2])
    more = ["--context", context] if context else []
    figures = {}
    for mode, option in MODES.items():
        figures[mode] = laws.figure(folder, *question, *option, *more)
        laws.same_as_reference(records, figures[mode], window, mode, context,
                               (where, *question, mode, context))
    laws.part(figures["certain"], figures["presumed"], (where, *question, "certain"))
    laws.part(figures["presumed"], figures["possible"], (where, *question, "presumed"))
    mode = rng.choice(list(MODES))
    around = laws.figure(folder, *wider, *MODES[mode], *more)
    laws.part(figures[mode], around, (where, *question, "within", *wider, mode))
    laws.reads_back(folder, figures[mode], (where, *question, mode))
    return question


def main():
    laws = Laws(pathlib.Path(sys.argv[1]).resolve(strict=True))
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20251029
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="entente-") as name:
        for number in range(SETS):
            rng = random.Random(seed * 1000 + number)
            folder = pathlib.Path(name) / f"{seed}-{number}"
            records = Records(rng)
            records.write(folder)
            for _ in range(QUESTIONS):
                question = try_question(laws, rng, records, folder, folder.name)
            whole = laws.figure(folder)
            laws.reads_back(folder, whole, folder.name)
            laws.draws(folder, whole, [])
            laws.draws(folder, laws.figure(folder, *question), question)
    print(f"{laws.asked} questions, {laws.broken} laws broken")
    sys.exit(laws.broken > 0)


if __name__ == "__main__":
    main()
