# SPDX-License-Identifier: GPL-3.0-or-later
"""'rundown follow': keeps up with what is followed until it is interrupted."""
import os
import re
import signal
import sqlite3
import subprocess
import threading
import time

import pytest
from conftest import DEMO
from live_blog_server import serve

PATIENCE = 30


@pytest.fixture
def server():
    with serve() as it:
        yield it


@pytest.fixture
def make_due(tmp_path):
    """Sets back when the next check is due, while nobody writes."""

    def run():
        [posts] = tmp_path.rglob("posts.db")
        with sqlite3.connect(posts) as database:
            database.execute("UPDATE following SET due = 1")
        database.close()

    return run


class Following:
    """A 'rundown follow' that runs. Its lines are read as they come."""

    def __init__(self, home, folder):
        self.errors = folder / "errors"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen([os.environ["RUNDOWN"], "follow"], cwd=folder, env=home,
                                            stdout=subprocess.PIPE, stderr=errors)
        self.lines = []
        self.arrival = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            with self.arrival:
                self.lines.append(line.decode())
                self.arrival.notify()

    def read_line(self):
        """Gives the next line, without its time."""
        with self.arrival:
            assert self.arrival.wait_for(lambda: self.lines, PATIENCE), self.errors.read_text()
            line = self.lines.pop(0)
        found = re.fullmatch(r"\d\d:\d\d  (.+)\n", line)
        assert found, line
        return found[1]

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        assert self.process.wait(PATIENCE) == 0
        self.reader.join(PATIENCE)
        assert self.errors.read_text() == ""


@pytest.fixture
def follow(home, tmp_path):
    started = []

    def run():
        started.append(Following(home, tmp_path))
        assert started[-1].read_line() == "Following; Ctrl+C ends it"
        return started[-1]

    yield run
    for it in started:
        it.process.kill()
        it.process.wait()
        it.reader.join(PATIENCE)
        it.process.stdout.close()


def wait_for(look):
    end = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_what_comes_is_told_and_kept(rundown, server, make_due, follow):
    assert "2 new posts" in rundown("add", server.url).text
    make_due()
    server.posts += ["The crane reopened", "The market was moved"]
    server.posts[0] = "The ferry was cancelled"
    following = follow()
    assert following.read_line() == "A harbour day: 2 new, 1 edited"
    assert following.read_line() == "  The crane reopened"
    assert following.read_line() == "  The market was moved"
    following.end()
    assert "crane" in rundown("search", "crane").text
    listed = rundown("list").text
    assert "4 posts" in listed and "next at" in listed


def test_nothing_new_is_nothing_said(rundown, server, make_due, follow):
    rundown("add", server.url)
    make_due()
    n_asked = server.n_asked
    following = follow()
    wait_for(lambda: server.n_asked > n_asked)
    following.end(signal.SIGINT)
    assert following.lines == []


def test_problem_is_told_with_what_follows(rundown, server, make_due, follow):
    rundown("add", server.url)
    make_due()
    server.failing = True
    following = follow()
    line = following.read_line()
    assert re.fullmatch(r"A harbour day: could not be read: .+; next try at \d\d:\d\d", line), line
    following.end()
    assert "could not be read" in rundown("list").text


def test_others_can_read_and_not_write_meanwhile(rundown, fails, server, make_due, follow):
    rundown("add", server.url)
    make_due()
    n_asked = server.n_asked
    following = follow()
    wait_for(lambda: server.n_asked > n_asked)
    assert "Rundown is running" in fails(1, "add", DEMO)
    assert "Rundown is running" in fails(1, "follow")
    assert "2 posts" in rundown("list").text
    following.end(signal.SIGHUP)
    assert rundown("add", DEMO).status == 0


def test_it_ends_when_nobody_reads(rundown, server, make_due, home, tmp_path):
    rundown("add", server.url)
    make_due()
    n_asked = server.n_asked
    reading, writing = os.pipe()
    with subprocess.Popen([os.environ["RUNDOWN"], "follow"], env=home, cwd=tmp_path, stdout=writing,
                          stderr=subprocess.PIPE) as process:
        try:
            os.close(writing)
            wait_for(lambda: server.n_asked > n_asked)
            os.close(reading)
            assert process.wait(PATIENCE) == 0
            assert process.stderr.read() == b""
        finally:
            process.kill()


def test_it_tidies(rundown, server, tmp_path, follow):
    rundown("add", server.url)
    [posts] = tmp_path.rglob("posts.db")
    with sqlite3.connect(posts) as database:
        database.execute("UPDATE entry SET seen = 1 WHERE number = 1")
    database.close()
    for backup in posts.parent.glob("*backup*"):
        os.utime(backup, (1, 1))
    following = follow()
    wait_for(lambda: "1 post\n" in rundown("list").text)
    following.end()


def test_nothing_to_keep_up_with(rundown, fails, tmp_path):
    assert "nothing is followed" in fails(1, "follow")
    rundown("add", DEMO)
    assert "over or a file" in fails(1, "follow")
    assert "takes no names" in fails(2, "follow", "1")


def test_once_reads_what_is_due_and_ends(rundown, server, make_due):
    rundown("add", server.url)
    n_asked = server.n_asked
    assert rundown("follow", "--once").text == ""
    assert server.n_asked == n_asked
    make_due()
    server.posts.append("The crane reopened")
    told = [line[7:] for line in rundown("follow", "--once").text.splitlines()]
    assert told == ["A harbour day: 1 new", "  The crane reopened"]
    make_due()
    server.failing = True
    assert "could not be read" in rundown("follow", "--once").text
    assert "next try at" in rundown("list").text


def test_once_waits_for_a_server_between_two_questions(rundown, server, make_due):
    rundown("add", server.url)
    rundown("add", f"{server.url}-too")
    make_due()
    n_asked = server.n_asked
    assert rundown("follow", "--once").status == 0
    assert server.n_asked == n_asked + 2


def test_once_with_nothing_to_keep_up_with_is_no_failure(rundown):
    assert rundown("follow", "--once").status == 0
    rundown("add", DEMO)
    result = rundown("follow", "--once")
    assert (result.status, result.text, result.error) == (0, "", "")
