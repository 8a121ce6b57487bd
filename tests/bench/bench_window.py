# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon a window shows what a year of posts comes to, and in how much memory, beside a window with nothing in it.

Both are started in turn on a display without a screen, with a window of plain labels that say as much, and their picture
is looked at from outside. Times differ between machines; the ratios tell.

Usage: bench_window.py RUNDOWN EMPTY-WINDOW INVENT-STORE [POSTS BLOGS TOPICS]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from display import Display
from driver import FRAME
from window_bench import HEIGHT, WIDTH, Screen, make_environment

RUNS = 9
TYPED = "govern"


def start(command, environment):
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)


def stop(process, screen):
    process.kill()
    process.wait()
    screen.wait_for(screen.empty)


def read_memory(process):
    """Gives what is resident and, of that, what no other process has, in MiB."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines()[1:])
    return [int(fields[name].split()[0]) / 1024 for name in ["Rss", "Private_Dirty"]]


def measure_starts(programs, environment, screen):
    """Starts each program again and again, in turn. Gives their times in ms and their memory."""
    last = {}
    for name, command in programs.items():
        process = start(command, environment)
        last[name], _ = screen.wait_until_calm()
        stop(process, screen)
    found = {name: [] for name in programs}
    for _ in range(RUNS):
        for name, command in programs.items():
            begun = time.monotonic()
            process = start(command, environment)
            shown = screen.wait_for(last[name])
            time.sleep(1)
            found[name].append([(shown - begun) * 1000, *read_memory(process)])
            stop(process, screen)
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in found.items()}


def print_starts(found, base):
    print(f"{'':24} {'ms':>8} {'ratio':>6} {'RSS MiB':>8} {'ratio':>6} {'private':>8} {'ratio':>6}")
    for name, (shown, resident, private) in found.items():
        beside = found[base]
        print(f"{name:24} {shown:8.0f} {shown / beside[0]:6.2f} {resident:8.1f} {resident / beside[1]:6.2f}"
              f" {private:8.1f} {private / beside[2]:6.2f}")


def print_search(command, environment, screen):
    """Types into the search dialog, and tells how long each letter takes to be answered on the screen."""
    process = start(command, environment)
    screen.wait_until_calm()
    screen.display.press("Control_L", "f")
    screen.wait_until_calm()
    print(f"\n{'typed':24} {'ms':>8}")
    for i, letter in enumerate(TYPED):
        begun = time.monotonic()
        screen.display.press(letter)
        _, since = screen.wait_until_calm()
        print(f"{TYPED[:i + 1]:24} {(since - begun) * 1000:8.0f}")
    print(f"\n{'after the search':24} {read_memory(process)[0]:8.1f} MiB")
    stop(process, screen)


def main():
    rundown, empty, invent = sys.argv[1:4]
    size = sys.argv[4:7] or ["100000", "60", "400"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "screen").mkdir()
        display = Display(folder / "screen", WIDTH + 2 * FRAME, HEIGHT + 2 * FRAME)
        screen = Screen(display)
        full, few = (make_environment(folder / kind, display) for kind in ["full", "few"])
        for environment, kept in [(full, size), (few, ["300", "1", "12"])]:
            path = Path(environment["XDG_DATA_HOME"]) / "rundown" / "posts.db"
            path.parent.mkdir(parents=True)
            subprocess.run([invent, str(path), *kept], check=True)
        print(f"{size[0]} posts of {size[1]} live blogs in {size[2]} topics\n")
        found = measure_starts({"nothing": [empty], "labels": [empty, "text"], "all": [rundown]}, full, screen)
        found |= measure_starts({"a day": [rundown]}, few, screen)
        print_starts(found, "nothing")
        print_search([rundown], full, screen)
        display.close()


main()
