#!/bin/sh
# A PDF printed by Chromium from a page: its words stay text in the embedded font.
. "$(dirname "$0")/begin.sh"
needs chromium pdftoppm pdftotext
recipe chromium
reference
page report.pdf 144
alike page.png 907
readable report.pdf --rightward
