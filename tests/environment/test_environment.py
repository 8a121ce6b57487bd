# SPDX-License-Identifier: GPL-3.0-or-later
"""Where .ci/environment runs a command, and how it sets that place up."""

import glob
import os
import shutil
import signal

import pytest
from conftest import PATIENCE, TOOLS

WHERE = ("sh", "-c", 'printf "%s" "$RUNDOWN_ENVIRONMENT"')

needs_keyring = pytest.mark.skipif(
    not glob.glob("/usr/share/keyrings/debian-archive-keyring.*"), reason="no keyring of Debian's archive here")
needs_tools = pytest.mark.skipif(
    not all(map(shutil.which, TOOLS)), reason="not all is here that the tests of Rundown as a whole take")


@needs_tools
def test_host_with_everything_is_used_as_it_is(system):
    system.has("libraries")
    assert system.run("--for", "test", *WHERE) == (0, "host", "")
    assert system.calls == []


@needs_tools
def test_host_gets_what_it_offers(system):
    system.has("offers", "trusted")
    status, output, errors = system.run(*WHERE)
    assert (status, output) == (0, "host")
    assert system.calls[-1].startswith("apt-get install") and "libgtk-4-dev" in system.calls[-1]
    assert errors.index("this system lacks: libglib2.0-dev") < errors.index("installing them")


def test_user_without_rights_learns_what_to_ask_for(system):
    system.has("offers")
    status, output, errors = system.run(*WHERE)
    assert (status, output, system.calls) == (1, "", [])
    assert "ask one to run: apt-get install" in errors and "libgtk-4-dev" in errors


@needs_keyring
def test_old_host_gets_a_root_once(system):
    status, output, errors = system.run(*WHERE)
    assert (status, output) == (0, "trixie")
    assert system.calls[0] == "mmdebstrap" and "libgtk-4-dev" in system.calls[1]
    assert "making a Debian 13 system" in errors
    assert system.run(*WHERE) == (0, "trixie", "")
    assert len(system.calls) == 2


@needs_keyring
def test_root_gets_only_what_it_lacks(system):
    system.run("true")
    assert system.run("--for", "test", *WHERE)[:2] == (0, "trixie")
    assert system.calls.count("mmdebstrap") == 1
    assert "python3-pytest" in system.calls[-1] and "libgtk-4-dev" not in system.calls[-1]
    assert system.run("--for", "build", *WHERE) == (0, "trixie", "")


@needs_keyring
def test_interrupted_set_up_is_repaired(system):
    system.has("slow")
    with system.start("true") as interrupted:
        system.wait_for_call(interrupted)
        os.killpg(interrupted.pid, signal.SIGKILL)
    assert (system.cache / "trixie.new").is_dir()
    system.has_no_more("slow")
    assert system.run(*WHERE)[:2] == (0, "trixie")
    assert system.calls.count("mmdebstrap") == 2
    assert not (system.cache / "trixie.new").exists()


@needs_keyring
def test_two_at_once_wait_for_each_other(system):
    system.has("slow")
    with system.start(*WHERE) as first:
        system.wait_for_call(first)
        with system.start(*WHERE) as second:
            assert "waiting for another set-up" in second.stderr.readline()
            system.has_no_more("slow")
            for process in (first, second):
                assert process.communicate(timeout=PATIENCE)[0] == "trixie"
    assert system.calls.count("mmdebstrap") == 1


@needs_keyring
def test_failed_step_shows_the_end_of_its_log(system):
    system.has("offline")
    status, output, errors = system.run("true")
    assert (status, output) == (1, "")
    assert "no way to the archive" in errors and str(system.cache / "log") in errors


@needs_keyring
def test_refused_namespaces_are_explained_before_anything_is_made(system):
    system.has("refuses")
    status, output, errors = system.run("true")
    assert (status, output, system.calls) == (1, "", [])
    assert "not permitted" in errors and "ask an administrator" in errors


@needs_keyring
@pytest.mark.parametrize("place", ["host", "trixie"])
def test_command_gets_its_arguments_input_and_status(system, place):
    if place == "host":
        system.has("libraries")
    script = 'printf "[%s]" "$@"; cat; exit 7'
    status, output, _ = system.run("sh", "-c", script, "sh", "a b", "", "*", text="from standard input")
    assert (status, output) == (7, "[a b][][*]from standard input")


def test_wrong_usage_is_told(system):
    for arguments in ([], ["--for", "build"], ["--for", "fun", "true"]):
        status, output, errors = system.run(*arguments)
        assert (status, output) == (1, "") and errors.startswith("rundown: ")


@needs_keyring
@pytest.mark.parametrize("place", ["host", "trixie"])
def test_language_of_the_user_is_made_where_it_lacks(system, place):
    if place == "host":
        system.has("libraries")
    del system.environment["LC_ALL"]
    system.environment["LANG"] = "cy_GB.UTF-8"
    for _ in range(2):
        status, output, _ = system.run("locale", "abday")
        assert status == 0 and output.startswith("Sul;Llu")
    system.environment["LANG"] = "xx_../YY.UTF-8"
    assert system.run(*WHERE)[:2] == (0, place)
