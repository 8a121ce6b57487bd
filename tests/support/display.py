# SPDX-License-Identifier: GPL-3.0-or-later
"""An X server without a screen, for programs with windows; and waiting that has an end."""

import ctypes
import os
import select
import struct
import subprocess
import time
from pathlib import Path

from gi.repository import GLib

PATIENCE = 20

X11 = ctypes.CDLL("libX11.so.6")
X11.XOpenDisplay.restype = ctypes.c_void_p
X11.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
X11.XDefaultRootWindow.restype = ctypes.c_ulong
X11.XChangeProperty.argtypes = [ctypes.c_void_p, *[ctypes.c_ulong] * 3, ctypes.c_int, ctypes.c_int, ctypes.c_char_p,
                                ctypes.c_int]
X11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 4]
X11.XResizeWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_uint, ctypes.c_uint]
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

    def resize(self, width, height):
        """Makes the windows as large as a desktop would: there is none that does."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        X11.XQueryTree(self.connection, X11.XDefaultRootWindow(self.connection), ctypes.byref(root), ctypes.byref(parent),
                       ctypes.byref(children), ctypes.byref(count))
        for i in range(count.value):
            X11.XResizeWindow(self.connection, children[i], width, height)
        X11.XSync(self.connection, 0)

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
