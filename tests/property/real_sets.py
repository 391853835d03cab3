#!/usr/bin/env python3
"""Counts in tables of others, by entente and by Python's csv module: they must agree.

usage: real_sets.py ENTENTE
The tables stay outside the project: ENTENTE_DATA names their folder (default ../shared/data beside
the project). Without them the test is skipped (77).
"""

import collections
import csv
import os
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(os.environ.get("ENTENTE_DATA", TOP.parent / "shared/data"))
ENTENTE = sys.argv[1]
TIE = re.compile(r'^  "((?:[^"\\]|\\.)*)" -> "((?:[^"\\]|\\.)*)" \[(.*)\];$')
ATTRIBUTE = re.compile(r'(\w+|"[^"]*")="((?:[^"\\]|\\.)*)"')
failed = []


def rows(folder, name):
    with open(DATA / folder / name, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def ask(folder, schema, *options):
    done = subprocess.run([ENTENTE, "render", DATA / folder, "--schema",
                           TOP / "graphs/real" / schema, "-T", "dot", *options],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        failed.append(f"{schema} {options}: {done.stderr[:400]}")
    ties = []
    for line in done.stdout.splitlines():
        tie = TIE.match(line)
        if tie:
            ties.append((tie[1], tie[2], dict(ATTRIBUTE.findall(tie[3]))))
    return ties


def compare(what, ours, theirs):
    if ours != theirs:
        failed.append(f"{what}: entente {ours}, csv {theirs}")
    if not theirs:
        failed.append(f"{what}: nothing was counted")


def check_schema_lines():
    for schema in ("wipo", "us_missions", "country_orgs", "embassies", "un_votes"):
        lines = (TOP / "graphs/real" / f"{schema}.gv").read_text(encoding="utf-8").splitlines()
        if len(lines) > 20:
            failed.append(f"{schema}.gv has {len(lines)} lines")


def check_wipo():
    table = rows("wipo_treaties", "membership-to-copyright-treaties.csv")
    force, signed = "Entry Into Force Date", "Signature Date"
    for day in ("1900-01-01", "1914-07-28", "1955-06-30", "2025-01-01"):
        bound = {r["Contracting Party"] for r in table
                 if r["Treaty"] == "Berne" and r[force] and r[force] <= day}
        ties = ask("wipo_treaties", "wipo.gv", "--as-of", day, "--type", force)
        compare(f"bound by Berne on {day}", {t[0] for t in ties if t[1] == "treaty/Berne"}, bound)
        waiting = {(r["Contracting Party"], "treaty/" + r["Treaty"]) for r in table
                   if r[signed] and r[signed] <= day and not (r[force] and r[force] <= day)}
        ties = ask("wipo_treaties", "wipo.gv", "--as-of", day, "--type", signed)
        if waiting or ties:
            compare(f"signed but not in force on {day}", {t[:2] for t in ties}, waiting)


def check_missions():
    table = rows("us_missions", "mission_status_range_cow_v0.1.csv")
    for year in ("1850", "1914", "1980", "2024"):
        levels = collections.Counter(
            r["us_mission_status"] for r in table
            if r["date_start"][:4] <= year <= r["date_end"][:4])
        ties = ask("us_missions", "us_missions.gv", "--year", year)
        compare(f"missions of {year}", collections.Counter(t[2]["type"] for t in ties), levels)


def check_organisations():
    table = rows("country_orgs", "CountrycodesOrgs.csv")
    ties = ask("country_orgs", "country_orgs.gv")
    compare("organisations", collections.Counter((t[1], t[2]["org_member"]) for t in ties),
            collections.Counter(("org/" + r["org_id"], r["org_member"]) for r in table))
    compare("Namibia", sorted(t[1] for t in ties if t[0] == "NAM"),
            sorted("org/" + r["org_id"] for r in table if r["ISO_3166_2"] == "NA"))


def check_embassies():
    path = DATA / "embassies/database_of_embassies.csv"
    with open(path, encoding="utf-8", newline="") as table:
        lines = list(csv.reader(table, delimiter=";", quoting=csv.QUOTE_NONE))
    header = lines[0][:len(lines[1])]
    table = [dict(zip(header, line)) for line in lines[1:]]
    ties = ask("embassies", "embassies.gv")
    compare("missions of a country", collections.Counter(t[0] for t in ties),
            collections.Counter(r["operator"] for r in table))
    drawn = {"embassy", "high commission", "apostolic nunciature", "consulate general"}
    compare("missions in a country", collections.Counter((t[1], t[2]["type"]) for t in ties),
            collections.Counter((r["country"], r["type"] if r["type"] in drawn else "*")
                                for r in table))
    compare("missions by year only", sum(len(t[2].get("start", "")) == 4 for t in ties),
            sum(r["creation"][4:11] == "-01-01T" for r in table))


def check_votes():
    dates = {r["rcid"]: r["date"] for r in rows("unvotes", "un_roll_calls.csv")}
    votes = rows("unvotes", "un_votes.csv")
    for year in ("1946", "2019"):
        cast = collections.Counter((r["country"], r["vote"]) for r in votes
                                   if dates[r["rcid"]].startswith(year))
        ties = ask("unvotes", "un_votes.gv", "--year", year)
        compare(f"votes of {year}", collections.Counter((t[0], t[2]["type"]) for t in ties), cast)


def knows_alignment():
    """Reads a header that is one name too long."""
    manual = subprocess.run([ENTENTE, "manual"], capture_output=True, text=True, check=True)
    return "--align" in manual.stdout.replace("\\", "")


def main():
    if not (DATA / "unvotes/un_votes.csv").exists():
        print(f"no tables in {DATA}")
        return 77
    check_schema_lines()
    check_wipo()
    check_missions()
    check_organisations()
    if knows_alignment():
        check_embassies()
    check_votes()
    print("\n".join(fault[:1500] for fault in failed) or "all counts agree")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
