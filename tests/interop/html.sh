#!/bin/sh
# A web page made by pandoc that shows the figure as a picture.
. "$(dirname "$0")/begin.sh"
needs pandoc chromium
recipe html
reference
shot report.html
alike page.png 960
