#!/bin/sh
# A text document of LibreOffice, which draws the SVG itself and prints its words as text.
. "$(dirname "$0")/begin.sh"
needs pandoc soffice pdftoppm pdftotext
recipe libreoffice >libreoffice.log 2>&1
reference
page report.pdf 144
alike page.png 840
readable report.pdf
