#!/usr/bin/env python3
"""Sizes and fills by what nodes are worth: what the picture shows is what the list says.

usage: worth.py ENTENTE
"""
import csv
import io
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

TOP = pathlib.Path(__file__).resolve().parents[2]
ENTENTE = str(pathlib.Path(sys.argv[1]).resolve())
SVG = "{http://www.w3.org/2000/svg}"
TABLES = str(TOP / "data/vietnam-uk")
THEMES = {"light": 4.5, "dark": 4.5, "print": 4.5, "contrast": 7}


def run(*arguments):
    done = subprocess.run([ENTENTE, *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, (arguments, done.stderr.decode()[:600])
    return done.stdout.decode()


def listed(*arguments):
    return {row["id"]: row for row in csv.DictReader(io.StringIO(run("list", "nodes", *arguments)))}


def polygon_area(points):
    turned = points[1:] + points[:1]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, turned))) / 2


def numbers(text):
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def area(shape):
    """Of what is filled: an ellipse, a box, or a polygon, as a path of straight lines."""
    kind = shape.tag.removeprefix(SVG)
    if kind == "ellipse":
        return 3.14159265 * float(shape.get("rx")) * float(shape.get("ry"))
    if kind == "circle":
        return 3.14159265 * float(shape.get("r")) ** 2
    if kind == "rect":
        return float(shape.get("width")) * float(shape.get("height"))
    if kind == "polygon":
        flat = numbers(shape.get("points"))
        return polygon_area(list(zip(flat[::2], flat[1::2])))
    points, at = [], [0.0, 0.0]
    for letter, rest in re.findall(r"([MLHVlhv])([^A-Za-z]*)", shape.get("d")):
        flat = numbers(rest)
        steps = [(x, None) for x in flat] if letter in "Hh" else (
            [(None, y) for y in flat] if letter in "Vv" else list(zip(flat[::2], flat[1::2])))
        for x, y in steps:
            base = at if letter.islower() else [0, 0]
            at = [at[0] if x is None else base[0] + x, at[1] if y is None else base[1] + y]
            points.append(tuple(at))
    return polygon_area(points)


def inherited(path, name):
    return next((e.get(name) for e in reversed(path) if e.get(name)), None)


def nodes_of(svg):
    """By id: the shapes with their fills, the fills of its words, the title."""
    if "xmlns=" not in svg[:200]:  # a part of a page
        svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    root = xml.etree.ElementTree.fromstring(svg)
    prefix = root.get("id") + "-"
    found = {}

    def walk(element, path, own):
        path = path + [element]
        title = element.find(f"{SVG}title")
        if title is not None and element.get("id"):
            own = found[element.get("id").removeprefix(prefix)] = {
                "title": title.text, "shapes": [], "words": []}
        kind = element.tag.removeprefix(SVG)
        if own and kind in ("ellipse", "circle", "rect", "polygon", "path"):
            own["shapes"].append((element, inherited(path, "fill")))
        if own and kind == "text":
            own["words"].append(inherited(path, "fill") or "#000")
        for child in element:
            walk(child, path, own)

    walk(next(e for e in root.iter() if e.get("class") == "nodes"), [root], None)
    return found


