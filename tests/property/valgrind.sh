#!/bin/sh
# Memcheck over the readers and the writing of DOT: no fault, nothing lost.
# usage: valgrind.sh ENTENTE
set -eu
entente=$1
cd "$(dirname "$0")/../.."
command -v valgrind >/dev/null || { echo "skipped: there is no valgrind"; exit 77; }
if nm "$entente" 2>/dev/null | grep -q __asan_init; then
    echo "skipped: built with sanitizers, which valgrind cannot run"
    exit 77
fi
echo "no seed: nothing is random"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

watch() {
    valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
        --suppressions=tests/valgrind.supp "$entente" "$@"
}

watch check data/vietnam-uk
watch render data/vietnam-uk -T dot -o "$folder/all.gv"
watch render "$folder/all.gv" --year 2025 -T dot -o "$folder/year.gv"
watch render graphs/partnerships.gv --year 2016 -T dot -o "$folder/figure.gv"
