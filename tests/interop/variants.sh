#!/bin/sh
# Draws a figure in many manners and measures it in each.
# usage: variants.sh ENTENTE FOLDER PYTHON
set -eu
entente=$1
folder=$2
cd "$(dirname "$0")"
"$entente" --version | grep -q country-flag-icons || {
    echo "skipped: $entente is built without flags"
    exit 77
}
rm -rf "$folder"
mkdir -p "$folder"

draw() {
    name=$1
    shift
    "$entente" render figure/report.gv -o "$folder/$name.svg" "$@" 2>"$folder/$name.err" || {
        cat "$folder/$name.err"
        exit 1
    }
}

draw plain --flags none
draw beside --flags beside
draw inside --flags inside
draw dark --theme dark
draw print --theme print
draw contrast --theme contrast
draw bare --frame none
draw right --legend right
draw notes --notes --subtitle "Một dòng dưới tiêu đề" --caption "What stands below, {year}"
draw narrow --width 120mm
draw page --page a4
draw lying --page a4 --orient landscape
draw full --a11y full
draw neato --layout neato
draw wrapped --wrap 60
draw unwrapped --wrap 0
draw clusters --cluster country
exec "$3" boxes.py "$folder"/*.svg
