# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a window does not answer while someone scrolls in it and a thousand posts arrive and are shown, beside a list of
plain labels to which a thousand are added.

Both are asked over D-Bus for their actions, again and again, which they answer between other work. Each has its turn
several times, since the longest of thousands of answers is often one that something else held up; the medians count.
Times differ between machines; the ratio tells. Usage: bench_stalls.py RUNDOWN PLAIN-LIST
"""

import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from display import X11, XTEST, Display, find_id
from driver import FRAME
from gi.repository import Gio, GLib
from live_blog_server import serve
from window_bench import HEIGHT, WIDTH, Screen, make_environment

ROUNDS = 5

POSTS_AT_FIRST = 300
POSTS_ADDED = 1000

# How long someone scrolls after each step, in seconds, and how often the wheel turns in that.
SECONDS = 8
TURNS_A_SECOND = 20

SCROLL_UP, SCROLL_DOWN = 4, 5

PATIENCE_MS = 20000


class Watch:
    """Asks an application again and again, and notes how long the longest answer took."""

    def __init__(self, name):
        self.name = name
        self.path = "/" + name.replace(".", "/")
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def call(self, method, parameters):
        return self.bus.call_sync(self.name, self.path, "org.gtk.Actions", method, parameters, None,
                                  Gio.DBusCallFlags.NONE, PATIENCE_MS)

    def activate(self, action):
        self.call("Activate", GLib.Variant("(sava{sv})", (action, [], {})))

    def watch(self, display, seconds):
        """Scrolls up and down meanwhile. Gives the longest times in ms."""
        ends = threading.Event()
        wheel = threading.Thread(target=self._scroll, args=[display, ends])
        wheel.start()
        found = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            begun = time.monotonic()
            self.call("List", None)
            found.append((time.monotonic() - begun) * 1000)
            time.sleep(0.001)
        ends.set()
        wheel.join()
        return sorted(found)

    @staticmethod
    def _scroll(display, ends):
        XTEST.XTestFakeMotionEvent(display.connection, -1, WIDTH * 2 // 3, HEIGHT // 2, 0)
        turns = 0
        while not ends.wait(1 / TURNS_A_SECOND):
            button = SCROLL_DOWN if turns // 60 % 2 == 0 else SCROLL_UP
            XTEST.XTestFakeButtonEvent(display.connection, button, True, 0)
            XTEST.XTestFakeButtonEvent(display.connection, button, False, 0)
            X11.XFlush(display.connection)
            turns += 1


def show(name, found):
    print(f"{name:36} {found[-1]:9.0f} {found[len(found) * 99 // 100]:9.1f} {len(found):8}")
    return found[-1]


def stop(process):
    """Waits for the screen, too, on which the pointer is left."""
    process.kill()
    process.wait()
    time.sleep(1)


def watch_labels(plain, environment, display, screen):
    process = subprocess.Popen([plain], env=environment)
    screen.wait_until_calm()
    watch = Watch("org.example.PlainList")
    scrolling = watch.watch(display, SECONDS)
    watch.activate("add")
    adding = watch.watch(display, SECONDS)
    stop(process)
    return [show("labels, scrolling", scrolling), show("labels, a thousand more", adding)]


def watch_posts(rundown, environment, display, screen):
    with serve() as server:
        server.posts += [f"Crane {n} of the harbour was checked" for n in range(POSTS_AT_FIRST)]
        subprocess.run([rundown, "add", server.url], env=environment, check=True, stdout=subprocess.DEVNULL)
        process = subprocess.Popen([rundown], env=environment)
        screen.wait_until_calm()
        display.press("bracketright")
        screen.wait_until_calm()
        watch = Watch(find_id())
        found = [show("posts, scrolling", watch.watch(display, SECONDS))]
        server.posts += [f"Barge {n} of the harbour was checked" for n in range(POSTS_ADDED)]
        display.press("F5")
        found.append(show("posts, a thousand arrive", watch.watch(display, SECONDS)))
        display.press("period")
        found.append(show("posts, they are shown", watch.watch(display, SECONDS)))
        stop(process)
    return found


def main():
    rundown, plain = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "screen").mkdir()
        display = Display(folder / "screen", WIDTH + 2 * FRAME, HEIGHT + 2 * FRAME)
        screen = Screen(display)
        print(f"{'longest wait for an answer':36} {'ms':>9} {'99 % ms':>9} {'asked':>8}")
        rounds = []
        for i in range(ROUNDS):
            environment = make_environment(folder / f"home-{i}", display)
            rounds.append(watch_labels(plain, environment, display, screen)
                          + watch_posts(rundown, environment, display, screen))
        scrolling, adding, *posts = [statistics.median(column) for column in zip(*rounds)]
        print(f"\nmedians: {scrolling:.0f}, {adding:.0f}; {posts[0]:.0f}, {posts[1]:.0f}, {posts[2]:.0f}")
        print(f"ratios: scrolling {posts[0] / scrolling:.2f}, arriving {posts[1] / adding:.2f},"
              f" shown {posts[2] / adding:.2f}")
        display.close()


main()
