#!/usr/bin/env python3
"""Everything that the record set holds is drawn in some figure of graphs/."""
import pathlib
import re
import subprocess
import sys

entente = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]


def drawn(source):
    """The nodes and ties that a figure, or a whole record set, comes to."""
    dot = subprocess.run([entente, "render", source, "-T", "dot"], check=True, text=True,
                         capture_output=True).stdout
    nodes = set(re.findall(r'^  "([^"]+)" \[', dot, re.M))
    ties = set(re.findall(r'^  "([^"]+)" -> "([^"]+)" \[.*? type="([^"]+)"', dot, re.M))
    return nodes, ties


nodes, ties = drawn(root / "data" / "vietnam-uk")
for figure in sorted((root / "graphs").glob("*.gv")):
    if "data=" not in figure.read_text(encoding="utf-8"):
        continue  # a schema
    in_figure = drawn(figure)
    nodes -= in_figure[0]
    ties -= in_figure[1]
for missing in sorted(nodes) + sorted(ties):
    print("in no figure:", missing)
print(f"{len(nodes)} nodes and {len(ties)} ties are in no figure")
sys.exit(1 if nodes or ties else 0)
