# SPDX-License-Identifier: GPL-3.0-or-later
"""Rundown goes on without a window where the reader and the desktop's portal allow it, and nowhere else."""

import os
import time
from pathlib import Path

import pytest
from background import (
    SERVICE, act, activate, close_window, follow, has_window, is_asked_again, make_due, open_window, wait_for_end)
from background_portal import DENIED, run_portal
from display import wait_for
from gi.repository import GLib
from live_blog_server import serve

# So long, in seconds, who is started for a message waits for it.
GRACE = 10


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


def test_ends_at_once_at_login_where_it_is_not_wanted(desktop, followed):
    assert desktop.run(SERVICE, "--if-wanted").returncode == 0
    assert followed.n_asked == 1


def look_on(unwanted, empty, denying, taking_back):
    with run_portal(denying, answer=DENIED) as denied, run_portal(taking_back) as granted:
        processes = [each.start(SERVICE) for each in (taking_back, unwanted, empty, denying)]
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


def test_waits_for_a_message_and_ends_by_itself(desktop, add_desktop, followed):
    """Where it is not wanted, where nothing is followed, where it is denied, and where the reader takes it back; but not
    where the reader wants it to go on."""
    empty = add_desktop("empty")
    empty.set(run_in_background="true")
    denying = add_desktop("denying")
    follow(denying, followed)
    denying.set(run_in_background="true")
    taking_back = add_desktop("taking-back")
    follow(taking_back, followed)
    taking_back.set(run_in_background="true")
    wanting = add_desktop("wanting")
    with serve() as server:
        follow(wanting, server)
        make_due(wanting, GRACE + 2)
        wanting.set(run_in_background="true")
        wanted = wanting.start(SERVICE, "--if-wanted")
        look_on(desktop, empty, denying, taking_back)
        wait_for(lambda: server.n_asked > 1, "the look after that", 40)
        assert wanted.poll() is None and not has_window(wanting)
        activate(wanting)


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
