#!/usr/bin/env python3
"""Measures of nodes in real networks, against networkx and igraph, to nine digits.

usage: measures.py ENTENTE
The seeds are always there; the tables of others stand in the folder that ENTENTE_DATA names (default
../shared/data beside the project) and are passed over, which is said, where they are absent. Without
networkx and igraph (Debian: python3-networkx, python3-igraph) the test is skipped (77).
"""
import csv
import io
import os
import pathlib
import subprocess
import sys

try:
    import igraph
    import networkx
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

TOP = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("ENTENTE_DATA", TOP.parent / "shared/data"))
REAL = TOP / "graphs/real"
ENTENTE = str(pathlib.Path(sys.argv[1]).resolve())
MEASURES = ["degree", "strength", "betweenness", "closeness", "pagerank", "eigenvector", "clustering",
            "component", "community"]
SETS = {
    "vietnam-uk": [str(TOP / "data/vietnam-uk")],
    "wipo": [str(DATA / "wipo_treaties"), "--schema", str(REAL / "wipo.gv"), "--year", "1970"],
    "us_missions": [str(DATA / "us_missions"), "--schema", str(REAL / "us_missions.gv"), "--year",
                    "1914"],
    "country_orgs": [str(DATA / "country_orgs"), "--schema", str(REAL / "country_orgs.gv")],
    "embassies": [str(DATA / "embassies"), "--schema", str(REAL / "embassies.gv")],
    "vietnam-uk in parts": [str(TOP / "data/vietnam-uk"), "--keep-isolated", "--not-type",
                            "state,person"],
}


def listed(*arguments):
    done = subprocess.run([ENTENTE, "list", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr[:600])
    return list(csv.DictReader(io.StringIO(done.stdout)))


def graphs_of(options):
    """The ties as they are, and the simple graph: weights of one pair added, no loops."""
    many, simple = networkx.MultiGraph(), networkx.Graph()
    nodes = listed("nodes", *options, "--columns", ",".join(["id", *MEASURES]))
    many.add_nodes_from(sorted(row["id"] for row in nodes))
    simple.add_nodes_from(many)
    for tie in listed("ties", *options, "--columns", "from,to"):
        many.add_edge(tie["from"], tie["to"])
    for a, b in many.edges():
        if a != b:
            weight = simple.get_edge_data(a, b, {"weight": 0})["weight"]
            simple.add_edge(a, b, weight=weight + 1)
    return many, simple, {row["id"]: row for row in nodes}


def near(ours, theirs):
    return abs(ours - theirs) <= 1e-9 * max(1, abs(theirs))


def compare(name, measure, rows, theirs):
    wrong = [node for node in rows if not near(float(rows[node][measure]), theirs[node])]
    assert not wrong, (name, measure, len(wrong), wrong[0], rows[wrong[0]][measure],
                       theirs[wrong[0]])


def by_igraph(simple):
    names = list(simple)
    graph = igraph.Graph(len(names))
    place = {name: i for i, name in enumerate(names)}
    graph.add_edges([(place[a], place[b]) for a, b in simple.edges()])
    weights = [simple[a][b]["weight"] for a, b in simple.edges()]
    rank = graph.pagerank(directed=False, weights=weights, damping=0.85)
    clustering = graph.transitivity_local_undirected(mode="zero")
    return {
        "betweenness": dict(zip(names, graph.betweenness(directed=False))),
        "pagerank": dict(zip(names, rank)),
        "clustering": dict(zip(names, clustering)),
        "eigenvector": dict(zip(names, graph.eigenvector_centrality(directed=False,
                                                                    weights=weights))),
        "louvain": graph.community_multilevel(weights=weights).modularity,
    }


def groups(rows, measure):
    found = {}
    for node, row in rows.items():
        found.setdefault(int(row[measure]), set()).add(node)
    return [found[number] for number in sorted(found)]


def check(name, options):
    many, simple, rows = graphs_of(options)
    compare(name, "degree", rows, dict(many.degree()))
    compare(name, "strength", rows, dict(simple.degree(weight="weight")))
    compare(name, "closeness", rows, networkx.closeness_centrality(simple))
    compare(name, "betweenness", rows,
            networkx.betweenness_centrality(simple, normalized=False))
    compare(name, "clustering", rows, networkx.clustering(simple))
    theirs = by_igraph(simple)
    for measure in ("betweenness", "pagerank", "clustering"):
        compare(name, measure, rows, theirs[measure])
    if networkx.is_connected(simple):  # else the greatest eigenvalue need not be that of one part
        compare(name, "eigenvector", rows, theirs["eigenvector"])
    parts = sorted((sorted(part) for part in networkx.connected_components(simple)),
                   key=lambda part: (-len(part), part))
    assert [sorted(group) for group in groups(rows, "component")] == parts, name
    communities = groups(rows, "community")
    assert [len(group) for group in communities] == sorted(map(len, communities), reverse=True)
    ours = networkx.community.modularity(simple, communities, weight="weight")
    assert ours >= theirs["louvain"] - 0.02, (name, ours, theirs["louvain"])
    print(f"{name}: {len(rows)} nodes, {many.number_of_edges()} ties, {len(parts)} parts, "
          f"{len(communities)} communities, modularity {ours:.4f} (igraph's Louvain "
          f"{theirs['louvain']:.4f})")


def check_series():
    """Each year of a series lists what that year by itself lists, whatever came before it."""
    columns = ",".join(["id", *MEASURES])
    for name, first, last, step in (("vietnam-uk", 2007, 2025, 3), ("us_missions", 1900, 1914, 7)):
        options = SETS[name][:3]
        if not pathlib.Path(options[0]).exists():
            continue
        series = listed("nodes", *options, "--series", f"{first}..{last}/{step}", "--columns",
                        f"year,{columns}")
        assert {row["year"] for row in series} <= {str(y) for y in range(first, last + 1, step)}
        different = set()
        for year in range(first, last + 1, step):
            alone = listed("nodes", *options, "--year", str(year), "--columns", columns)
            ours = [row for row in series if row["year"] == str(year)]
            different.add(str([(row["id"], row["betweenness"]) for row in ours]))
            assert ours == [{"year": str(year), **row} for row in alone], (name, year)
        assert len(different) > 1, (name, "all years are alike: nothing is shown")
        print(f"{name}: {len(series)} rows of a series as year by year")


def main():
    check_series()
    for name, options in SETS.items():
        if pathlib.Path(options[0]).exists():
            check(name, options)
        else:
            print(f"{name}: passed over, {options[0]} is absent")


main()
