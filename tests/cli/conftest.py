# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: running the program from outside, as people do."""
import json
import os
import pathlib
import subprocess

import pytest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DEMO = SOURCE / "data" / "demo" / "westminster-2025-06-16.json"


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.out = process.stdout
        self.text = process.stdout.decode()
        self.error = process.stderr.decode()

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def home(tmp_path):
    """An environment whose home is an empty folder, with a keyring in a file there; never the keyring of who tests."""
    return os.environ | {
        "HOME": os.fspath(tmp_path),
        "XDG_DATA_HOME": os.fspath(tmp_path / "data"),
        "TZ": "Europe/London",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus",
        "SECRET_BACKEND": "file",
        "SECRET_FILE_TEST_PATH": os.fspath(tmp_path / "keyring"),
        "SECRET_FILE_TEST_PASSWORD": "a test's",
    }


@pytest.fixture
def rundown(tmp_path, home):
    """Runs the program in an empty folder; its standard input is empty unless given."""

    def run(*arguments, stdin=b"", stdout=subprocess.PIPE, **environment):
        process = subprocess.run(
            [os.environ["RUNDOWN"], *map(os.fspath, arguments)],
            cwd=tmp_path,
            env=home | environment,
            input=stdin,
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
        if stdout is not subprocess.PIPE:
            process.stdout = b""
        return Result(process)

    return run


@pytest.fixture
def fails(rundown):
    """Runs the program, which is to fail: nothing on standard output, one line that says why. Gives that line."""

    def run(status, *arguments, **options):
        result = rundown(*arguments, **options)
        assert result.status == status, result.error
        assert result.out == b""
        assert result.error.startswith("rundown: ")
        assert result.error.count("\n") == 1 and result.error.endswith("\n")
        return result.error

    return run
