# SPDX-License-Identifier: GPL-3.0-or-later
"""Following from the command line: add, list, fetch, search, remove, backup, and digests of what is followed."""
import json
import os
import pathlib
import sqlite3
import subprocess

import pytest
from conftest import DEMO

TITLE = "Cooper accepts"


@pytest.fixture
def blog(tmp_path):
    """A copy of the demo that a test may change: gives its path and a function that changes its blocks."""
    path = tmp_path / "blog.json"
    path.write_bytes(DEMO.read_bytes())

    def change(function):
        content = json.loads(path.read_text())
        function(content["response"]["content"]["blocks"]["body"])
        path.write_text(json.dumps(content))

    return path, change


def entries(rundown, *arguments):
    return rundown("digest", "-f", "json", *arguments).json["entries"]


def test_what_is_added_is_listed_and_kept(rundown, blog):
    path, _ = blog
    added = rundown("add", path)
    assert added.status == 0 and added.error == ""
    assert TITLE in added.text and "52 new posts" in added.text
    listed = rundown("list").text
    assert TITLE in listed and "52 posts" in listed and os.fspath(path) in listed

    path.unlink()
    kept = rundown("digest", "-f", "json")
    assert kept.status == 0
    named = rundown("digest", "--demo", "-f", "json").json
    kept = kept.json
    assert [e["text"] for e in kept["entries"]] == [e["text"] for e in named["entries"]]
    assert [t["label"] for t in kept["topics"]] == [t["label"] for t in named["topics"]]
    assert [e["topic"] for e in kept["entries"]] == [e["topic"] for e in named["entries"]]
    assert [e["why"] for e in kept["entries"]] == [e["why"] for e in named["entries"]]
    assert kept["summary"] == named["summary"]
    assert kept["blogs"][0]["title"] == named["blogs"][0]["title"]


def test_times_choose_among_what_is_kept(rundown, blog):
    rundown("add", blog[0])
    everything = entries(rundown)
    assert entries(rundown, "--date", "2025-06-16") == everything
    assert entries(rundown, "--date", "2001-01-01") == []
    some = entries(rundown, "--since", "2025-06-16T12:00", "--until", "2025-06-16T15:00")
    assert 0 < len(some) < len(everything)
    assert {e["id"]: e["topic"] for e in some}.items() <= {e["id"]: e["topic"] for e in everything}.items()


def test_nothing_followed(rundown, fails):
    assert "rundown add" in rundown("list").text
    assert "nothing is followed" in fails(1, "digest")
    assert "nothing is followed" in fails(1, "topics")
    assert "nothing is followed" in fails(1, "fetch")
    assert rundown("search", "word").text == "No post has these words.\n"


def test_fetch_finds_what_is_new_edited_and_gone(rundown, blog):
    path, change = blog
    held_back = []
    change(lambda blocks: held_back.extend(blocks.pop(0) for _ in range(5)))
    rundown("add", path)
    assert rundown("fetch").text.endswith(": 0 new, 0 edited, 0 deleted\n")

    def edit(blocks):
        blocks[:0] = held_back
        blocks[10]["bodyHtml"] = "<p>Zeppelins were seen over Whitby.</p>"

    change(edit)
    assert rundown("fetch").text.endswith(": 5 new, 1 edited, 0 deleted\n")
    found = rundown("search", "zeppelin").text
    assert found.count("\n") in (1, 2)
    assert len(entries(rundown)) == 52


def test_stopping_after_every_post_gives_the_same_topics(rundown, blog):
    path, change = blog
    later = []
    change(lambda blocks: (later.extend(blocks[:]), blocks.clear(), blocks.append(later.pop())))
    rundown("add", path)
    while later:
        change(lambda blocks: blocks.insert(0, later.pop()))
        assert rundown("fetch").status == 0
    step_by_step = {e["sourceId"]: e["topic"] for e in entries(rundown)}
    at_once = {e["sourceId"]: e["topic"] for e in rundown("digest", "--demo", "-f", "json").json["entries"]}
    assert step_by_step == at_once


