# SPDX-License-Identifier: GPL-3.0-or-later
"""The check itself: it must tell an arrow that the table does not have."""
import pathlib
import subprocess
import sys

CHECK = pathlib.Path(__file__).with_name("check-rooms.py")
TABLE = "| Room | What | May include |\n|---|---|---|\n| `base` | b | |\n| `model` | m | `base` |\n"


def check(core):
    return subprocess.run([sys.executable, CHECK, core], capture_output=True, text=True, check=False)


def make(tmp_path, **files):
    (tmp_path / "README.md").write_text(TABLE)
    for room in ("base", "model"):
        (tmp_path / room).mkdir()
        (tmp_path / room / "x.c").write_text(files.get(room, ""))
    return tmp_path


def test_arrows_of_the_table_pass(tmp_path):
    result = check(make(tmp_path, model='#include "base/x.h"\n#include "model/x.h"\n#include <glib.h>\n'))
    assert result.returncode == 0, result.stdout


def test_another_arrow_fails(tmp_path):
    result = check(make(tmp_path, base='#include "model/x.h"\n'))
    assert result.returncode == 1 and "base may not include it" in result.stdout


def test_gtk_fails(tmp_path):
    result = check(make(tmp_path, base="#include <gtk/gtk.h>\n"))
    assert result.returncode == 1 and "no windows" in result.stdout


def test_a_room_without_a_row_fails(tmp_path):
    (make(tmp_path) / "attic").mkdir()
    assert check(tmp_path).returncode == 1
