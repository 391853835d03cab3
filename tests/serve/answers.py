"""What `entente serve` answers, to readers, to strangers and to garbage.

usage: answers.py ENTENTE"""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time

from server import PATIENCE, TIES, Events, Server, run, wait_for

ENTENTE = os.path.abspath(sys.argv[1])


def the_page_is_html_with_headers_that_keep_it_here():
    with Server(ENTENTE) as server:
        answer, body = server.ask()
        assert answer.status == 200 and "Vietnam" in body
        assert body.count('<section id="entente-told"') == 1
        assert answer.getheader("Cache-Control") == "no-store"
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
        assert answer.getheader("Access-Control-Allow-Origin") is None
        assert "connect-src 'self'" in body
        head, nothing = server.ask(method="HEAD")
        assert head.status == 200 and nothing == ""
        assert head.getheader("Content-Length") == answer.getheader("Content-Length")


def the_page_is_the_file_but_for_what_makes_it_live():
    with Server(ENTENTE) as server:
        page = server.ask()[1]
        file = subprocess.run(
            [ENTENTE, "render", server.folder, "-T", "html"], capture_output=True, check=True
        ).stdout.decode()
        assert "entente-told" not in file and "connect-src" not in file
        rest = re.sub(r'(?s)<section id="entente-told".*?</section>', "", page)
        rest = re.sub(r"(?s)</style>\n<style>#entente-told.*?</style>", "</style>", rest)
        rest = re.sub(r"(?s)</script>\n<script>(?:(?!</script>).)*</script>\n</body>", "</script>\n</body>", rest)
        policy = r'(?s)<meta http-equiv="Content-Security-Policy".*?>\n'
        assert re.sub(policy, "", rest) == re.sub(policy, "", file)


def only_its_own_names_are_answered():
    with Server(ENTENTE) as server:
        own = [f"127.0.0.1:{server.port}", f"localhost:{server.port}", f"LocalHost:{server.port}"]
        others = ["evil.example", f"evil.example:{server.port}", "127.0.0.1", "localhost:1", "",
                  f"127.0.0.1:{server.port}.evil.example", f"[::1]:{server.port}"]
        for host in own:
            assert server.ask(headers={"Host": host})[0].status == 200, host
        for host in others:
            answer, body = server.ask(headers={"Host": host})
            assert answer.status == 421 and "Vietnam" not in body, host
        two = b"GET / HTTP/1.1\r\nHost: localhost:%d\r\nHost: evil\r\n\r\n" % server.port
        for request in (two, b"GET / HTTP/1.0\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n"):
            assert b"Vietnam" not in server.raw(request), request
        rebound = b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % server.port
        assert b"Vietnam" not in server.raw(rebound)


def it_listens_on_loopback_alone():
    with Server(ENTENTE) as server:
        with open(f"/proc/{server.process.pid}/net/tcp", encoding="ascii") as file:
            own = [line.split()[1] for line in file if line.split()[3] == "0A"]
        assert f"0100007F:{server.port:04X}" in own and f"00000000:{server.port:04X}" not in own


def nothing_is_written_and_nothing_else_is_there():
    with Server(ENTENTE) as server:
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"):
            answer, body = server.ask(method=method)
            assert answer.status == 405 and answer.getheader("Allow") == "GET, HEAD", method
        for path in ("/ties.csv", "/../ties.csv", "/%2e%2e/ties.csv", "//", "/told/", "/index.html",
                     "/events/..", "/%00", "/" + "a" * 5000, "/.%2fties.csv"):
            answer, body = server.ask(path)
            assert answer.status == 404 and "strategic" not in body, path
        assert server.ask("/?year=2016")[0].status == 200


def a_page_elsewhere_gets_no_events():
    with Server(ENTENTE) as server:
        for site, status in (("cross-site", 403), ("same-site", 403)):
            assert server.ask("/events", headers={"Sec-Fetch-Site": site})[0].status == status


