#!/bin/sh
# A web page made by pandoc that shows the figure as a picture.
. "$(dirname "$0")/begin.sh"
needs pandoc chromium
recipe html
reference
chromium --headless --hide-scrollbars --force-device-scale-factor=1.5 --window-size=900,900 \
    --screenshot=page.png "file://$folder/report.html"
alike page.png 960
