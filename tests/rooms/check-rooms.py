# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the includes of src/core against the table of rooms in its README.md, and sees that none leads to GTK, and that
what has one place in src stays there.

Usage: check-rooms.py CORE_FOLDER [COMPILE_COMMANDS]
"""
import json
import pathlib
import re
import sys

ROW = re.compile(r"^\| `(?P<room>[\w-]+)` \|[^|]*\|(?P<may>[^|]*)\|$", re.M)
INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"(?P<own>[^"]+)"|<(?P<other>[^>]+)>)', re.M)
WINDOWS = ("gtk/", "gdk/", "adwaita")

# What, in words | how it is told | the only places in src where it may be.
ONE_PLACE = [
    ("SQL", re.compile(r'<sqlite3\.h>|"(?:SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|PRAGMA) '), ("core/store/",)),
    ("making markup", re.compile(r"g_markup_(?:v?printf_escaped|escape_text)"), ("core/", "ui/rd-markup.c")),
]


def read_table(core):
    table = {}
    for row in ROW.finditer((core / "README.md").read_text(encoding="utf-8")):
        table[row["room"]] = {row["room"], *re.findall(r"`([\w-]+)`", row["may"])}
    return table


def faults(core, table):
    rooms = {folder.name for folder in core.iterdir() if folder.is_dir()}
    for room in sorted(rooms ^ table.keys()):
        yield f"{core}: the room {room} stands in only one of the table and the tree"
    for path in sorted(core.rglob("*.[ch]")):
        room = path.relative_to(core).parts[0]
        for include in INCLUDE.finditer(path.read_text(encoding="utf-8")):
            own, other = include["own"], include["other"]
            if other and other.startswith(WINDOWS):
                yield f"{path}: <{other}>: the core knows no windows"
            if own and "/" in own and own.split("/")[0] not in table.get(room, ()):
                yield f'{path}: "{own}": {room} may not include it'
            if own and "/" not in own and not own.endswith("-resources.h") and own != "rd-config.h":
                yield f'{path}: "{own}": an include names its room'


def strays(src):
    """Yields what stands outside its one place."""
    for path in sorted(src.rglob("*.[ch]")):
        text, place = path.read_text(encoding="utf-8"), path.relative_to(src).as_posix()
        for what, told_by, places in ONE_PLACE:
            if told_by.search(text) and not place.startswith(places):
                yield f"{path}: {what} is the business of {', '.join(places)}"


def gtk_in_reach(commands):
    """Yields the core's sources whose compiler is told where GTK's headers are."""
    for command in json.loads(commands.read_text(encoding="utf-8")):
        if "rundown-core.a.p" in command.get("output", "") and re.search(r"gtk-4\.0|libadwaita", command["command"]):
            yield f"{command['file']}: is compiled with GTK's headers in reach"


def main():
    core = pathlib.Path(sys.argv[1])
    table = read_table(core)
    found = [*faults(core, table), *strays(core.parent)]
    for commands in sys.argv[2:]:
        found += gtk_in_reach(pathlib.Path(commands))
    print(*found, sep="\n")
    sys.exit(1 if found or not table else 0)


if __name__ == "__main__":
    main()
