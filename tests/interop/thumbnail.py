#!/usr/bin/python3
"""A page as a small picture: what is empty below is cut off, with the page's number.

usage: thumbnail.py PAGE.png OUTPUT.png
"""

import sys

from PIL import Image, ImageChops

WIDTH, COLOURS, RIM = 640, 128, 24
EMPTY = 200  # rows that end a page


def main():
    page = Image.open(sys.argv[1]).convert("RGB")
    ground = Image.new("RGB", page.size, page.getpixel((0, 0)))
    difference = ImageChops.difference(page, ground).convert("L").point(lambda v: 255 * (v > 8))
    left, top, right, bottom = difference.getbbox()
    rows = list(difference.resize((1, page.height), Image.Resampling.BOX).getdata())
    for row in range(top, bottom - EMPTY):
        if not any(rows[row:row + EMPTY]):
            bottom = row
            break
    left, _, right, _ = difference.crop((0, 0, page.width, bottom)).getbbox()
    page = page.crop((max(0, left - RIM), max(0, top - RIM), min(page.width, right + RIM),
                      min(page.height, bottom + RIM)))
    height = round(page.height * WIDTH / page.width)
    page = page.resize((WIDTH, height), Image.Resampling.LANCZOS)
    page.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE).save(sys.argv[2], optimize=True)


if __name__ == "__main__":
    main()
