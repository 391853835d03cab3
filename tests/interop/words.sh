#!/bin/sh
# The figure in words and its sources as a table: all that is shown is told.
. "$(dirname "$0")/begin.sh"
recipe words
grep -q 'Vương quốc Anh' figure.md
grep -q '^vnm,gbr,comprehensive strategic partnership,tuyen-bo$' sources.csv
ties=$(grep -o 'Shown: .*' figure.md | tr -dc '0-9 ' | awk '{ print $2 }')
[ "$(($(wc -l <sources.csv) - 1))" -eq "$ties" ]
echo "$ties ties in words and as a table"
