#!/usr/bin/env python3
"""The words of a figure are text in its PDF, in the same order, in fonts that it brings along.

usage: pdf_text.py ENTENTE

Every figure of graphs/ is written as SVG and PDF; what pdftotext reads, without blanks, is what
stands in the text elements of the SVG. pdffonts finds no font that is not embedded, pdfinfo the
title, and pdftoppm a page.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from xml.etree import ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]
TEXT = "{http://www.w3.org/2000/svg}text"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeezed(text):
    """Without blanks; letters that have two spellings in one of them."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def faults(entente, figure, folder):
    svg, pdf = folder / "figure.svg", folder / "figure.pdf"
    run(entente, "render", str(figure), "-o", str(svg))
    run(entente, "render", str(figure), "-o", str(pdf))
    tree = ElementTree.parse(svg)
    told = "".join(squeezed("".join(text.itertext())) for text in tree.iter(TEXT))
    read = squeezed(run("pdftotext", "-raw", str(pdf), "-"))
    if read != told:
        at = next((i for i, (a, b) in enumerate(zip(read, told)) if a != b), 0)
        yield f"pdftotext reads {read[at:at + 40]!r} where the SVG has {told[at:at + 40]!r}"
    fonts = run("pdffonts", str(pdf)).splitlines()[2:]
    for font in fonts:
        if font.split()[-5:-2] != ["yes", "yes", "yes"]:
            yield f"a font is not embedded, not a subset or has no letters: {font}"
    if not fonts:
        yield "there is no font"
    about = dict(line.split(":", 1) for line in run("pdfinfo", str(pdf)).splitlines() if ":" in line)
    title = squeezed(tree.find("{http://www.w3.org/2000/svg}title").text)
    if squeezed(about.get("Title", "")) != title:
        yield f"its title is {about.get('Title')}"
    if about.get("CreationDate") or not about.get("Subject") or not about.get("Keywords"):
        yield f"pdfinfo finds {about}"
    run("pdftoppm", "-r", "20", "-png", str(pdf), str(folder / "page"))
    if len(list(folder.glob("page*.png"))) != 1:
        yield "it is not one page"


def main():
    entente = sys.argv[1]
    for tool in ("pdftotext", "pdffonts", "pdfinfo", "pdftoppm"):
        if not shutil.which(tool):
            print(f"skipped: {tool} is not installed")
            sys.exit(77)
    found = count = 0
    for figure in sorted((ROOT / "graphs").glob("*.gv")):
        if "data=" not in figure.read_text(encoding="utf-8"):
            continue  # a schema
        count += 1
        with tempfile.TemporaryDirectory() as folder:
            for fault in faults(entente, figure, pathlib.Path(folder)):
                print(f"{figure.name}: {fault}")
                found += 1
    print(f"{count} figures, {found} faults")
    sys.exit(1 if found or count == 0 else 0)


main()
