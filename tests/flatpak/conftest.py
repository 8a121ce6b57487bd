# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the program in Flatpak's sandbox share: the release, installed for as long as they take, and a
desktop around it, of which each test has its own."""

import os
import subprocess
from pathlib import Path

import pytest
from background_portal import BackgroundPortal
from display import PATIENCE, Display, wait_for
from gi.repository import Gio, GLib
from live_blog_server import serve
from session_bus import SessionBus

BUILD = Path(os.environ["FLATPAK_BUILD"])
EXPORTS = Path(os.environ["FLATPAK_USER_DIR"]) / "exports/share"


def flatpak(*arguments, **options):
    """Runs flatpak, which has to succeed, and gives what it prints."""
    done = subprocess.run(["flatpak", *map(str, arguments)], text=True, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=120, check=False, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


class Sandbox:
    """A user with a desktop, for whom the program is installed."""

    def __init__(self, folder, id):
        self.folder, self.id = folder, id
        self.path = "/" + id.replace(".", "/")
        self.home = folder / "home"
        self.own = self.home / ".var/app" / id  # what the program keeps
        self.home.mkdir()
        self.display = Display(folder, 1010, 710)
        self.environment = os.environ | {
            "HOME": str(self.home),
            "DISPLAY": self.display.name,
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "none",
            "G_DEBUG": "fatal-criticals",
        }
        for name in ("WAYLAND_DISPLAY", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            self.environment.pop(name, None)
        self.bus = SessionBus(folder / "bus", self.environment)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.address
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.bus.address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.portal = BackgroundPortal(self.bus.address)
        for service in (EXPORTS / "dbus-1/services").iterdir():
            (self.bus.services / service.name).write_text(service.read_text())

    def set(self, **settings):
        """Chooses settings in the form of GVariant's text; '_' stands for '-'."""
        path = self.own / "config/glib-2.0/settings/keyfile"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [f"{key.replace('_', '-')}={value}" for key, value in settings.items()]
        path.write_text("\n".join([f"[{self.path[1:]}]", *lines, ""]))

    def run(self, *arguments, options=()):
        """Runs a command in the sandbox to its end."""
        return subprocess.run(["flatpak", "run", "--user", *options, self.id, *map(str, arguments)],
                              env=self.environment, text=True, stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                              check=False)

    def do(self, *arguments, **options):
        """Runs a command that has to succeed, and gives what it prints."""
        done = self.run(*arguments, **options)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def call(self, path, interface, method, arguments=None, name=None):
        return self.connection.call_sync(name or self.id, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, PATIENCE * 1000, None)

    def activate(self):
        """Has the bus start the program where it does not run, and waits for the window's picture."""
        empty = set(self.display.read_rows())
        self.call(self.path, "org.freedesktop.Application", "Activate", GLib.Variant("(a{sv})", [{}]))
        wait_for(lambda: len(set(self.display.read_rows()) - empty) > 100, "the window")

    def is_running(self):
        bus = ("/org/freedesktop/DBus", "org.freedesktop.DBus")
        return self.call(*bus, "NameHasOwner", GLib.Variant("(s)", [self.id]), bus[1])[0]

    def quit(self):
        self.call(self.path, "org.freedesktop.Application", "ActivateAction",
                  GLib.Variant("(sava{sv})", ["quit", [], {}]))
        wait_for(lambda: not self.is_running(), "the end of the program")

    def close(self):
        if self.is_running():
            subprocess.run(["flatpak", "kill", self.id], env=self.environment, check=False)
        self.portal.close()
        self.connection.close_sync(None)
        self.bus.close()
        self.display.close()


@pytest.fixture(scope="session")
def system_bus(tmp_path_factory):
    """A system's bus with nobody on it, where flatpak asks what a user who is not the superuser may install."""
    bus = SessionBus(tmp_path_factory.mktemp("system") / "bus", os.environ)
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = bus.address
    yield
    bus.close()


@pytest.fixture(scope="session")
def release(system_bus):
    """Installs the bundle, as a user does who has the runtime, and gives its id: nothing is downloaded here."""
    bundle, = (path for path in BUILD.glob("*.flatpak") if not path.stem.endswith(".Devel"))
    flatpak("install", "--user", "--noninteractive", "--no-deps", bundle)
    yield bundle.stem
    flatpak("uninstall", "--user", "--noninteractive", bundle.stem)
    assert not list(EXPORTS.rglob(f"{bundle.stem}*"))


@pytest.fixture
def sandbox(tmp_path, release):
    it = Sandbox(tmp_path, release)
    yield it
    it.close()


@pytest.fixture
def server():
    with serve() as it:
        yield it
