# SPDX-License-Identifier: GPL-3.0-or-later
"""A live blog of our own that is followed, with posts of every kind: long, pinned, edited, deleted, pointing to each
other."""

import json
import os
import subprocess

LONG = "".join(
    f"<p>Paragraph {n} of the engineer’s report says that the bollards of berth {n} were looked at, that two of them "
    "stand askew, and that the harbour office will have them set upright before the spring tides.</p>" for n in range(1, 13))

FIRST = {
    "ferry": "<h2>The early ferry was late</h2>"
             "<p>The ferry came in at half past seven, the crew said, because of fog.</p>",
    "gate": "<h2>The sluice gate was opened</h2><p>The old gate was opened at dawn. Two barges went through.</p>"
            "<p>The keeper asks skippers to wait.</p>",
    "report": f"<h2>What the engineer found</h2>{LONG}<p>It ends here.</p>",
    "mistake": "<h2>The lighthouse was sold</h2><p>The lighthouse was sold to a baker.</p>",
    "council": "<h2>What the council wants to know</h2><p>The chair put it like this:</p>"
               "<blockquote><p>We pay for this quay every year.</p><p>I should like to see it open.</p></blockquote>"
               "<h3>The questions</h3><ol>" + "".join(f"<li>{text}</li>" for text in [
                   "Who looked at the crane?",
                   "What does a second ferry cost, and who would pay for it in a winter in which nobody crosses?",
                   "When is the quay open?"]) + "</ol><ul><li>No date is named</li><li>No sum, either</li></ul>"
               "<p>(See 7.40am and 8.05am.)</p>",
    "tide": "<p>High water is at noon.</p>",
}

AT = {"ferry": "07:40", "gate": "08:05", "report": "08:30", "mistake": "08:55", "council": "09:20", "tide": "09:45"}


# The command line needs no bus.
NO_BUS = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}


def write(path, posts=None, edited=None, deleted=(), pinned=(), marked=()):
    """Writes it as a program for live blogs does, with these posts in place of the first ones."""
    posts = FIRST | (posts or {})
    path.write_text(json.dumps({"_items": [
        {
            "_id": f"urn:{key}", "post_status": "open", "deleted": key in deleted, "sticky": key in pinned,
            "lb_highlight": key in marked, "language": "en", "publisher": {"display_name": "Ada Brook"},
            "published_date": f"2024-03-05T{AT[key]}:00+00:00",
            "content_updated_date": f"2024-03-05T{(edited or {}).get(key, AT[key])}:00+00:00",
            "groups": [{"id": "main", "refs": [{"item": {"item_type": "text", "text": text}}]}],
        }
        for key, text in reversed(posts.items())
    ]}))


def keep(folder):
    """Keeps it in a folder of its own, and then what became of it. Gives what leads a program there."""
    path = folder / "harbour.json"
    environment = {"XDG_DATA_HOME": str(folder / "kept"), "HOME": str(folder)}

    def run(command):
        subprocess.run([os.environ["RUNDOWN"], *command], env=os.environ | environment | NO_BUS,
                       stdout=subprocess.DEVNULL, timeout=60, check=True)

    marks = {"pinned": ["ferry"], "marked": ["gate", "council"]}
    write(path, **marks)
    run(["add", str(path)])
    once = {"gate": FIRST["gate"].replace("old gate", "new gate")}
    write(path, once, {"gate": "08:20"}, **marks)
    run(["fetch"])
    twice = {"gate": once["gate"].replace("Two barges", "Three barges").replace("opened</h2>", "opened at last</h2>")}
    write(path, twice, {"gate": "08:50"}, deleted=["mistake"], **marks)
    run(["fetch"])
    return {"XDG_DATA_HOME": environment["XDG_DATA_HOME"]}
