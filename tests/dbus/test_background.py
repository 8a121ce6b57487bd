# SPDX-License-Identifier: GPL-3.0-or-later
"""Rundown goes on without a window where the reader and the desktop's portal allow it, and nowhere else."""

import contextlib
import os
import re
import sqlite3
import time
from pathlib import Path

import pytest
from background_portal import DENIED, GRANTED, BackgroundPortal
from display import wait_for
from gi.repository import GLib

SERVICE = "--gapplication-service"

# A live blog with a post in every ten seconds is looked at again in 20 seconds.
BUSY = [f"Crane {n} was moved" for n in range(60)]

# So long, in seconds, who is started for a message waits for it.
GRACE = 10


@contextlib.contextmanager
def run_portal(desktop, **settings):
    it = BackgroundPortal(desktop.bus.address, **settings)
    desktop.environment["GIO_USE_PORTALS"] = "1"  # as GLib finds in a sandbox
    yield it
    it.close()


@pytest.fixture
def portal(desktop):
    with run_portal(desktop) as it:
        yield it


def make_due(desktop, seconds=0):
    """Has what is followed looked at in a while. The program does not run."""
    with sqlite3.connect(desktop.folder / "data/rundown/posts.db") as database:
        database.execute("UPDATE following SET due = ?", [int((time.time() + seconds) * 1_000_000)])
    database.close()


def follow(desktop, server):
    server.posts[:] = BUSY
    assert desktop.run("add", server.url).returncode == 0
    make_due(desktop)


@pytest.fixture
def followed(desktop, server):
    """A live blog that is followed and due."""
    follow(desktop, server)
    return server


def has_window(desktop):
    xml = desktop.call(f"{desktop.path}/window", "org.freedesktop.DBus.Introspectable", "Introspect")[0]
    return "<node name=" in xml


def activate(desktop):
    desktop.call(desktop.path, "org.freedesktop.Application", "Activate", GLib.Variant("(a{sv})", [{}]))
    wait_for(lambda: has_window(desktop), "the window")


def act(desktop, action):
    desktop.call(desktop.path, "org.freedesktop.Application", "ActivateAction",
                 GLib.Variant("(sava{sv})", [action, [], {}]))


def close_window(desktop):
    wait_for(lambda: has_window(desktop), "the window")

    def try_to():
        desktop.display.press("Control_L", "w")
        time.sleep(0.2)
        return not desktop.is_running() or not has_window(desktop)
    wait_for(try_to, "the window to go")


def wait_for_end(process):
    assert process.wait(20) == 0


def is_asked_again(server):
    n_asked = server.n_asked
    wait_for(lambda: server.n_asked > n_asked, "the next look", 40)
    return True


def open_window(desktop, *arguments):
    """Starts the program, and waits until it follows."""
    process = desktop.start(*arguments)
    wait_for(lambda: has_window(desktop), "the window")
    return process


def test_ends_with_its_window_where_it_is_not_wanted(desktop, followed):
    process = open_window(desktop)
    close_window(desktop)
    wait_for_end(process)


def test_goes_on_and_comes_back(desktop, followed):
    desktop.set(run_in_background="true")
    make_due(desktop, 3)
    process = open_window(desktop)
    close_window(desktop)
    assert is_asked_again(followed)
    assert desktop.find_owner() == process.pid
    activate(desktop)
    close_window(desktop)
    assert process.poll() is None


