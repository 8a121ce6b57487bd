# SPDX-License-Identifier: GPL-3.0-or-later
"""What `meson install` brings, and that those for whom it is there can read it. Nothing is installed on this system."""

import configparser
import json
import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

BUILD = Path(os.environ["BUILD"])
SOURCE = Path(__file__).resolve().parents[2]
ID = os.environ["APPLICATION_ID"]

# Where a native file's properties tell of no other folder.
FOLDERS = {
    "AUTOSTARTDIR": "sysconfdir/xdg/autostart",
    "SEARCHPROVIDERDIR": "datadir/gnome-shell/search-providers",
    "SYSTEMDUSERUNITDIR": "prefix/lib/systemd/user",
}

FILES = """
bindir/rundown
AUTOSTARTDIR/ID.desktop
SYSTEMDUSERUNITDIR/rundown-follow.service
SYSTEMDUSERUNITDIR/rundown-follow.timer
datadir/applications/ID.desktop
datadir/bash-completion/completions/rundown
datadir/dbus-1/services/ID.service
datadir/fish/vendor_completions.d/rundown.fish
datadir/glib-2.0/schemas/ID.gschema.xml
SEARCHPROVIDERDIR/ID.search-provider.ini
datadir/icons/hicolor/scalable/apps/ID.svg
datadir/icons/hicolor/symbolic/apps/ID-symbolic.svg
datadir/metainfo/ID.metainfo.xml
datadir/rundown/digest.schema.json
datadir/zsh/site-functions/_rundown
mandir/man1/rundown.1
""".split()


def run(*command, **options):
    done = subprocess.run([*map(str, command)], text=True, capture_output=True, timeout=60, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    """The folder that stands for the system's root."""
    if shutil.which("meson") is None:
        pytest.skip("no meson here")
    root = tmp_path_factory.mktemp("root")
    log = BUILD / "meson-logs/install-log.txt"
    before = log.read_bytes() if log.exists() else None
    try:
        run("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", root)
    finally:
        log.unlink(missing_ok=True)
        if before is not None:
            log.write_bytes(before)
    return root


@pytest.fixture(scope="session")
def find(installed):
    """Gives where a file stands, by a line of the list above."""
    options = {it["name"]: it["value"] for it in json.loads(run("meson", "introspect", "--buildoptions", BUILD))}

    def locate(name):
        folder, rest = name.split("/", 1)
        if folder in FOLDERS and not os.environ[folder]:
            return locate(f"{FOLDERS[folder]}/{rest}")
        told = options.get(folder) or os.environ[folder]
        return installed / (Path(options["prefix"]) / told / rest.replace("ID", ID)).relative_to("/")

    return locate


def test_each_file_is_where_it_belongs_and_no_other(installed, find):
    languages = [line for line in (SOURCE / "po/LINGUAS").read_text().split("\n") if line and line[0] != "#"]
    expected = FILES + [f"localedir/{language}/LC_MESSAGES/rundown.mo" for language in languages]
    found = {path for path in installed.rglob("*") if not path.is_dir()}
    assert sorted(found) == sorted(map(find, expected))


def test_everybody_may_read_and_nobody_else_write(installed, find):
    program = find("bindir/rundown")
    for path in installed.rglob("*"):
        wanted = 0o755 if path.is_dir() or path == program else 0o644
        assert stat.S_IMODE(path.lstat().st_mode) == wanted, path


def test_nothing_tells_where_it_was_built(installed, find):
    program = find("bindir/rundown")
    for path in installed.rglob("*"):
        if path.is_file() and path != program:
            text = path.read_bytes()
            for folder in (BUILD, SOURCE, installed):
                assert os.fsencode(folder) not in text, path
            # What was to be put in when it was configured.
            assert b"@PROGRAM@" not in text and b"@APPLICATION" not in text and b"@WEBSITE@" not in text, path


def test_programs_that_look_for_it_find_it(installed, find):
    program = f'"/{find("bindir/rundown").relative_to(installed)}"'
    for name in ("datadir/applications/ID.desktop", "datadir/dbus-1/services/ID.service",
                 "SYSTEMDUSERUNITDIR/rundown-follow.service", "AUTOSTARTDIR/ID.desktop"):
        lines = [line for line in find(name).read_text().splitlines() if line.startswith(("Exec=", "ExecStart="))]
        assert lines[0].partition("=")[2].startswith(program), name
    provider = configparser.ConfigParser()
    provider.read(find("SEARCHPROVIDERDIR/ID.search-provider.ini"))
    assert find(f"datadir/applications/{provider['Shell Search Provider']['DesktopId']}").exists()


def test_settings_are_compiled(find):
    assert run("glib-compile-schemas", "--strict", "--dry-run", find("datadir/glib-2.0/schemas/ID.gschema.xml").parent) == ""


def test_units_are_what_systemd_reads(installed, find, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd here")
    units = []
    for name in ("rundown-follow.service", "rundown-follow.timer"):
        text = find(f"SYSTEMDUSERUNITDIR/{name}").read_text()
        units.append(tmp_path / name)
        # Where it stands is not where it is going to be.
        units[-1].write_text(text.replace('="/', f'="{installed}/'))
    done = subprocess.run(["systemd-analyze", "--user", "--man=no", "verify", *units], text=True, capture_output=True,
                          env=os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
