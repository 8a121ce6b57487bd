# SPDX-License-Identifier: GPL-3.0-or-later
"""Two languages that nobody speaks, one of each direction, for the window."""

import os
from pathlib import Path

import pseudo
from driver import Atspi

CHECKOUT = Path(__file__).resolve().parents[2]
LEFT_TO_RIGHT, RIGHT_TO_LEFT = LANGUAGES = "en_XA", "ar_XB"

get_name = Atspi.Accessible.get_name


def make(folder):
    """Makes their catalogues."""
    build = Path(os.environ["RUNDOWN"]).parents[1]
    for language in LANGUAGES:
        pseudo.make(CHECKOUT, build, folder / language, language)


def speak(language, catalogues):
    """Gives what starts a program that speaks one."""
    return {"language": language, "RUNDOWN_LOCALEDIR": str(catalogues / language)}


def read_names(patch=setattr):
    """Whoever looks for a name finds it by what it is in English."""
    patch(Atspi.Accessible, "get_name", lambda node: pseudo.read(get_name(node) or ""))
