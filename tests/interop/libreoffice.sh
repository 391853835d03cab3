#!/bin/sh
# A text document of LibreOffice, which draws the SVG itself.
. "$(dirname "$0")/begin.sh"
needs pandoc soffice pdftoppm
reference
foreign_fonts # words that are paths need none
recipe libreoffice >libreoffice.log 2>&1
page report.pdf 144
alike page.png 840
