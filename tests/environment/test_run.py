# SPDX-License-Identifier: GPL-3.0-or-later
"""./run on a program of one line, and how ./tests/run counts."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]

PROGRAM = """
#include <stdio.h>
int main (int count, char **values) { printf ("%s\\n", values[count - 1]); return count; }
"""


@pytest.fixture
def checkout(tmp_path):
    """A small project with Rundown's scripts, in a folder with a blank in its name."""
    folder = tmp_path / "check out"
    (folder / "src").mkdir(parents=True)
    shutil.copytree(CHECKOUT / ".ci", folder / ".ci")
    shutil.copy(CHECKOUT / "run", folder)
    (folder / "meson.build").write_text("project('small', 'c')\nsubdir('src')\n")
    (folder / "src/meson.build").write_text("executable('rundown', 'main.c')\n")
    (folder / "src/main.c").write_text(PROGRAM)
    return folder


def run(checkout, *arguments):
    environment = os.environ | {"XDG_CACHE_HOME": str(checkout.parent / "cache"), "RUNDOWN_ENVIRONMENT": "here"}
    done = subprocess.run(
        ["../check out/run", *arguments], cwd=checkout, env=environment, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr


def test_builds_outside_the_checkout_and_passes_on(checkout):
    before = sorted(checkout.rglob("*"))
    status, output, errors = run(checkout, "one", "two words")
    assert (status, output) == (3, "two words\n")
    assert "building Rundown" in errors
    assert sorted(checkout.rglob("*")) == before
    assert run(checkout, "again") == (2, "again\n", "")


def test_failed_build_is_shown_and_mended(checkout):
    source = checkout / "src/main.c"
    source.write_text("int main (void) { return missing; }")
    status, output, errors = run(checkout)
    assert (status, output) == (1, "") and "missing" in errors
    source.write_text(PROGRAM)
    assert run(checkout, "well")[:2] == (2, "well\n")


def test_interrupted_configuration_is_begun_anew(checkout):
    run(checkout)
    (configured,) = (checkout.parent / "cache").rglob("*.configured")
    configured.unlink()
    (configured.with_suffix("") / "build.ninja").write_text("half")
    assert run(checkout, "well")[:2] == (2, "well\n")


def count(tmp_path, *tests):
    log = tmp_path / "testlog.json"
    log.write_text("".join(json.dumps({"name": "some", "stdout": "", **test}) + "\n" for test in tests))
    done = subprocess.run(
        [sys.executable, CHECKOUT / "tests/support/count-results.py", log, log], capture_output=True, text=True)
    return done.returncode, done.stdout.splitlines()


def test_counts_each_case_of_each_log(tmp_path):
    tap = "TAP version 14\n1..3\nok 1 /a\nok 2 /b # SKIP no display\nok 3 /c\n"
    assert count(tmp_path, {"result": "OK", "stdout": tap}, {"result": "OK"}) == (
        0, ["skipped: some /b: no display", "6 passed, 0 failed, 2 skipped"])


@pytest.mark.parametrize("result", ["FAIL", "TIMEOUT", "ERROR", "INTERRUPT", "UNEXPECTEDPASS"])
def test_a_test_that_went_wrong_is_a_failure(tmp_path, result):
    assert count(tmp_path, {"result": result, "stdout": "ok 1 /a\n"}) == (
        1, [f"failed: some: {result}", "2 passed, 2 failed, 0 skipped"])


def test_a_failed_case_is_one_failure(tmp_path):
    status, lines = count(tmp_path, {"result": "FAIL", "stdout": "ok 1 /a\nnot ok 2 /b\n"})
    assert (status, lines[-1]) == (1, "2 passed, 2 failed, 0 skipped")


def test_skipping_everything_is_no_success(tmp_path):
    assert count(tmp_path, {"result": "SKIP", "stdout": "no bus\n"}) == (
        1, ["skipped: some: no bus", "0 passed, 0 failed, 2 skipped"])
