#!/usr/bin/python3
"""Are the words of all labels of a figure text of the document on standard input?

usage: pdftotext FILE.pdf - | readable.py FIGURE.svg
"""

import sys
import unicodedata

import marks


def plain(text):
    """Composed, without blanks: a document breaks lines where it likes."""
    return "".join(unicodedata.normalize("NFC", text).split())


def main():
    document = plain(sys.stdin.read())
    labels = [item.words for item in marks.Figure(sys.argv[1]).items if item.words]
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
