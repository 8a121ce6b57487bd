# SPDX-License-Identifier: GPL-3.0-or-later
"""The reader's corrections of topics: made, shown, kept and taken back."""

import ctypes
import json
import os
import subprocess
import time
from pathlib import Path

import pytest
from display import X11
from driver import PATIENCE, Atspi, wait_for

BUTTON = Atspi.Role.BUTTON
LIST_ITEM = Atspi.Role.LIST_ITEM
MENU_ITEM = Atspi.Role.MENU_ITEM
NOWHERE, UNDER_POINTER = 0, 1  # where keys go, for X
DEMO = Path(__file__).resolve().parents[2] / "data" / "demo" / "westminster-2025-06-16.json"

X11.XSetInputFocus.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong]


def run(data, *arguments):
    done = subprocess.run([os.environ["RUNDOWN"], *arguments], env=os.environ | {"XDG_DATA_HOME": str(data)},
                          capture_output=True, text=True, timeout=PATIENCE, check=True)
    return done.stdout


@pytest.fixture
def kept(tmp_path):
    """The demo, followed."""
    run(tmp_path / "kept", "add", str(DEMO))
    return tmp_path / "kept"


@pytest.fixture
def program(start, kept):
    return start(XDG_DATA_HOME=str(kept), width=1200, height=1400)


def read_topics(kept):
    """Gives the topics as the command line tells them."""
    return json.loads(run(kept, "digest", "--format", "json"))["topics"]


def listed(program):
    """Gives what is said of each topic in the list of pages."""
    pages = program.find(Atspi.Role.LIST, "Pages")
    return [node.get_name() for node in program.all(LIST_ITEM, within=pages) if " post" in node.get_name()]


def open_topic(program, label):
    program.open_page(label)
    program.find(BUTTON, "Rename")


def type_name(program, letters):
    entry = program.find(Atspi.Role.TEXT, "Topic Name")
    wait_for(lambda: entry.get_state_set().contains(Atspi.StateType.FOCUSED), "the name to have the focus")
    program.press(*["Control_L", "a"])
    for letter in letters:
        program.press(letter)
    program.press("Return")


def wait_until_listed(program, name, first=False):
    return wait_for(lambda: [said for said in listed(program)[:1 if first else None] if said.startswith(name)],
                    f"{name} in the list")


def click(program, name):
    """Clicks on the button in a popover that is called this, and no more, and waits for that to close."""
    def look():
        return [node for node in program.all(BUTTON, name) if node.get_name() == name]

    program.activate(wait_for(look, name)[0])
    wait_for(lambda: not look(), "the popover to close")


def undo(program):
    program.press("Control_L", "z")


def test_renaming(program, kept):
    label = read_topics(kept)[0]["label"]
    open_topic(program, label)
    program.press("F2")
    type_name(program, "jnsmk")  # each of which is a key elsewhere
    wait_until_listed(program, "jnsmk, ")
    program.find(name="Renamed to “jnsmk”")
    assert read_topics(kept)[0]["label"] == "jnsmk"

    program.activate(program.find(BUTTON, "Rename"))
    type_name(program, "ferry")
    wait_until_listed(program, "ferry, ")
    program.activate(program.find(BUTTON, "Undo"))
    wait_until_listed(program, "jnsmk, ")
    undo(program)
    wait_until_listed(program, f"{label}, ")
    assert read_topics(kept)[0]["label"] == label

    program.press("F2")
    program.find(Atspi.Role.TEXT, "Topic Name")
    program.press("Escape")
    wait_for(lambda: not program.all(Atspi.Role.TEXT, "Topic Name"), "the name to go")


def give_focus(program, window):
    """Has another window take the keys, or the one that the pointer is in."""
    X11.XSetInputFocus(program.display.connection, window, 0, 0)
    X11.XSync(program.display.connection, 0)


