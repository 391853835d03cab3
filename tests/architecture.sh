#!/bin/sh
# The rules of the house that a program can check.
# usage: architecture.sh LIBRARY      the static library, for its symbols
set -eu
library=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/.."
stages='base read model select draw write cli serve'
failed=0

fault() {
    echo "$*"
    failed=1
}

# The stages that come after one.
later_than() {
    echo "$stages" | sed "s/.*$1//"
}

# A file includes its own stage and earlier ones.
for stage in $stages; do
    for later in $(later_than "$stage") inquiry pictures pipeline; do
        found=$(grep -rn "#include \"${later}[/.]" "src/$stage" || true)
        [ -z "$found" ] || fault "an include goes to a later stage: $found"
    done
done

# A library is included at its doors only: header, then the files that may.
while read -r header doors; do
    for file in $(grep -rlE "#include <([a-z0-9.-]+/)*$header" src --include='*.[ch]' || true); do
        case " $doors " in *" $file "*) ;; *) fault "$file includes $header, its doors are: $doors" ;; esac
    done
done <<END
csv\.h src/read/csv.c
iconv\.h src/read/encoding.c
zlib\.h src/read/packed.c src/draw/subset.c src/write/gzip.c
zstd\.h src/read/packed.c src/draw/faces.c src/assets/pack_face.c
cgraph\.h src/read/dot.c src/write/dot.c src/draw/layout.c src/draw/layout_child.c src/draw/textlayout.c
gv(c|plugin[a-z_]*)\.h src/draw/layout.c src/draw/layout_child.c src/draw/textlayout.c
hb[a-z-]*\.h src/draw/faces.c src/draw/spans.c src/draw/font.c src/draw/subset.c src/draw/outline.c src/assets/pack_face.c
fribidi\.h src/draw/bidi.c
utf8proc\.h src/base/text.c
(rsvg|cairo[a-z-]*|fontconfig)\.h src/write/picture.c
jansson\.h src/write/json.h
sha2\.h src/read/digest.c
microhttpd\.h src/serve/http.c
END

# Memory is taken by the arena, by the writer, and where a library demands it.
found=$(grep -rnE '\<(malloc|calloc|realloc|free|strdup)\(' src --include='*.c' |
    grep -vE '^src/(base/(arena|writer|send|text)|read/(csv|dot|encoding)|draw/(layout|layout_child|textlayout|faces)|write/(picture|diagnostics)|serve/(http|watch)|assets/pack_face)\.c:' || true)
[ -z "$found" ] || fault "memory is taken outside the arena: $found"

# A function fits a screen.
found=$(find src -name '*.c' -exec awk '
    FNR == 1 { begin = 0 }
    /^{/ { begin = FNR }
    /^}/ && begin { if (FNR - begin - 1 > 40) print FILENAME ":" begin ": " FNR - begin - 1 " lines"; begin = 0 }
    ' {} +)
[ -z "$found" ] || fault "a function is longer than 40 lines: $found"

# Nothing is left for later.
found=$(grep -rnwE 'TO''DO|FIX''ME|X''XX' src tests scripts graphs CMakeLists.txt --exclude-dir=node_modules --exclude-dir=corpus || true)
[ -z "$found" ] || fault "left for later: $found"

# Names that are seen from outside begin with ent_.
found=$(nm -g --defined-only "$library" | awk 'NF == 3 && $3 !~ /^(ent_|_)/ { print $3 }' | sort -u)
[ -z "$found" ] || fault "a name lacks its ent_: $found"

# Nothing changes outside the run. Constant tables with pointers stand in .data.rel.ro, which is
# fine. There are two exceptions: the table of label sizes that Graphviz asks for in the child, and
# the thread's own pair of pointers in read/dot.c, because the error callback of cgraph has no
# context to pass.
found=$(objdump -t "$library" | awk '
    /:  *file format/ { file = $1 }
    NF > 4 && $(NF - 2) ~ /^\.(data|bss|tdata|tbss)/ && $(NF - 2) !~ /^\.data\.rel\.ro/ &&
        $NF !~ /^[._]/ { print file, $NF }' |
    grep -vE '^(textlayout\.c\.o: |dot\.c\.o: (words_of_cgraph|arena_of_words)$)' || true)
[ -z "$found" ] || fault "a variable outlives the run: $found"

exit $failed
