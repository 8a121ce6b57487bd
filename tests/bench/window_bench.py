# SPDX-License-Identifier: GPL-3.0-or-later
"""What benchmarks of the window share: a display that is looked at from outside, and a home of its own."""

import mmap
import os
import time

from display import find_id
from driver import FRAME

WIDTH, HEIGHT = 1000, 700

# How long nothing new is seen before a picture counts as the last one, in seconds; scrollbars fade after two.
CALM = 1.0

PATIENCE = 60.0

# Where a picture is looked at first, in bytes: to look at all of it each millisecond takes half a processor, which what is
# measured may want.
STEP, LENGTH = 16384, 64


class Screen:
    """What is shown now, and when that changed."""

    def __init__(self, display):
        self.display = display
        with display.picture.open("rb") as file:
            self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self.empty = bytes(self.map)

    def shows(self, picture):
        return all(self.map[i:i + LENGTH] == picture[i:i + LENGTH] for i in range(0, len(picture), STEP)) \
            and self.map[:] == picture

    def wait_for(self, picture):
        """Gives when there was that picture."""
        end = time.monotonic() + PATIENCE
        while not self.shows(picture):
            assert time.monotonic() < end, "waited in vain for a picture"
            time.sleep(0.001)
        return time.monotonic()

    def wait_until_calm(self):
        """Gives the picture after which nothing new comes, and when it came. A cursor may blink."""
        last, since = self.map[:], time.monotonic()
        seen = {last: since}
        while last == self.empty or time.monotonic() - since < CALM:
            time.sleep(0.001)
            last = self.map[:]
            if last not in seen:
                since = seen[last] = time.monotonic()
        return last, since


def make_environment(folder, display):
    config = folder / "config"
    (config / "gtk-4.0").mkdir(parents=True)
    (config / "gtk-4.0" / "settings.ini").write_text(
        "[Settings]\ngtk-font-name=Inter 11\ngtk-enable-animations=false\ngtk-cursor-blink=false\n")
    (config / "glib-2.0" / "settings").mkdir(parents=True)
    (config / "glib-2.0" / "settings" / "keyfile").write_text(
        f"[{find_id().replace('.', '/')}]\nwindow-width={WIDTH + 2 * FRAME}\nwindow-height={HEIGHT + 2 * FRAME}\n")
    return os.environ | {
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(config),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "data"),
        "GIO_USE_NETWORK_MONITOR": "base",
        "GSETTINGS_BACKEND": "keyfile",
        "DISPLAY": display.name,
        "GDK_BACKEND": "x11",
        "GSK_RENDERER": "cairo",
        "GTK_A11Y": "none",
    }
