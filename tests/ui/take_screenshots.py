# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of the window. tests/ui/screenshots runs it where it can."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import harbour
import languages
import png
import shadows
from driver import FRAME, Atspi, Program, wait_for
from live_blog_server import serve

DATA = Path(__file__).resolve().parents[2] / "data"
DEMO = DATA / "demo" / "westminster-2025-06-16.json"

WIDE = {"width": 1200, "height": 800}
NARROW = {"width": 360, "height": 720}
DARK = {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}
LARGE = {"dpi": 192}
CONTRAST = {"ADW_DEBUG_HIGH_CONTRAST": "1"}
RIGHT_TO_LEFT = {"language": "ar_EG"}
HARBOUR = {"keeps": True}
FOLLOWED = {"follows": True}
SERVER = {"serves": True}
# As the window stands on GNOME's desktop, and as large as software centres show it.
SHADOW = FOLLOWED | {"shadow": True, "width": 1000, "height": 700}
ALERTS = {"settings": {"notify-keywords": "['harbour office', 'Humber Bridge']", "quiet-hours": "true",
                       "quiet-days": "uint32 31", "snoozed-until": int((time.time() + 3600) * 1e6)}}


def front(program):
    program.find(Atspi.Role.HEADING)


def since_you_left(program):
    program.find(name="What Happened")


def topic(program):
    front(program)
    if not program.all(Atspi.Role.LIST, "Pages"):
        program.press("Escape")
    program.open_page("Grooming gangs")


def caught_up_with_some(program):
    """The reader has been through two topics, and is told of that no longer."""
    since_you_left(program)
    for _ in range(2):
        program.activate(program.find(Atspi.Role.BUTTON, "Mark as Read"))
        time.sleep(0.5)
    wait_for(lambda: not program.all(Atspi.Role.BUTTON, "Undo"), "the toast to go")


def next_topics(program, n=2):
    """By the keys: with a shadow around the window, nothing is where it else is."""
    caught_up_with_some(program)
    for _ in range(n):
        program.press("bracketright")
        time.sleep(0.5)


def third_topic(program):
    next_topics(program, 3)


def search(program):
    caught_up_with_some(program)
    program.press("Control_L", "f")
    program.find(Atspi.Role.ENTRY, "Search All Posts").get_editable_text_iface().set_text_contents("budget")
    program.press("End")
    program.find(Atspi.Role.LIST_ITEM, "budget")


def ribbon(program):
    """Where the keys have led to among the posts over time."""
    topic(program)
    slider = program.find(Atspi.Role.SLIDER)
    while not slider.get_state_set().contains(Atspi.StateType.FOCUSED):
        program.press("Tab")
        time.sleep(0.3)
    for key in ["Right", "Right"]:
        program.press(key)


def post(program):
    front(program)
    lines = program.all(Atspi.Role.BUTTON, within=program.find(name="Summary"))
    program.activate(lines[len(lines) // 2])


def pages(program):
    front(program)
    program.press("Escape")


def nothing_followed(program):
    front(program)
    program.press("Control_L", "b")
    program.find(name="Nothing Is Followed")


def address(program):
    front(program)
    program.press("Control_L", "n")
    program.find(Atspi.Role.TEXT, "Address")


def found(program):
    address(program)
    with serve() as server:
        program.find(Atspi.Role.TEXT, "Address").get_editable_text_iface().set_text_contents(server.url)
        program.press("Return")
        program.find(name="A harbour day", within=program.find(Atspi.Role.DIALOG))


def not_found(program):
    address(program)
    program.find(Atspi.Role.TEXT, "Address").get_editable_text_iface().set_text_contents("http://127.0.0.1:9/live")
    program.press("Return")
    program.find(name="No Answer")


def begin(program):
    """Where nothing is followed any more."""
    front(program)
    if not program.all(Atspi.Role.TOGGLE_BUTTON, "Main Menu"):
        program.press("Escape")
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Main Menu"))
    time.sleep(0.5)
    program.activate(program.all(Atspi.Role.MENU_ITEM)[3])
    program.find(name="Read a Live Blog")


def live_blogs(program):
    """One that is in a file, and one whose server is not there any more."""
    found(program)
    program.activate(program.find(Atspi.Role.BUTTON, "Follow", program.find(Atspi.Role.DIALOG)))
    wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")
    program.press("Control_L", "b")
    program.press("F5")
    program.find(Atspi.Role.BUTTON, "Try Again")


def post_menu(program):
    topic(program)
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Post Menu"))


def why(program):
    post_menu(program)
    program.activate(program.find(Atspi.Role.MENU_ITEM, "Why Is This Here?"))
    program.find(name="Why Is This Here?")


def rows(program, name="Live blog, "):
    """Posts of every kind."""
    program.find(Atspi.Role.HEADING)
    if not program.all(Atspi.Role.LIST, "Pages"):
        program.press("Escape")
    program.open_page(name)


def choice(program):
    """Which posts of a live blog are shown."""
    rows(program)
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "All Posts"))


