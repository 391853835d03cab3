#!/usr/bin/env python3
"""Groups: who is in which at a date, in the list, on badges, in titles and in words.

usage: groups.py ENTENTE [SEED]

Random memberships with random dates, doubts and roles; what Python makes of them (model.md §3.2 and
§3.3 for dates without places) against what the list, the figure and its alternative say.
"""
import csv
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

ENTENTE = str(pathlib.Path(sys.argv[1]).resolve())
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20251029
ROUNDS = 25
SVG = "{http://www.w3.org/2000/svg}"
PAST, FUTURE = -10_000, 10_000
LEVELS = {"--possible": 1, None: 2, "--certain": 3}
failed = []


def run(*arguments):
    done = subprocess.run([ENTENTE, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        failed.append(f"{arguments}: {done.stderr[:300]}")
    return done.stdout


# ---- the tables ----

def some_bound(rng):
    year = rng.randint(1960, 2030)
    return rng.choice([f"{year}", f"{year}", f"{year}?", f"[{year}..{year + rng.randint(0, 9)}]",
                       f"[..{year}]", "..", ""])


def some_membership(rng, state, group):
    while True:
        start, end = some_bound(rng), some_bound(rng)
        life = lifetime(start, end)
        if life:
            role = rng.choice(["", "", "", "chair", "observer"])
            return {"from": state, "to": group, "start": start, "end": end, "role": role,
                    "life": life}


def bounds(text, unknown):
    """Earliest and latest year of a bound; `..` lies beyond all years."""
    if text == "":
        return PAST, FUTURE
    if text == "..":
        return unknown, unknown
    years = re.findall(r"\d{4}", text)
    if text.startswith("[.."):
        return PAST, int(years[0])
    return int(years[0]), int(years[-1])


def lifetime(start, end):
    start_low, start_high = bounds(start, PAST)
    end_low, end_high = bounds(end, FUTURE)
    if start_low > end_high:
        return None
    return start_low, min(start_high, end_high), max(end_low, start_low), end_high, \
        "?" in start + end


def answer(life, year):
    start_low, start_high, end_low, end_high, marked = life
    possible = start_low <= year and end_high >= year
    from_when = start_high if start_low == PAST else start_low
    presumed = from_when <= year and end_high >= year
    certain = start_high <= year and end_low >= year and not marked
    return 3 if certain else 2 if presumed and possible else 1 if possible else 0


def make(rng, folder):
    states = [f"s{i}" for i in range(rng.randint(3, 9))]
    groups = [f"g{i}" for i in range(rng.randint(1, 4))]
    ties = [some_membership(rng, rng.choice(states), rng.choice(groups))
            for _ in range(rng.randint(1, 20))]
    ring = [{"type": "friendship with", "from": a, "to": b, "start": "..", "end": ".."}
            for a, b in zip(states, states[1:])]
    write(folder / "actors.csv", ["id", "type", "name"],
          [{"id": s, "type": "state", "name": f"State {s}"} for s in states])
    write(folder / "institutions.csv", ["id", "type", "name"],
          [{"id": g, "type": "igo", "name": g.upper()} for g in groups])
    rows = [dict(tie, type="member of") for tie in ties] + ring
    rng.shuffle(rows)
    write(folder / "ties.csv", ["type", "from", "to", "start", "end", "role"], rows)
    return states, groups, ties


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


# ---- what is expected ----

def memberships(ties, year, least):
    """Of each group its members, and of each of them whether that is in doubt."""
    found = {}
    for tie in ties:
        level = answer(tie["life"], year) if year else 3
        if tie["role"] == "observer" or level == 0 or (year and level < least):
            continue
        doubtful = level == 1 or tie["life"][4]
        best = found.setdefault(tie["to"], {}).get(tie["from"])
        this = (-level, doubtful)
        found[tie["to"]][tie["from"]] = min(best, this) if best else this
    return {group: {state: doubtful for state, (_, doubtful) in members.items()}
            for group, members in found.items()}


def groups_of(expected, state):
    return sorted(group for group, members in expected.items() if state in members)


# ---- what is got ----

def check_list(name, folder, asked, states, expected):
    text = run("list", "nodes", str(folder), *asked, "--type", "state,igo,friendship with",
               "--columns", "id,groups")
    got = {row["id"]: row["groups"].split(";") if row["groups"] else []
           for row in csv.DictReader(io.StringIO(text))}
    for state in states:
        if got.get(state) != groups_of(expected, state):
            failed.append(f"{name}: list has {state} in {got.get(state)}, "
                          f"not {groups_of(expected, state)}")


def told_of(root):
    """Of each state what its title says, and what stands on its badges."""
    told = {}
    for group in root.iter(SVG + "g"):
        title = group.find(SVG + "title")
        if title is None or not (title.text or "").startswith("State "):
            continue
        state = title.text.split(":")[0].split()[1]
        if "friendship" in title.text:
            continue
        match = re.search(r"member of ([^;]*)", title.text)
        words = ["".join(text.itertext()) for text in group.iter(SVG + "text")]
        told[state] = (match.group(1).split(", ") if match else [], words[1:])
    return told


def check_figure(name, folder, asked, states, expected):
    figure, words = folder / "figure.svg", folder / "figure.md"
    run("render", str(folder), *asked, "--type", "state,igo,friendship with", "--group-as", "badge",
        "-K", "neato", "--a11y", "full", "-o", str(figure), "--alt", str(words))
    told = told_of(ElementTree.parse(figure).getroot())
    for state in states:
        wanted = groups_of(expected, state)
        titled, badges = told.get(state, ([], []))
        doubts = [group.upper() + " ?" * expected[group][state] for group in wanted]
        if [item.split(" ")[0] for item in titled] != [group.upper() for group in wanted]:
            failed.append(f"{name}: the title of {state} says {titled}, not {wanted}")
        if [("uncertain" in item) for item in titled] != [expected[g][state] for g in wanted]:
            failed.append(f"{name}: doubts of {state}: {titled}, not {doubts}")
        if badges != doubts:
            failed.append(f"{name}: the badges of {state} are {badges}, not {doubts}")
    text = words.read_text(encoding="utf-8")
    for group, members in expected.items():
        names = ", ".join(f"State {s}" + (" (uncertain)" if members[s] else "")
                          for s in sorted(members))
        line = re.search(rf"^- {group.upper()}: .*", text, re.M)
        plain = re.sub(r" \(presumed\)", "", line.group()) if line else ""
        if not plain.endswith(names) or f" {len(members)} member" not in plain:
            failed.append(f"{name}: the words of {group} are {plain!r}, not {names}")


def main():
    rng = random.Random(SEED)
    print(f"seed {SEED}")
    checked = 0
    with tempfile.TemporaryDirectory() as temporary:
        for number in range(ROUNDS):
            folder = pathlib.Path(temporary) / str(number)
            folder.mkdir()
            states, groups, ties = make(rng, folder)
            for level in (None, "--possible", "--certain"):
                year = rng.randint(1955, 2035)
                asked = ["--group", "igo", "--year", str(year), *([level] if level else [])]
                expected = memberships(ties, year, LEVELS[level])
                name = f"round {number}, {year} {level or ''}, seed {SEED}"
                listed = {tie["to"] for tie in ties}
                if not listed:
                    continue
                checked += sum(map(len, expected.values()))
                check_list(name, folder, asked, states, expected)
                check_figure(name, folder, asked, states, expected)
    for line in failed[:20]:
        print(line)
    print(f"{checked} memberships, {len(failed)} faults")
    return 1 if failed or checked == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
