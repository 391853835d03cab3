#!/usr/bin/env python3
"""Random agreements and events: roll-ups and projections against plain quadratic counting.

usage: projection.py ENTENTE [SEED]

Also the worked example of the weights, and that shuffled rows give the same list.
"""
import csv
import datetime
import io
import itertools
import pathlib
import random
import subprocess
import sys
import tempfile
from fractions import Fraction

ROUNDS = 25
ASIDE = {"observer", "depositary", "witness"}
FIRST, LAST = datetime.date(2010, 1, 1), datetime.date(2014, 12, 31)


class Records:
    """States with ministries, and agreements that some of them are party to or have signed."""

    def __init__(self, rng):
        self.states = [f"s{i}" for i in range(rng.randint(3, 8))]
        self.ministries = {f"m{i}": rng.choice(self.states) for i in range(rng.randint(0, 6))}
        self.agreements = {}
        self.ties = []
        actors = [*self.states, *self.ministries]
        for i in range(rng.randint(0, 12)):
            start = FIRST + datetime.timedelta(days=rng.randint(-900, 2500))
            end = start + datetime.timedelta(days=rng.randint(0, 1500))
            self.agreements[f"a{i:02}"] = (start, end, rng.choice([None, None, 2, Fraction(1, 2)]))
            for actor in rng.sample(actors, rng.randint(0, min(7, len(actors)))):
                role = rng.choice(["", "", "", "host", *sorted(ASIDE)])
                self.ties.append(("party to", actor, f"a{i:02}", role))

    def write(self, folder, rng):
        self.table(folder, "actors.csv", ["id", "type", "name"],
                   [(s, "state", s.upper()) for s in self.states], rng)
        self.table(folder, "institutions.csv", ["id", "type", "name", "country"],
                   [(m, "ministry", m.upper(), s) for m, s in self.ministries.items()], rng)
        self.table(folder, "agreements.csv", ["id", "type", "name", "start", "end", "weight"],
                   [(a, "treaty", a.upper(), start, end, "" if weight is None else float(weight))
                    for a, (start, end, weight) in self.agreements.items()], rng)
        self.table(folder, "ties.csv", ["type", "from", "to", "role"], self.ties, rng)

    @staticmethod
    def table(folder, name, header, rows, rng):
        rows = list(rows)
        rng.shuffle(rows)
        with open(folder / name, "w", newline="", encoding="utf-8") as table:
            csv.writer(table).writerows([header, *rows])

    def pairs(self, rule, rolled, timed):
        """Weight and agreements of each pair, as model.md §5.1 puts it."""
        found = {}
        for agreement, (start, end, weight) in self.agreements.items():
            if timed and (start > LAST or end < FIRST):
                continue
            parties = {self.ministries.get(actor, actor) if rolled else actor
                       for _, actor, hub, role in self.ties if hub == agreement and role not in ASIDE}
            count = len(parties)
            days = (min(end, LAST) - max(start, FIRST)).days + 1
            for pair in itertools.combinations(sorted(parties), 2):
                share = {"count": 1, "newman": Fraction(1, count - 1),
                         "share": Fraction(2, count * (count - 1)), "days": days}[rule]
                before = found.get(pair, (0, []))
                found[pair] = (before[0] + share * (1 if weight is None else weight),
                               [*before[1], agreement])
        return found


def listed(entente, folder, *options):
    done = subprocess.run([entente, "list", "ties", str(folder), *options], capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, (options, done.stderr)
    return done.stdout


def told(text):
    return {tuple(sorted((row["from"], row["to"]))): (row["weight"], row["members"].split(";"),
                                                      int(row["count"]))
            for row in csv.DictReader(io.StringIO(text)) if row["type"] == "projected"}


def compare(ours, theirs, what):
    assert ours.keys() == theirs.keys(), (what, ours.keys() ^ theirs.keys())
    for pair, (weight, agreements) in theirs.items():
        shown, members, count = ours[pair]
        assert abs(float(shown) - float(weight)) < 5.1e-5, (what, pair, shown, weight)
        assert members == sorted(agreements) and count == len(agreements), (what, pair, members)


def strongest(pairs, most, agreements):
    """By weight, then who began first, then the id of the other one."""
    kept = set()
    for node in {node for pair in pairs for node in pair}:
        own = [pair for pair in pairs if node in pair]
        own.sort(key=lambda pair: (-pairs[pair][0],
                                   min(agreements[one][0] for one in pairs[pair][1]),
                                   pair[0] if pair[1] == node else pair[1]))
        kept.update(own[:most])
    return {pair: pairs[pair] for pair in kept}


def check(entente, folder, rng):
    records = Records(rng)
    records.write(folder, rng)
    for rule, rolled in itertools.product(["count", "newman", "share", "days"], [False, True]):
        options = ["--project", "treaty", "--rule", rule]
        options += ["--rollup", "state"] if rolled else []
        timed = rule == "days" or rng.random() < 0.5
        options += ["--year", "2010/2014"] if timed else []
        pairs = records.pairs(rule, rolled, timed)
        first = listed(entente, folder, *options)
        compare(told(first), pairs, options)
        least = rng.choice([1, 2, 3])
        compare(told(listed(entente, folder, *options, "--min", str(least))),
                {pair: one for pair, one in pairs.items() if one[0] >= least}, [*options, least])
        compare(told(listed(entente, folder, *options, "--top", "2")), strongest(pairs, 2, records.agreements),
                [*options, "top"])
    records.write(folder, rng)
    assert listed(entente, folder, *options) == first, "shuffled rows give another list"


def example(entente, folder):
    """The hubs {vnm,gbr}, {vnm,gbr,jpn}, {vnm,gbr,jpn,aus}."""
    (folder / "actors.csv").write_text("id,type,name\n" + "".join(
        f"{state},state,{state}\n" for state in ("vnm", "gbr", "jpn", "aus")), encoding="utf-8")
    (folder / "agreements.csv").write_text(
        "id,type,name,parties\na1,treaty,1,vnm;gbr\na2,treaty,2,vnm;gbr;jpn\n"
        "a3,treaty,3,vnm;gbr;jpn;aus\n", encoding="utf-8")
    wanted = {"count": ("3", "2", "1"), "newman": ("1.8333", "0.8333", "0.3333"),
              "share": ("1.5", "0.5", "0.1667")}
    for rule, weights in wanted.items():
        pairs = told(listed(entente, folder, "--project", "agreement", "--rule", rule))
        assert (pairs["gbr", "vnm"][0], pairs["gbr", "jpn"][0], pairs["aus", "gbr"][0]) == weights
        assert pairs["jpn", "vnm"][0] == weights[1] and len(pairs) == 6


def main():
    entente = str(pathlib.Path(sys.argv[1]).resolve())
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 18860909
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        example(entente, pathlib.Path(name))
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            try:
                check(entente, pathlib.Path(name), rng)
            except AssertionError:
                print(f"seed {seed}, records {number}")
                raise
    print(f"{ROUNDS} record sets: weights by four rules, roll-ups, --min and --top as counted")


main()
