# SPDX-License-Identifier: GPL-3.0-or-later
"""The program has one name on the bus, and is started by it."""

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
