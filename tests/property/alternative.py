#!/usr/bin/env python3
"""The text alternative says what stands in the tables, whatever stands in them.

usage: alternative.py ENTENTE [SEED]

Random names of all the marks that Markdown, HTML and spreadsheets obey are drawn with all three
alternatives. Markdown is read by pandoc as its own, as CommonMark and as GitHub's; HTML by a parser
of Python; CSV by another. All must say the same names, in the same order, and nothing in them may
have become a heading, a link, a slant, a formula or a tag. Shuffled rows give the same bytes.
"""
import csv
import html.parser
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

SETS, STATES = 12, 9
MARKS = list("\\`*_[]{}()<>&~^$|@#\"'!-+.:=%;,/?") + [
    "--", "---", "...", "**", "__", "~~", "``", "&amp;", "&#42;", "<b>", "</td>", "<!--", "](x)",
    "![", "http://e.org", "www.e.org", "a@b.org", "1.", "iv)", "(a)", "(@)", ":::", "\\n", "=1+1",
    "@SUM", "＝1", "{#id}", "[^1]", "$x$", "Việt", "中国", "العربية", " ", " ", "a", "B", "7",
]
READERS = ["markdown", "commonmark", "gfm", "commonmark_x"]
FORMULA = tuple("=+-@\t\r＝＋－＠")


def name_from(rng):
    while True:
        name = " ".join("".join(rng.choices(MARKS, k=rng.randint(1, 6))).split())
        if name:
            return name


def write_tables(folder, rng, states, ties):
    rows = {"actors.csv": (["id", "type", "name", "source"], states),
            "ties.csv": (["type", "from", "to", "start", "role"], ties),
            "sources.csv": (["id", "title", "url"], [["src", name_from(rng), "https://e.org/?a=1"]])}
    for name, (header, body) in rows.items():
        with open(folder / name, "w", newline="", encoding="utf-8") as table:
            csv.writer(table).writerows([header, *body])


def render(entente, folder):
    out = {form: folder / f"figure.{form}" for form in ("md", "html", "csv")}
    command = [entente, "render", str(folder), "-T", "dot", "-o", "/dev/null"]
    for path in out.values():
        command += ["--alt", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return {form: path.read_bytes() for form, path in out.items()}


# ---- Markdown ----

def words_of(inlines):
    """The text of what has no form; anything else is named, and then differs."""
    words = ""
    for inline in inlines:
        kind = inline["t"]
        if kind == "Str":
            words += inline["c"].replace("\u00a0", " ")  # pandoc keeps "Mr. X" together
        elif kind in ("Space", "SoftBreak"):
            words += " "
        elif kind == "Link" and words_of(inline["c"][1]) == inline["c"][2][0].removeprefix("http://"):
            words += words_of(inline["c"][1])  # an address that GitHub finds by itself
        elif kind == "Link":
            words += f"<{words_of(inline['c'][1])}>" if "e.org/?a=1" in inline["c"][2][0] else "LINK"
        else:
            words += f"<<{kind}>>"
    return words


def read_markdown(markdown, reader):
    """Its headings and items."""
    done = subprocess.run(["pandoc", "-f", reader, "-t", "json"], input=markdown, check=True,
                          capture_output=True)
    told = []
    for block in json.loads(done.stdout)["blocks"]:
        if block["t"] == "Header":
            told.append("#" * block["c"][0] + " " + words_of(block["c"][2]))
        elif block["t"] == "Para":
            told.append(words_of(block["c"]))
        elif block["t"] == "BulletList":
            for item in block["c"]:
                inner = [part["t"] for part in item]
                told.append("- " + (words_of(item[0]["c"]) if inner == ["Plain"] else str(inner)))
        else:
            told.append(f"<<{block['t']}>>")
    return told


# ---- HTML ----

class Cells(html.parser.HTMLParser):
    """The text of headings, items and cells."""

    def __init__(self):
        super().__init__()
        self.told, self.tags, self.text = [], set(), None

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag in ("h1", "h2", "h3", "li", "th", "td"):
            self.text = ""

    def handle_endtag(self, tag):
        if tag in ("h1", "h2", "h3", "li", "th", "td"):
            self.told.append(self.text)

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


HTML_TAGS = set("html head meta title style body main h1 h2 h3 p ul li table caption thead tbody "
                "tr th td a".split())


def read_html(page):
    parser = Cells()
    parser.feed(page.decode())
    if not parser.tags <= HTML_TAGS:
        raise AssertionError(f"unknown tags: {parser.tags - HTML_TAGS}")
    return parser.told


# ---- CSV ----

def read_csv(table):
    rows = list(csv.DictReader(table.decode().splitlines(keepends=True)))
    for row in rows:
        for key, cell in row.items():
            if cell.startswith(FORMULA):
                raise AssertionError(f"a spreadsheet computes {cell}")
            row[key] = cell.removeprefix("'")
    return rows


# ---- all of it ----

def check(entente, folder, rng):
    names = [name_from(rng) for _ in range(STATES)]
    states = [[f"s{i}", "state", name, rng.choice(["", "src", name_from(rng)])]
              for i, name in enumerate(names)]
    ties = [["friendship with", f"s{i}", f"s{(i + 1) % STATES}", str(2000 + i), name_from(rng)]
            for i in range(STATES)]
    write_tables(folder, rng, states, ties)
    out = render(entente, folder)
    rng.shuffle(states)
    rng.shuffle(ties)
    write_sources = (folder / "sources.csv").read_bytes()
    write_tables(folder, rng, states, ties)
    (folder / "sources.csv").write_bytes(write_sources)
    if render(entente, folder) != out:
        raise AssertionError("shuffled rows give other bytes")

    rows = read_csv(out["csv"])
    nodes = [row for row in rows if row["kind"] == "node"]
    if sorted(row["name"] for row in nodes) != sorted(names):
        raise AssertionError(f"the names in CSV are others: {nodes}")
    words = [row["words"] for row in rows if row["kind"] in ("node", "tie")]
    for reader in READERS:
        told = read_markdown(out["md"], reader)
        items = [line[2:] for line in told if line.startswith("- ")]
        if items[:len(words)] != words:
            wrong = [pair for pair in zip(items, words) if pair[0] != pair[1]]
            raise AssertionError(f"pandoc -f {reader} reads {wrong[:1] or items}")
        heads = [line for line in told if line.startswith("#")]
        expected = ["# Network of relations", "## Nodes", f"### state ({STATES})", "## Ties",
                    f"### friendship with ({STATES})"]
        if [head for head in heads if head != "## Sources"] != expected or "<<" in "".join(heads):
            raise AssertionError(f"pandoc -f {reader} reads headings {heads}")
    told = read_html(out["html"])
    for name in names:
        if name not in told:
            raise AssertionError(f"HTML does not tell {name!r}")


def main():
    entente = sys.argv[1]
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    if not shutil.which("pandoc"):
        print("skipped: pandoc is not installed")
        sys.exit(77)
    rng = random.Random(seed)
    for number in range(SETS):
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(entente, pathlib.Path(folder), rng)
            except AssertionError as wrong:
                print(f"seed {seed}, set {number}: {wrong}")
                sys.exit(1)
    print(f"seed {seed}: {SETS} sets of {STATES} names, read by {', '.join(READERS)}, as HTML and "
          "as CSV")


main()