def test_renaming_outlasts_a_look_elsewhere(program, kept):
    open_topic(program, read_topics(kept)[0]["label"])
    program.press("F2")
    entry = program.find(Atspi.Role.TEXT, "Topic Name")
    wait_for(lambda: entry.get_state_set().contains(Atspi.StateType.FOCUSED), "the name to have the focus")
    program.press("Control_L", "a")
    program.press("q")
    wait_for(lambda: program.window.get_state_set().contains(Atspi.StateType.ACTIVE), "the window to be active")

    give_focus(program, NOWHERE)
    wait_for(lambda: not program.window.get_state_set().contains(Atspi.StateType.ACTIVE), "the window to be left")
    give_focus(program, UNDER_POINTER)
    wait_for(lambda: program.window.get_state_set().contains(Atspi.StateType.ACTIVE), "the window to be active again")
    for letter in "uay":
        program.press(letter)
    program.press("Return")
    wait_until_listed(program, "quay, ")


def test_renaming_where_little_fits(start, kept):
    label = read_topics(kept)[0]["label"]
    program = start(XDG_DATA_HOME=str(kept), width=360, height=294)
    program.find(name="What Happened")
    program.press("Escape")
    open_topic(program, label)
    program.press("F2")
    type_name(program, "quay")
    program.find(Atspi.Role.HEADING, "quay")


def place(program, heading):
    """Gives where a post stands, when it is the same twice."""
    def look():
        found = [node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).y
                 for node in program.all(LIST_ITEM, heading)]
        return found[0] if found else None

    before = look()
    time.sleep(0.2)
    return before if before is not None and before == look() else None


def test_what_is_read_stays(program, kept):
    open_topic(program, read_topics(kept)[0]["label"])
    for _ in range(3):
        program.press("j")
        time.sleep(0.3)
    heading = "More than 800 closed"
    before = wait_for(lambda: place(program, heading), "the post")
    program.press("s")
    program.find(name="Pinned “")

    def wait_until_back():
        wait_for(lambda: abs((place(program, heading) or 10000) - before) <= 1, "the post to stand where it stood")

    wait_until_back()
    program.press("F2")
    program.find(Atspi.Role.TEXT, "Topic Name")
    program.press("Escape")
    wait_until_back()
    program.press("F2")
    type_name(program, "quay")
    program.find(name="Renamed to “quay”")
    wait_until_back()


def test_list_stays_where_it_is(start, kept):
    """A correction has it made anew."""
    label = read_topics(kept)[1]["label"]
    program = start(XDG_DATA_HOME=str(kept), width=1000, height=700)

    def look(name):
        found = program.all(LIST_ITEM, name, program.find(Atspi.Role.LIST, "Pages"))
        return found and found[0].get_component_iface().get_extents(Atspi.CoordType.WINDOW).y

    open_topic(program, label)
    before = look(label)
    program.press("F2")
    type_name(program, "jnsmk")
    wait_until_listed(program, "jnsmk")
    assert look("Since You Left") and look("jnsmk") == before
    undo(program)
    wait_until_listed(program, label)
    assert look("Since You Left") and look(label) == before


def test_pinning_and_muting(program, kept):
    topics = [topic["label"] for topic in read_topics(kept)]
    open_topic(program, topics[2])
    program.press("s")
    wait_until_listed(program, f"{topics[2]}, pinned, ", first=True)
    program.find(Atspi.Role.LABEL, "Pinned · ")

    program.press("Shift_L", "m")
    muted = wait_for(lambda: [node for node in program.all(LIST_ITEM, topics[2]) if node.get_description() == "Muted"],
                     "the topic to be muted")
    assert "pinned" not in muted[0].get_name()
    program.find(Atspi.Role.LABEL, "Muted · ")
    assert not listed(program)[0].startswith(topics[2])

    undo(program)
    wait_until_listed(program, f"{topics[2]}, pinned, ", first=True)
    undo(program)
    wait_until_listed(program, topics[0], first=True)
    assert [topic["label"] for topic in read_topics(kept)] == topics


def choose_in_menu(program, *items):
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Topic Menu"))
    for item in items:
        program.activate(program.find_item(item))
    wait_for(lambda: not program.all(MENU_ITEM), "the menu to close")


