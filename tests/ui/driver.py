# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the program on a display of its own and drives it as assistive technology does. Every wait has an end.

It takes a session bus of its own: dbus-run-session -- …
"""

import ctypes
import os
import select
import struct
import subprocess
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 20

# How often what is shown is looked through anew where it changes meanwhile.
TRIES = 5

# What GTK draws around a window where nobody else does, in pixels.
FRAME = 5

INTERACTIVE = {
    Atspi.Role.BUTTON,
    Atspi.Role.CHECK_BOX,
    Atspi.Role.COMBO_BOX,
    Atspi.Role.ENTRY,
    Atspi.Role.LINK,
    Atspi.Role.LIST_ITEM,
    Atspi.Role.MENU_ITEM,
    Atspi.Role.PAGE_TAB,
    Atspi.Role.PASSWORD_TEXT,
    Atspi.Role.SLIDER,
    Atspi.Role.SPIN_BUTTON,
    Atspi.Role.TEXT,
    Atspi.Role.TOGGLE_BUTTON,
}

X11 = ctypes.CDLL("libX11.so.6")
X11.XOpenDisplay.restype = ctypes.c_void_p
X11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
X11.XDefaultRootWindow.restype = ctypes.c_ulong
X11.XChangeProperty.argtypes = [ctypes.c_void_p, *[ctypes.c_ulong] * 3, ctypes.c_int, ctypes.c_int, ctypes.c_char_p,
                                ctypes.c_int]
X11.XStringToKeysym.restype = ctypes.c_ulong
X11.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
XTEST = ctypes.CDLL("libXtst.so.6")


def wait_for(look, what, patience=PATIENCE):
    """Looks again and again until there is something, and gives that."""
    end = time.monotonic() + patience
    while True:
        try:
            found = look()
        except GLib.Error:  # what was looked at has gone meanwhile
            found = None
        if found:
            return found
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.05)


def find_id():
    """Gives the application's id, which its settings are called by."""
    return next(Path(os.environ["GSETTINGS_SCHEMA_DIR"]).glob("*.gschema.xml")).name.removesuffix(".gschema.xml")


