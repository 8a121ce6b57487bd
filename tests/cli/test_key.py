# SPDX-License-Identifier: GPL-3.0-or-later
"""'rundown key': publishers' API keys go to the keyring, and are never shown."""
import os
import pty
import signal
import subprocess
import termios

import pytest

KEY = "hush-0123-ABCD"
NO_KEYRING = {"SECRET_BACKEND": "service"}


@pytest.fixture
def nowhere(tmp_path):
    """Sees that the key is in no file below the home folder."""

    def check(*outputs):
        for output in outputs:
            assert KEY not in output
        for path in tmp_path.rglob("*"):
            assert not path.is_file() or KEY.encode() not in path.read_bytes(), path

    return check


def is_stored(rundown):
    listed = rundown("key")
    assert listed.status == 0 and listed.error == ""
    assert KEY not in listed.text
    [line] = listed.text.splitlines()
    assert line.startswith("guardian ")
    return line.endswith(": a key is stored")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_key_is_stored_listed_and_removed(rundown, nowhere, tmp_path, end):
    assert not is_stored(rundown)
    stored = rundown("key", "guardian", stdin=(KEY + end).encode(), G_MESSAGES_DEBUG="all")
    assert stored.status == 0
    assert (tmp_path / "keyring").stat().st_size > 0
    nowhere(stored.text, stored.error)
    assert is_stored(rundown)

    removed = rundown("key", "guardian", "--remove")
    assert removed.status == 0 and removed.error == ""
    assert not is_stored(rundown)
    assert rundown("key", "--remove", "guardian").status == 0
    nowhere(removed.text)


@pytest.mark.parametrize(
    "arguments",
    [
        ["guardian", KEY],
        [KEY],
        ["guardian", "--remove", KEY],
        ["guardian", f"--key={KEY}"],
        [f"--{KEY}"],
        ["Guardian"],
        [""],
        ["--remove"],
    ],
)
def test_what_makes_no_sense_is_wrong_usage(rundown, fails, arguments):
    assert KEY not in fails(2, "key", *arguments, stdin=KEY.encode())
    assert not is_stored(rundown)


def test_a_key_as_an_argument_is_refused_with_the_reason(fails):
    assert "others on this computer could see" in fails(2, "key", "guardian", KEY)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", b"two words", b"two\nlines", b"\ttab", b"\x1b[A", b"\0", "ключ".encode(), b"x" * 513, b"x" * 100000],
)
def test_what_is_no_key_is_refused(rundown, fails, content):
    fails(1, "key", "guardian", stdin=content)
    assert not is_stored(rundown)


def test_the_longest_key(rundown):
    assert rundown("key", "guardian", stdin=b"x" * 512 + b"\r\n").status == 0
    assert is_stored(rundown)


def test_without_a_keyring(fails, nowhere):
    for arguments in [["key"], ["key", "guardian"], ["key", "guardian", "--remove"]]:
        error = fails(1, *arguments, stdin=KEY.encode(), **NO_KEYRING)
        assert "no keyring" in error
        nowhere(error)


@pytest.fixture
def terminal(home, tmp_path):
    """Runs 'rundown key guardian' on a terminal, up to its question: gives the process and the terminal's two sides."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [os.environ["RUNDOWN"], "key", "guardian"], cwd=tmp_path, env=home, stdin=theirs, stdout=theirs, stderr=theirs,
        preexec_fn=os.setsid,
    )
    asked = b""
    while not asked.endswith(b": "):
        asked += os.read(ours, 1000)
    yield process, ours, theirs
    process.kill()
    process.wait()
    os.close(ours)
    os.close(theirs)


def shows_what_is_typed(terminal):
    return bool(termios.tcgetattr(terminal)[3] & termios.ECHO)


def test_a_terminal_does_not_show_it(rundown, terminal):
    process, ours, theirs = terminal
    assert not shows_what_is_typed(theirs)
    os.write(ours, KEY.encode() + b"\n")
    assert process.wait(timeout=30) == 0
    said = os.read(ours, 1000).decode()
    assert "is stored" in said and KEY not in said
    assert shows_what_is_typed(theirs)
    assert is_stored(rundown)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_terminal_shows_again_what_is_typed_after_an_interruption(rundown, terminal, number):
    process, ours, theirs = terminal
    os.write(ours, KEY.encode())
    process.send_signal(number)
    assert process.wait(timeout=30) == -number
    assert shows_what_is_typed(theirs)
    assert not is_stored(rundown)
