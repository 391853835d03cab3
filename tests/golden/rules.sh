#!/bin/sh
# Every rule is set off by some golden case, and every code in a case is a rule.
# usage: rules.sh
set -eu
cd "$(dirname "$0")/../.."
rules=$(sed -n 's/^RULE(\([EWN][0-9]*\),.*/\1/p' src/base/rules.def | sort)
shown=$(cat tests/golden/*/stderr 2>/dev/null |
    sed -n 's/.*\[\([EWN][0-9]\{3\}\)\]$/\1/p; s/^{"code":"\([EWN][0-9]\{3\}\)".*/\1/p' | sort -u)
failed=0
for rule in $rules; do
    echo "$shown" | grep -qx "$rule" || { echo "no golden case sets off $rule"; failed=1; }
done
for code in $shown; do
    echo "$rules" | grep -qx "$code" || { echo "no rule is called $code"; failed=1; }
done
exit $failed
