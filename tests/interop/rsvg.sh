#!/bin/sh
# Drawn by rsvg-convert, as many programs do it behind the scenes.
. "$(dirname "$0")/begin.sh"
needs rsvg-convert pdftoppm pdftotext
recipe rsvg
reference
same figure.png
page figure.pdf 144
same page.png
readable figure.pdf
