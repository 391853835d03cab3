#!/usr/bin/env python3
"""Random expressions of CQL2 and rows: our answers against those of the reference.

usage: where.py PROGRAM [SEED]      PROGRAM is built from where_cases.c

The reference is reference/cql2sub.py in the folder that ENTENTE_DESIGN names. Where it is absent
the test is skipped (exit status 77). Left out is where we differ on purpose: numbers against texts
(unknown, not compared by letters), blank lists and lifetimes without a date (unknown), ".." against
a date (open, not two dots), a date on the left of a property (turned round), two
dates of a row (unknown where their days overlap), numbers as .5 and 5. (the standard has them).
"""
import os
import pathlib
import random
import re
import subprocess
import sys

CASES = 30_000
ROOT = pathlib.Path(__file__).resolve().parents[2]
DESIGN = pathlib.Path(os.environ.get("ENTENTE_DESIGN", ROOT / "../shared/design"))
if not (DESIGN / "reference/cql2sub.py").exists():
    print(f"skipped: no reference in {DESIGN}")
    sys.exit(77)
sys.path.insert(0, str(DESIGN / "reference"))
sys.dont_write_bytecode = True
import cql2sub as reference  # noqa: E402

COLUMNS = ["id", "type", "name", "signed", "start", "end", "topics", "weight"]
DATED = ["signed", "start"]
WORDS = ["mou", "treaty", "Vietnam's", "fraud", "MoU on fraud", "Straße", "Hà Nội", "a", ""]
TOPICS = ["fraud", "energy", "pillar-1", "pillar-2"]
COMPARES = ["=", "<>", "<", "<=", ">", ">="]


def some_date(rng):
    year, month, day = rng.randint(2008, 2014), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice([f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}?",
                       f"{year}-{month:02}-XX", f"[{year}..{year + 1}]"])


def some_row(rng):
    blank = rng.random() < 0.25
    start = "" if rng.random() < 0.2 else some_date(rng)
    return {
        "id": rng.choice(["x", "y"]), "type": rng.choice(["mou", "treaty", ""]),
        "name": rng.choice(WORDS), "signed": "" if blank else some_date(rng), "start": start,
        "end": rng.choice(["", "..", some_date(rng)]),
        "topics": ";".join(rng.sample(TOPICS, rng.randint(1, 3))),
        "weight": rng.choice(["", "1", "2.5", "-3", "1e1", "10"]),
    }


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def some_pattern(rng):
    word = rng.choice(WORDS)
    return "".join(rng.choice([letter, letter, letter, "_", "%"]) for letter in word) + rng.choice(["", "%"])


def some_number(rng):
    return rng.choice(["1", "2.5", "-3", "10", "1E1", "0", "7"])


def some_interval(rng):
    first, last = sorted([rng.randint(2006, 2016), rng.randint(2006, 2016)])
    bounds = [rng.choice([f"'{first}'", f"'{first}-03'", "'..'"]),
              rng.choice([f"'{last}'", f"'{last}-11-05'", "'..'"])]
    return f"INTERVAL({bounds[0]}, {bounds[1]})"


def some_test(rng):
    compare, word = rng.choice(COMPARES), quoted(rng.choice(WORDS))
    text, dated = rng.choice(["type", "name", '"name"', "id"]), rng.choice(DATED)
    denied = rng.choice(["", "NOT "])
    return rng.choice([
        f"{text} {compare} {word}",
        f"{text} {compare} {rng.choice(['type', 'name'])}",
        f"{dated} {compare} {quoted(some_date(rng))}",
        f"{dated} {compare} DATE({quoted(f'20{rng.randint(10, 14)}-05-05')})",
        f"weight {compare} {some_number(rng)}",
        f"{some_number(rng)} {compare} weight",
        f"weight {denied}BETWEEN {some_number(rng)} AND {some_number(rng)}",
        f"{text} {denied}LIKE {quoted(some_pattern(rng))}",
        f"CASEI(name) {denied}like casei({quoted(some_pattern(rng).upper())})",
        f"CASEI(name) {compare} CASEI({quoted(rng.choice(WORDS).swapcase())})",
        f"{text} {denied}IN ({word}, {quoted(rng.choice(WORDS))}, type)",
        f"{rng.choice(COLUMNS)} IS {denied}NULL",
        f"T_INTERSECTS(INTERVAL(start, end), {some_interval(rng)})",
        f"T_INTERSECTS(signed, {some_interval(rng)})",
        f"A_CONTAINS(topics, ({', '.join(map(quoted, rng.sample(TOPICS, rng.randint(1, 3))))}))",
        f"A_OVERLAPS(topics, ({quoted(rng.choice(TOPICS))}, 'none'))",
        f"degree() {compare} {rng.choice('234')}",
        rng.choice(["TRUE", "false"]),
    ])


def some_expression(rng, depth=0):
    if depth > 3 or rng.random() < 0.4:
        return some_test(rng)
    joint = rng.choice([" AND ", " OR ", " and ", "\r or "])
    parts = [some_expression(rng, depth + 1) for _ in range(rng.randint(2, 3))]
    return rng.choice(["({})", "NOT ({})", "({})"]).format(joint.join(parts))


def broken(rng, text):
    """A character less, twice, or another one."""
    at = rng.randrange(len(text))
    return rng.choice([text[:at] + text[at + 1:], text[:at] + text[at] + text[at:],
                       text[:at] + rng.choice("()',=<'AND ") + text[at + 1:]])


def has_lifetime(row):
    return bool(row["start"] or row["end"])



def expected(text, row):
    """None: the reference cannot tell."""
    try:
        tree = reference.parse(text)
    except reference.Err:
        return "refused"
    try:
        truth = reference.ev(tree, row, {"DEGREE": lambda row: 3.0})
    except (reference.Err, reference.tm.Bad, TypeError, ValueError, KeyError):
        return None
    return {True: "true", False: "false", None: "unknown"}[truth]


def answers(program, cases):
    lines = "".join("\t".join([text, *row.values()]) + "\n" for text, row in cases)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def main():
    program, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20251029
    print(f"seed {seed}")
    rng = random.Random(seed)
    cases = [(some_expression(rng), some_row(rng)) for _ in range(CASES)]
    cases = [(text, row) for text, row in cases if has_lifetime(row) or "INTERVAL(start" not in text]
    faults, told = 0, {"true": 0, "false": 0, "unknown": 0, "refused": 0}
    for (text, row), answer in zip(cases, answers(program, cases), strict=True):
        wanted = expected(text, row)
        told[answer] += 1
        if answer == wanted or (wanted is None and answer != "refused"):
            continue
        faults += 1
        print(f"differs: {text}\n  row       {row}\n  ours      {answer}\n  reference {wanted}")
        if faults > 10:
            break
    torn = [(broken(rng, text), row) for text, row in cases]
    for (text, row), answer in zip(torn, answers(program, torn), strict=True):
        if faults <= 10 and answer != "refused" and expected(text, row) == "refused" and \
                not re.search(r"(?<!\d)\.\d|\d\.(?!\d)", text):
            faults += 1
            print(f"read, but refused by the reference: {text}")
    print(f"{len(cases)} cases: {told}, {faults} faults")
    return 1 if faults or min(told["true"], told["false"], told["unknown"]) == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
