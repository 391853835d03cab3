#!/usr/bin/env python3
"""Groups: who is in which at a date, in the list, on badges, within hulls, in titles and in words.

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
    states = [f"s{i}" for i in range(rng.choice([rng.randint(3, 9), rng.randint(15, 25)]))]
    groups = [f"g{i}" for i in range(rng.randint(1, 4))]
    ties = [some_membership(rng, rng.choice(states), rng.choice(groups))
            for _ in range(rng.randint(1, 3 * len(states)))]
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


# ---- hulls ----

def flattened(data):
    """The points of a path of M, C, S, L, H and V, with each curve as a few lines."""
    tokens = re.findall(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)", data)
    points, at, bend, command, i = [], (0, 0), None, None, 0

    def take(count):
        nonlocal i
        values = [float(token) for token in tokens[i:i + count]]
        i += count
        return values

    def spot(x, y):
        return (x + at[0], y + at[1]) if command.islower() else (x, y)

    while i < len(tokens):
        if tokens[i].isalpha():
            command = tokens[i]
            i += 1
        kind = command.upper()
        if kind == "Z":
            continue
        if kind in "ML":
            at = spot(*take(2))
            points.append(at)
            command = {"M": "L", "m": "l"}.get(command, command)
            bend = None
        elif kind in "HV":
            value = take(1)[0]
            x, y = (value, 0 if command.islower() else at[1]) if kind == "H" else \
                (0 if command.islower() else at[0], value)
            at = spot(x, y)
            points.append(at)
            bend = None
        else:
            first = spot(*take(2)) if kind == "C" else \
                (2 * at[0] - bend[0], 2 * at[1] - bend[1]) if bend else at
            second = spot(*take(2))
            end = spot(*take(2))
            for step in range(1, 5):
                t = step / 4
                u = 1 - t
                points.append(tuple(u**3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t**3 * d
                                    for a, b, c, d in zip(at, first, second, end)))
            at, bend = end, second
    return points


def is_within(loops, x, y):
    inside = False
    for loop in loops:
        for (ax, ay), (bx, by) in zip(loop, loop[1:] + loop[:1]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def check_hulls(name, figure, states, expected):
    root = ElementTree.parse(figure).getroot()
    hulls, centres = {}, {}
    for group in root.iter(SVG + "g"):
        mark = (group.get("id") or "").partition("-")[2]
        if mark.startswith("group--"):
            hulls[mark.removeprefix("group--")] = [
                flattened(path.get("d")) for path in group.iter(SVG + "path")
                if re.search("[cCsS]", path.get("d"))]
        ellipse = group.find(SVG + "ellipse")
        if mark in states and ellipse is not None:
            centres[mark] = float(ellipse.get("cx")), float(ellipse.get("cy"))
    for group, members in expected.items():
        if not set(members) & set(centres):
            continue
        if group not in hulls:
            failed.append(f"{name}: no hull of {group}")
            continue
        for state, centre in centres.items():
            if is_within(hulls[group], *centre) != (state in members):
                failed.append(f"{name}: {state} is {'not ' * (state in members)}within {group}")
    return len(centres) * len(expected)


def check_engines(name, folder, asked, states, expected):
    told = 0
    for engine in ("", "neato", "dot", "sfdp", "twopi"):
        figure = folder / f"hull{engine}.svg"
        run("render", str(folder), *asked, "--type", "state,igo,friendship with", "--group-as",
            "hull", *(["-K", engine] if engine else []), "-o", str(figure))
        told += check_hulls(f"{name} {engine}", figure, states, expected)
    return told


def check_series(folder, states, ties):
    """Hulls of a year, on the layout of all years."""
    told = 0
    years = range(1970, 2011, 20)
    run("render", str(folder), "--group", "igo", "--series", "1970..2010/20", "--type",
        "state,igo,friendship with", "-o", str(folder / "of-{year}.svg"))
    for year in years:
        told += check_hulls(f"series {year}, seed {SEED}", folder / f"of-{year}.svg", states,
                            memberships(ties, year, 2))
    return told


def main():
    rng = random.Random(SEED)
    print(f"seed {SEED}")
    checked = placed = 0
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
                if level is None:
                    placed += check_engines(name, folder, asked, states, expected)
            if ties and number % 5 == 0:
                placed += check_series(folder, states, ties)
    for line in failed[:20]:
        print(line)
    print(f"{checked} memberships, {placed} nodes and hulls, {len(failed)} faults")
    return 1 if failed or checked == 0 or placed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
