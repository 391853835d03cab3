#!/bin/sh
# A PDF made by LaTeX from the figure as PDF: its words stay text.
. "$(dirname "$0")/begin.sh"
needs pdflatex pdftoppm pdftotext
recipe latex
reference
page report.pdf 144
alike page.png 907
readable report.pdf
