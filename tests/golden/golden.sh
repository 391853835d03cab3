#!/bin/sh
# Runs a case as its user would and compares what comes out. BLESS=1 accepts it.
# usage: golden.sh ENTENTE FOLDER
#
# FOLDER/command is one shell line, run in a copy of FOLDER that stands where FOLDER does in the
# tree. Expected are the files stdout, stderr and status (absent: empty, 0) and whatever is in
# out/; the command writes its own files to out/. ROOT is the project. With the exit status 77 it
# says on stderr why it cannot be run here.
set -eu
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
folder=$(cd "$2" && pwd)
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
export ROOT
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/tests/golden" "$work/got"
ln -s "$ROOT/data" "$ROOT/graphs" "$work"
cp -R "$folder" "$work/tests/golden/case"
cd "$work/tests/golden/case"
rm -rf stdout stderr status out
mkdir out
sh ./command >"$work/got/stdout" 2>"$work/got/stderr" </dev/null || echo $? >"$work/got/status"
case $(cat "$work/got/status" 2>/dev/null) in 77) cat "$work/got/stderr"; exit 77 ;; esac
for file in "$folder"/out/*; do
    [ ! -e "$file" ] || cp "out/${file##*/}" "$work/got" || true
done

failed=0
for expected in "$folder/stdout" "$folder/stderr" "$folder/status" "$folder"/out/*; do
    got=$work/got/${expected##*/}
    case $expected in */'*') continue ;; esac
    [ -e "$expected" ] && left=$expected || left=/dev/null
    [ -e "$got" ] && right=$got || right=/dev/null
    cmp -s "$left" "$right" && continue
    if [ -z "${BLESS:-}" ]; then
        diff -u --label "expected ${expected##*/}" --label "got ${expected##*/}" "$left" "$right" || failed=1
    elif [ -s "$right" ]; then
        cp "$right" "$expected"
    else
        rm -f "$expected"
    fi
done
exit $failed