def test_a_failed_fetch_is_told_and_loses_nothing(rundown, fails, blog):
    path, _ = blog
    rundown("add", path)
    path.write_text("no live blog")
    assert os.fspath(path) in fails(1, "fetch")
    assert len(entries(rundown)) == 52
    assert "no live blog" in rundown("list").text


def test_one_that_fails_does_not_stop_another(rundown, blog, tmp_path):
    path, _ = blog
    other = tmp_path / "other.txt"
    other.write_text("A harbour day – live\n\nKey events\n\nQuay opens to boats\n\nThe quay opened to boats at noon today.\n\n"
                     "Crane fails again on pier\n\nThe crane on the pier failed for the third time.\n")
    assert rundown("add", path, other).status == 0
    path.unlink()
    result = rundown("fetch")
    assert result.status == 1
    assert "A harbour day" in result.text and TITLE not in result.text
    assert os.fspath(path) in result.error and "1 of 2" in result.error


def test_search(rundown, fails, blog):
    rundown("add", blog[0])
    assert "ridge" in rundown("search", "bridges").text
    assert rundown("search", "bridges", "--limit", "1").text.count("16 Jun 2025") == 1
    assert rundown("search", '"gangs grooming"').text == "No post has these words.\n"
    assert "nothing to look for" in fails(2, "search")


@pytest.mark.parametrize("name", ["1", "cooper ACCEPTS", "path"])
def test_remove(rundown, fails, blog, name):
    rundown("add", blog[0])
    result = rundown("remove", blog[0] if name == "path" else name)
    assert result.status == 0 and TITLE in result.text
    assert "no longer followed" in rundown("list").text
    assert "nothing is followed" in fails(1, "digest")
    assert "2025" in rundown("search", "bridges").text, "what was kept can still be searched"
    assert ": 0 new posts" in rundown("add", blog[0]).text, "it comes back with its posts"
    assert len(entries(rundown)) == 52

    rundown("remove", "1", "--forget")
    assert "Nothing is followed" in rundown("list").text
    assert rundown("search", "bridges").text == "No post has these words.\n"
    assert ": 52 new posts" in rundown("add", blog[0]).text, "it comes back as if for the first time"


def test_names_that_fit_none(rundown, fails, blog):
    rundown("add", blog[0])
    assert "rundown list" in fails(1, "remove", "no such title")
    assert "rundown list" in fails(1, "fetch", "")
    assert "name a live blog" in fails(2, "remove")
    assert "standard input" in fails(2, "add", "-")


def test_backup(rundown, fails, blog, tmp_path):
    rundown("add", blog[0])
    assert rundown("backup", "copy.db").status == 0
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (52,)
    assert "copy.db" in fails(1, "backup", tmp_path / "no" / "copy.db")
    assert "name it" in fails(2, "backup")


def test_commands_beside_one_that_writes(rundown, fails, blog, tmp_path):
    """While another process holds the lock, reading works and writing is refused with a reason."""
    rundown("add", blog[0])
    [lock] = pathlib.Path(tmp_path).rglob("posts.db-lock")
    with subprocess.Popen(["flock", lock, "sleep", "60"]) as holder:
        try:
            subprocess.run(["sh", "-c", f"while flock -n {lock} true; do sleep 0.05; done"], timeout=10, check=True)
            assert "Rundown is running" in fails(1, "fetch")
            assert "Rundown is running" in fails(1, "add", blog[0])
            assert len(entries(rundown)) == 52
            assert "52 posts" in rundown("list").text
        finally:
            holder.kill()


def test_damaged_posts_are_set_aside(rundown, blog, tmp_path):
    rundown("add", blog[0])
    [posts] = pathlib.Path(tmp_path).rglob("posts.db")
    posts.write_bytes(b"x" * 100000)
    result = rundown("add", blog[0])
    assert result.status == 0 and "damaged" in result.error
    assert len(entries(rundown)) == 52
    assert [path.read_bytes() for path in posts.parent.glob("posts.db-damaged-*") if path.stat().st_size] == [b"x" * 100000]