def test_muting_for_today(program, kept):
    topics = [topic["label"] for topic in read_topics(kept)]
    open_topic(program, topics[2])
    choose_in_menu(program, "Mute for Today")
    wait_for(lambda: [node for node in program.all(LIST_ITEM, topics[2]) if node.get_description() == "Muted for today"],
             "the topic to be muted")
    program.find(Atspi.Role.LABEL, "Muted for today · ")
    program.find(name=f"Muted “{topics[2]}” for today")
    undo(program)
    wait_for(lambda: not program.all(Atspi.Role.LABEL, "Muted for today · "), "the topic to be as it was")
    assert [topic["label"] for topic in read_topics(kept)] == topics

    choose_in_menu(program, "Mute for Today")
    program.find(Atspi.Role.LABEL, "Muted for today · ")
    program.press("Shift_L", "m")
    wait_for(lambda: not program.all(Atspi.Role.LABEL, "Muted for today · "), "the topic to be unmuted")


def read_levels(program):
    path = Path(program.environment["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
    found = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("notify-topics=")]
    return found[0].removeprefix("notify-topics=") if found else None


def test_what_to_be_notified_of_in_a_topic(program, kept):
    topic = read_topics(kept)[0]
    open_topic(program, topic["label"])
    choose_in_menu(program, "Notify About", "Every New Post")
    wait_for(lambda: read_levels(program) == f"{{'{topic['id']}': 'everything'}}", "the level")
    wait_for(lambda: listed(program)[0].endswith(", Notifications of every new post"), "it to be said in the list")
    choose_in_menu(program, "Notify About", "Nothing")
    wait_for(lambda: read_levels(program) == f"{{'{topic['id']}': 'nothing'}}", "the other level")
    wait_for(lambda: listed(program)[0].endswith(", No notifications"), "that to be said in the list")
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Topic Menu"))
    program.activate(program.find(MENU_ITEM, "Notify About"))
    assert program.find_item("Nothing").get_state_set().contains(Atspi.StateType.CHECKED)
    program.activate(program.find_item("As Usual"))
    wait_for(lambda: read_levels(program) == "{}", "no level of its own")
    wait_for(lambda: "otifications" not in listed(program)[0], "nothing to be said in the list")
    choose_in_menu(program, "Notify About", "Publishers’ Key Events")  # which is what is usual
    wait_for(lambda: read_levels(program) == f"{{'{topic['id']}': 'key-events'}}", "the usual level")
    assert "otifications" not in listed(program)[0]


def choose(program, title, label):
    """Searches for a topic in a dialog, and takes the first one that is found."""
    dialog = program.find(Atspi.Role.DIALOG, title)
    entry = program.find(Atspi.Role.ENTRY, "Search Topics", dialog)
    entry.get_editable_text_iface().set_text_contents(label)
    topics = program.find(Atspi.Role.LIST, "Topics", dialog)
    wait_for(lambda: len(program.all(LIST_ITEM, within=topics)) == 1, "one topic to be found")
    program.press("Return")
    wait_for(lambda: not program.all(Atspi.Role.DIALOG, title), "the dialog to close")


def test_merging(program, kept):
    before = read_topics(kept)
    first, second = before[0]["label"], before[1]["label"]
    n_posts = len(before[0]["entries"]) + len(before[1]["entries"])
    open_topic(program, second)
    program.press("Control_L", "m")
    program.find(Atspi.Role.LABEL, f"The posts of “{second}” go to the topic that you choose, which keeps its own name.")
    choose(program, "Merge Into", first)
    wait_until_listed(program, f"{first}, {n_posts} posts")
    program.find(name=f"Merged into “{first}”")
    wait_for(lambda: not [said for said in listed(program) if said.startswith(f"{second}, ")], "the other one to go")
    assert len(read_topics(kept)) == len(before) - 1

    undo(program)
    wait_until_listed(program, f"{second}, ")
    program.find(Atspi.Role.HEADING, second)  # from where it was merged
    assert [topic["label"] for topic in read_topics(kept)] == [topic["label"] for topic in before]


def test_undo_that_cannot_be_shown(program, kept):
    """It is done and said all the same, and leads nowhere once the reader has gone on with something else."""
    before = read_topics(kept)
    first, second, third = (topic["label"] for topic in before[:3])
    open_topic(program, second)
    program.press("Control_L", "m")
    choose(program, "Merge Into", first)
    program.find(name=f"Merged into “{first}”")
    wait_for(lambda: not [said for said in listed(program) if said.startswith(f"{second}, ")], "the other one to go")

    store, = (kept / "rundown").glob("*.db")
    aside = kept / "aside"
    store.rename(aside)
    store.mkdir()
    undo(program)
    program.find(BUTTON, "Try Again")
    program.find(name=f"Undone: Merged into “{first}”")
    store.rmdir()
    aside.rename(store)
    program.activate(program.find(BUTTON, "Back"))
    program.find(Atspi.Role.HEADING, first)
    open_topic(program, third)
    program.press("s")
    program.find(name=f"Pinned “{third}”")
    wait_until_listed(program, f"{second}, ")
    program.find(Atspi.Role.HEADING, third)


def ask_why(program):
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Post Menu"))
    program.activate(program.find(Atspi.Role.MENU_ITEM, "Why Is This Here?"))


def test_moving(program, kept):
    before = read_topics(kept)
    first, second = before[0], before[1]
    open_topic(program, first["label"])
    ask_why(program)
    click(program, "Not Here? Move…")
    choose(program, "Move to Topic", second["label"])
    wait_until_listed(program, f"{second['label']}, {len(second['entries']) + 1} posts")
    program.find(name=f"Moved to “{second['label']}”")
    program.find(BUTTON, "Rename")  # of the page that it was moved from, still

    ask_why(program)
    click(program, "New Topic From This Post")
    program.find(name="Moved to a topic of its own")
    split = read_topics(kept)
    assert len(split) == len(before) + 1
    assert len(split[0]["entries"]) == len(first["entries"]) - 2

    undo(program)
    program.find(name="Undone: Moved to a topic of its own")
    undo(program)
    wait_until_listed(program, f"{first['label']}, {len(first['entries'])} posts")
    assert [topic["label"] for topic in read_topics(kept)] == [topic["label"] for topic in before]


def test_moving_the_last_post(program, kept):
    """Who reads it goes with it, and comes back with it."""
    digest = json.loads(run(kept, "digest", "--format", "json"))
    before = digest["topics"]
    alone = next(topic for topic in before if len(topic["entries"]) == 1)
    heading = next(entry["title"] for entry in digest["entries"] if entry["id"] == alone["entries"][0])
    other = before[0]
    open_topic(program, alone["label"])
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Post Menu"))
    program.activate(program.find(MENU_ITEM, "Move to Topic…"))
    choose(program, "Move to Topic", other["label"])
    wait_for(lambda: not [said for said in listed(program) if said.startswith(f"{alone['label']}, ")], "the topic to go")
    program.find(name=f"Moved to “{other['label']}”")
    wait_for(lambda: 0 <= (place(program, heading) or -1) < 300, "the post at the upper edge")

    undo(program)
    program.find(Atspi.Role.HEADING, alone["label"])
    assert [topic["label"] for topic in read_topics(kept)] == [topic["label"] for topic in before]


def test_moving_by_hand(program, kept):
    before = read_topics(kept)
    first, second = before[0], before[1]
    open_topic(program, first["label"])
    pages = program.find(Atspi.Role.LIST, "Pages")
    x, y = program.locate(program.find(Atspi.Role.TOGGLE_BUTTON, "Post Menu"))

    def drag_to(topic):
        program.display.drag((x - 100, y), program.locate(program.find(LIST_ITEM, topic["label"], pages)))

    drag_to(first)  # where it stands already
    time.sleep(0.5)
    assert not program.all(name="Moved to “")
    drag_to(second)
    wait_until_listed(program, f"{second['label']}, {len(second['entries']) + 1} posts")
    program.find(name=f"Moved to “{second['label']}”")
    undo(program)
    wait_until_listed(program, f"{first['label']}, {len(first['entries'])} posts")
    assert [topic["label"] for topic in read_topics(kept)] == [topic["label"] for topic in before]


def test_menu_in_list(program, kept):
    label = read_topics(kept)[1]["label"]
    open_topic(program, label)
    program.press("Shift_L", "F10")
    for _ in range(2):
        program.press("Down")
    program.press("Return")
    wait_until_listed(program, f"{label}, pinned, ", first=True)


def test_nothing_to_correct_in_demo(start):
    program = start()
    program.find(name="Summary")
    program.open_page("Grooming gangs")
    program.find(Atspi.Role.TOGGLE_BUTTON, "Post Menu")
    assert not program.all(BUTTON, "Rename")
    program.press("F2")
    program.press("s")
    program.press("Control_L", "z")
    assert not program.all(Atspi.Role.TEXT, "Topic Name")
