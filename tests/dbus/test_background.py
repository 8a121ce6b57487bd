# SPDX-License-Identifier: GPL-3.0-or-later
"""Rundown goes on without a window where the reader and the desktop's portal allow it, and nowhere else."""

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

# What is due is looked at as soon as there is a service; a live blog with a post in every ten seconds, in 20 seconds then.
BUSY = [f"Crane {n} was moved" for n in range(60)]


@pytest.fixture
def portal(desktop):
    it = BackgroundPortal(desktop.bus.address)
    desktop.environment["GIO_USE_PORTALS"] = "1"  # as GLib finds in a sandbox
    yield it
    it.close()


@pytest.fixture
def followed(desktop, server):
    """A live blog that is followed and due."""
    server.posts[:] = BUSY
    assert desktop.run("add", server.url).returncode == 0
    with sqlite3.connect(desktop.folder / "data/rundown/posts.db") as database:
        database.execute("UPDATE following SET due = 1")
    database.close()
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
    for _ in range(8):
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
    process = desktop.start(SERVICE, "--if-wanted")
    wait_for(lambda: followed.n_asked > 1, "the look that was due")
    assert is_asked_again(followed)
    assert not has_window(desktop) and process.poll() is None
    activate(desktop)


def test_ends_at_once_at_login_where_it_is_not_wanted(desktop, followed):
    assert desktop.run(SERVICE, "--if-wanted").returncode == 0
    assert followed.n_asked == 1


def test_ends_by_itself_where_it_is_not_wanted(desktop, followed):
    """Who is started by the bus for a message waits for it."""
    wait_for_end(desktop.start(SERVICE))


def test_ends_by_itself_where_nothing_is_followed(desktop):
    desktop.set(run_in_background="true")
    wait_for_end(desktop.start(SERVICE))


def test_the_bus_starts_it(desktop, followed):
    desktop.install()
    desktop.set(run_in_background="true")
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

    wait_for_end(desktop.start(SERVICE))


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
    process = open_window(desktop)
    close_window(desktop)
    assert is_asked_again(followed)
    assert process.poll() is None


def test_taken_back_the_portal_starts_it_no_longer(desktop, portal, followed):
    desktop.set(run_in_background="true")
    process = desktop.start(SERVICE)
    wait_for(lambda: portal.statuses, "the status")
    desktop.set(run_in_background="false")
    wait_for_end(process)
    assert [asked["autostart"] for asked in portal.asked] == [True, False]
