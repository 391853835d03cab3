#!/usr/bin/env python3
"""Random networks: paths, cores, components and the most tied, against networkx and plain counting.

usage: neighbourhood.py ENTENTE [SEED]

Without networkx (Debian: python3-networkx) the test is skipped (exit status 77).
"""
import csv
import io
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import networkx
except ImportError:
    print("skipped: no networkx for this Python")
    sys.exit(77)

ROUNDS = 60
SCHEMA = """digraph oracle {
  edge [table="ties.csv" from="{from}" to="{to}" start="" end=""]
  node [key="{id}" name="{id}"]
  state [table="nodes.csv"]
  treaty [table="nodes.csv" time=span]
  state -> state [label="friend" dir=none]
  {state treaty} -> {state treaty} [label="about"]
}
"""


def some_network(rng, folder):
    count = rng.randint(4, 24)
    names = [f"n{i:02}" for i in range(count)]
    types = {name: "treaty" if rng.random() < 0.3 else "state" for name in names}
    graph = networkx.MultiGraph()
    graph.add_nodes_from(names)
    rows = []
    for _ in range(rng.randint(0, 2 * count)):
        a, b = rng.choice(names), rng.choice(names)
        friend = types[a] == types[b] == "state" and rng.random() < 0.5
        row = ("friend" if friend else "about", a, b)
        if row in rows or (friend and ("friend", b, a) in rows):
            continue  # told once: W211, W212
        rows.append(row)
        graph.add_edge(a, b, key=len(rows))
    (folder / "schema.gv").write_text(SCHEMA, encoding="utf-8")
    with open(folder / "nodes.csv", "w", newline="", encoding="utf-8") as table:
        csv.writer(table).writerows([("id", "type"), *types.items()])
    with open(folder / "ties.csv", "w", newline="", encoding="utf-8") as table:
        csv.writer(table).writerows([("type", "from", "to"), *rows])
    return graph, types, rows


def listed(entente, folder, what, *options):
    done = subprocess.run(
        [entente, "list", what, str(folder), "--schema", str(folder / "schema.gv"),
         "--keep-isolated", *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (options, done.stderr)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def ids(rows):
    return {row["id"] for row in rows}


def core(graph, least):
    """All that are left when whoever has fewer ties goes, again and again."""
    left = graph.copy()
    while True:
        few = [node for node in left if left.degree(node) < least]
        if not few:
            return set(left)
        left.remove_nodes_from(few)


def check_path(entente, folder, graph, rows, a, b):
    try:
        paths = list(networkx.all_shortest_paths(networkx.Graph(graph), a, b))
    except networkx.NetworkXNoPath:
        paths = []
    nodes = {node for path in paths for node in path}
    steps = {frozenset(pair) for path in paths for pair in zip(path, path[1:])}
    ties = {row for row in rows if frozenset(row[1:]) in steps and row[1] != row[2]}
    assert ids(listed(entente, folder, "nodes", "--path", f"{a},{b}")) == nodes, (a, b)
    found = {(row["type"], row["from"], row["to"])
             for row in listed(entente, folder, "ties", "--path", f"{a},{b}")}
    assert {frozenset(t[1:]) | {t[0]} for t in found} == {frozenset(t[1:]) | {t[0]} for t in ties}
    if len(paths) > 0 and len(paths[0]) > 2:
        shorter = str(len(paths[0]) - 2)
        assert not listed(entente, folder, "nodes", "--path", f"{a},{b}", "--max", shorter)


def check_between(entente, folder, graph, types, chosen):
    kept = set(chosen)
    for node, kind in types.items():
        if kind == "treaty" and len(set(graph[node]) & set(chosen)) > 1:
            kept.add(node)
    assert ids(listed(entente, folder, "nodes", "--between", ",".join(chosen))) == kept, chosen


def check(entente, folder, rng):
    graph, types, rows = some_network(rng, folder)
    names = sorted(types)
    least = rng.randint(1, 4)
    check_path(entente, folder, graph, rows, *rng.sample(names, 2))
    check_between(entente, folder, graph, types, rng.sample(names, rng.randint(2, 3)))
    assert ids(listed(entente, folder, "nodes", "--core", str(least))) == core(graph, least)
    many = {node for node in graph if graph.degree(node) >= least}
    assert ids(listed(entente, folder, "nodes", "--min-degree", str(least))) == many
    ranked = sorted(names, key=lambda node: (-graph.degree(node), node))
    assert ids(listed(entente, folder, "nodes", "--top", str(least))) == set(ranked[:least])
    parts = sorted((sorted(part) for part in networkx.connected_components(graph)),
                   key=lambda part: (-len(part), part))
    assert ids(listed(entente, folder, "nodes", "--component", "largest")) == set(parts[0])
    one = rng.choice(names)
    assert ids(listed(entente, folder, "nodes", "--component", one)) == set(
        networkx.node_connected_component(graph, one))


def main():
    entente = str(pathlib.Path(sys.argv[1]).resolve())
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20080530
    rng = random.Random(seed)
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name:
            try:
                check(entente, pathlib.Path(name), rng)
            except AssertionError:
                print(f"seed {seed}, network {number}")
                raise
    print(f"{ROUNDS} networks: paths, between, cores, degrees, components as networkx has them")


main()
