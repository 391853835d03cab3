#!/usr/bin/env python3
"""Forty different faults are seeded into sound tables: forty messages, each at its line."""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

ENTENTE = sys.argv[1]
SEED = int(sys.argv[2]) if len(sys.argv) > 2 else 20251029

ACTORS = ["id,type,name,iso3,source", "vnm,state,Vietnam,VNM,s", "gbr,state,United Kingdom,GBR,s",
          "tl,person,To Lam,,s", "ks,person,Keir Starmer,,s"]
AGREEMENTS = ["id,type,name,signed,start,end,parties,source", "mou,mou,A memorandum,2020,,,vnm;gbr,s"]
TIES = ["type,from,to,start,end,role,behalf,agreement,source",
        "comprehensive strategic partnership,vnm,gbr,2020,..,,,,s",
        "signed,tl,mou,2020,,,vnm,,s", "signed,ks,mou,2020,,,gbr,,s"]

# A row for ties.csv and the code that it sets off. Dates of ties of their own kind of pair, so that
# no fault touches another.
DATED = "holds office in,tl,vnm,{},{},office {},,,s"
STARTS = {
    "about 2010": "E401", "2010-13": "E402", "2023-02-29": "E402", "2025-21": "E403",
    "29/10/2025": "E404", "May-08": "E404", "45959": "E404", "2025-10-29T15:00Z": "E406",
    "1879-XX-07": "E407", "2025-1-9": "E401", "0000": "E401", "10000": "E401", "2010-00": "E402",
    "2010-04-31": "E402", "[2012..2010]": "E401", "12.05.2001": "E404", "2010??": "E401",
}
ROWS = [
    ("comprehensive strategic partership,vnm,gbr,,,,,,s", "E207"),
    ("signed,vnn,mou,2020,,a,,,s", "E201"), ("signed,tl,muo,2020,,b,,,s", "E201"),
    ("signed,tl,mou,2020,,c,grb,,s", "E201"), ("signed,tl,mou,2020,,d,,moo,s", "E201"),
    ("signed,,mou,2020,,e,,,s", "E205"), ("signed,tl,,2020,,f,,,s", "E205"),
    ("signed,mou,tl,2020,,g,,,s", "E206"), ("member of,tl,vnm,2020,,h,,,s", "E206"),
    ("signed,tl,mou,2020,,i,,,nowhere", "E215"), ("signed,tl,mou,2020,,j,,,", "W214"),
    ("holds office in,ks,gbr,2025,2010,k,,,s", "E405"),
    ("signed,tl,mou,2020,,,vnm,,s", "W211"),
    ("comprehensive strategic partnership,gbr,vnm,2020,..,,,,s", "W212"),
]
OTHERS = {
    "actors": [("vnm,state,Vietnam again,,s", "E202"), ("to lam,person,A blank,,s", "E203"),
               ("fra,state,France,VNM,s", "E204"), (",person,Nobody,,s", "E205"),
               ("min,minister,A minister,,s", "E208"), ("a;b,person,A semicolon,,s", "E203"),
               (",,,,", "W110")],
    "agreements": [("late,mou,Late,2020,1990,,vnm;gbr,s", "W410"),
                   ("open,mou,Open,,,2050,vnm;gbr,u", "W411")],
}


def seeded(rng):
    """The tables, with faulty rows at random places; and the file, line and code of each."""
    faults = [(DATED.format(start, "", i), code) for i, (start, code) in enumerate(STARTS.items())]
    tables = {"actors": ACTORS[:], "agreements": AGREEMENTS[:], "ties": TIES[:]}
    expected = []
    for name, rows in {**OTHERS, "ties": ROWS + faults}.items():
        rng.shuffle(rows)
        for row, code in rows:
            tables[name].append(row)
            expected.append((f"{name}.csv", len(tables[name]), code))
    return tables, expected


def main():
    print("seed", SEED)
    tables, expected = seeded(random.Random(SEED))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for table, rows in tables.items():
            (folder / f"{table}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        (folder / "sources.csv").write_text("id,published\ns,2025-10-31\nu,\n", encoding="utf-8")
        run = subprocess.run([ENTENTE, "check", folder, "--diagnostics=json"], text=True,
                             capture_output=True, check=False)
    found = [(pathlib.Path(d["file"]).name, d["line"], d["code"])
             for d in map(json.loads, run.stderr.splitlines())]
    for fault in sorted(set(expected) - set(found)):
        print("not told:", *fault)
    for fault in sorted(set(found) - set(expected)):
        print("told, but not seeded:", *fault)
    print(f"{len(expected)} faults, {len(found)} messages")
    return 0 if sorted(found) == sorted(expected) and len(expected) == 40 else 1


sys.exit(main())
