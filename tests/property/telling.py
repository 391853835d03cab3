#!/usr/bin/env python3
"""What is listed is what is drawn, and what is explained agrees with both.

usage: telling.py ENTENTE
"""
import csv
import io
import json
import pathlib
import re
import subprocess
import sys

entente = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]
tables = root / "data" / "vietnam-uk"
QUESTIONS = [
    "", "--year 2008", "--year 2008 --possible", "--year 2025", "--year 2025 --certain",
    "--as-of 2025-10-29 --context 1", "--year 2025 --keep-isolated", "--on signed --year 2025",
    "--type state,agreement", "--year 2025 --not-type event --topic fraud", "--ego gbr --depth 1",
    "--year 2025 --ego vnm --depth 2 --not-type institution", "--year 2008 --not-type igo,topic",
]
failed = 0


def demand(truth, *words):
    global failed
    if not truth:
        failed += 1
        print(*words)


def out(*words):
    return subprocess.run([entente, *map(str, words)], check=True, text=True,
                          capture_output=True).stdout


def listed(what, question, *more):
    return list(csv.DictReader(io.StringIO(out("list", what, tables, *question, *more))))


def pairs(ties):
    return sorted((tie["from"], tie["type"], tie["to"]) for tie in ties)


def explained(subjects, question):
    """For each paragraph: is it shown, and the answer that it gives."""
    text = out("explain", *subjects, tables, *question)
    heads = re.findall(r"^\S+:\d+: .* is (shown|out)(?:: (\w+))?$", text, re.M)
    demand(len(heads) == len(text.split("\n\n")), question, "a paragraph without a head")
    demand("takes it out.\n" not in text, question, "a step without a reason")
    demand(": ." not in text and ": \n" not in text, question, "a sentence without an end")
    return heads


def check_nodes(question, everything):
    nodes = {node["id"]: node for node in listed("nodes", question)}
    dot = out("render", tables, *question, "-T", "dot")
    demand(set(re.findall(r'^  "([^"]+)" \[', dot, re.M)) == set(nodes), question, "nodes differ")
    for node, (shown, answer) in zip(everything, explained(everything, question)):
        demand((shown == "shown") == (node in nodes), question, node, "is", shown)
        if node in nodes and answer:
            demand(nodes[node]["answer"] == answer, question, node, "is", answer)


def check_ties(question, everything):
    ties = pairs(listed("ties", question))
    subjects = [",".join(tie) for tie in sorted(set(everything))]
    shown = [head[0] for head in explained(subjects, question)].count("shown")
    demand(shown == len(ties), question, shown, "ties are explained as shown,", len(ties), "listed")


def check_steps(question):
    steps = json.loads(out("list", "steps", tables, *question, "-T", "json"))
    for what in ("nodes", "ties"):
        demand(steps[-1][what] == len(listed(what, question)), question, what, "of the last step")


all_nodes = [node["id"] for node in listed("nodes", [])]
all_ties = [tie for line in QUESTIONS for tie in pairs(listed("ties", line.split()))]
for line in QUESTIONS:
    check_nodes(line.split(), all_nodes)
    check_ties(line.split(), all_ties)
    check_steps(line.split())
print(f"{len(QUESTIONS)} questions, {failed} faults")
sys.exit(1 if failed else 0)
