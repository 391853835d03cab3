#!/bin/sh
# The SVG as a part of an MDX page, compiled and rendered by React.
. "$(dirname "$0")/begin.sh"
needs chromium node
[ -d "$top/tests/browser/node_modules/@mdx-js" ] || skip "@mdx-js/mdx is not installed"
recipe mdx
reference
node "$top/tests/browser/mdx.mjs" page.mdx >report.html
shot report.html
alike page.png 960
