#!/usr/bin/python3
"""Are the words of all labels of a figure text of the document on standard input?

usage: pdftotext FILE.pdf - | readable.py FIGURE.svg [--rightward]
With --rightward, labels of scripts that run from right to left are not asked for: Chromium tells
only the letters of a PDF that stand alone.
"""

import sys
import unicodedata

import marks


def plain(text):
    """Composed, without ligatures, blanks and marks of direction: documents break lines anywhere."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text)
                   if not letter.isspace() and unicodedata.category(letter) != "Cf")


def runs_leftward(label):
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in label)


def main():
    document = plain(sys.stdin.read())
    labels = [item.words for item in marks.Figure(sys.argv[1]).items if item.words]
    if "--rightward" in sys.argv:
        labels = [label for label in labels if not runs_leftward(label)]
    lost = [label for label in labels if plain(label) not in document]
    if not labels:
        print("the figure has no words")
    else:
        print(f"{len(labels) - len(lost)} of {len(labels)} labels can be read as text")
    for label in lost:
        print(f"  not there as text: {label}")
    return 1 if lost or not labels else 0


if __name__ == "__main__":
    sys.exit(main())
