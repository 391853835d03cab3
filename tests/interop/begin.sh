# Read by every recipe: . "$(dirname "$0")/begin.sh"
# usage of a recipe: NAME.sh ENTENTE PYTHON [FOLDER]; a FOLDER that is given is kept.
# A recipe runs the commands of its section of docs/reports.md, renders what comes out and finds
# the figure in it. Exit status: 0 found and alike, 1 not, 77 a program is missing.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
entente=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
python=$2

skip() {
    echo "skipped: $*"
    exit 77
}

needs() {
    for program; do
        command -v "$program" >/dev/null || skip "$program is not installed"
    done
}

"$python" -c 'import numpy, PIL, gi' 2>/dev/null ||
    skip "numpy, Pillow or PyGObject is not installed for $python"

"$entente" --version | grep -q country-flag-icons || skip "$entente is built without flags"

if [ $# -gt 2 ]; then
    mkdir -p "$3"
    folder=$(cd "$3" && pwd)
else
    folder=$(mktemp -d "${TMPDIR:-/tmp}/entente-recipe.XXXXXX")
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 1' HUP INT TERM
fi
cp "$here"/figure/* "$folder"
cd "$folder"

# Nothing of the machine's user is read or written, and recipes may run side by side.
mkdir -p bin home run
chmod 700 run
ln -sf "$entente" bin/entente
cat >bin/chromium <<END
#!/bin/sh
exec "\${CHROMIUM:-/usr/bin/chromium}" --no-sandbox --disable-gpu --no-first-run --disable-quic \
    --disable-background-networking --disable-component-update --disable-sync \
    --user-data-dir="$folder/home/chromium" "\$@" 2>>"$folder/chromium.log"
END
cat >bin/soffice <<END
#!/bin/sh
exec $(command -v soffice || echo soffice) "-env:UserInstallation=file://$folder/home/office" "\$@"
END
chmod +x bin/chromium bin/soffice
PATH=$folder/bin:$PATH
HOME=$folder/home
XDG_RUNTIME_DIR=$folder/run
export PATH HOME XDG_RUNTIME_DIR
unset DISPLAY WAYLAND_DISPLAY

# The files and the commands of a section of docs/reports.md: a fence with a name is a file, one
# with "sh" is run.
recipe() {
    awk -v recipe="<!-- recipe: $1 -->" '
        !fence && /^<!-- recipe: / { mine = $0 == recipe }
        !mine { next }
        !fence && /^```/ {
            match($0, /^`+/)
            fence = substr($0, 1, RLENGTH)
            output = $0 ~ /^`+sh$/ ? "commands" : NF > 1 ? $2 : ""
            next
        }
        $0 == fence { fence = ""; next }
        fence && output { print >output }' "$top/docs/reports.md"
    [ -s commands ] || {
        echo "docs/reports.md has no commands for '$1'"
        exit 1
    }
    sed 's/^/$ /' commands
    sh -eu commands
}

# The reference: the program's own picture, and the file that says where its labels are.
reference() {
    entente render report.gv "$@" --dpi 216 -o reference.png
    entente render report.gv "$@" -o measure.svg
}

# alike PICTURE PIXELS: the figure is in the picture, about so many pixels wide.
alike() {
    "$python" "$here/likeness.py" measure.svg reference.png "$1" --width "$2"
}

# same PICTURE: the figure is the picture.
same() {
    "$python" "$here/likeness.py" measure.svg reference.png "$1" --exact --width "$(width_of "$1")"
}

# From here on the machine lacks the figure's font, as the readers' may.
foreign_fonts() {
    cat >fonts.conf <<END
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <selectfont><rejectfont><glob>*/NotoSans-*</glob></rejectfont></selectfont>
  <cachedir>$folder/home/fontcache</cachedir>
</fontconfig>
END
    FONTCONFIG_FILE=$folder/fonts.conf
    export FONTCONFIG_FILE
}

# page FILE.pdf DPI: its first page as page.png.
page() {
    pdftoppm -r "$2" -png -f 1 -singlefile "$1" page
}

# shot FILE.html: what a browser shows of it, as page.png, three pixels for two of the page.
shot() {
    chromium --headless --hide-scrollbars --force-device-scale-factor=1.5 \
        --window-size=900,1200 --screenshot=page.png "file://$folder/$1"
}

# readable FILE.pdf [--rightward]: the words of every label are text in it.
readable() {
    file=$1
    shift
    pdftotext -raw "$file" - | "$python" "$here/readable.py" measure.svg "$@"
}

# width_of FILE.png, in pixels: bytes 17 to 20, the most significant first.
width_of() {
    od -An -j16 -N4 -tu1 "$1" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }'
}