def channels(colour):
    """Linear red, green, blue."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    shares = [int(digits[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def luminance(colour):
    return sum(weight * share for weight, share in zip((0.2126, 0.7152, 0.0722), channels(colour)))


def contrast(a, b):
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


def near(ours, theirs, share):
    return abs(ours - theirs) <= share * abs(theirs)


def check_areas():
    """From the least area on in proportion to the value, whatever the shape."""
    options = [TABLES, "--year", "2025", "--type", "state,agreement,event,institution"]
    nodes = nodes_of(run("render", *options, "--size", "degree"))
    rows = listed(*options, "--columns", "id,degree")
    most = max(float(row["degree"]) for row in rows.values())
    assert set(nodes) == set(rows)
    times = {node: 1 + 4 * float(row["degree"]) / most for node, row in rows.items()}
    areas = {node: max(area(shape) for shape, fill in nodes[node]["shapes"] if fill != "none")
             for node in rows}
    largest = max(times, key=times.get)
    least = areas[largest] / times[largest]
    wrong = {node: round(areas[node] / least / times[node], 3) for node in rows
             if not near(areas[node], least * times[node], 0.1)}
    assert not wrong, ("areas that are not in proportion", wrong)
    for node, row in rows.items():
        assert nodes[node]["title"].endswith(f"; degree {row['degree']}"), nodes[node]["title"]
    assert max(times.values()) > 2 * min(times.values()), "nothing is compared"
    return len(rows)


def check_fills(theme, least):
    """Words can be read on every fill; greater values are further from the ground, also in grey."""
    options = [TABLES, "--year", "2025"]
    rows = listed(*options, "--columns", "id,degree,community")
    nodes = nodes_of(run("render", *options, "--theme", theme, "--color-by", "degree", "-K",
                         "neato", "--wrap", "0"))
    light = sorted((float(row["degree"]), luminance(nodes[node]["shapes"][0][1]))
                   for node, row in rows.items())
    for (value, one), (other, two) in zip(light, light[1:]):
        further = two > one if theme == "dark" else two < one
        assert further if other > value else near(one, two, 1e-9), (theme, value, other, one, two)
    groups = nodes_of(run("render", *options, "--theme", theme, "--color-by", "community", "-K",
                          "neato", "--wrap", "0"))
    fills = {}
    for node, row in rows.items():
        fills.setdefault(row["community"], set()).add(groups[node]["shapes"][0][1])
    most = 4 if theme == "print" else 8
    assert all(len(fill) == 1 for fill in fills.values()), (theme, fills)
    own = [tuple(fill)[0] for number, fill in fills.items() if int(number) <= most]
    assert len(set(own)) == len(own) > 2, (theme, fills)
    for found in (nodes, groups):
        for node, parts in found.items():
            worst = min(contrast(parts["shapes"][0][1], word) for word in parts["words"])
            assert worst >= least, (theme, node, parts["shapes"][0][1], parts["words"], worst)
    return len(own)


def check_pages():
    """Where a figure turns dark with its page, all dark fills would become one: there are none."""
    nodes = nodes_of(run("render", TABLES, "--year", "2025", "--color-by", "degree", "--inline"))
    fills = {node["shapes"][0][1] for node in nodes.values()}
    assert len(fills) > 10 and min(map(luminance, fills)) > 0.4, fills
    return len(fills)


# Machado, Oliveira and Fernandes 2009: what readers see whose red, green or blue cones are missing.
SEEN = {
    "everybody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}


def oklab(rgb):
    l, m, s = (sum(w * max(c, 0) for w, c in zip(row, rgb)) ** (1 / 3) for row in (
        (0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005)))
    return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)


def check_groups_apart(folder):
    """All fills of groups differ for every reader; beyond those that do there is one for the rest."""
    kinds = [f"kind {i}" for i in range(11)]
    (folder / "actors.csv").write_text("id,type,name,region\n" + "".join(
        f"n{i}-{k},state,N{i}{k},{kind}\n" for i, kind in enumerate(kinds)
        for k in range(12 - i)))
    (folder / "ties.csv").write_text("type,from,to\n" + "".join(
        f"friendship with,n0-0,n{i}-{k}\n" for i in range(11) for k in range(12 - i) if i + k))
    least_seen = {}
    for theme, most in (("light", 8), ("dark", 8), ("contrast", 8), ("print", 4)):
        svg = run("render", folder, "--theme", theme, "--color-by", "region")
        nodes = nodes_of(svg)
        fills = [nodes[f"n{i}-1" if i < 11 else "n0-1"]["shapes"][0][1] for i in range(11 - 1)]
        assert len(set(fills)) == most + 1, (theme, fills)
        assert all(fill == fills[most] for fill in fills[most:]), (theme, fills)
        assert f"{11 - most} others" in svg, theme
        assert "N31\u00a0·\u00a04" in svg, "the number of a group stands behind the name"
        for reader, seen in SEEN.items():
            labs = [oklab([sum(w * c for w, c in zip(row, channels(fill))) for row in seen])
                    for fill in fills[:most]]
            gap = min(sum((a - b) ** 2 for a, b in zip(one, other)) ** 0.5
                      for i, one in enumerate(labs) for other in labs[:i])
            least_seen[theme, reader] = round(gap, 3)
            assert gap > 0.03, (theme, reader, gap)
    return least_seen


def check_series(folder):
    """One scale: the same value has the same fill and the same area in all years."""
    options = ["--size", "degree", "--color-by", "betweenness"]
    run("render", TOP / "graphs/partnerships.gv", "--series", "2010..2025/3", *options, "-o",
        folder / "{year}.svg")
    by_value, fills = {}, {}
    for year in range(2010, 2026, 3):
        nodes = nodes_of((folder / f"{year}.svg").read_text())
        rows = listed(TOP / "graphs/partnerships.gv", "--year", str(year), "--columns",
                      "id,degree,betweenness")
        assert set(nodes) == set(rows), year
        for node, row in rows.items():
            shape, fill = nodes[node]["shapes"][-1]
            by_value.setdefault(row["degree"], []).append(area(shape))
            fills.setdefault(row["betweenness"], set()).add(fill)
            told = f"; degree {row['degree']}, betweenness {row['betweenness']}"
            assert nodes[node]["title"].endswith(told), (nodes[node]["title"], told)
    most = max(by_value, key=float)
    least = max(by_value[most]) / 5
    for value, areas in by_value.items():
        for found in areas:
            assert near(found, least * (1 + 4 * float(value) / float(most)), 0.06), (value, areas)
    assert len(by_value) > 3 and all(len(fill) == 1 for fill in fills.values()), fills


def check_order_of_rows(folder):
    """Shuffled rows give the same bytes, but for the digests of the files."""
    source = TOP / "data/vietnam-uk"
    choice = random.Random(7)
    for table in source.glob("*.csv"):
        head, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
        choice.shuffle(rows)
        (folder / table.name).write_text(head + "".join(rows), encoding="utf-8")
    options = ["--year", "2025", "--type", "state,agreement", "--size", "pagerank", "--color-by",
               "community"]
    ours, theirs = (run("render", tables, *options) for tables in (source, folder))
    assert ours == theirs


def check_words(folder):
    """The text alternative says what the picture shows, in all its forms."""
    options = [TABLES, "--year", "2025", "--type", "state", "--size", "degree", "--color-by",
               "pagerank"]
    alts = [folder / f"alt.{form}" for form in ("md", "html", "csv")]
    svg = run("render", *options, *(part for alt in alts for part in ("--alt", alt)))
    assert "Areas show degree, fills show pagerank." in svg
    titles = [node["title"] for node in nodes_of(svg).values()]
    worths = [re.search(r"degree \d+, pagerank [\d.]+$", title)[0] for title in titles]
    assert len(set(worths)) > 1
    for alt in alts:
        text = alt.read_text(encoding="utf-8").replace("\\", "")
        assert "Areas show degree, fills show pagerank." in text, alt
        missing = [worth for worth in worths if worth not in text]
        assert not missing, (alt, missing)


def main():
    print(f"areas of {check_areas()} nodes in proportion")
    for theme, least in THEMES.items():
        print(f"{theme}: words on all fills at least {least}:1, {check_fills(theme, least)} groups")
    print(f"{check_pages()} fills that stay apart on a dark page")
    with tempfile.TemporaryDirectory() as name:
        for part in (check_groups_apart, check_series, check_order_of_rows, check_words):
            folder = pathlib.Path(name) / part.__name__
            folder.mkdir()
            print(part.__name__, part(folder) or "")


main()
