# SPDX-License-Identifier: GPL-3.0-or-later
"""In Flatpak's sandbox the program does what it does outside, and reaches only what it needs for that."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import time
from pathlib import Path

import pytest
from display import wait_for
from gi.repository import GLib

# A live blog that is busy is asked again after 20 seconds.
BUSY = [f"Crane {n} was moved" for n in range(60)]
SOON = 60


@contextlib.contextmanager
def open_store(sandbox):
    with contextlib.closing(sqlite3.connect(sandbox.own / "data/rundown/posts.db")) as connection, connection:
        yield connection


def follow(sandbox, server):
    """Follows a live blog that is due from now on."""
    server.posts[:] = BUSY
    sandbox.do("add", server.url)
    with open_store(sandbox) as store:
        store.execute("UPDATE following SET due = 1")


def test_reaches_what_it_needs_and_no_more(sandbox, release):
    said = subprocess.run(["flatpak", "info", "--user", "--show-permissions", release], text=True, capture_output=True,
                          check=True).stdout
    assert set(said.split()) == {
        "[Context]", "shared=network;ipc;", "sockets=x11;wayland;fallback-x11;", "devices=dri;"}
    secret = sandbox.home / "secret"
    secret.write_text("secret")
    assert sandbox.run(secret, options=["--command=cat"]).returncode != 0


def test_follows_and_keeps(sandbox, server):
    sandbox.do("add", server.url)
    assert "A harbour day" in sandbox.do("list")
    assert "The quay was closed" in sandbox.do("search", "quay")
    server.posts.append("The harbour was full")
    sandbox.do("fetch")
    assert "The harbour was full" in sandbox.do("digest")
    assert (sandbox.own / "data/rundown/posts.db").exists()
    assert not (sandbox.home / ".local/share/rundown").exists()


def test_words_are_stemmed_and_searched(sandbox, server):
    """What the program's own modules, ICU and SQLite's FTS5 are for."""
    sandbox.do("add", server.url)
    assert "The quay was closed" in sandbox.do("search", "closing")
    assert sandbox.do("demo", "--help")


@pytest.mark.parametrize("format", ["md", "html", "txt", "json"])
def test_saves_a_digest_among_its_own(sandbox, server, format):
    sandbox.do("add", server.url)
    sandbox.do("-c", f'rundown digest --format {format} --output "$XDG_DATA_HOME/day"', options=["--command=sh"])
    assert "The quay was closed" in (sandbox.own / "data/day").read_text()


@pytest.fixture
def documents(sandbox):
    """The desktop's document portal, which hands single files into sandboxes."""
    folder = next((folder for folder in (Path("/usr/libexec"), Path("/usr/lib"),
                                         Path(os.environ["DOCUMENT_PORTAL"]) / "usr/libexec")
                   if (folder / "xdg-document-portal").exists()), None)
    if folder is None:
        pytest.skip("no document portal here")
    processes = [subprocess.Popen([folder / name], env=sandbox.environment)
                 for name in ("xdg-permission-store", "xdg-document-portal")]
    mount = Path(sandbox.environment["XDG_RUNTIME_DIR"]) / "doc"
    try:
        wait_for(lambda: (mount / "by-app").is_dir() or processes[1].poll() is not None, "the document portal")
        if processes[1].poll() is not None:
            pytest.skip("the document portal cannot mount its files here (FUSE)")
        yield mount
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(20)


def test_saves_a_digest_through_the_document_portal(sandbox, server, documents):
    sandbox.do("add", server.url)
    day = sandbox.home / "day.md"
    day.write_text("yesterday's")
    sandbox.do("digest", "--output", "@@", day, "@@", options=["--file-forwarding"])
    assert "The quay was closed" in day.read_text()
    assert os.listdir(sandbox.home / "") and sorted(path.name for path in sandbox.home.glob("day*")) == ["day.md"]


def test_reads_a_file_through_the_document_portal(sandbox, server, documents):
    saved = sandbox.home / "saved.json"
    saved.write_bytes(server.write())
    assert "The quay was closed" in sandbox.do("digest", "@@", saved, "@@", options=["--file-forwarding"])
    assert sandbox.run("digest", saved).returncode == 1


def test_window_opens_again_on_what_is_kept(sandbox, server):
    sandbox.do("add", server.url)
    for word in ("ferry", "quay"):
        sandbox.activate()
        found = sandbox.call(f"{sandbox.path}/SearchProvider", "org.gnome.Shell.SearchProvider2", "GetInitialResultSet",
                             GLib.Variant("(as)", [[word]]))[0]
        assert len(found) == 1
        sandbox.quit()
    with open_store(sandbox) as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_goes_on_in_the_background(sandbox, server):
    follow(sandbox, server)
    sandbox.set(run_in_background="true")
    sandbox.activate()
    asked = wait_for(lambda: sandbox.portal.asked, "the portal to be asked")[0]
    assert asked["autostart"] and asked["commandline"] == ["rundown", "--gapplication-service", "--if-wanted"]
    wait_for(lambda: sandbox.portal.statuses, "the status")
    sandbox.display.press("Control_L", "w")
    n_asked = server.n_asked
    wait_for(lambda: server.n_asked > n_asked, "the next look", SOON)
    assert sandbox.is_running()


def test_tells_through_the_portal(sandbox, server):
    follow(sandbox, server)
    sandbox.set(run_in_background="true", notify_about="'everything'")
    sandbox.activate()
    wait_for(lambda: server.n_asked > 1, "the look that was due")
    server.posts.append("The lighthouse fell into the sea")
    told = wait_for(lambda: list(sandbox.portal.notifications.values()), "a notification", SOON)[0]
    assert told["title"].startswith("The lighthouse fell into the sea")
