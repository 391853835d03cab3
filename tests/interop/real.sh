#!/bin/sh
# Draws the figures of graphs/real/ from the tables that other people made and measures them.
# usage: real.sh ENTENTE FOLDER PYTHON
# The tables stay outside the project: ENTENTE_DATA names their folder (default ../shared/data
# beside the project). Without them the test is skipped (77).
set -eu
entente=$1
folder=$2
cd "$(dirname "$0")/../.."
tables=${ENTENTE_DATA:-../shared/data}
[ -f "$tables/unvotes/un_votes.csv" ] || {
    echo "skipped: no tables in $tables"
    exit 77
}
rm -rf "$folder"
mkdir -p "$folder"

draw() {
    name=$1
    shift
    "$entente" render "graphs/real/$name.gv" -o "$folder/$name.svg" --data "$tables/$@"
}

draw berne wipo_treaties
draw signed wipo_treaties
draw missions us_missions --year 1914
draw northern country_orgs
draw clubs country_orgs
draw unions wipo_treaties
draw bhutan embassies
draw noes unvotes
exec "$3" tests/interop/boxes.py "$folder"/*.svg
