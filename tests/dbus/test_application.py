# SPDX-License-Identifier: GPL-3.0-or-later
"""The program has one name on the bus, and is started by it."""

import configparser
import os
from pathlib import Path

from gi.repository import GLib


def test_one_instance(desktop):
    process = desktop.start()
    owner = desktop.find_owner()
    assert owner == process.pid
    # Each of them has begun to read what the first one shows when it learns of that.
    for _ in range(5):
        assert desktop.run().returncode == 0
    assert desktop.find_owner() == owner


def test_is_started_when_it_is_called(desktop):
    desktop.install()
    assert not desktop.is_running()
    desktop.call(desktop.path, "org.freedesktop.Application", "Activate", GLib.Variant("(a{sv})", [{}]))
    assert desktop.is_running()


def test_every_action_of_the_desktop_file_is_one(desktop):
    """A desktop that starts the program over the bus calls them there, without saying more."""
    entries = configparser.ConfigParser(interpolation=None)
    entries.read(Path(os.environ["GSETTINGS_SCHEMA_DIR"]) / f"{desktop.id}.desktop")
    names = entries["Desktop Entry"]["Actions"].removesuffix(";").split(";")
    assert {f"Desktop Action {name}" for name in names} == set(entries.sections()) - {"Desktop Entry"}
    desktop.start()
    actions = desktop.call(desktop.path, "org.gtk.Actions", "DescribeAll")[0]
    for name in names:
        enabled, parameter, _ = actions[name]
        assert enabled and parameter == "", name
        assert entries[f"Desktop Action {name}"]["Exec"] == f"gapplication action {desktop.id} {name}"
