# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the window share: starting it, and what the command line says about the same live blog."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from driver import Program
from live_blog_server import serve

# What GTK says of its own where a window gets another size while something is open in it. Only a program that does not
# end with the first warning lives to say it.
HARMLESS = re.compile(
    r"\n\(rundown:\d+\): Gtk-WARNING \*\*: [\d:.]+: (?:Trying to (?:snapshot|measure) Gtk|GtkText - unexpected blinking).*\n")

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "formats"


@pytest.fixture
def start(tmp_path):
    """Starts the program, once or again; it must not have complained by the end."""
    programs = []

    def run(*arguments, **options):
        folder = tmp_path / str(len(programs))
        folder.mkdir()
        programs.append(Program(folder, *arguments, **options))
        return programs[-1]

    yield run
    for program in programs:
        program.close()
    for program in programs:
        assert HARMLESS.sub("", program.errors.read_text()) == ""


@pytest.fixture(scope="session")
def digest():
    """The digest of the demo, as other programs get it."""
    done = subprocess.run(
        [os.environ["RUNDOWN"], "digest", "--demo", "--format", "json"], capture_output=True, timeout=60, check=True)
    found = json.loads(done.stdout)
    found["by_id"] = {entry["id"]: entry for entry in found["entries"]}
    return found


@pytest.fixture
def blog(tmp_path):
    """A live blog in a file."""
    path = tmp_path / "council.txt"
    path.write_bytes((FIXTURES / "plain-text" / "council.txt").read_bytes())
    return path


@pytest.fixture
def server():
    """A live blog on a server, with more posts than fit into a window."""
    with serve() as it:
        it.posts += [f"Crane {n} was checked" for n in range(1, 13)]
        yield it
