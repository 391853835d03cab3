#!/bin/sh
# A Word file made by pandoc, as LibreOffice prints it; and the SVG in it is ours.
. "$(dirname "$0")/begin.sh"
needs pandoc soffice rsvg-convert pdftoppm unzip
reference
foreign_fonts # words that are paths need none
recipe word
unzip -q -o report.docx -d docx
cmp figure.svg docx/word/media/*.svg
soffice --headless --convert-to pdf report.docx >soffice.log 2>&1
page report.pdf 192 # about as many pixels as the picture in it has
alike page.png 1120
