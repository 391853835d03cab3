"""When `entente serve` draws anew, and what it shows then.

usage: saving.py ENTENTE [SAVES]"""

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time

from server import ACTORS, SOURCES, TIES, Events, Server, run, wait_for

ENTENTE = os.path.abspath(sys.argv[1])
SAVES = int(sys.argv[2]) if len(sys.argv) > 2 else 40
ANOTHER = "strategic partnership,gbr,chn,2012,..,s\n"
# Sanitizers keep what is given back for a while; they tell of leaks themselves.
with open(ENTENTE, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()
QUIET = 0.8  # seconds without an event, after which there will be none


def every_way_of_saving_is_seen():
    def in_place(server, text):
        server.write("ties.csv", text)

    def removed_and_written(server, text):
        os.remove(server.path("ties.csv"))
        server.write("ties.csv", text)

    def through_a_backup(server, text):
        os.rename(server.path("ties.csv"), server.path("ties.csv~"))
        server.write("ties.csv", text)

    def slowly(server, text):
        with open(server.path("ties.csv"), "w", encoding="utf-8") as file:
            for at in range(0, len(text), 40):
                file.write(text[at : at + 40])
                file.flush()
                time.sleep(0.05)

    def by_a_link(server, text):
        server.write("other.txt", text)
        os.symlink("other.txt", server.path("new"))
        os.rename(server.path("new"), server.path("ties.csv"))

    def behind_a_link(server, text):
        server.replace("other.txt", text)

    def packed(server, text):
        with gzip.open(server.path("ties.csv.gz"), "wt") as file:
            file.write(text)
        os.remove(server.path("ties.csv"))

    def replaced(server, text):
        server.replace("ties.csv", text)

    ways = (in_place, replaced, removed_and_written, through_a_backup, slowly, by_a_link,
            behind_a_link, packed)
    with Server(ENTENTE) as server, Events(server) as events:
        page = events.settled()["page"]
        for number, way in enumerate(ways):
            way(server, TIES + ANOTHER.replace("2012", str(2012 + number)))
            state = events.settled()
            while state["page"] == page:
                state = events.settled()
            page = state["page"]
            body = server.ask()[1]
            assert f"since {2012 + number}" in body and f'data-page="{page}"' in body, way
            assert server.ask("/told")[1] == "", (way, server.ask("/told")[1])


def all_that_is_read_is_watched():
    with Server(ENTENTE, tables=False, argument="fig/figure.gv", prefix=("sh", "-c", """
            mkdir fig tables other
            printf '%s' "$ACTORS" >tables/actors.csv
            printf '%s' "$TIES" >tables/votes-1.csv
            printf '%s' "$SOURCES" >tables/sources.csv
            "$1" schema | sed 's/ties\\.csv/votes-*.csv/' >other/schema.gv
            "$1" theme light >other/mine.gv
            printf 'digraph { graph [data="../tables" schema="../other/schema.gv" %s] }\\n' \\
                'theme="../other/mine.gv" title="One"' >fig/figure.gv
            exec "$@"
            """, "sh")) as server, Events(server) as events:
        page = events.settled()["page"]
        changes = (
            ("fig/figure.gv", "One", "Two", "Two"),
            ("tables/actors.csv", "China", "Kina", "Kina"),
            ("other/schema.gv", "strategic partnership", "strategic partnership", None),
            ("other/mine.gv", "digraph", "// mine\ndigraph", None),
            ("tables/votes-2.csv", None, TIES.splitlines()[0] + "\n" + ANOTHER, "since 2012"),
        )
        for name, old, new, seen in changes:
            text = ""
            if old:
                with open(server.path(name), encoding="utf-8") as file:
                    text = file.read()
            assert not old or old in text, name
            server.write(name, text.replace(old, new) if old else new)
            assert events.next()["draws"], name
            state = events.settled()
            assert not seen or seen in server.ask()[1], (name, server.errors())
            assert not seen or state["page"] != page, name
            page = state["page"]
        os.remove(server.path("tables/votes-2.csv"))
        assert events.settled()["page"] != page and "since 2012" not in server.ask()[1]


def what_is_not_read_draws_nothing():
    with Server(ENTENTE) as server, Events(server) as events:
        events.settled()
        time.sleep(0.3)
        for name in (".~lock.ties.csv#", "ties.csv~", "4913", "lu1234.tmp", ".ties.csv.swp", "notes.txt"):
            server.write(name, "x")
            os.remove(server.path(name))
        with open(server.path("ties.csv"), encoding="utf-8") as file:
            file.read()
        assert events.next(QUIET) is None


def many_saves_at_once_are_one():
    with Server(ENTENTE) as server, Events(server) as events:
        events.settled()
        for number in range(20):
            server.write("ties.csv", TIES + ANOTHER.replace("2012", str(2000 + number)))
        draws = 0
        while state := events.next(2):
            draws += state["draws"]
        assert 1 <= draws <= 3, draws
        assert "since 2019" in server.ask()[1]


def a_fault_keeps_the_last_figure_and_goes_when_it_is_mended():
    with Server(ENTENTE) as server, Events(server) as events:
        good = events.settled()
        server.write("ties.csv", TIES.replace("gbr", "grb"))
        bad = events.settled()
        assert bad["page"] == good["page"] and bad["told"] != good["told"]
        body, told = server.ask()[1], server.ask("/told")[1]
        assert told in body and "United Kingdom" in body
        for part in ('<p role="alert"><strong>1 error</strong>', "unknown id &apos;grb&apos;", "line 2, column 27",
                     "<mark>grb</mark>", "Hint: did you mean", "E201"):
            assert part.replace("&apos;", "'") in told.replace("&apos;", "'").replace("&#39;", "'"), (part, told)
        assert "E201" in server.errors()
        server.write("ties.csv", TIES)
        assert events.settled()["told"] == good["told"]
        assert server.ask("/told")[1] == "" and "in order again" in server.errors()


def tables_at_fault_from_the_start_are_told_and_mended():
    with Server(ENTENTE) as server:
        server.write("ties.csv", TIES.replace("gbr", "grb"))
        server.stop()
        with Server(ENTENTE, argument=server.folder) as second, Events(second) as events:
            first = events.settled()
            answer, body = second.ask()
            assert answer.status == 200 and "<mark>grb</mark>" in body and "No figure yet" in body
            server.write("ties.csv", TIES)
            assert events.settled()["page"] != first["page"]
            assert "United Kingdom" in second.ask()[1]


def hostile_names_are_text():
    hostile = '<script>alert(1)</script><section id="entente-told"></section>'
    with Server(ENTENTE) as server, Events(server) as events:
        events.settled()
        server.write("ties.csv", TIES + f'"{hostile.replace(chr(34), chr(34) * 2)}",vnm,gbr,,,s\n')
        events.settled()
        for text in (server.ask()[1], server.ask("/told")[1]):
            assert "<script>alert" not in text and "&lt;script&gt;alert" in text
            assert text.count('<section id="entente-told"') <= 1
        server.write("actors.csv", ACTORS.replace("Vietnam", hostile.replace('"', "'")))
        server.write("ties.csv", TIES)
        events.settled()
        assert server.ask()[1].count('<section id="entente-told"') == 1


def a_warning_does_not_hide_the_figure():
    with Server(ENTENTE) as server, Events(server) as events:
        events.settled()
        server.write("ties.csv", TIES + ",,,,,\n")
        events.settled()
        told = server.ask("/told")[1]
        assert "<summary>1 warning</summary>" in told and 'role="alert"' not in told, told


def a_folder_may_be_replaced_by_another():
    with Server(ENTENTE, argument="tables", tables=False,
                prefix=("sh", "-c", 'mkdir tables; printf %s "$ACTORS" >tables/actors.csv; '
                        'printf %s "$TIES" >tables/ties.csv; printf %s "$SOURCES" >tables/sources.csv; '
                        'exec "$@"', "sh")) as server, Events(server) as events:
        page = events.settled()["page"]
        shutil.copytree(server.path("tables"), server.path("next"))
        server.write("next/ties.csv", TIES + ANOTHER)
        os.rename(server.path("tables"), server.path("before"))
        os.rename(server.path("next"), server.path("tables"))
        state = events.settled()
        while state["page"] == page:
            state = events.settled()
        server.write("tables/ties.csv", TIES)  # the new one is watched
        assert events.settled()["page"] == page
        shutil.rmtree(server.path("tables"))
        assert events.settled()["page"] == page and "E101" in server.ask("/told")[1]
        os.rename(server.path("before"), server.path("tables"))
        while events.settled()["told"] != "e3b0c44298fc1c14":  # of nothing
            pass


def a_drawing_that_dies_is_told_and_tried_again():
    with Server(ENTENTE) as server, Events(server) as events:
        good = events.settled()
        os.mkfifo(server.path("topics.csv"))  # whoever reads it waits
        assert events.next()["draws"]
        wait_for(server.children)
        os.kill(server.children()[0], signal.SIGKILL)
        assert events.settled()["page"] == good["page"]
        told = server.ask("/told")[1]
        assert "ended by the system: Killed" in told and "E904" in told, told
        os.remove(server.path("topics.csv"))
        assert events.settled()["told"] == good["told"]


def a_later_save_ends_the_drawing_of_an_earlier_one():
    with Server(ENTENTE) as server, Events(server) as events:
        events.settled()
        os.mkfifo(server.path("topics.csv"))
        wait_for(server.children)
        first = server.children()[0]
        os.remove(server.path("topics.csv"))
        wait_for(lambda: first not in server.children())
        assert events.settled() and server.ask("/told")[1] == ""


def without_inotify_it_looks_every_second():
    limit = 'echo 0 >/proc/sys/user/max_inotify_instances && exec "$@"'
    unshare = ("unshare", "-U", "-r", "sh", "-c", limit, "sh")
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode != 0:
        print("no name space of one's own here: not tried")
        return
    with Server(ENTENTE, prefix=unshare) as server, Events(server) as events:
        page = events.settled()["page"]
        wait_for(lambda: "N905" in server.errors())
        assert "max_user_instances" in server.errors()
        for number in (1, 2):
            server.replace("ties.csv", TIES + ANOTHER * number)
            state = events.settled()
            assert state and state["page"] != page
            page = state["page"]
        assert server.errors().count("N905") == 1


def memory_does_not_grow():
    with Server(ENTENTE) as server, Events(server) as events:
        events.settled()
        held = []
        for number in range(SAVES):
            wrong = "grb" if number % 5 == 4 else "gbr"
            server.replace("ties.csv", TIES + ANOTHER.replace("2012", str(1000 + number)).replace("gbr", wrong))
            assert events.settled()
            server.ask()
            held.append(server.memory())
        page = server.ask()[1]  # of which a copy a time would be seen
        files = len(os.listdir(f"/proc/{server.process.pid}/fd"))
        third = SAVES // 3
        growth = (max(held[-third:]) - max(held[:third])) / (SAVES - third)
        print(f"{SAVES} saves: {held[0] // 1024} kB, then {held[-1] // 1024} kB; {files} files open")
        assert growth < len(page) / 4 or SANITIZED, growth
        assert files < 20, files
        assert server.children() == []
        assert server.stop()[0] == 0


os.environ.update(ACTORS=ACTORS, TIES=TIES, SOURCES=SOURCES)
run(globals())
