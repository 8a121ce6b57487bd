# SPDX-License-Identifier: GPL-3.0-or-later
"""What Rundown costs while no window is open and nothing is due, beside a service of GTK that does nothing.

Each is watched for a while, and what is counted is told for an hour. Usage:
bench_idle.py RUNDOWN EMPTY-SERVICE INVENT-STORE [SECONDS [POSTS BLOGS TOPICS]]
"""

import collections
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from display import Display, wait_for
from live_blog_server import serve
from window_bench import Screen, make_environment

# What a start, or the end of a window, puts off is done after so many seconds: threads that wait for work give up, and are
# not to be taken for something that comes again and again.
CALM = 45
HOUR = 3600
LATER = 4 * HOUR

Cost = collections.namedtuple("Cost", "wake_ups ms resident private")


def read_cost(pid):
    """Gives how often the process was put on a processor, how long it was there in ms, and its memory in MiB."""
    switches, nanoseconds = 0, 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        fields = dict(line.split(":", 1) for line in (task / "status").read_text().splitlines())
        switches += int(fields["voluntary_ctxt_switches"]) + int(fields["nonvoluntary_ctxt_switches"])
        nanoseconds += int((task / "schedstat").read_text().split()[0])
    memory = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:])
    return Cost(switches, nanoseconds / 1e6, *(int(memory[name].split()[0]) / 1024 for name in ["Rss", "Private_Dirty"]))


def watch(pids, seconds):
    """Watches them all at the same time. Gives what each costs in an hour."""
    time.sleep(CALM)
    before = {label: read_cost(pid) for label, pid in pids.items()}
    time.sleep(seconds)
    found = {}
    for label, pid in pids.items():
        after, scale = read_cost(pid), HOUR / seconds
        found[label] = after._replace(wake_ups=(after.wake_ups - before[label].wake_ups) * scale,
                                      ms=(after.ms - before[label].ms) * scale)
    return found


def fill(command, invent, size, environment):
    """Keeps many posts, and follows a live blog that is not due for hours. Gives the file."""
    path = Path(environment["XDG_DATA_HOME"]) / "rundown" / "posts.db"
    path.parent.mkdir(parents=True)
    subprocess.run([invent, str(path), *size], check=True)
    with serve() as server:
        subprocess.run([command, "add", server.url], env=environment, check=True, stdout=subprocess.DEVNULL)
    database = sqlite3.connect(path)
    # Its own rhythm would have it looked at sooner, from when it was checked.
    later = int((time.time() + LATER) * 1e6)
    database.execute("UPDATE following SET checked = ?, due = ?, interval = ?", [later, later, LATER])
    database.commit()
    database.close()
    return path


def start(command, environment):
    """Starts it on a bus of its own. Gives its process's number."""
    session = subprocess.Popen(["dbus-run-session", "--", "sh", "-c", 'echo $$; exec "$@"', "sh", *command],
                               env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    return int(session.stdout.readline())


def close_window(display):
    screen = Screen(display)
    screen.wait_until_calm()
    wait_for(lambda: display.press("Control_L", "w") or screen.map[:] == screen.empty, "the window to go")


def main():
    rundown, empty, invent = sys.argv[1:4]
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 60
    size = sys.argv[5:8] or ["20000", "20", "100"]
    with tempfile.TemporaryDirectory() as name:
        kept, pids, displays = None, {}, []
        for label, command in {"nothing": [empty], "never a window": [rundown, "--gapplication-service"],
                               "window closed": [rundown]}.items():
            folder = Path(name) / label.replace(" ", "-")
            (folder / "screen").mkdir(parents=True)
            displays.append(Display(folder / "screen", 1010, 710))
            environment = make_environment(folder, displays[-1])
            settings = Path(environment["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
            settings.write_text(settings.read_text() + "run-in-background=true\n")
            if kept is None:
                kept = fill(rundown, invent, size, environment)
            else:
                shutil.copytree(kept.parent, Path(environment["XDG_DATA_HOME"]) / "rundown")
            pids[label] = start(command, environment)
        close_window(displays[-1])
        found = watch(pids, seconds)
        for pid in pids.values():
            os.kill(pid, signal.SIGTERM)
        for display in displays:
            display.close()
    print(f"{size[0]} posts kept, one live blog followed; an hour, of which {seconds} s were watched\n")
    print(f"{'':16} {'wake-ups':>9} {'ratio':>6} {'CPU ms':>8} {'RSS MiB':>8} {'ratio':>6} {'private':>8} {'ratio':>6}")
    base = found["nothing"]
    for label, cost in found.items():
        print(f"{label:16} {cost.wake_ups:9.0f} {cost.wake_ups / max(base.wake_ups, 1):6.2f} {cost.ms:8.1f}"
              f" {cost.resident:8.1f} {cost.resident / base.resident:6.2f}"
              f" {cost.private:8.1f} {cost.private / base.private:6.2f}")


main()