def garbage_ends_nobody():
    chance = random.Random(1904)
    with Server(ENTENTE) as server:
        good = b"GET / HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % server.port
        for turn in range(300):
            kind = turn % 4
            request = bytearray(good)
            if kind == 0:
                request = chance.randbytes(chance.randrange(1, 4000))
            elif kind == 1:
                for _ in range(chance.randrange(1, 6)):
                    request[chance.randrange(len(request))] = chance.randrange(256)
            elif kind == 2:
                request = good[:-2] + b"X: " + chance.randbytes(chance.randrange(70000)) + b"\r\n\r\n"
            else:
                request = good[: chance.randrange(len(good))]
            server.raw(bytes(request), wait=0.05)
        assert server.process.poll() is None
        assert server.ask()[0].status == 200


def slow_readers_keep_nobody_waiting():
    with Server(ENTENTE) as server:
        server.ask()
        slow = []
        for _ in range(30):
            plug = socket.create_connection(("127.0.0.1", server.port))
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            plug.sendall(b"GET / HTTP/1.1\r\nHost: localhost:%d\r\n" % server.port)
            slow.append(plug)
        begin = time.monotonic()
        assert server.ask()[0].status == 200
        assert time.monotonic() - begin < 5
        with Events(server) as events:
            assert events.next()
            server.write("ties.csv", TIES + "strategic partnership,gbr,chn,2012,..,s\n")
            assert events.settled()
        for plug in slow:
            plug.close()


def signals_end_it_and_all_that_it_started():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with Server(ENTENTE) as server:
            server.ask()
            with Events(server) as events:
                events.next()
                status, seconds = server.stop(number)
                assert status == 0, (number, status, server.errors())
                assert seconds < 5, seconds
                assert server.errors() == "", server.errors()


def a_signal_ends_a_drawing_that_goes_on():
    with Server(ENTENTE) as server:
        server.ask()
        os.mkfifo(server.path("topics.csv"))  # whoever reads it waits
        wait_for(lambda: len(server.children()) > 0)
        children = server.children()
        assert server.stop()[0] == 0
        wait_for(lambda: not any(os.path.exists(f"/proc/{child}") for child in children))


def a_port_in_use_is_named():
    with Server(ENTENTE) as server:
        second = subprocess.run(
            [ENTENTE, "serve", server.folder, "--port", str(server.port)],
            capture_output=True, text=True, timeout=PATIENCE, check=False,
        )
        assert second.returncode == 3 and second.stdout == ""
        assert f"port {server.port} of 127.0.0.1" in second.stderr and "--port 0" in second.stderr
        assert server.stop()[0] == 0
        again = subprocess.Popen([ENTENTE, "serve", server.folder, "--port", str(server.port)],
                                 stdout=subprocess.PIPE)
        assert str(server.port).encode() in again.stdout.readline()  # a port that was left is free
        again.terminate()
        assert again.wait(PATIENCE) == 0
        again.stdout.close()


def what_cannot_be_served_is_said_at_once():
    cases = (
        (["no-such-folder"], 1, "E101"),
        (["-"], 2, "E500"),
        (["DIR", "--port", "70000"], 2, "E500"),
        (["DIR", "--year", "banana"], 2, "E4"),
        (["DIR", "-o", "x.html"], 2, "E500"),
        (["DIR", "--series", "2008..2025"], 2, "E500"),
        (["DIR", "-T", "svg"], 2, "E500"),
    )
    with Server(ENTENTE) as server:
        for words, status, code in cases:
            words = [server.folder if word == "DIR" else word for word in words]
            port = [] if "--port" in words else ["--port", "0"]
            done = subprocess.run([ENTENTE, "serve", *words, *port], capture_output=True, text=True,
                                  timeout=PATIENCE, check=False)
            assert done.returncode == status, (words, done.returncode, done.stderr)
            assert f"[{code}" in done.stderr, (words, done.stderr)


run(globals())
