#!/usr/bin/env python3
"""SARIF has the structure that is published (2.1.0) and says what JSON lines say.

usage: sarif.py ENTENTE
"""
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

entente = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]
LEVELS = {"none", "note", "warning", "error"}
failed = 0


def demand(truth, *words):
    global failed
    if not truth:
        failed += 1
        print(*words)


# What the schema of SARIF 2.1.0 says of the objects that are written: the type of each member, and
# which members must be there. It permits no others ("additionalProperties": false).
MESSAGE = {"text!": str}
RULE = {"id!": str, "shortDescription": MESSAGE, "defaultConfiguration": {"level": LEVELS}}
REGION = {"startLine": int, "startColumn": int, "endColumn": int}
LOCATION = {"physicalLocation": {"artifactLocation": {"uri": str}, "region": REGION}}
RESULT = {"ruleId": str, "ruleIndex": int, "level": LEVELS, "message!": MESSAGE,
          "locations": [LOCATION]}
NOTIFICATION = {"associatedRule": {"id": str, "index": int}, "level": LEVELS, "message!": MESSAGE}
LOG = {
    "$schema": str, "version!": {"2.1.0"},
    "runs!": [{
        "tool!": {"driver!": {"name!": str, "version": str, "rules": [RULE]}},
        "invocations": [{"executionSuccessful!": bool,
                         "toolExecutionNotifications": [NOTIFICATION]}],
        "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
        "results": [RESULT],
    }],
}


def conforms(value, form, path):
    if isinstance(form, type):
        demand(type(value) is form, path, "is no", form.__name__)
        demand(form is not int or path.endswith("ndex") or value > 0, path, "counts from 1")
    elif isinstance(form, set):
        demand(value in form, path, "is none of", form)
    elif isinstance(form, list):
        demand(isinstance(value, list), path, "is no array")
        for number, item in enumerate(value):
            conforms(item, form[0], f"{path}[{number}]")
    else:
        names = {name.rstrip("!"): inner for name, inner in form.items()}
        for name in form:
            demand(not name.endswith("!") or name[:-1] in value, path, "lacks", name)
        for name, item in value.items():
            demand(name in names, path, "has", name)
            if name in names:
                conforms(item, names[name], f"{path}.{name}")


def told(arguments, form, folder):
    done = subprocess.run([entente, *arguments, f"--diagnostics={form}"], cwd=folder, text=True,
                          capture_output=True, check=False)
    return done.stderr


def compare(arguments, folder):
    log = json.loads(told(arguments, "sarif", folder))
    conforms(log, LOG, "log")
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    lines = [json.loads(line) for line in told(arguments, "json", folder).splitlines()]
    placed = [line for line in lines if "line" in line]
    demand(len(run["results"]) == len(placed), arguments, "results", len(run["results"]))
    notes = run["invocations"][0]["toolExecutionNotifications"]
    demand(len(notes) == len(lines) - len(placed), arguments, "notifications", len(notes))
    for result, line in zip(run["results"], placed):
        place = result["locations"][0]["physicalLocation"]
        region, uri = place["region"], place["artifactLocation"]["uri"]
        demand(rules[result["ruleIndex"]] == result["ruleId"] == line["code"], result)
        demand(result["level"] == line["severity"], result)
        demand(result["message"]["text"].startswith(line["message"]), result)
        demand([region["startLine"], region["startColumn"], region["endColumn"]] ==
               [line["line"], line["column"], line["endColumn"]], result)
        demand(region["endColumn"] > region["startColumn"], result)
        demand(not re.match(r"[a-z]+:|/", uri), "not relative:", uri)
        demand((pathlib.Path(folder) / urllib.parse.unquote(uri)).exists(), "no file:", uri)
    return len(placed)


found = 0
for case in sorted((root / "tests" / "golden").glob("[ew]*/data")):
    if case.is_dir():
        found += compare(["check", "data"], case.parent)
        found += compare(["check", case.name, "--strict"], case.parent)
compare(["render", "data", "--yaer"], root)
compare(["check", "data/no such folder"], root)
compare(["render", "data/vietnam-uk", "--as-of", "2025", "-T", "dot", "-o", "/dev/null"], root)
listed = re.findall(r"^RULE\((\w+),", (root / "src/base/rules.def").read_text("utf-8"), re.M)
clean = json.loads(told(["check", "data/vietnam-uk"], "sarif", root))
demand([rule["id"] for rule in clean["runs"][0]["tool"]["driver"]["rules"]] == listed,
       "the rules are not those of rules.def")
demand(found > 50, "only", found, "results were looked at")
print(f"{found} results were looked at, {failed} faults")
sys.exit(1 if failed else 0)
