# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed into the desktop's search finds topics and posts, and opens them, whether the program runs or not."""

import configparser
import contextlib
import os
import time
from pathlib import Path

import pytest
from display import wait_for
from gi.repository import Gio, GLib
from kept import find_post, list_seen, read_digest

INTERFACE = "org.gnome.Shell.SearchProvider2"


@pytest.fixture
def digest(desktop, server):
    """What is followed: more posts than fit into a window."""
    server.posts += [f"Crane {n} was checked" for n in range(1, 61)]
    assert desktop.run("add", server.url).returncode == 0
    return read_digest(desktop)


@pytest.fixture
def ask(desktop):
    def run(method, signature, *arguments):
        return desktop.call(f"{desktop.path}/SearchProvider", INTERFACE, method,
                            GLib.Variant(signature, arguments)).unpack()

    return run


@pytest.fixture
def search(ask):
    def run(*terms, before=None):
        if before is None:
            return ask("GetInitialResultSet", "(as)", terms)[0]
        return ask("GetSubsearchResultSet", "(asas)", before, terms)[0]

    return run


def name_post(digest, title):
    return "post:" + find_post(digest, title)["id"]


@pytest.mark.parametrize("runs", [True, False])
def test_results(desktop, digest, search, runs):
    desktop.start() if runs else desktop.install()
    ferry = name_post(digest, "The ferry was late")
    labels = {f"topic:{topic['id']}": topic["label"] for topic in digest["topics"] if not topic["other"]}
    assert labels
    found = search("ferry")
    assert ferry in found and set(found) - {ferry} <= set(labels)
    assert search("late", "ferri")[-1] == ferry
    # The words of a topic's name find it before its posts.
    topic, label = next(iter(labels.items()))
    assert search(*label.split())[0] == topic
    # There are many, of which three are answered; those that say so in their title come first.
    found = search("crane")
    assert len(found) == 3
    assert name_post(digest, "Crane 60 was checked") in found
    assert search("nowhere") == []
    assert search() == search("", "  ") == []


def test_more_words_narrow(desktop, digest, search):
    desktop.start()
    before = search("crane", "checked")
    assert len(before) == 3
    posts = [id for id in before if id.startswith("post:")]
    assert search("crane", "checked", "60", before=posts) == [name_post(digest, "Crane 60 was checked")]
    # What stood there stays in its place, and is made up to three where there may be more.
    kept = name_post(digest, "Crane 58 was checked")
    found = search("crane", "checked", before=[kept, "post:one", "post:two"])
    assert found[0] == kept and len(found) == 3
    # Where those before were all that there are, no other one is added.
    assert search("crane", before=[kept]) == [kept]
    assert search("ferry", before=[kept]) == []


def test_metas(desktop, digest, ask, search):
    desktop.start()
    ferry = name_post(digest, "The ferry was late")
    topic = next(topic for topic in digest["topics"] if not topic["other"])
    metas = ask("GetResultMetas", "(as)", [ferry, "post:none", f"topic:{topic['id']}"])[0]
    assert [meta["id"] for meta in metas] == [ferry, f"topic:{topic['id']}"]
    assert metas[0]["name"] == "The ferry was late"
    parts = metas[0]["description"].split(" · ")
    assert parts[-2] == "A harbour day" and ":" in parts[-1]
    assert metas[1]["name"] == topic["label"]
    assert metas[1]["description"].startswith(f"{len(topic['entries'])} post")
    for meta in metas:
        assert Gio.Icon.new_for_string(meta["gicon"]).get_names()[0] == desktop.id
        assert "\n" not in meta["name"] + meta["description"]


@pytest.mark.parametrize("runs", [True, False])
def test_post_is_opened(desktop, digest, ask, search, runs):
    desktop.start() if runs else desktop.install()
    found = search("crane", "30")
    assert found[-1] == name_post(digest, "Crane 30 was checked")
    if not runs:
        # The program need not be the one that answered.
        desktop.kill()
    ask("ActivateResult", "(sasu)", found[-1], ["crane", "30"], 0)
    wait_for(lambda: found[-1].removeprefix("post:") in list_seen(desktop), "the post in sight")
    assert find_post(digest, "Crane 5 was checked")["id"] not in list_seen(desktop)


