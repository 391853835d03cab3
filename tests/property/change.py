#!/usr/bin/env python3
"""What changed between two times: the picture, the table beside it and two plain lists agree.

usage: change.py ENTENTE

Figures of graphs/ and tables at random are compared at pairs of times, with and without other
options. The verdict of each node and tie is worked out anew from `list` at either time, by the
definition in src/select/change.h, and then looked up in `list --change`, in the SVG (its classes,
words and legend), in the three text alternatives and in DOT.
"""
import collections
import csv
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENTENTE = str(pathlib.Path(sys.argv[1]).resolve())
SVG = "{http://www.w3.org/2000/svg}"
FATES = ("added", "changed", "ended", "unchanged")
LEVELS = ("comprehensive strategic partnership", "strategic partnership")
NODE_WORDS = {"added": "new", "ended": "gone", "unchanged": "kept"}
failed = []
seen = collections.Counter()


def run(*arguments):
    done = subprocess.run([ENTENTE, *arguments], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def listed(what, source, *arguments):
    code, text, told = run("list", what, source, *arguments)
    if code != 0:
        failed.append(f"{source} {arguments}: {told[:300]}")
    return list(csv.DictReader(io.StringIO(text)))


def row_key(row):
    return tuple(row[name] for name in ("type", "from", "to", "start", "end", "role"))


def pair_of(row):
    return frozenset((row["from"], row["to"]))


# ---- the oracle ----

def split_levels(rows):
    """Rows without a family, and of each pair the level that it reached."""
    plain, reached = {}, {}
    for row in rows:
        if row["type"] not in LEVELS:
            plain[row_key(row)] = row
            continue
        best = reached.get(pair_of(row))
        if best is None or row["start"] > best["start"]:
            reached[pair_of(row)] = row
    return plain, reached


def judge_ties(before, after):
    """(key of the row, fate, level before) of everything shown."""
    plain_a, level_a = split_levels(before)
    plain_b, level_b = split_levels(after)
    verdicts = set()
    for key in plain_a.keys() | plain_b.keys():
        fate = "ended" if key not in plain_b else "added" if key not in plain_a else "unchanged"
        verdicts.add((key, fate, ""))
    for pair in level_a.keys() | level_b.keys():
        was, now = level_a.get(pair), level_b.get(pair)
        if not was or not now:
            verdicts.add((row_key(now or was), "added" if now else "ended", ""))
        elif was["type"] == now["type"]:
            verdicts.add((row_key(now), "unchanged", ""))
        else:
            verdicts.add((row_key(now), "changed", was["type"]))
    return verdicts


def judge_made(before, after):
    """The same of ties that stand for several: one for each relation and pair, with a weight."""
    a, b = ({made_key(row): row["weight"] for row in rows} for rows in (before, after))
    verdicts = set()
    for key in a.keys() | b.keys():
        fate = "ended" if key not in b else "added" if key not in a else \
            "unchanged" if a[key] == b[key] else "changed"
        verdicts.add((key, fate, a[key] if fate == "changed" else ""))
    return verdicts


def judge_merged(before, after):
    """Merged ties are one for each pair, and may merge other relations at another time."""
    a, b = ({frozenset((row["from"], row["to"])): row for row in rows} for rows in (before, after))
    verdicts = set()
    for pair in a.keys() | b.keys():
        was, now = a.get(pair), b.get(pair)
        fate = "ended" if not now else "added" if not was else "unchanged"
        said = ""
        if was and now:
            said = was["type"] if was["type"] != now["type"] else \
                was["weight"] if was["weight"] != now["weight"] else ""
        verdicts.add((made_key(now or was), "changed" if said else fate, said))
    return verdicts


def judge_nodes(before, after):
    a, b = ({row["id"] for row in rows} for rows in (before, after))
    return {(id, "ended" if id not in b else "added" if id not in a else "unchanged")
            for id in a | b}


# ---- what is drawn and told ----

def drawn(path):
    """Fates of the groups of a layer with their words, and the counts of the legend."""
    root = ElementTree.parse(path).getroot()
    elements, counts = {"nodes": [], "ties": []}, {}
    for layer in root.iter(SVG + "g"):
        if layer.get("class") == "legend":
            samples = [sample for kind in layer if kind.get("class") == "entry" for sample in kind]
            for sample in samples:
                words = " ".join(text.strip() for text in sample.itertext() if text.strip())
                found = re.search(r"(new|gone|kept|added|ended|unchanged|changed.*): (\d+) (tie|node)",
                                  words)
                if found:
                    counts[found[3] + "s", found[1].split()[0]] = int(found[2])
        if layer.get("class") not in elements:
            continue
        for group in layer.iter(SVG + "g"):
            if not group.get("id") or not group.get("id").startswith(root.get("id") + "-"):
                continue
            fates = [word for word in (group.get("class") or "").split() if word in FATES]
            title = group.find(SVG + "title")
            elements[layer.get("class")].append((fates[0] if len(fates) == 1 else f"{fates}",
                                                 "" if title is None else title.text))
    return elements, counts


class Tables(HTMLParser):
    """Captions and numbers of rows of the section that tells what changed."""

    def __init__(self, text):
        super().__init__()
        self.heading, self.tag, self.counts, self.caption = "", "", {}, ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tag = tag
        if tag == "th" and ("scope", "row") in attributes and self.heading == "What changed":
            self.counts[self.caption] = self.counts.get(self.caption, 0) + 1

    def handle_endtag(self, tag):
        self.tag = ""

    def handle_data(self, data):
        if self.tag == "h2":
            self.heading = data
        if self.tag == "h3":
            self.caption = self.caption_of(data)

    def caption_of(self, data):
        return re.sub(r" \(.*", "", data)


def headings_of(markdown):
    """'Ties added' and the like, with how many items follow."""
    section = re.search(r"^## What changed$(.*?)(^## |\Z)", markdown, re.M | re.S)
    parts = re.findall(r"^### (.*?) \\?\((\d+)\\?\)$\n((?:\n|- .*\n)*)", section[1], re.M) if section else []
    return {name: len(re.findall("^- ", items, re.M)) for name, _, items in parts}


def made_key(row):
    return (row["type"], *sorted((row["from"], row["to"])))


def check(source, change, *options):
    name = f"{source} {change} {' '.join(options)}"
    a, b = change.split("..")
    made = not {"--project", "--rollup", "--merge"}.isdisjoint(options)
    judge = judge_merged if "--merge" in options else judge_made if made else judge_ties
    plain = [listed(what, source, "--year", time, *options) for what in ("ties", "nodes")
             for time in (a, b)]
    ties, nodes = judge(*plain[:2]), judge_nodes(*plain[2:])
    rows = listed("ties", source, "--change", change, *options)
    got_ties = {((made_key if made else row_key)(row), row["change"], row["was"]) for row in rows}
    if made:
        check_members(name, rows, plain)
    got_nodes = {(row["id"], row["change"])
                 for row in listed("nodes", source, "--change", change, *options)}
    if got_ties != ties:
        failed.append(f"{name}: ties {sorted(got_ties ^ ties)[:4]}")
    if got_nodes != nodes:
        failed.append(f"{name}: nodes {sorted(got_nodes ^ nodes)[:4]}")
    for _, fate, _ in ties:
        seen[fate] += 1
    for _, fate in nodes:
        seen[NODE_WORDS[fate]] += 1
    with tempfile.TemporaryDirectory() as folder:
        check_picture(name, source, change, options, ties, nodes, pathlib.Path(folder))


def check_members(name, rows, plain):
    """Weight and members are those of the later time, or of the only one."""
    before, after = ({made_key(row): (row["weight"], row["members"]) for row in rows}
                     for rows in plain[:2])
    for row in rows:
        wanted = after.get(made_key(row)) or before[made_key(row)]
        seen[f"weight {row['change']}"] += 1
        if (row["weight"], row["members"]) != wanted:
            failed.append(f"{name}: {made_key(row)} has {row['weight']}, {row['members']}, not {wanted}")


def check_picture(name, source, change, options, ties, nodes, folder):
    alts = [word for form in ("csv", "md", "html") for word in ("--alt", str(folder / f"x.{form}"))]
    code, _, told = run("render", source, "--change", change, *options, *alts, "-o",
                        str(folder / "x.svg"))
    if code != 0:
        failed.append(f"{name}: {told[:300]}")
        return
    elements, legend = drawn(folder / "x.svg")
    count_ties = collections.Counter(fate for _, fate, _ in ties)
    count_nodes = collections.Counter(fate for _, fate in nodes)
    table = list(csv.DictReader((folder / "x.csv").open(encoding="utf-8")))
    for layer, kind, counted in (("ties", "tie", count_ties), ("nodes", "node", count_nodes)):
        told = sorted((row["change"], row["words"]) for row in table if row["kind"] == kind)
        if sorted(elements[layer]) != told:
            failed.append(f"{name}: the picture shows {set(elements[layer]) ^ set(told)}")
        if collections.Counter(fate for fate, _ in told) != counted:
            failed.append(f"{name}: the alternative has other {layer}")
        for fate in FATES:
            word = fate if kind == "tie" else NODE_WORDS.get(fate)
            if word and legend.get((layer, word), 0) != counted[fate]:
                failed.append(f"{name}: the legend counts {legend} {word} {layer}")
    level = "changed level" if {"--project", "--rollup", "--merge"}.isdisjoint(options) else "changed"
    wanted = {f"Ties {level if fate == 'changed' else fate}": count
              for fate, count in count_ties.items() if fate != "unchanged"}
    wanted |= {f"Nodes {NODE_WORDS[fate]}": count for fate, count in count_nodes.items()
               if fate != "unchanged"}
    for form, counts in (("md", headings_of((folder / "x.md").read_text(encoding="utf-8"))),
                         ("html", Tables((folder / "x.html").read_text(encoding="utf-8")).counts)):
        if counts != wanted:
            failed.append(f"{name}: {form} tells of {counts}, not {wanted}")
    _, dot, _ = run("render", source, "--change", change, *options, "-T", "dot")
    counts = collections.Counter(re.findall(r'change="(\w+)"', dot))
    if counts != count_ties + count_nodes:
        failed.append(f"{name}: DOT has {counts}")


# ---- tables at random ----

def write_treaties(folder, seed):
    """Treaties with dates, their parties states and ministries of these."""
    chance = random.Random(seed)
    states, ministries = [f"s{i}" for i in range(6)], [f"m{i}" for i in range(4)]
    treaties, ties = "", ""
    for i in range(14):
        start = chance.randint(1990, 2022)
        end = chance.choice(("..", "..", start + chance.randint(0, 20)))
        treaties += f"t{i},treaty,Treaty {i},{start},{end}\n"
        for party in chance.sample(states + ministries, chance.randint(1, 4)):
            ties += f"party to,{party},t{i},{chance.choice(('', '', start + 4))}\n"
            if party in ministries and chance.random() < 0.7:
                ties += f"signed,{party},t{i},\n"
    (folder / "actors.csv").write_text("id,type,name\n" + "".join(
        f"{state},state,State {state}\n" for state in states), encoding="utf-8")
    (folder / "institutions.csv").write_text("id,type,name,country\n" + "".join(
        f"{one},ministry,Ministry {one},{chance.choice(states)}\n" for one in ministries),
        encoding="utf-8")
    (folder / "agreements.csv").write_text("id,type,name,start,end\n" + treaties, encoding="utf-8")
    (folder / "ties.csv").write_text("type,from,to,start\n" + ties, encoding="utf-8")


def write_tables(folder, seed):
    chance = random.Random(seed)
    states = [f"s{i}" for i in range(9)]
    rows, starts = set(), set()
    for _ in range(40):
        kind = chance.choice((*LEVELS, *LEVELS, "friendship with", "member of"))
        one, other = chance.sample(states, 2)
        start = chance.randint(1990, 2024)
        if kind in LEVELS and (frozenset((one, other)), start) in starts:
            continue
        starts.add((frozenset((one, other)), start))
        end = chance.choice(("..", "", str(min(start + chance.randint(0, 20), 2030)),
                             f"{start + 1}?"))
        rows.add((kind, one, "igo" if kind == "member of" else other, str(start), end))
    (folder / "actors.csv").write_text("id,type,name\n" + "".join(
        f"{state},state,State {state}\n" for state in states), encoding="utf-8")
    (folder / "institutions.csv").write_text("id,type,name\nigo,igo,Union\n", encoding="utf-8")
    (folder / "ties.csv").write_text("type,from,to,start,end\n" + "".join(
        ",".join(row) + "\n" for row in sorted(rows)), encoding="utf-8")


def main():
    figure, data = str(ROOT / "graphs/partnerships.gv"), str(ROOT / "data/vietnam-uk")
    for change in ("2015..2025", "2015-06-30..2025-10-29", "2025..2026", "2016..2016"):
        for options in ([], ["--possible"], ["--ego", "gbr"]):
            check(figure, change, *options)
    check(data, "2007..2025", "--type", "agreement,state")
    check(data, "2024..2025-10-29", "--where", "agreement: signed IS NOT NULL", "--certain")
    check(data, "2010/2012..2025", "--top", "12")
    for seed in range(16):
        with tempfile.TemporaryDirectory() as folder:
            write_tables(pathlib.Path(folder), seed)
            check(folder, "2000..2015", *([], ["--certain"], ["--possible"])[seed % 3])
            check(folder, "2010-05..2020", *([], ["--ego", "s1"], ["--keep-isolated"])[seed % 3])
    for seed in range(8):
        with tempfile.TemporaryDirectory() as folder:
            write_treaties(pathlib.Path(folder), seed)
            check(folder, "2000..2015", "--rollup", "state", "--project", "treaty")
            check(folder, "1998..2012", "--merge")
            check(folder, "1995..2020", *(["--project", "treaty", "--rule", "newman"],
                                          ["--rollup", "state"])[seed % 2])
    print("\n".join(failed[:40]))
    print(f"{dict(seen)}, {len(failed)} faults")
    sys.exit(1 if failed or min(seen[word] for word in (*FATES, "new", "gone", "kept")) < 10 else 0)


main()
