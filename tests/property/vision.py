#!/usr/bin/env python3
"""The samples of a legend differ for every eye, and on a printer without colour.

usage: vision.py ENTENTE

Every figure of graphs/ is drawn in every theme, and one that has all that --change tells apart. Two samples of one group of its legend have to
differ in shape, width, dash or arrow, or in a colour that protanopes, deuteranopes, tritanopes
(Machado, Oliveira and Fernandes 2009, severity 1) and a grey print tell apart.
"""
import itertools
import math
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

ROOT = pathlib.Path(__file__).resolve().parents[2]
THEMES = ["light", "dark", "print", "contrast"]
CLEAR_STEP = 0.15  # in OKLab
CLEAR_WIDTH = 0.7  # points
CERTAINTY = {"certain", "presumed", "uncertain (?)"}
CHANGE = re.compile(r": \d+ (tie|node)s?$")  # how many of them there are
CHANGED = ["tests/golden/change-of-levels", "--change", "2010..2020"]
HANDED_DOWN = {"fill": "#000", "stroke": "none", "stroke-width": "1", "stroke-dasharray": "none"}
EYES = {
    "protanopia": [(0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)],
    "deuteranopia": [(0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)],
    "tritanopia": [(1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)],
    "grey": [(0.2126, 0.7152, 0.0722)] * 3,
}


def light_of(colour):
    """#abc or #aabbcc as linear light."""
    digits = colour[1:]
    pairs = [2 * d for d in digits] if len(digits) == 3 else re.findall("..", digits)
    shares = [int(pair, 16) / 255 for pair in pairs]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def oklab(light):
    red, green, blue = (min(max(share, 0), 1) for share in light)
    l = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    m = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    s = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s)


def clearly_apart(one, other):
    if not (one.startswith("#") and other.startswith("#")):
        return one != other
    for matrix in EYES.values():
        seen = [oklab([sum(a * b for a, b in zip(row, light_of(colour))) for row in matrix])
                for colour in (one, other)]
        if math.dist(*seen) < CLEAR_STEP:
            return False
    return True


def tag(element):
    return element.tag.rsplit("}", 1)[-1]


def shapes_of(element, around):
    """All shapes below, with what is handed down to them."""
    said = {name: element.get(name, around[name]) for name in HANDED_DOWN}
    if tag(element) == "g":
        return [shape for child in element for shape in shapes_of(child, said)]
    if tag(element) not in ("path", "rect", "ellipse", "circle", "polygon", "polyline"):
        return []
    fill = "none" if said["fill"] == "none" else \
        "line" if said["fill"] == said["stroke"] else "area"
    form = (tag(element), re.sub("[^a-z]", "", element.get("d", "").lower()),
            element.get("rx") if tag(element) == "rect" else "", said["stroke-dasharray"], fill)
    return [(form, float(said["stroke-width"]), said["stroke"], said["fill"])]


def differ(one, other):
    if [shape[0] for shape in one] != [shape[0] for shape in other]:
        return True
    return any(abs(a[1] - b[1]) >= CLEAR_WIDTH or clearly_apart(a[2], b[2]) or
               clearly_apart(a[3], b[3]) for a, b in zip(one, other))


def samples(svg):
    """Group of the legend, name and shapes of each sample."""
    legend = next((g for g in svg.iter() if g.get("class") == "legend"), None)
    group, found = "", []
    for kind in legend if legend is not None else []:
        if kind.get("class") == "group":
            group = "".join(kind.itertext()).strip()
        if kind.get("class") != "entry":
            continue
        said = {name: kind.get(name, HANDED_DOWN[name]) for name in HANDED_DOWN}
        for sample in kind:
            words = " ".join(text.strip() for text in sample.itertext() if text.strip())
            certainty = words in CERTAINTY  # shown on a tie that has its sample elsewhere
            own = "Change" if CHANGE.search(words) else "Certainty" if certainty else group
            found.append((own, words, shapes_of(sample, said)))
    return found


def main():
    entente = pathlib.Path(sys.argv[1]).resolve()
    figures = [[figure] for figure in sorted(ROOT.glob("graphs/*.gv"))] + [CHANGED]
    faults, compared = [], 0
    for figure, theme in itertools.product(figures, THEMES):
        name = pathlib.Path(figure[0]).stem
        if name == "diplomacy":
            continue
        drawn = subprocess.run([entente, "render", *figure, "--theme", theme], cwd=ROOT,
                               check=True, capture_output=True)
        found = samples(xml.fromstring(drawn.stdout))
        if figure is CHANGED and sum(group == "Change" for group, _, _ in found) != 7:
            faults.append(f"{name}, {theme}: not all that can change is in the legend")
        for one, other in itertools.combinations(found, 2):
            compared += one[0] == other[0]
            if one[0] == other[0] and not differ(one[2], other[2]):
                faults.append(f"{name}, {theme}: '{one[1]}' and '{other[1]}' look alike")
    for fault in faults:
        print(fault)
    print(f"{compared} pairs of samples, {len(faults)} alike")
    return 1 if faults or compared < 200 else 0


if __name__ == "__main__":
    sys.exit(main())
