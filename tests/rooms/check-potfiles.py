# SPDX-License-Identifier: GPL-3.0-or-later
"""Sees that po/POTFILES names every file with something to translate, in alphabetical order, and no other.

Usage: check-potfiles.py SOURCE_FOLDER
"""
import pathlib
import re
import sys

TRANSLATED = re.compile(r"\b(?:_|N_|C_|NC_|g_dngettext|ngettext) ?\(|\btranslatable=\"yes\"|^GenericName=|^ {0,2}<summary>", re.M)


def main():
    source = pathlib.Path(sys.argv[1])
    listed = (source / "po" / "POTFILES").read_text(encoding="utf-8").split()
    # A macro's definition translates nothing.
    found = sorted(
        path.relative_to(source).as_posix()
        for folder in ("src", "data")
        for path in (source / folder).rglob("*")
        if path.suffix in (".c", ".blp", ".ui", ".in") and TRANSLATED.search(path.read_text(encoding="utf-8"))
    )
    for name in sorted(set(found) - set(listed)):
        print(f"po/POTFILES lacks {name}")
    for name in sorted(set(listed) - set(found)):
        print(f"po/POTFILES has {name}, where nothing is to be translated")
    if listed != sorted(listed):
        print("po/POTFILES is not in alphabetical order")
    sys.exit(listed != found)


main()
