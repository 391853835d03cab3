#!/usr/bin/env python3
"""Random lifetimes and windows: our answers against those of the reference, and two laws.

usage: lifetime.py PROGRAM [SEED]      PROGRAM is built from lifetime_cases.c
       lifetime.py --cases COUNT       prints the first cases, which the viewer is tested on as well

The reference is reference/timemodel.py in the folder that ENTENTE_DESIGN names. Where it is
absent the test is skipped (exit status 77).
"""
import datetime
import os
import pathlib
import random
import subprocess
import sys

CASES = 20_000
ROOT = pathlib.Path(__file__).resolve().parents[2]
DESIGN = pathlib.Path(os.environ.get("ENTENTE_DESIGN", ROOT / "../shared/design"))
SEED = 20251029
LEVELS = ["possible", "presumed", "certain"]
MARKS = {"?": 1, "~": 2, "%": 3}
DAY = datetime.timedelta(days=1)
reference = None  # a module, once it is found


def find_reference():
    global reference
    if not (DESIGN / "reference/timemodel.py").exists():
        print(f"skipped: no reference in {DESIGN}")
        sys.exit(77)
    sys.path.insert(0, str(DESIGN / "reference"))
    sys.dont_write_bytecode = True
    import timemodel
    reference = timemodel


def plain_date(rng):
    year, month, day = rng.randint(1990, 2035), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice([
        f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}",
        f"{year // 10}X", f"{year // 100}XX", f"{year}-XX", f"{year}-{month:02}-XX", f"{year}-XX-XX",
    ])


def broken_date(rng):
    year, month, day = rng.randint(1990, 2035), rng.randint(0, 45), rng.randint(0, 33)
    return rng.choice([
        f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}-XX-{day:02}", f"{year}-{month}-{day}",
        f"{day}/{month}/{year}", f"{year // 10}X-{month:02}", f"{year}??", "0000", "000X", f"{year}-1X", f"{year}X",
    ])


def some_date(rng):
    kind = rng.random()
    if kind < 0.1:
        return rng.choice(["[{}..{}]", "[..{}]", "[{}..]", "[..]"]).format(plain_date(rng), plain_date(rng))
    if kind < 0.13:
        return broken_date(rng)
    return plain_date(rng) + rng.choice(["", "", "", "", "?", "~", "%"])


def cell(rng):
    return rng.choice(["", "..", "*", "*", "*"]).replace("*", some_date(rng))


def some_day(rng):
    return (datetime.date(1985, 1, 1) + DAY * rng.randint(0, 20000)).isoformat()


def some_case(rng):
    start, end = cell(rng), cell(rng)
    if rng.random() < 0.05:
        start, end = f"{cell(rng)}/{cell(rng)}", ""
    first, last = sorted([some_day(rng), some_day(rng)])
    late = ("", "") if rng.random() < 0.1 else (cell(rng), cell(rng))
    return {
        "how": rng.choice(["alone", "alone", "meet", "cut"]), "start": start, "end": end,
        "point": rng.choice("0001"), "timed": rng.choice("01"),
        "signature": rng.choice(["", "", plain_date(rng)]), "known": rng.choice(["", some_day(rng)]),
        "horizon": rng.choice(["", "", some_day(rng)]), "first": first, "last": last,
        "start2": late[0], "end2": late[1],
    }


def day_or_none(text):
    return datetime.date.fromisoformat(text) if text else None


def day_before(day):
    return day if day in (reference.NEG, reference.POS) else day - DAY


def cut(early, late):
    """reference.exclusive, whose infinities are days that it cannot go behind"""
    if early is None or late is None:
        return early
    early.ehi = min(early.ehi, day_before(late.shi))
    early.elo = min(early.elo, day_before(late.slo))
    early.shi = min(early.shi, early.ehi)
    return early


def shown_day(day):
    return {reference.NEG: "-inf", reference.POS: "+inf"}.get(day, day.isoformat())


def shown(span, level):
    if span is None:
        return f"none {level}"
    marks = 0
    for mark in span.fl:
        marks |= MARKS[mark]
    return " ".join(map(shown_day, [span.slo, span.shi, span.elo, span.ehi])) + f" {marks} {level}"


def expected(case):
    try:
        span = reference.span(case["start"], case["end"], case["point"] == "1", day_or_none(case["horizon"]),
                              day_or_none(case["known"]), case["timed"] == "1", case["signature"])
        second = reference.span(case["start2"], case["end2"])
    except reference.Bad:
        return "bad"
    if case["how"] == "meet":
        span = reference.meet(span, second)
    if case["how"] == "cut":
        span = cut(span, second)
    tests = reference.tests(span, *reference.win(case["first"], case["last"]))
    assert tests["certain"] <= tests["presumed"] <= tests["possible"], case
    return shown(span, sum(tests[level] for level in LEVELS))


def answers(program, cases):
    lines = "".join("\t".join(case.values()) + "\n" for case in cases)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def narrowed(rng, case):
    first, last = map(datetime.date.fromisoformat, (case["first"], case["last"]))
    length = (last - first).days
    begin = rng.randint(0, length)
    end = rng.randint(begin, length)
    return dict(case, first=(first + DAY * begin).isoformat(), last=(first + DAY * end).isoformat())


def level_of(answer):
    return 0 if answer == "bad" else int(answer.split()[-1])


def print_cases(count):
    rng = random.Random(SEED)
    for _ in range(count):
        print("\t".join(some_case(rng).values()))


def main():
    if sys.argv[1] == "--cases":
        return print_cases(int(sys.argv[2]))
    find_reference()
    program, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    print(f"seed {seed}")
    rng = random.Random(seed)
    cases = [some_case(rng) for _ in range(CASES)]
    narrow = [narrowed(rng, case) for case in cases]
    ours, ours_narrow = answers(program, cases), answers(program, narrow)
    faults = 0
    for case, smaller, answer, answer_narrow in zip(cases, narrow, ours, ours_narrow, strict=True):
        for asked, got in ((case, answer), (smaller, answer_narrow)):
            wanted = expected(asked)
            if got != wanted:
                faults += 1
                print(f"differs: {asked}\n  ours      {got}\n  reference {wanted}")
        if level_of(answer_narrow) > level_of(answer):
            faults += 1
            print(f"a narrower window shows more: {case} {answer} / {smaller} {answer_narrow}")
        if faults > 10:
            break
    good = sum(answer != "bad" for answer in ours)
    print(f"{len(cases)} cases, {good} of them sound, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
