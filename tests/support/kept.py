# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program keeps, as it says itself and as its database has it."""

import contextlib
import json
import sqlite3


def read_digest(desktop):
    """Gives the digest of what is followed, as other programs get it."""
    done = desktop.run("digest", "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def find_post(digest, title):
    return next(entry for entry in digest["entries"] if entry["title"] == title)


def list_seen(desktop):
    """Gives the ids of the posts that the reader has had in sight for a while."""
    database = next((desktop.folder / "data").glob("rundown/*.db"))
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return {id for id, in connection.execute("SELECT id FROM entry WHERE opened IS NOT NULL")}
