#!/usr/bin/env python3
"""The same input gives the same bytes, whatever else differs.

usage: same_bytes.py ENTENTE [SEED]

Every figure of graphs/, and the whole record set under three engines, is drawn as SVG, DOT and HTML:
where it stands, with the rows of every table in another order, in another folder, under other
locales, without fonts, and without a home.
"""
import csv
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDS = "data/vietnam-uk"
ENGINES = ["dot", "neato", "sfdp"]
SHUFFLES = 3
GERMAN = "de_DE.UTF-8"


def has_locale(name):
    known = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    plain = name.lower().replace("-", "")
    return any(line.lower().replace("-", "") == plain for line in known.splitlines())


def copy_to(folder):
    for part in ("graphs", RECORDS):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def shuffle_rows(folder, rng):
    for path in sorted((folder / RECORDS).glob("*.csv")):
        with open(path, newline="", encoding="utf-8") as table:
            header, *rows = csv.reader(table)
        rng.shuffle(rows)
        with open(path, "w", newline="", encoding="utf-8") as table:
            csv.writer(table, lineterminator="\n").writerows([header, *rows])


def questions():
    for figure in sorted((ROOT / "graphs").glob("*.gv")):
        if re.search(r"(^|[^-\w])data *=", figure.read_text(encoding="utf-8")):
            yield [f"graphs/{figure.name}"]
    for engine in ENGINES:
        yield [RECORDS, "-K", engine]


def drawn(entente, folder, environment):
    """What is written for each question, in each format."""
    pictures = {}
    for question in questions():
        for form in ("svg", "dot", "html"):
            done = subprocess.run([entente, "render", *question, "-T", form], cwd=folder,
                                  env=environment, capture_output=True, check=False)
            if form == "html" and done.returncode == 2: # it has what is for pictures only
                continue
            if done.returncode != 0:
                sys.exit(f"{question} as {form}: exit status {done.returncode}\n"
                         f"{done.stderr.decode()}")
            pictures[(*question, form)] = done.stdout
    return pictures


def without(*names):
    return {name: value for name, value in os.environ.items() if name not in names}


def conditions(folder, rng):
    """A name, a folder to stand in and an environment for each."""
    for number in range(SHUFFLES):
        shuffled = copy_to(folder / f"shuffled-{number}")
        shuffle_rows(shuffled, rng)
        yield f"rows shuffled, {number}", shuffled, dict(os.environ)
    yield "another folder", copy_to(folder / "another folder, ünlike"), dict(os.environ)
    yield "LC_ALL=C", ROOT, dict(os.environ, LC_ALL="C")
    if has_locale(GERMAN):
        yield f"LC_ALL={GERMAN}", ROOT, dict(os.environ, LC_ALL=GERMAN)
    else:
        print(f"passed over: there is no locale {GERMAN}")
    empty = folder / "fonts.conf"
    empty.write_text('<?xml version="1.0"?>\n<fontconfig></fontconfig>\n', encoding="utf-8")
    yield "no fonts", ROOT, dict(os.environ, FONTCONFIG_FILE=str(empty))
    yield "no home", ROOT, without("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")


def main():
    entente = pathlib.Path(sys.argv[1]).resolve(strict=True)
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20251029
    print(f"seed {seed}")
    failed = 0
    with tempfile.TemporaryDirectory(prefix="entente-") as name:
        plain = drawn(entente, ROOT, dict(os.environ))
        for what, folder, environment in conditions(pathlib.Path(name), random.Random(seed)):
            other = drawn(entente, folder, environment)
            for question in plain:
                if other[question] != plain[question]:
                    print(f"{what}: {' '.join(question)} differs")
                    failed += 1
    print(f"{len(plain)} pictures")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
