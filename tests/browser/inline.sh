#!/bin/sh
# Inlined figures that share a page: two of them, one twice, one of hostile names.
# usage: inline.sh ENTENTE FOLDER
set -eu
program=$1 folder=$2
cd "$(dirname "$0")/.."
mkdir -p "$folder"

draw() {
    name=$1
    shift
    "$program" render "$@" --inline -T svg -o "$folder/$name" 2>/dev/null
}

draw a ../graphs/two-states.gv
draw b ../graphs/two-states.gv --salt 2 --a11y full
draw c ../graphs/partnerships.gv
draw d golden/text-hostile/data --title '</title>{<script>&*_x_*`' --caption ']]>{1}' --a11y full
node browser/page.mjs "$folder/a" "$folder/b" "$folder/c" "$folder/d"
if node browser/page.mjs "$folder/a" "$folder/a" >/dev/null; then exit 1; fi # the same ids are found
