#!/usr/bin/env python3
"""A page to explore holds all years, shows what is asked for, and is what it says it is.

usage: page.py ENTENTE

Of data/vietnam-uk, for every year and rule: what a page shows in its figure, its tables and its
legend is what `entente list` tells of that year, and its record set has everything that any year
shows. Its policy names the digests of its own script and styles, and nothing in it could run
beside them.
"""
import base64
import hashlib
import html.parser
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = "data/vietnam-uk"
RULES = {"certain": ["--certain"], "presumed": [], "possible": ["--possible"]}
YEARS = [1900, 1945, 1973, 1981, 1982, 1983, *range(2006, 2028), 2035, 2036, 2050, 2051]
VOID = {"meta", "br", "hr", "img", "input", "link"}
IMPLIED = {"td", "th", "tr", "li", "p", "thead", "tbody"}


class Page(html.parser.HTMLParser):
    """Classes of nodes and ties in their order, rows of the tables, what legends and heads say."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.marks = {"node": [], "tie": []}
        self.rows = {"nodes": [], "ties": []}
        self.legend = []
        self.texts = {}
        self.scripts = []
        self.styles = []
        self.policy = None
        self.links = []
        self.faults = []
        self.table = self.cell = self.named = self.held = self.script = None
        self.layer = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        have = dict(attributes)
        for name, value in attributes:
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.faults.append(f"<{tag} {name}>")
            if name in ("href", "src", "xlink:href", "action"):
                self.links.append(value)
        kinds = (have.get("class") or "").split()
        if tag == "g" and kinds in (["nodes"], ["ties"]):
            self.layer = kinds[0]
        if tag == "g" and self.layer and kinds[:1] == [self.layer[:-1]]:
            self.marks[kinds[0]].append(kinds[1:])
        if tag == "table":
            self.table = have.get("id")
        if tag == "tr" and self.table:
            self.rows[self.table].append([])
        if tag in ("td", "th") and self.table:
            self.rows[self.table][-1].append("")
        if tag == "li" and "data-kind" in have:
            self.legend.append((have["data-kind"], have["data-class"], "off" in kinds))
        if tag in ("p", "h1") and "id" in have:
            self.named = have["id"]
            self.texts[self.named] = ""
        if tag in ("script", "style"):
            self.held = []
            self.script = (tag, have)
        if tag == "meta" and have.get("http-equiv") == "Content-Security-Policy":
            self.policy = have["content"]
        if tag in ("iframe", "object", "embed", "form", "base", "img", "audio", "video", "link"):
            self.faults.append(f"<{tag}>")

    def handle_endtag(self, tag):
        if tag == "table":
            self.table = None
        if tag in ("p", "h1"):
            self.named = None
        if tag in ("script", "style") and self.held is not None:
            text = "".join(self.held)
            (self.styles if tag == "style" else self.scripts).append((self.script[1], text))
            self.held = None

    def handle_data(self, data):
        if self.held is not None:
            self.held.append(data)
        elif self.table and self.rows[self.table] and self.rows[self.table][-1]:
            self.rows[self.table][-1][-1] += data.strip("\n")
        elif self.named:
            self.texts[self.named] += data

    def records(self):
        return json.loads(next(text for have, text in self.scripts if have.get("id")))


def run(entente, *arguments):
    done = subprocess.run([entente, *arguments], cwd=ROOT, capture_output=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{arguments}: exit status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout.decode()


def at(column, number, otherwise=None):
    if isinstance(column, dict):
        return column.get(str(number), otherwise)
    return otherwise if column is None or column[number] is None else column[number]


def shown(page):
    """Ids of nodes, (relation, from, to) of ties, each with its answer, as the figure has them."""
    data = page.records()
    ids, ties = data["nodes"]["id"], data["ties"]
    names = [relation["name"] for relation in data["relations"]]
    answer = lambda kinds: next((k for k in kinds if k in ("presumed", "possible")), "certain")
    nodes = {ids[i]: answer(kinds) for i, kinds in enumerate(page.marks["node"])
             if "off" not in kinds}
    drawn = sorted((names[ties["relation"][i]], ids[ties["from"][i]], ids[ties["to"][i]],
                    answer(kinds)) for i, kinds in enumerate(page.marks["tie"])
                   if "off" not in kinds)
    return nodes, drawn


def listed(entente, what, question):
    return json.loads(run(entente, "list", what, DATA, *question, "-T", "json"))


def check_policy(page, where):
    """Only this script, only these styles."""
    digest = lambda text: "'sha256-" + base64.b64encode(
        hashlib.sha256(text.encode()).digest()).decode() + "'"
    policy = dict(part.strip().split(" ", 1) for part in page.policy.split(";"))
    script = [text for have, text in page.scripts if have.get("type") != "application/json"]
    assert len(script) == 1, f"{where}: {len(script)} scripts"
    assert policy["default-src"] == "'none'", f"{where}: {page.policy}"
    assert policy["script-src"] == digest(script[0]), f"{where}: the script is another one"
    assert policy["style-src"].split() == [digest(text) for _, text in page.styles], \
        f"{where}: the styles are others"
    assert not page.faults, f"{where}: {page.faults}"
    bad = [link for link in page.links
           if not re.match(r"(#[a-z0-9]+|https?://|mailto:)", link or "")]
    assert not bad, f"{where}: {bad}"
    data = next(text for have, text in page.scripts if have.get("id"))
    assert "<" not in data, f"{where}: a tag in the record set"


def check_shown(entente, page, question, where):
    nodes, ties = shown(page)
    rows = listed(entente, "nodes", question)
    timed = bool(question)
    told = {row["id"]: (row.get("answer") or "certain") if timed else "certain" for row in rows}
    assert nodes == told, f"{where}: {set(nodes.items()) ^ set(told.items())}"
    rows = listed(entente, "ties", question)
    told = sorted((row["type"], row["from"], row["to"],
                   (row.get("answer") or "certain") if timed else "certain") for row in rows)
    assert ties == told, f"{where}: {[t for t in ties if t not in told]} {[t for t in told if t not in ties]}"
    assert len(page.rows["nodes"]) - 1 == len(nodes), f"{where}: rows of nodes"
    assert len(page.rows["ties"]) - 1 == len(ties), f"{where}: rows of ties"
    relations = {"of-" + name.replace(" ", "-") for name, *_ in ties}
    key = {name for kind, name, off in page.legend if kind == "relation" and not off}
    assert key == relations, f"{where}: the legend has {key ^ relations}"


def check_time_last(entente):
    """Who is among the twenty with the most ties is asked of all years, not of the year shown."""
    filters, year = ["--top", "20"], ["--year", "2030"]
    ends = lambda rows: {(row["type"], row["from"], row["to"]) for row in rows}
    held = {row["id"] for row in listed(entente, "nodes", filters)}
    page = Page(run(entente, "render", DATA, "-T", "html", *filters, *year))
    nodes, ties = shown(page)
    assert set(page.records()["nodes"]["id"]) == held, "another twenty"
    then = {tie for tie in ends(listed(entente, "ties", year)) if {tie[1], tie[2]} <= held}
    found = {tie[:3] for tie in ties}
    assert found and found <= then, found - then
    assert found != ends(listed(entente, "ties", [*filters, *year])), "the question tells nothing"
    assert set(nodes) == {end for tie in found for end in tie[1:]}, "a node without a tie"
    assert page.records()["filtered"] is True


def main():
    entente = pathlib.Path(sys.argv[1]).resolve(strict=True)
    whole = Page(run(entente, "render", DATA, "-T", "html"))
    everything = whole.records()
    size = len(run(entente, "render", DATA, "-T", "html").encode())
    assert size < 300_000, f"the page of the whole example has {size} bytes"
    check_policy(whole, "all years")
    check_shown(entente, whole, [], "all years")
    check_time_last(entente)
    count = 0
    for year in YEARS:
        for rule, switch in RULES.items():
            where = f"{year}, {rule}"
            question = ["--year", str(year), *switch]
            page = Page(run(entente, "render", DATA, "-T", "html", *question))
            if count % 9 == 0:
                check_policy(page, where)
            check_shown(entente, page, question, where)
            data = page.records()
            for part in ("nodes", "ties", "types", "relations", "lives", "quotes"):
                assert data[part] == everything[part], f"{where}: other {part}"
            assert data["least"] == rule and data["window"] is not None, where
            count += 1
    print(f"{count} pages, {len(everything['nodes']['id'])} nodes,"
          f" {len(everything['ties']['from'])} ties")


if __name__ == "__main__":
    main()
