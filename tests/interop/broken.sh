#!/bin/sh
# What recipes look for is found when it is there.
. "$(dirname "$0")/begin.sh"
needs rsvg-convert
reference
"$python" "$here/likeness_broken.py" measure.svg reference.png
