# SPDX-License-Identifier: GPL-3.0-or-later
"""Other programs have the very post or topic opened, or something searched for, whether the program runs or not."""

import contextlib
import sqlite3

import pytest
from display import wait_for
from gi.repository import GLib
from kept import find_post, list_seen, read_digest


@pytest.fixture
def digest(desktop, server):
    """What is followed: more posts than fit into a window."""
    server.posts += [f"Crane {n} was checked" for n in range(1, 61)]
    assert desktop.run("add", server.url).returncode == 0
    return read_digest(desktop)


def act(desktop, name, *targets):
    """Does what the desktop does where a notification is chosen."""
    desktop.call(desktop.path, "org.freedesktop.Application", "ActivateAction",
                 GLib.Variant("(sava{sv})", [name, [GLib.Variant("s", target) for target in targets], {}]))


def open_post(desktop, digest, title):
    post = find_post(digest, title)["id"]
    act(desktop, "open-post", post)
    wait_for(lambda: post in list_seen(desktop), f"“{title}” in sight")


def test_post_is_opened_where_the_program_runs(desktop, digest):
    desktop.start()
    open_post(desktop, digest, "The ferry was late")
    open_post(desktop, digest, "Crane 30 was checked")
    assert find_post(digest, "Crane 15 was checked")["id"] not in list_seen(desktop)


def test_post_is_opened_where_the_program_does_not_run(desktop, digest):
    desktop.install()
    open_post(desktop, digest, "Crane 30 was checked")
    assert find_post(digest, "Crane 5 was checked")["id"] not in list_seen(desktop)


def test_post_is_opened_over_what_stands_before_it(desktop, digest):
    desktop.start()
    act(desktop, "search", "quay")
    act(desktop, "search", "ferry")
    open_post(desktop, digest, "Crane 30 was checked")
    act(desktop, "search", "ferry")
    open_post(desktop, digest, "Crane 1 was checked")


@pytest.mark.parametrize("runs", [True, False])
def test_topic_is_opened(desktop, digest, runs):
    topic = find_post(digest, "The ferry was late")["topic"]
    posts = {entry["id"] for entry in digest["entries"] if entry["topic"] == topic}
    desktop.start() if runs else desktop.install()
    act(desktop, "open-topic", topic)
    wait_for(lambda: list_seen(desktop) & posts, "a post of the topic in sight")
    # It is what the reader goes on with the next time.
    act(desktop, "quit")
    wait_for(lambda: not desktop.is_running(), "the end of the program")
    assert f"page-id='{topic}'" in (desktop.folder / "config/glib-2.0/settings/keyfile").read_text()


@pytest.mark.parametrize("runs", [True, False])
def test_topic_that_was_merged_leads_to_the_one_that_took_it_in(desktop, digest, runs):
    taker = find_post(digest, "Crane 30 was checked")["topic"]
    database = next((desktop.folder / "data").glob("rundown/*.db"))
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        for merged, into in [("one", "two"), ("two", taker)]:
            connection.execute("INSERT INTO correction (kind, topic, value, added) VALUES ('merge', ?, ?, 1)", [merged, into])
    desktop.start() if runs else desktop.install()
    act(desktop, "open-topic", "one")
    wait_for(lambda: list_seen(desktop), "a post in sight")
    act(desktop, "quit")
    wait_for(lambda: not desktop.is_running(), "the end of the program")
    assert f"page-id='{taker}'" in (desktop.folder / "config/glib-2.0/settings/keyfile").read_text()


@pytest.mark.parametrize("name", ["add", "find"])
def test_desktops_menu_is_answered_where_the_program_does_not_run(desktop, digest, name):
    desktop.install()
    act(desktop, name)
    assert desktop.is_running()
    open_post(desktop, digest, "The ferry was late")


def test_nonsense_opens_nothing(desktop, digest):
    desktop.start()
    for target in ["", "no such post", "\x01%s" * 1000, "x" * 1_000_000]:
        act(desktop, "open-post", target)
        act(desktop, "open-topic", target)
        act(desktop, "search", target)
    open_post(desktop, digest, "The ferry was late")