class Display:
    """An X server without a screen, whose picture is kept in a file."""

    def __init__(self, folder, width, height):
        reading, writing = os.pipe()
        self.picture = folder / "Xvfb_screen0"
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp",
             "-fbdir", str(folder)],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            assert select.select([pipe], [], [], PATIENCE)[0], "no X server"
            self.name = f":{pipe.readline().strip()}"
        self.connection = ctypes.c_void_p(X11.XOpenDisplay(self.name.encode()))

    def set_dpi(self, dpi):
        """Says how fine the screen is, as desktops say how large text is to be."""
        setting = f"Xft.dpi: {dpi}\n".encode()
        resource_manager, string = 23, 31  # atoms that every server has
        X11.XChangeProperty(self.connection, X11.XDefaultRootWindow(self.connection), resource_manager, string, 8, 0,
                            setting, len(setting))
        X11.XSync(self.connection, 0)

    def read_rows(self):
        """Gives the picture's rows, as red, green and blue. It is kept in X's own format for dumps of windows."""
        data = self.picture.read_bytes()
        head = struct.unpack(">25I", data[:100])
        size, width, height, stride, colours = head[0], head[4], head[5], head[12], head[19]
        start = size + 12 * colours
        rows = []
        for y in range(height):
            row = data[start + y * stride:start + y * stride + 4 * width]
            rgb = bytearray(3 * width)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows.append(bytes(rgb))
        return rows

    def press(self, *keys):
        """Presses keys, named as X does, together."""
        for key in keys:
            self._send(key, True)
        for key in reversed(keys):
            self._send(key, False)
        X11.XFlush(self.connection)

    def click(self, x, y):
        XTEST.XTestFakeMotionEvent(self.connection, -1, x, y, 0)
        XTEST.XTestFakeButtonEvent(self.connection, 1, True, 0)
        XTEST.XTestFakeButtonEvent(self.connection, 1, False, 0)
        X11.XFlush(self.connection)

    def drag(self, start, end, drops=True):
        """Drags from one point to another one, in steps as a hand does, and drops there what was dragged."""
        XTEST.XTestFakeMotionEvent(self.connection, -1, *start, 0)
        XTEST.XTestFakeButtonEvent(self.connection, 1, True, 0)
        for step in range(1, 11):
            point = [a + (b - a) * step // 10 for a, b in zip(start, end)]
            XTEST.XTestFakeMotionEvent(self.connection, -1, *point, 0)
            X11.XFlush(self.connection)
            time.sleep(0.05)
        if drops:
            XTEST.XTestFakeButtonEvent(self.connection, 1, False, 0)
            X11.XFlush(self.connection)

    def _send(self, key, down):
        symbol = X11.XStringToKeysym(key.encode())
        assert symbol, key
        XTEST.XTestFakeKeyEvent(self.connection, X11.XKeysymToKeycode(self.connection, symbol), down, 0)

    def close(self):
        X11.XCloseDisplay(self.connection)
        self.process.terminate()
        self.process.wait(PATIENCE)


class Program:
    """The program, running."""

    def __init__(self, folder, *arguments, width=1000, height=700, dpi=96, language=None, settings=None,
                 **environment):
        self.display = Display(folder, width + 2 * FRAME, height + 2 * FRAME)
        self.display.set_dpi(dpi)
        if language:
            # A locale that has nothing but its name; a language's direction follows from that.
            (folder / "locale").mkdir()
            (folder / "locale" / f"{language}.utf8").symlink_to("/usr/lib/locale/C.utf8")
            environment |= {"LOCPATH": str(folder / "locale"), "LC_ALL": f"{language}.UTF-8"}
        config = folder / "config"
        (config / "gtk-4.0").mkdir(parents=True)
        (config / "gtk-4.0" / "settings.ini").write_text(
            "[Settings]\ngtk-font-name=Inter 11\ngtk-enable-animations=false\n")
        (config / "glib-2.0" / "settings").mkdir(parents=True)
        (config / "glib-2.0" / "settings" / "keyfile").write_text(
            "\n".join([f"[{find_id().replace('.', '/')}]", *(f"{key}={value}" for key, value in (settings or {}).items()),
                       f"window-width={width + 2 * FRAME}", f"window-height={height + 2 * FRAME}", ""]))
        self.errors = folder / "errors"
        self.environment = os.environ | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(config),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "G_DEBUG": "fatal-warnings",
            "GIO_USE_NETWORK_MONITOR": "base",
            "GSETTINGS_BACKEND": "keyfile",
            "DISPLAY": self.display.name,
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "atspi",
        } | environment
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [os.environ["RUNDOWN"], *map(str, arguments)], env=self.environment, stdin=subprocess.DEVNULL,
                stderr=errors)
        try:
            self.window = wait_for(self._find_window, "the window")
        except BaseException:
            self.close()
            raise

    def _find_window(self):
        assert self.process.poll() is None, self.errors.read_text()
        for i in range(Atspi.get_desktop(0).get_child_count()):
            application = Atspi.get_desktop(0).get_child_at_index(i)
            if application is not None and application.get_process_id() == self.process.pid:
                return application.get_child_at_index(0)
        return None

    def all(self, role=None, name=None, within=None):
        """Gives all that is showing, from the outside in, with this role and a name that contains this."""
        for _ in range(TRIES):
            try:
                return self._look(role, name, within)
            except GLib.Error:  # something has gone while it was looked at
                time.sleep(0.1)
        return self._look(role, name, within)

    def _look(self, role, name, within):
        found = []

        def look(node):
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is None or not child.get_state_set().contains(Atspi.StateType.SHOWING):
                    continue
                if (role is None or child.get_role() == role) and (name is None or name in (child.get_name() or "")):
                    found.append(child)
                look(child)

        look(within or self.window)
        return found

    def find(self, role=None, name=None, within=None):
        return wait_for(lambda: self.all(role, name, within), f"{role} {name}")[0]

    def press(self, *keys):
        self.display.press(*keys)

    def activate(self, node):
        assert node.get_action_iface().do_action(0)

    def open_page(self, name):
        """Clicks on a page in the list of pages."""
        self.click(self.find(Atspi.Role.LIST_ITEM, name, self.find(Atspi.Role.LIST, "Pages")))

    def click(self, node):
        """Clicks on something."""
        self.display.click(*self.locate(node))

    def locate(self, node):
        """Gives where the middle of something is, which comes without the margins around it."""
        box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.x + 2 * FRAME + box.width // 2, box.y + 3 * FRAME + box.height // 2

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE)
        self.display.close()

