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


def run(checkout, *arguments, **settings):
    environment = os.environ | {
        "XDG_CACHE_HOME": str(checkout.parent / "cache"), "RUNDOWN_ENVIRONMENT": "here", **settings}
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


@pytest.fixture
def home(checkout):
    """A user's folder, and that of the data in it; the project installs a program, and what the desktop looks for."""
    with (checkout / "meson.build").open("a") as file:
        file.write("""
foreach name, folder : {
  'it.desktop': meson.get_external_property('autostartdir', 'usual'),
  'it.ini': meson.get_external_property('searchproviderdir', 'usual'),
  'rundown-follow.service': meson.get_external_property('systemduserunitdir', 'usual'),
  'it.service': get_option('datadir') / 'dbus-1/services',
  'it.gschema.xml': get_option('datadir') / 'glib-2.0/schemas',
}
  configure_file(input: 'file.in', output: name, install_dir: folder,
    configuration: {'PROGRAM': get_option('prefix') / get_option('bindir') / 'rundown'})
endforeach
meson.add_install_script('glib-compile-schemas', get_option('prefix') / get_option('datadir') / 'glib-2.0/schemas')
""")
    (checkout / "file.in").write_text('<schemalist><schema id="@PROGRAM@"/></schemalist>')
    (checkout / "src/meson.build").write_text("executable('rundown', 'main.c', install: true)\n")
    home = checkout.parent / "home"
    (home / "some one's").mkdir(parents=True)
    (home / "some one's/file").touch()
    return home


def run_at_home(home, *arguments, **settings):
    return run(home.parent / "check out", *arguments, HOME=str(home),
               **{"XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": ""} | settings)


def list_files(home):
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


@pytest.mark.parametrize("data", [".local/share", "some one's"])
def test_installs_for_one_user_and_removes_it_all(home, data):
    before = list_files(home)
    settings = {"XDG_DATA_HOME": str(home / data)}
    for _ in range(2):  # an installation over another one
        status, output, errors = run_at_home(home, "install", **settings)
        assert (status, output) == (0, "") and "./run uninstall removes it" in errors
    assert list_files(home) == sorted([
        ".config/autostart/it.desktop", ".config/environment.d/rundown.conf", ".local/bin/rundown",
        ".local/lib/rundown/files", ".local/lib/rundown/share/gnome-shell/search-providers/it.ini",
        f"{data}/dbus-1/services/it.service", f"{data}/glib-2.0/schemas/gschemas.compiled",
        f"{data}/glib-2.0/schemas/it.gschema.xml", f"{data}/systemd/user/rundown-follow.service", *before])
    program = home / ".local/bin/rundown"
    assert str(program) in (home / data / "dbus-1/services/it.service").read_text()
    assert subprocess.run([program, "well"], capture_output=True, check=False).stdout == b"well\n"

    assert run_at_home(home, "uninstall", **settings)[0] == 0
    assert list_files(home) == before and home.is_dir()
    assert not (home / ".local").exists() and not (home / ".config").exists()


def test_folders_that_were_there_stay(home):
    folders = [home / name for name in (".config/autostart", ".local/bin", "empty")]
    for folder in folders:
        folder.mkdir(parents=True)
    before = sorted(home.rglob("*"))
    for argument in ["install", "install", "uninstall"]:
        # Where a folder is not named by its whole path, the usual one is taken.
        assert run_at_home(home, argument, XDG_DATA_HOME="data", XDG_CONFIG_HOME=".")[0] == 0
    assert sorted(home.rglob("*")) == before


def test_enabled_timer_is_disabled(home):
    assert run_at_home(home, "install")[0] == 0
    wanted = home / ".config/systemd/user/timers.target.wants"
    wanted.mkdir(parents=True)
    for name in ("rundown-follow.timer", "other.timer"):
        (wanted / name).symlink_to(home / ".local/share/systemd/user" / name)
    assert run_at_home(home, "uninstall")[0] == 0
    assert [path.name for path in wanted.iterdir()] == ["other.timer"]


def test_program_of_the_user_stays(home):
    program = home / ".local/bin/rundown"
    program.parent.mkdir(parents=True)
    program.symlink_to("nowhere")
    before = sorted(home.rglob("*"))
    status, _, errors = run_at_home(home, "install")
    assert status == 1 and f"{program} is there already" in errors
    assert sorted(home.rglob("*")) == before


def test_failed_installation_is_removed(home):
    with (home.parent / "check out/meson.build").open("a") as file:
        file.write("meson.add_install_script('false')\n")
    before = list_files(home)
    assert run_at_home(home, "install")[0] == 1
    assert run_at_home(home, "uninstall")[0] == 0
    assert list_files(home) == before and not (home / ".local").exists()


def test_session_looks_for_who_answers_the_search(home):
    assert run_at_home(home, "install")[0] == 0
    session = (home / ".config/environment.d/rundown.conf").read_text()
    for before, after in [("", "/usr/local/share:/usr/share"), ("/one", "/one")]:
        done = subprocess.run(["bash", "-c", f'{session}printf %s "$XDG_DATA_DIRS"'], env={"XDG_DATA_DIRS": before},
                              capture_output=True, text=True, check=True)
        assert done.stdout == f"{home}/.local/lib/rundown/share:{after}"


def test_what_runs_in_the_environment_is_started_through_it(home):
    assert run_at_home(home, "install", RUNDOWN_ENVIRONMENT="trixie")[0] == 0
    shutil.rmtree(home.parent / "check out")
    program = home / ".local/bin/rundown"
    assert ".local/lib/rundown/environment" in program.read_text()
    done = subprocess.run([program, "two words"], env=os.environ | {"RUNDOWN_ENVIRONMENT": "trixie"}, capture_output=True,
                          check=False)
    assert (done.returncode, done.stdout) == (2, b"two words\n")


def test_what_is_not_installed_is_not_removed(home):
    before = list_files(home)
    status, _, errors = run_at_home(home, "uninstall")
    assert status == 1 and "it is not installed" in errors
    assert list_files(home) == before


def test_says_once_what_is_missing_without_an_installation(home):
    assert "./run install" not in run_at_home(home, "well", DISPLAY=":7")[2]
    assert run_at_home(home, DISPLAY="", WAYLAND_DISPLAY="")[2] == ""
    assert "./run install" in run_at_home(home, DISPLAY=":7")[2]
    assert run_at_home(home, DISPLAY=":7")[2] == ""


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