def news(program):
    program.find(Atspi.Role.LIST_ITEM, "new post")


def toast(program):
    news(program)
    program.press("m")
    program.find(name="marked as read")


def pictures(program):
    """Pictures that were asked for: a large one, a small one, and one that is none."""
    rows(program, "A harbour day")
    for _ in range(3):
        program.activate(program.find(Atspi.Role.BUTTON, "Show Picture"))
        time.sleep(0.5)


def changes(program):
    rows(program)
    program.activate(program.find(Atspi.Role.BUTTON, "Edited "))


def peek(program):
    rows(program)
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "See "))


def dragged(program):
    """A post over the topic that would take it."""
    rows(program)
    x, y = program.locate(program.find(Atspi.Role.TOGGLE_BUTTON, "Post Menu"))
    pages = program.find(Atspi.Role.LIST, "Pages")
    program.display.drag((x - 100, y), program.locate(program.find(Atspi.Role.LIST_ITEM, "Sluice gate", pages)), drops=False)


def menu(program):
    front(program)
    program.press("F10")


def keys(program):
    front(program)
    program.press("Control_L", "Shift_L", "question")


def preferences(program):
    front(program)
    program.press("Control_L", "comma")
    program.find(Atspi.Role.PAGE_TAB, "Keeping")


def keeping(program):
    preferences(program)
    program.activate(program.find(Atspi.Role.PAGE_TAB, "Keeping"))
    program.find(name="Kept Now")


def alerts(program):
    preferences(program)
    program.activate(program.find(Atspi.Role.PAGE_TAB, "Alerts"))
    program.find(name="Notifications paused until")


def quiet_hours(program):
    alerts(program)
    day = program.find(Atspi.Role.TOGGLE_BUTTON, "Sunday")
    while not day.get_state_set().contains(Atspi.StateType.FOCUSED):
        program.press("Tab")
        time.sleep(0.1)


def levels(program):
    """What to be notified of in a topic."""
    topic(program)
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Topic Menu"))
    time.sleep(0.5)
    program.activate(program.find(Atspi.Role.MENU_ITEM, "Notify About"))


def about(program):
    menu(program)
    program.press("Up")
    program.press("Return")
    program.find(name="Details")


def error(program):
    program.find(Atspi.Role.BUTTON, "Try Again")


SHOTS = {
    "since-you-left": (since_you_left, FOLLOWED | WIDE),
    "since-you-left-dark": (since_you_left, FOLLOWED | WIDE | DARK),
    "narrow-since-you-left": (since_you_left, FOLLOWED | NARROW),
    "narrow-since-you-left-dark": (since_you_left, FOLLOWED | NARROW | DARK),
    "topic-followed-dark": (topic, FOLLOWED | WIDE | DARK),
    "topic-followed": (topic, FOLLOWED | WIDE),
    "window": (front, WIDE),
    "window-dark": (front, WIDE | DARK),
    "topic": (topic, WIDE),
    "topic-dark": (topic, WIDE | DARK),
    "ribbon": (ribbon, WIDE),
    "narrow-large-ribbon": (ribbon, NARROW | LARGE),
    "post": (post, WIDE),
    "post-menu": (post_menu, WIDE),
    "why": (why, WIDE),
    "rows": (rows, HARBOUR | {"width": 1000, "height": 1500}),
    "rows-dark": (rows, HARBOUR | {"width": 1000, "height": 1500} | DARK),
    "news": (news, HARBOUR | WIDE),
    "news-dark": (news, HARBOUR | WIDE | DARK),
    "narrow-news": (news, HARBOUR | NARROW),
    "narrow-news-large": (news, HARBOUR | NARROW | LARGE),
    "narrow-toast": (toast, HARBOUR | NARROW),
    "choice": (choice, HARBOUR | WIDE),
    "narrow-large-choice": (choice, HARBOUR | NARROW | LARGE),
    "pictures": (pictures, SERVER | {"width": 1000, "height": 1500}),
    "pictures-dark": (pictures, SERVER | {"width": 1000, "height": 1500} | DARK),
    "narrow-large-pictures": (pictures, SERVER | LARGE | {"width": 360, "height": 2400}),
    "pictures-right-to-left": (pictures, SERVER | RIGHT_TO_LEFT | {"width": 1000, "height": 1500}),
    "dragged": (dragged, HARBOUR | WIDE),
    "dragged-dark": (dragged, HARBOUR | WIDE | DARK),
    "changes": (changes, HARBOUR | WIDE),
    "peek": (peek, HARBOUR | {"width": 1000, "height": 1500}),
    "address": (address, WIDE),
    "menu": (menu, WIDE),
    "keys": (keys, WIDE),
    "preferences": (preferences, WIDE),
    "preferences-keeping": (keeping, WIDE),
    "preferences-alerts": (alerts, ALERTS | WIDE),
    "preferences-alerts-dark": (alerts, ALERTS | WIDE | DARK),
    "preferences-quiet-hours": (quiet_hours, ALERTS | WIDE),
    "preferences-quiet-hours-dark": (quiet_hours, ALERTS | WIDE | DARK),
    "search": (search, FOLLOWED | WIDE),
    "levels": (levels, FOLLOWED | WIDE),
    "about": (about, WIDE),
    "start": (begin, WIDE),
    "found": (found, WIDE),
    "not-found": (not_found, WIDE),
    "live-blogs": (live_blogs, HARBOUR | WIDE),
    "live-blogs-dark": (live_blogs, HARBOUR | WIDE | DARK),
    "nothing-followed": (nothing_followed, WIDE),
    "error": (error, WIDE | {"arguments": [__file__]}),
    "contrast": (topic, WIDE | CONTRAST),
    "contrast-dark": (topic, WIDE | CONTRAST | DARK),
    "large": (topic, WIDE | LARGE),
    "right-to-left": (topic, WIDE | RIGHT_TO_LEFT),
    "narrow": (front, NARROW),
    "narrow-dark": (front, NARROW | DARK),
    "narrow-topic": (topic, NARROW),
    "narrow-topic-dark": (topic, NARROW | DARK),
    "narrow-pages": (pages, NARROW),
    "narrow-preferences": (keeping, NARROW),
    "narrow-alerts": (alerts, ALERTS | NARROW),
    "narrow-quiet-hours": (quiet_hours, ALERTS | NARROW),
    "narrow-large-quiet-hours": (quiet_hours, ALERTS | NARROW | LARGE),
    "narrow-start": (begin, NARROW),
    "narrow-found": (found, NARROW),
    "narrow-live-blogs": (live_blogs, HARBOUR | NARROW),
    "narrow-nothing-followed": (nothing_followed, NARROW),
    "narrow-error": (error, NARROW | {"arguments": [__file__]}),
    "narrow-rows": (rows, HARBOUR | {"width": 360, "height": 1700}),
    "narrow-changes": (changes, HARBOUR | NARROW),
    "narrow-large": (front, NARROW | LARGE),
    "narrow-large-start": (begin, NARROW | LARGE),
    "narrow-large-found": (found, NARROW | LARGE),
    "narrow-large-live-blogs": (live_blogs, HARBOUR | NARROW | LARGE),
    "narrow-right-to-left": (topic, NARROW | RIGHT_TO_LEFT),
    "smallest": (front, {"width": 360, "height": 294}),
}

