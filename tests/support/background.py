# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to the program with a window and without, as the desktop and the reader do it."""

import sqlite3
import time

from display import wait_for
from gi.repository import GLib

SERVICE = "--gapplication-service"

# A live blog with a post in every ten seconds is looked at again in 20 seconds.
BUSY = [f"Crane {n} was moved" for n in range(60)]


def make_due(desktop, seconds=0):
    """Has what is followed looked at in a while. The program does not run."""
    with sqlite3.connect(desktop.folder / "data/rundown/posts.db") as database:
        database.execute("UPDATE following SET due = ?", [int((time.time() + seconds) * 1_000_000)])
    database.close()


def follow(desktop, server):
    server.posts[:] = BUSY
    assert desktop.run("add", server.url).returncode == 0
    make_due(desktop)


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
