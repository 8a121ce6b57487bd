# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the program as the desktop sees it share: a bus and a display of each test's own, and the program,
which is started on them by hand or by the bus."""

import contextlib
import os
import signal
import subprocess

import pytest
from background import follow
from display import PATIENCE, Display, find_id, wait_for
from gi.repository import Gio, GLib
from live_blog_server import serve
from session_bus import SessionBus

SETTINGS = {"window-width": 1000, "window-height": 700}


class Desktop:
    """A desktop to which the program belongs."""

    def __init__(self, folder):
        self.folder = folder
        self.id = find_id()
        self.path = "/" + self.id.replace(".", "/")
        self.display = Display(folder, 1010, 710)
        self.errors = folder / "errors"
        self.environment = os.environ | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_RUNTIME_DIR": str(folder),
            "GSETTINGS_BACKEND": "keyfile",
            "G_DEBUG": "fatal-warnings",
            "DISPLAY": self.display.name,
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "none",
        }
        self.bus = SessionBus(folder / "bus", self.environment)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.address
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.bus.address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.processes = []
        self.set()

    def set(self, **settings):
        """Chooses the program's settings, in the form of GVariant's text; '_' stands for '-'."""
        path = self.folder / "config" / "glib-2.0" / "settings" / "keyfile"
        path.parent.mkdir(parents=True, exist_ok=True)
        chosen = SETTINGS | {key.replace("_", "-"): value for key, value in settings.items()}
        path.write_text("\n".join([f"[{self.id.replace('.', '/')}]", *(f"{key}={value}" for key, value in chosen.items()), ""]))

    def start(self, *arguments):
        """Starts the program by hand."""
        with self.errors.open("ab") as errors:
            process = subprocess.Popen([os.environ["RUNDOWN"], *map(str, arguments)], env=self.environment,
                                       stdin=subprocess.DEVNULL, stderr=errors)
        self.processes.append(process)
        wait_for(self.is_running, "the program on the bus")
        return process

    def run(self, *arguments):
        """Runs a command to its end."""
        return subprocess.run([os.environ["RUNDOWN"], *map(str, arguments)], env=self.environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)

    def install(self):
        """Has the bus start the program when it is called."""
        self.bus.install(self.id, f"{os.environ['RUNDOWN']} --gapplication-service")

    def call(self, path, interface, method, arguments=None, name=None):
        """Calls a method of the program, or of who has another name, and gives the answer."""
        return self.connection.call_sync(name or self.id, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, PATIENCE * 1000, None)

    def find_owner(self, name=None):
        """Gives the process that has a name on the bus, or None."""
        bus = ("/org/freedesktop/DBus", "org.freedesktop.DBus")
        argument = GLib.Variant("(s)", [name or self.id])
        if not self.call(*bus, "NameHasOwner", argument, bus[1])[0]:
            return None
        return self.call(*bus, "GetConnectionUnixProcessID", argument, bus[1])[0]

    def is_running(self):
        return self.find_owner() is not None

    def kill(self, number=signal.SIGKILL):
        """Ends the program from outside, whoever started it."""
        owner = self.find_owner()
        if owner is not None:
            os.kill(owner, number)
            wait_for(lambda: not self.is_running(), "the end of the program")

    def close(self):
        if not self.connection.is_closed():
            self.kill(signal.SIGTERM)
            self.connection.close_sync(None)
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
            process.wait(PATIENCE)
        self.bus.close()
        self.display.close()


@contextlib.contextmanager
def run_desktop(folder):
    folder.mkdir(exist_ok=True)
    it = Desktop(folder)
    yield it
    it.close()
    assert not it.errors.exists() or it.errors.read_text() == ""


@pytest.fixture
def desktop(tmp_path):
    with run_desktop(tmp_path) as it:
        yield it


@pytest.fixture
def add_desktop(tmp_path):
    """Makes another desktop, under a name, where cases that take long are tried side by side."""
    with contextlib.ExitStack() as stack:
        yield lambda name: stack.enter_context(run_desktop(tmp_path / name))


@pytest.fixture
def server():
    with serve() as it:
        yield it


@pytest.fixture
def followed(desktop, server):
    """A live blog that is followed and due."""
    follow(desktop, server)
    return server
