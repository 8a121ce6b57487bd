# SPDX-License-Identifier: GPL-3.0-or-later
"""The window of keys tells of all keys that there are, and of no others; what can be done can be found."""

import re
from pathlib import Path
from xml.etree import ElementTree

UI = Path(__file__).resolve().parents[2] / "src" / "ui"

# Keys of the toolkit's own, and one that ends typing wherever that is done.
TOOLKIT = {"F10", "win.show-help-overlay", "Escape"}

# Keys that a widget has for itself, in its class.
CLASS = {"Left", "Right"}

# Other names of a key that is told of.
NAMES = {"KP_Enter", "ISO_Enter"}

# Actions for other programs alone: the desktop's menu of the program, its search, notifications. Each is called in
# tests/dbus.
OUTSIDE = {"app.add", "app.find", "app.open-post", "app.open-topic", "app.search"}
TESTS = UI.parents[1] / "tests" / "dbus"
APPLICATION = "rd-application-actions.c"


def read(pattern):
    return {path.name: path.read_text() for path in sorted(UI.glob(pattern))}


def find_tables(name):
    """Gives the rows of the tables of that name, by file."""
    return {file: re.findall(r"^ +\{ (.*) \},$", body, re.MULTILINE) for file, text in read("*.c").items()
            for body in re.findall(rf"\b{name}\[\] = \{{(.*?)\n *\}};", text, re.DOTALL)}


def find_accelerators():
    """Gives the actions that the application sets keys for, with these."""
    rows = [re.findall(r'"([^"]+)"', row) for row in find_tables("keys")[APPLICATION]]
    return {action: set(keys) for action, *keys in rows}


def find_controllers():
    """Gives the keys that blueprints and widgets have, each with the name of the action that it stands for, or None."""
    found = set()
    for text in read("*.blp").values():
        for body in re.findall(r"\bShortcut\s*\{(.*?)\}", text, re.DOTALL):
            keys = re.search(r'trigger:\s*"([^"]+)"', body).group(1)
            action = re.search(r'action:\s*"action\(([\w.-]+)\)"', body)
            found |= {(key, action.group(1) if action else None) for key in keys.split("|")}
    for file, rows in find_tables("keys").items():
        if file != APPLICATION:
            for keys, action in (re.match(r'"([^"]+)", (?:"([\w.-]+)")?', row).groups() for row in rows):
                found |= {(key, action) for key in keys.split("|")}
    return found


def find_told():
    """Gives the keys and the actions that the window of keys names."""
    keys, actions = set(), set()
    for shortcut in ElementTree.parse(UI / "help-overlay.ui").iter("object"):
        if shortcut.get("class") != "GtkShortcutsShortcut":
            continue
        properties = {node.get("name"): node.text for node in shortcut.findall("property")}
        assert properties["title"]
        keys |= set(properties.get("accelerator", "").split())
        actions |= {properties["action-name"]} if "action-name" in properties else set()
    return keys, actions


def test_every_key_is_told_of():
    keys, actions = find_told()
    controllers = find_controllers()
    assert len(controllers) > 10
    assert {action for action, own in find_accelerators().items() if action not in actions and not own <= keys} == set()
    # A key may do in a dialog what it does in the window.
    told = keys.union(*(own for action, own in find_accelerators().items() if action in actions))
    assert {key for key, action in controllers
            if key not in told and action not in actions} - TOOLKIT - NAMES == set()


def test_no_other_key_is_told_of():
    keys, actions = find_told()
    accelerators = find_accelerators()
    assert actions - set(accelerators) - TOOLKIT == set()
    assert keys - {key for key, _ in find_controllers()} - set().union(*accelerators.values()) - TOOLKIT - CLASS == set()


def test_every_action_can_be_found():
    """By its key, in a menu, or on a button."""
    code = "\n".join(read("*.c").values())
    blueprints = "\n".join(read("*.blp").values())
    actions = set(re.findall(r'install_action \(widget_class, "([\w.-]+)"', code))
    for file, rows in find_tables("actions").items():
        group = "app" if file == APPLICATION else "win"
        actions |= {f"{group}.{name}" for name in re.findall(r'\.name = "([\w-]+)"', "\n".join(rows))}
    assert len(actions) > 20

    found = set(find_accelerators()) | {action for _, action in find_controllers()}
    found |= set(re.findall(r'\baction(?:-name)?: "([\w.-]+)"', blueprints))
    # Buttons and menus that are made for what they show, and what is done when typing has ended.
    found |= set(re.findall(r'"((?:win|app|post)\.[\w-]+)"[,)]', re.sub(r"install_action.*", "", code)))
    assert actions - found == OUTSIDE


def test_every_action_for_other_programs_is_called_as_one():
    calls = "\n".join(path.read_text() for path in TESTS.glob("test_*.py"))
    assert {action for action in OUTSIDE if f'"{action.removeprefix("app.")}"' not in calls} == set()