def read_memory(pid):
    """Gives what no other process has, in MiB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:")) / 1024


@pytest.mark.skipif(b"__asan_init" in Path(os.environ["RUNDOWN"]).read_bytes(), reason="the sanitizer keeps what is freed")
def test_a_closed_window_leaves_nothing(desktop, followed):
    followed.posts[:] = [f"Crane {n} was moved" for n in range(300)]
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    wait_for(lambda: followed.n_asked > 1, "the look that was due")
    close_window(desktop)
    empty = desktop.display.read_rows()
    found = []
    for _ in range(6):
        activate(desktop)
        wait_for(lambda: len(set(desktop.display.read_rows()) - set(empty)) > 100, "a picture")
        time.sleep(0.5)
        close_window(desktop)
        time.sleep(0.5)
        found.append(read_memory(process.pid))
    # What is made once is there after some; a window that stayed would take 3 MiB, and what it shows as much again.
    assert found[-1] - found[2] < 5, found


def test_ends_where_nothing_is_followed(desktop):
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    close_window(desktop)
    wait_for_end(process)


def test_quit_means_quit(desktop, followed):
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    # A window that is not drawn yet takes no keys.
    wait_for(lambda: desktop.display.press("Control_L", "q") or process.poll() is not None, "the end")
    assert process.poll() == 0

    process = desktop.start(SERVICE)
    wait_for(lambda: followed.n_asked > 1, "a look")
    act(desktop, "quit")
    wait_for_end(process)


def test_follows_without_a_window_at_login(desktop, followed):
    desktop.set(run_in_background="true")
    make_due(desktop, GRACE + 2)
    process = desktop.start(SERVICE, "--if-wanted")
    assert is_asked_again(followed)
    assert not has_window(desktop) and process.poll() is None
    activate(desktop)


def test_ends_at_once_at_login_where_it_is_not_wanted(desktop, followed):
    assert desktop.run(SERVICE, "--if-wanted").returncode == 0
    assert followed.n_asked == 1


def test_waits_for_a_message_and_ends_by_itself(desktop, add_desktop, followed):
    """Where it is not wanted, where nothing is followed, where it is denied, and where the reader takes it back."""
    empty = add_desktop("empty")
    empty.set(run_in_background="true")
    denying = add_desktop("denying")
    follow(denying, followed)
    denying.set(run_in_background="true")
    taking_back = add_desktop("taking-back")
    follow(taking_back, followed)
    taking_back.set(run_in_background="true")
    with run_portal(denying, answer=DENIED) as denied, run_portal(taking_back) as granted:
        processes = [each.start(SERVICE) for each in (taking_back, desktop, empty, denying)]
        wait_for(lambda: granted.statuses, "the status")
        taking_back.set(run_in_background="false")
        wait_for(lambda: len(granted.asked) == 2, "the portal to be asked again")
        time.sleep(GRACE / 2)
        assert [process.poll() for process in processes] == [None] * 4
        for process in processes:
            wait_for_end(process)
        assert denied.asked and denied.statuses == []
        # The portal is to start it no longer, too.
        assert [asked["autostart"] for asked in granted.asked] == [True, False]


def ask(desktop):
    """Asks what the desktop does when the reader searches."""
    desktop.call(f"{desktop.path}/SearchProvider", "org.gnome.Shell.SearchProvider2", "GetInitialResultSet",
                 GLib.Variant("(as)", [["crane"]]))
    time.sleep(1)
    assert desktop.is_running()


def test_a_question_is_no_reason_to_follow(desktop, followed):
    desktop.install()
    ask(desktop)
    assert followed.n_asked == 1
    activate(desktop)
    wait_for(lambda: followed.n_asked == 2, "the look that was due")


def test_follows_as_soon_as_it_is_wanted(desktop, followed):
    desktop.install()
    ask(desktop)
    assert followed.n_asked == 1
    desktop.set(run_in_background="true")
    wait_for(lambda: followed.n_asked == 2, "the look that was due")
    assert not has_window(desktop)


@pytest.mark.parametrize("action", ["about", "preferences"])
def test_what_stands_in_a_window_brings_one(desktop, action):
    desktop.install()
    act(desktop, action)
    wait_for(lambda: has_window(desktop), "the window")


def test_says_that_it_needs_a_display(desktop):
    desktop.set(run_in_background="true")
    desktop.environment["DISPLAY"] = ""
    for arguments in [[SERVICE], [SERVICE, "--if-wanted"]]:
        done = desktop.run(*arguments)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1) and "no display" in done.stderr


def test_the_bus_starts_it(desktop, followed):
    desktop.install()
    desktop.set(run_in_background="true")
    make_due(desktop, 3)
    activate(desktop)
    pid = desktop.find_owner()
    close_window(desktop)
    assert is_asked_again(followed)
    assert desktop.find_owner() == pid


def test_portal_grants(desktop, portal, followed):
    desktop.set(run_in_background="true")
    process = desktop.start(SERVICE)
    status = wait_for(lambda: [text for text in portal.statuses if "next" in text], "the status")[0]
    assert re.fullmatch(r"Following 1 live blog · next check \d\d:\d\d", status) and len(status) <= 96
    assert process.poll() is None
    asked = portal.asked[0]
    assert asked["autostart"] and not asked["dbus-activatable"]
    assert asked["commandline"] == ["rundown", SERVICE, "--if-wanted"] and asked["reason"]


def test_portal_is_not_asked_unless_it_is_wanted(desktop, portal, followed):
    process = open_window(desktop)
    close_window(desktop)
    wait_for_end(process)
    assert portal.asked == [] and portal.statuses == []


def test_portal_denies(desktop, portal, followed):
    portal.answer = DENIED
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    close_window(desktop)
    wait_for_end(process)
    assert portal.statuses == []


def test_portal_revokes(desktop, portal, followed):
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    wait_for(lambda: portal.statuses, "the status")
    close_window(desktop)
    wait_for(lambda: len(portal.asked) == 2, "the portal to be asked again")
    assert process.poll() is None

    activate(desktop)
    portal.answer = DENIED
    close_window(desktop)
    wait_for_end(process)


def test_portal_allows_later(desktop, portal, followed):
    portal.answer = DENIED
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    wait_for(lambda: portal.asked, "the portal to be asked")
    portal.answer = GRANTED
    act(desktop, "preferences")
    wait_for(lambda: portal.statuses, "the status")
    desktop.display.press("Escape")
    close_window(desktop)
    assert process.poll() is None


def test_portal_that_does_not_answer_yet_is_waited_for(desktop, portal, followed):
    portal.answer = None
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    close_window(desktop)
    time.sleep(1)
    assert process.poll() is None


def test_sandbox_without_a_portal_leaves_it_to_the_setting(desktop, followed):
    desktop.environment["GIO_USE_PORTALS"] = "1"
    desktop.set(run_in_background="true")
    make_due(desktop, 3)
    process = open_window(desktop)
    close_window(desktop)
    assert is_asked_again(followed)
    assert process.poll() is None
