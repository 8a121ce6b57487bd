# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes from when a key event is published until the desktop is asked to show it.

The program follows live blogs on loopback in real time, as busy as to be asked as often as any is: every 20 to 22
seconds. Each publishes its next key event at some time or other after the last one was shown. What has passed since the
live blog was asked is Rundown's own part of the delay. Usage: bench_delay.py [SECONDS BLOGS]
"""

import contextlib
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from conftest import Desktop
from day_server import serve_day
from display import wait_for
from notifications import Notifications

# The most time between two checks, in seconds.
INTERVAL = 22


class Blog:
    """A live blog, and the key event in it that is waited for."""

    def __init__(self, day, number, chance):
        self.day, self.number, self.chance = day, number, chance
        self.title = None
        self.n = 0
        for age in range(100, 0, -10):
            day.add(f"Berth {number} is as it was {age} seconds ago", age=age)
        self.wait()

    def wait(self):
        self.due = time.monotonic() + self.chance.uniform(0, INTERVAL)

    def publish(self):
        self.n += 1
        self.title = f"Berth {self.number} was closed for the {self.n}. time"
        self.day.add(self.title, key=True)
        self.published = time.monotonic()


def measure(shell, blogs, seconds):
    """Gives the delays, and of each the part since the server was asked, in seconds."""
    delays, own = [], []
    end = time.monotonic() + seconds
    n_calls = 0
    while time.monotonic() < end:
        for blog in blogs:
            if blog.title is None and time.monotonic() > blog.due:
                blog.publish()
        while n_calls < len(shell.calls):
            told, title = shell.times[n_calls], shell.calls[n_calls][2]["title"]
            n_calls += 1
            for blog in blogs:
                if blog.title is not None and title.startswith(blog.title):
                    delays.append(told - blog.published)
                    own.append(told - blog.day.asked)
                    blog.title = None
                    blog.wait()
        time.sleep(0.01)
    return delays, own


def tell(name, values):
    print(f"{name:40} {statistics.median(values):10.3f} {statistics.quantiles(values, n=100)[98]:10.3f}")


def main():
    seconds, n_blogs = map(int, sys.argv[1:] or (110, 20))
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        desktop = Desktop(Path(folder))
        stack.callback(desktop.close)
        shell = Notifications(desktop.bus.address)
        stack.callback(shell.close)
        # Each on a host of its own, as they are.
        blogs = [Blog(stack.enter_context(serve_day(f"127.0.1.{number}")), number, chance)
                 for number in range(1, n_blogs + 1)]
        for blog in blogs:
            assert desktop.run("add", blog.day.url).returncode == 0
        desktop.start()
        wait_for(lambda: all(blog.day.n_asked > 1 for blog in blogs), "all to be looked at", 3 * INTERVAL)
        delays, own = measure(shell, blogs, seconds)
    print(f"The interval in force: 20 to {INTERVAL} seconds")
    print(f"{f'{len(delays)} key events, in seconds':40} {'median':>10} {'99 %':>10}")
    tell("from the publication to the notification", delays)
    tell("  from the check to the notification", own)
    tell("  between the two: the wait for a check", [whole - part for whole, part in zip(delays, own)])


if __name__ == "__main__":
    main()
