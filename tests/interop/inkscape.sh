#!/bin/sh
# Opened by Inkscape and written again as plain SVG, PDF and PNG.
. "$(dirname "$0")/begin.sh"
needs inkscape pdftoppm pdftotext rsvg-convert
recipe inkscape 2>inkscape.log
reference
same figure.png
page figure.pdf 144
same page.png
readable figure.pdf
rsvg-convert -d 144 -p 144 plain.svg -o plain.png
same plain.png
