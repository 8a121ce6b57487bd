# SPDX-License-Identifier: GPL-3.0-or-later
"""A system made of small stand-ins, on which .ci/environment can set things up without changing anything real."""

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE = 30  # seconds until a test gives up

# Each stand-in finds the system's folder in $SYSTEM: flags that tests raise lie there, and `calls`, where what would
# have changed something is noted.
STAND_INS = {
    "pkg-config": '[[ -e $SYSTEM/libraries ]]',
    "apt-cache": '[[ ! -e $SYSTEM/offers ]] || echo "  Candidate: 99"',
    "apt-config": "",
    "apt-get": 'echo "apt-get $*" >>"$SYSTEM/calls"; [[ $1 != install ]] || touch "$SYSTEM/libraries"',
    "sudo": """
        [[ -e $SYSTEM/trusted ]] || exit 1
        while [[ ${1-} == --* ]]; do shift; done
        "$@" """,
    "newuidmap": "",
    "unshare": 'while [[ $1 != -- ]]; do shift; done; shift; exec "$@"',
    "mmdebstrap": """
        echo mmdebstrap >>"$SYSTEM/calls"
        while [[ -e $SYSTEM/slow ]]; do sleep 0.05; done
        if [[ -e $SYSTEM/offline ]]; then echo 'no way to the archive' >&2; exit 1; fi
        exec tar --create --directory="$SYSTEM" base""",
    "bwrap": """
        case " $* " in
          *' / / true ') if [[ -e $SYSTEM/refuses ]]; then echo 'not permitted' >&2; exit 1; fi ;;
          *'apt-get install'*) words=$*; echo "in the root: ${words##* sh }" >>"$SYSTEM/calls" ;;
          *' -- '*) while [[ $1 != -- ]]; do shift; done; shift; exec "$@" ;;
        esac""",
}

# What the scripts may count on everywhere.
TOOLS = """Xvfb appstreamcli bash cat cc chmod clang cut dbus-run-session desktop-file-validate dirname env eu-strip fish
flatpak flatpak-builder flock getent groff id llvm-symbolizer mandoc meson mkdir msgfmt mv ninja printf python3 readlink rm
sed sh sleep sort systemd-analyze tail tar touch true zsh""".split()


class System:
    """A user's system, whose own user is never the superuser."""

    def __init__(self, folder):
        self.folder = folder
        self.cache = folder / "home/.cache/rundown/environment"
        programs = folder / "programs"
        for made in (programs, folder / "base", folder / "home"):
            made.mkdir()
        for name, script in STAND_INS.items():
            (programs / name).write_text(f"#!/bin/bash\n{script}\n")
            (programs / name).chmod(0o755)
        for name in TOOLS:
            if found := shutil.which(name):
                (programs / name).symlink_to(found)
        shutil.copytree(CHECKOUT / ".ci", folder / "check out/.ci")
        self.environment = {
            "HOME": str(folder / "home"), "PATH": str(programs), "SYSTEM": str(folder), "LC_ALL": "C.UTF-8"}
        self.user = None
        if os.geteuid() == 0:
            self.user = 65534
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.user, -1, follow_symlinks=False)

    def has(self, *flags):
        for flag in flags:
            (self.folder / flag).touch()

    def has_no_more(self, flag):
        (self.folder / flag).unlink()

    @property
    def calls(self):
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []

    def wait_for_call(self, process):
        end = time.monotonic() + PATIENCE
        while not self.calls:
            assert process.poll() is None and time.monotonic() < end, "waited in vain"
            time.sleep(0.02)

    def start(self, *arguments):
        """Starts .ci/environment in a process group of its own."""
        return subprocess.Popen(
            [self.folder / "check out/.ci/environment", *arguments], env=self.environment, user=self.user, text=True,
            cwd=self.folder, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments, text=""):
        """Runs .ci/environment; returns its exit status, standard output and standard error."""
        with self.start(*arguments) as process:
            output, errors = process.communicate(text, timeout=PATIENCE)
        return process.returncode, output, errors


@pytest.fixture
def system():
    # Not pytest's own folder: that one is closed to the user that the superuser's tests run as.
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield System(Path(folder))