# What the metainfo shows.
PUBLISHED = {
    "since-you-left": (caught_up_with_some, SHADOW),
    "topic": (next_topics, SHADOW),
    "topic-dark": (third_topic, SHADOW | DARK),
    "search": (search, SHADOW),
    "narrow": (caught_up_with_some, SHADOW | NARROW),
}


def take(name, folder, shots, spoken):
    prepare, options = shots[name]
    options = options | spoken
    arguments = options.get("arguments", [])
    keeps = options.get("keeps", False)
    options = {key: value for key, value in options.items() if key not in ("arguments", "keeps")}
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as kept, serve() as server:
        if options.pop("serves", False):
            server.posts = ["The bridge was opened", "The buoy was found", "The fog is back"]
            server.pictures = {"/picture-0": png.paint(900, 600), "/picture-1": png.paint(160, 100), "/picture-2": b"no picture"}
            arguments = [server.url]
        if keeps:
            options |= harbour.keep(Path(kept))
        if options.pop("follows", False):
            options["XDG_DATA_HOME"] = kept
            subprocess.run([os.environ["RUNDOWN"], "add", str(DEMO)], env=os.environ | {"XDG_DATA_HOME": kept} | harbour.NO_BUS,
                           stdout=subprocess.DEVNULL, timeout=60, check=True)
        program = Program(Path(home), *arguments, **options)
        try:
            prepare(program)
            time.sleep(1.5)  # for it to come to rest
            if options.get("shadow"):
                picture = png.write(shadows.read_rows(program.display), 4)
            else:
                picture = png.write([row[3 * FRAME:-3 * FRAME] for row in program.display.read_rows()[FRAME:-FRAME]])
        finally:
            program.close()
    (folder / f"{name}.png").write_bytes(picture)


def main():
    published = sys.argv[1] == "--published"
    shots = PUBLISHED if published else SHOTS
    folder = DATA / "screenshots" if published else Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    names = sys.argv[2:]
    with tempfile.TemporaryDirectory() as catalogues:
        spoken = {}
        if names[:1] and names[0] in languages.LANGUAGES:
            language = names.pop(0)
            languages.make(Path(catalogues))
            languages.read_names()
            spoken = languages.speak(language, Path(catalogues))
        elif names and (languages.CHECKOUT / "po" / f"{names[0]}.po").exists():
            language = names.pop(0)
            languages.read_names(read=languages.make_reader(language))
            build = Path(os.environ["RUNDOWN"]).parents[1]
            spoken = {"language": language, "RUNDOWN_LOCALEDIR": str(build / "po")}
        for name in names or shots:
            take(name, folder, shots, spoken)


if __name__ == "__main__":
    main()
