"""A server to ask: starts `entente serve` on small tables and talks to it."""

import http.client
import json
import os
import re
import select
import shutil
import socket
import subprocess
import tempfile
import time

ACTORS = """id,type,name,source
vnm,state,Vietnam,s
gbr,state,United Kingdom,s
chn,state,China,s
"""
TIES = """type,from,to,start,end,source
strategic partnership,vnm,gbr,2010,..,s
strategic partnership,vnm,chn,2008,..,s
"""
SOURCES = "id,title\ns,A source\n"

# A layout under sanitizers takes its time.
PATIENCE = 60


class Server:
    """`entente serve` in a folder of its own, with whatever options."""

    def __init__(self, entente, *options, argument=None, prefix=(), tables=True):
        self.folder = tempfile.mkdtemp(prefix="entente-serve-")
        if tables:
            self.write("actors.csv", ACTORS)
            self.write("ties.csv", TIES)
            self.write("sources.csv", SOURCES)
        self.complaints = open(os.path.join(self.folder, ".stderr"), "w+")
        command = [*prefix, entente, "serve", argument or self.folder, "--port", "0", *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=self.complaints, cwd=self.folder
        )
        first = self.process.stdout.readline().decode()
        found = re.match(r"http://127\.0\.0\.1:(\d+)/ shows ", first)
        self.port = int(found.group(1)) if found else None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self.complaints.close()
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)

    def replace(self, name, text):
        """As editors save: a new file renamed over the old one."""
        self.write("." + name + ".new", text)
        os.rename(self.path("." + name + ".new"), self.path(name))

    def stop(self, signal=15):
        """The exit status, and how long it took."""
        begin = time.monotonic()
        self.process.send_signal(signal)
        status = self.process.wait(PATIENCE)
        return status, time.monotonic() - begin

    def errors(self):
        self.complaints.flush()
        with open(self.complaints.name, encoding="utf-8") as file:
            return file.read()

    def ask(self, path="/", method="GET", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8")
        connection.close()
        return answer, body

    def raw(self, request, wait=1):
        """What comes back for bytes of any kind."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as plug:
            try:
                plug.sendall(request)
                plug.shutdown(socket.SHUT_WR)
                answer = b""
                while chunk := plug.recv(65536):
                    answer += chunk
                return answer
            except OSError:
                return b""

    def children(self):
        """Processes that the server has started, and what they have started."""
        found, left = [], [self.process.pid]
        while left:
            parent = left.pop()
            try:
                with open(f"/proc/{parent}/task/{parent}/children", encoding="ascii") as file:
                    young = [int(number) for number in file.read().split()]
            except FileNotFoundError:
                continue
            found += young
            left += young
        return found

    def memory(self):
        """Bytes that the server itself holds."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) * 1024


class Events:
    """One who listens: the states that the server tells, one by one."""

    def __init__(self, server):
        self.plug = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        self.plug.sendall(f"GET /events HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode())
        self.bytes = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.plug.close()

    def next(self, patience=PATIENCE):
        """The next state, or None if none comes in time."""
        end = time.monotonic() + patience
        while True:
            found = re.search(rb"data: (.*)\n\n", self.bytes)
            if found:
                self.bytes = self.bytes[found.end() :]
                return json.loads(found.group(1))
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.plug], [], [], left)[0]:
                return None
            chunk = self.plug.recv(65536)
            if not chunk:
                return None
            self.bytes += chunk

    def settled(self, patience=PATIENCE):
        """The next state in which nothing is being drawn."""
        state = self.next(patience)
        while state and state["draws"]:
            state = self.next(patience)
        return state


def wait_for(condition):
    """Until it holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it does not come"
        time.sleep(0.02)


def run(names):
    """Runs every function of the script, in their order: their names are what they test."""
    for test in [value for value in names.values() if getattr(value, "__module__", "") == "__main__"]:
        begin = time.monotonic()
        test()
        print(f"{test.__name__}: {time.monotonic() - begin:.1f} s", flush=True)
