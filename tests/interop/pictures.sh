#!/bin/sh
# Makes the pictures of docs/reports.md anew, from what its recipes make.
# usage: tests/interop/pictures.sh ENTENTE [PYTHON]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
python=${2:-/usr/bin/python3}
folder=$(mktemp -d "${TMPDIR:-/tmp}/entente-pictures.XXXXXX")
trap 'rm -rf "$folder"' EXIT
mkdir -p "$here/../../docs/reports"
for recipe in html inline mdx word libreoffice latex chromium inkscape rsvg; do
    sh "$here/$recipe.sh" "$1" "$python" "$folder/$recipe"
    "$python" "$here/thumbnail.py" "$folder/$recipe/page.png" "$here/../../docs/reports/$recipe.png"
done
