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
    core = tmp_path / "core"
    core.mkdir()
    (core / "README.md").write_text(TABLE)
    for room in ("base", "model"):
        (core / room).mkdir()
        (core / room / "x.c").write_text(files.get(room, ""))
    return core


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
    core = make(tmp_path)
    (core / "attic").mkdir()
    assert check(core).returncode == 1


def test_sql_elsewhere_fails(tmp_path):
    result = check(make(tmp_path, model='const char *sql = "SELECT 1";\n'))
    assert result.returncode == 1 and "SQL" in result.stdout
