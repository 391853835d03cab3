#!/bin/sh
# The SVG itself in a web page, as Quarto has pandoc make it.
. "$(dirname "$0")/begin.sh"
needs pandoc chromium
recipe inline
reference
grep -q '<text' report.html # it is inline and no picture
grep -o ' id="[^"]*"' report.html | sort | uniq -d | grep . && exit 1 # an id that stands twice
shot report.html
alike page.png 960