def press_until_seen(desktop, *keys):
    """Presses keys, again where the window was not there yet, until the reader has had something in sight for a while."""
    for _ in range(6):
        for key in keys:
            desktop.display.press(key)
        with contextlib.suppress(AssertionError):
            return wait_for(lambda: list_seen(desktop), "a post in sight", 4)
    raise AssertionError("waited in vain for a post in sight")


def test_search_goes_on_in_the_program(desktop, digest, ask):
    desktop.install()
    ask("LaunchSearch", "(asu)", ["crane", "30"], 0)
    # The first that was found is opened with the key that does that.
    assert find_post(digest, "Crane 30 was checked")["id"] in press_until_seen(desktop, "Return")


def test_search_stands_before_what_is_followed(desktop, digest, ask):
    desktop.install()
    ask("LaunchSearch", "(asu)", ["crane", "30"], 0)
    press_until_seen(desktop, "Escape", "bracketright")


def test_new_question_ends_the_one_before(desktop, digest):
    desktop.start()
    answers = []

    def answered(connection, result):
        try:
            answers.append(connection.call_finish(result).unpack()[0])
        except GLib.Error as error:
            answers.append(error.message)

    for term in ["c", "cr", "cra", "ferry"]:
        desktop.connection.call(desktop.id, f"{desktop.path}/SearchProvider", INTERFACE, "GetInitialResultSet",
                                GLib.Variant("(as)", [[term]]), None, Gio.DBusCallFlags.NONE, 20_000, None, answered)

    def look():
        while GLib.MainContext.default().iteration(False):
            pass
        return len(answers) == 4

    wait_for(look, "all answers")
    assert name_post(digest, "The ferry was late") in answers[-1]
    assert any("another question" in answer for answer in answers[:3])


def test_nonsense_is_borne(desktop, digest, ask, search):
    desktop.start()
    long = "x" * 1_000_000
    assert search(long) == []
    assert search('"', "'", "%s%n", "*", "crane OR", "(", "\x01", "NEAR/2") == []
    search(*["crane"] * 10_000)
    assert search("ferry", before=["", long, "post:", "topic:", *["nonsense"] * 10_000])
    assert ask("GetResultMetas", "(as)", ["", "post:", "topic:", "x:y", long, *["post:%s"] * 10_000]) == ([],)
    for id in ["", "post:", "topic:", "x", long, "post:" + long, "topic:%s"]:
        ask("ActivateResult", "(sasu)", id, [long, "\x02"], 2 ** 32 - 1)
    ask("LaunchSearch", "(asu)", [], 0)
    assert name_post(digest, "The ferry was late") in search("ferry")


def test_shell_is_told_where_to_ask(desktop):
    file = configparser.ConfigParser()
    assert file.read(Path(os.environ["GSETTINGS_SCHEMA_DIR"]) / f"{desktop.id}.search-provider.ini")
    told = file["Shell Search Provider"]
    assert (told["BusName"], told["DesktopId"], told["Version"]) == (desktop.id, f"{desktop.id}.desktop", "2")
    desktop.start()
    desktop.call(told["ObjectPath"], INTERFACE, "GetInitialResultSet", GLib.Variant("(as)", [["ferry"]]))


def test_nothing_followed(desktop, ask, search):
    desktop.install()
    assert search("ferry") == []
    assert ask("GetResultMetas", "(as)", ["post:none"]) == ([],)


def test_what_is_left_is_not_found(desktop, digest, search):
    assert desktop.run("remove", "1").returncode == 0
    desktop.install()
    assert search("ferry") == []


def test_answers_come_soon(desktop, digest, search):
    desktop.start()
    took = []
    for term in ["c", "cr", "cra", "cran", "crane"]:
        begin = time.monotonic()
        search(term)
        took.append(time.monotonic() - begin)
    print("seconds from call to answer:", " ".join(f"{seconds:.3f}" for seconds in took))
    assert max(took) < 2
