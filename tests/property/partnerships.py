#!/usr/bin/env python3
"""What is known of the record set, asked year by year.

usage: partnerships.py ENTENTE

Vietnam's comprehensive strategic partnerships are counted in the sources. The other rows are
worked examples of section 3.5 of the design (model.md), 20 to 24 and those of single agreements,
as far as the record set has them.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
RECORDS = "data/vietnam-uk"
PARTNERSHIP = "comprehensive strategic partnership"
COUNTS = [
    (["--year", "2007"], 0), (["--year", "2008"], 1), (["--year", "2012"], 2),
    (["--year", "2016"], 3), (["--year", "2022"], 4), (["--year", "2023"], 6),
    (["--year", "2024"], 9), (["--year", "2025"], 14), (["--as-of", "2025-10-31"], 14),
]

# A node, a question, and whether the node is shown when nothing more, --certain, or --possible is
# asked.
SHOWN = [
    ("home-office", ["--year", "2008"], (False, False, False)),
    ("mps-vn", ["--year", "2008"], (False, False, False)),
    ("mps-vn", ["--year", "2025"], (True, True, True)),
    ("cpv", ["--year", "2025"], (False, False, False)),
    ("cpv", ["--year", "2025", "--context", "1"], (True, True, True)),
    ("vnm", ["--as-of", "2008-05-31"], (True, True, True)),
    ("unclos", ["--year", "1981"], (False, False, False)),
    ("unclos", ["--year", "1983"], (True, False, True)),
    ("cptpp", ["--year", "2008"], (False, False, True)),
    ("cptpp", ["--year", "2025"], (True, False, True)),
    ("cptpp", ["--year", "2026"], (True, False, True)),
    ("net-zero-2050", ["--year", "2008"], (False, False, True)),
    ("net-zero-2050", ["--year", "2025"], (True, True, True)),
    ("net-zero-2050", ["--year", "2049"], (True, True, True)),
    ("net-zero-2050", ["--year", "2051"], (False, False, False)),
    ("sp-vnm-gbr", ["--year", "2010"], (False, False, True)),
    ("sp-vnm-gbr", ["--year", "2025"], (True, True, True)),
    ("mou-fraud", ["--year", "2024"], (False, False, False)),
    ("mou-fraud", ["--as-of", "2025-10-29"], (True, True, True)),
]


def asked(entente, *options):
    """Ids of the nodes that are shown, and relations of the ties."""
    done = subprocess.run([entente, "render", RECORDS, *options, "-T", "dot"], cwd=ROOT,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{options}: exit status {done.returncode}\n{done.stderr}")
    nodes = re.findall(r'^  "([^"]+)" \[', done.stdout, re.MULTILINE)
    ties = re.findall(r'^  "[^"]+" -> "[^"]+" \[.*? type="([^"]+)"', done.stdout, re.MULTILINE)
    return set(nodes), ties


def main():
    entente = pathlib.Path(sys.argv[1]).resolve(strict=True)
    print("no seed: nothing is random")
    failed = 0
    for question, expected in COUNTS:
        _, ties = asked(entente, "--type", f"state,{PARTNERSHIP}", *question)
        if ties.count(PARTNERSHIP) != expected or len(ties) != expected:
            print(f"{' '.join(question)}: {len(ties)} ties, expected {expected} partnerships")
            failed += 1
    for node, question, expected in SHOWN:
        found = tuple(node in asked(entente, *question, *more)[0]
                      for more in ([], ["--certain"], ["--possible"]))
        if found != expected:
            print(f"{node} {' '.join(question)}: {found}, expected {expected}")
            failed += 1
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
