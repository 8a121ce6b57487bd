# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped table of frequencies is the one that the program beside it makes."""
import os
import pathlib
import subprocess

import pytest

FORMS = pathlib.Path(os.environ.get("RUNDOWN_CAPTURES", "/nonexistent")) / "corpus" / "english-document-frequency.tsv"
TABLE = pathlib.Path(__file__).resolve().parents[2] / "data" / "language" / "en" / "frequencies"


@pytest.mark.skipif(not FORMS.exists(), reason="no captures: RUNDOWN_CAPTURES names no folder with the counted forms")
def test_the_table_is_up_to_date():
    made = subprocess.run([os.environ["MAKE_FREQUENCIES"], "en", FORMS], capture_output=True, check=True, timeout=60)
    assert made.stdout == TABLE.read_bytes()
