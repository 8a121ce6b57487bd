# SPDX-License-Identifier: GPL-3.0-or-later
"""The window, as assistive technology sees and drives it."""

import os
import re
import socket
import subprocess

import pytest
from display import find_id
from driver import INTERACTIVE, PATIENCE, Atspi, wait_for
from gi.repository import Gio, GLib

BUTTON = Atspi.Role.BUTTON
HEADING = Atspi.Role.HEADING
LIST_ITEM = Atspi.Role.LIST_ITEM

# High enough for all topics of the demo.
TALL = {"width": 1000, "height": 2400}


def count(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def names(nodes):
    return [node.get_name() for node in nodes]


def pages(program):
    return names(program.all(LIST_ITEM, within=program.find(Atspi.Role.LIST, "Pages")))


def lines(program):
    return program.all(BUTTON, within=program.find(name="Summary"))


def find_unnamed(program, within=None):
    """Gives the roles of what can be used and has no name."""
    used = [node for node in program.all(within=within) if node.get_role() in INTERACTIVE]
    # A row that has words to choose from shows the one that is chosen as a list of its own.
    shown = [item for box in used if box.get_role() == Atspi.Role.COMBO_BOX for item in program.all(LIST_ITEM, within=box)]
    return [node.get_role_name() for node in used if not node.get_name() and node not in shown]


def largest(digest):
    return max(digest["topics"], key=lambda topic: 0 if topic["other"] else len(topic["entries"]))


def test_topics_are_listed_with_their_counts(start, digest):
    program = start(**TALL)
    program.find(name="Summary")
    expected = ["In Short"]
    for topic in digest["topics"]:
        parts = [topic["label"], count(len(topic["entries"]), "post")]
        if topic["keyEvents"]:
            parts.append(count(len(topic["keyEvents"]), "key event"))
        expected.append(", ".join(parts))
    shown = pages(program)
    assert shown[:-1] == expected
    assert shown[-1].startswith(digest["blogs"][0]["title"])


def test_front_page_quotes_the_summary(start, digest):
    program = start(**TALL)
    shown = names(lines(program))
    assert len(shown) == len(digest["summary"]) > 0
    for name, line in zip(shown, digest["summary"]):
        assert name.endswith(f": {line['text']}")


def test_topic_shows_its_posts_in_time_order(start, digest):
    topic = largest(digest)
    program = start(width=1000, height=4000)
    program.open_page(topic["label"])
    program.find(HEADING, topic["label"])
    shown = [name for name in names(program.all(LIST_ITEM)) if name not in pages(program)]
    titles = [digest["by_id"][id]["title"] for id in topic["entries"]]
    assert shown[0] == topic["label"]
    assert len(shown) > 3
    for name, title in zip(shown[1:], titles):
        assert title is None or name.startswith(f"{title}, ")


def test_summary_line_leads_to_its_post(start, digest):
    program = start()
    number = len(digest["summary"]) - 1
    post = digest["by_id"][digest["summary"][number]["entry"]]
    topic = next(topic for topic in digest["topics"] if topic["id"] == post["topic"])
    program.find(name="Summary")
    program.activate(lines(program)[number])
    assert program.find(Atspi.Role.LABEL, topic["label"])
    item = program.find(LIST_ITEM, f"{post['title']}, " if post["title"] else "")
    wait_for(lambda: item.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus on the post")
    program.press("Alt_L", "Left")
    program.find(HEADING, "In Short")


@pytest.mark.parametrize(("language", "key", "arrow"), [("en_GB", "Left", "←"), ("ar_EG", "Right", "→")])
def test_back_is_where_its_arrow_points(start, digest, language, key, arrow):
    program = start(language=language)
    label = digest["topics"][0]["label"]
    program.open_page(label)
    program.find(HEADING, label)
    program.press("Alt_L", key)
    program.find(HEADING, "In Short")
    program.press("Control_L", "Shift_L", "question")
    program.find(Atspi.Role.LABEL, f"Alt + {arrow} ", program.window.get_application())


def test_key_events_are_told_apart_in_words(start, digest):
    program = start()
    post = next(entry for entry in digest["entries"] if entry["keyEvent"] == "publisher")
    topic = next(topic for topic in digest["topics"] if topic["id"] == post["topic"])
    program.open_page(topic["label"])
    assert "Key event" in program.find(LIST_ITEM, f"{post['title']}, ").get_name()


def test_keys_move_between_posts(start, digest):
    program = start()
    topic = largest(digest)
    program.open_page(topic["label"])
    program.find(HEADING, topic["label"])

    def focused():
        found = [node for node in program.all(LIST_ITEM) if node.get_state_set().contains(Atspi.StateType.FOCUSED)]
        return found[0].get_name() if found else None

    first, second = (digest["by_id"][id]["title"] for id in topic["entries"][:2])
    for key, title in [("j", first), ("j", second), ("k", first)]:
        program.press(key)
        wait_for(lambda: title is None or (focused() or "").startswith(title), f"the focus on {title}")


def test_file_is_opened(start, blog):
    program = start(blog)
    program.find(name="Summary")
    assert not program.all(BUTTON, "Add a Live Blog…")


def test_broken_file_is_told_of_and_tried_again(start, blog):
    content = blog.read_bytes()
    blog.write_bytes(b"%PDF-1.4 nothing to read")
    program = start(blog)
    retry = program.find(BUTTON, "Try Again")
    assert program.find(Atspi.Role.LABEL, "council.txt")
    assert find_unnamed(program) == []
    blog.write_bytes(content)
    program.activate(retry)
    program.find(name="Summary")


def test_what_takes_long_shows_that_it_is_read(start):
    with socket.create_server(("127.0.0.1", 0)) as server:  # never answers
        program = start(f"http://127.0.0.1:{server.getsockname()[1]}/")
        program.find(Atspi.Role.LABEL, "Reading…")
        program.press("Control_L", "q")
        assert program.process.wait(PATIENCE) == 0


def test_second_call_opens_in_the_first_window(start, blog):
    program = start()
    program.find(BUTTON, "Add a Live Blog…")
    second = subprocess.run([os.environ["RUNDOWN"], blog], env=program.environment, timeout=PATIENCE, check=False)
    assert second.returncode == 0
    wait_for(lambda: not program.all(BUTTON, "Add a Live Blog…"), "the file in place of the demo")


def test_large_text_fits_a_narrow_window(start):
    program = start(width=360, height=720, dpi=192)  # a warning that something does not fit ends it
    program.find(name="Summary")
    program.press("Escape")
    program.find(Atspi.Role.LIST, "Pages")


def test_narrow_window_shows_one_thing_at_a_time(start, digest):
    program = start(width=360, height=720)
    program.find(name="Summary")
    assert not program.all(Atspi.Role.LIST, "Pages")
    program.press("Escape")
    program.find(Atspi.Role.LIST, "Pages")
    topic = largest(digest)
    program.open_page(topic["label"])
    program.find(HEADING, topic["label"])


def test_narrow_window_is_led_by_keys(start, digest):
    """To the list, in it, to a page, and from one post of that to the next."""
    def says(role, name):
        return lambda: [node for node in program.all(role, name) if node.get_state_set().contains(Atspi.StateType.FOCUSED)]

    program = start(width=360, height=720)
    program.find(name="Summary")
    program.press("Escape")
    wait_for(says(LIST_ITEM, ""), "a page to have the focus")
    program.press("Down")
    label = digest["topics"][0]["label"]
    wait_for(says(LIST_ITEM, label), "the first topic to have the focus")
    program.press("Return")
    program.find(HEADING, label)
    program.press("j")
    wait_for(says(LIST_ITEM, ""), "a post to have the focus")
    assert not program.all(Atspi.Role.LIST, "Pages")


def find_focus(program):
    """Gives what can be seen and has the focus."""
    return wait_for(lambda: [node for node in program.all() if node.get_state_set().contains(Atspi.StateType.FOCUSED)],
                    "the focus")[0]


def assert_keys_lead_back(program):
    """With the page alone in the window, to the list of pages."""
    find_focus(program)
    program.press("Tab")
    find_focus(program)
    program.press("Escape")
    program.find(Atspi.Role.LIST, "Pages")
    find_focus(program)


@pytest.mark.parametrize("failing", [False, True])
def test_narrow_window_has_the_focus_in_what_comes_late(start, server, failing):
    """What had it before is the list of pages, over which a page is shown by then."""
    server.failing = failing
    server.answers.clear()
    program = start(server.url, width=360, height=720)
    program.find(Atspi.Role.LABEL, "Reading…")
    server.answers.set()
    if failing:
        retry = program.find(BUTTON, "Try Again")
        server.failing = False
        program.activate(retry)
    program.find(HEADING, "In Short")
    assert_keys_lead_back(program)


def test_window_that_gets_narrow_keeps_the_focus_in_sight(start):
    program = start()
    program.find(name="Summary")
    program.click(program.find(LIST_ITEM, "In Short", program.find(Atspi.Role.LIST, "Pages")))
    for width in [360, 1000, 360]:
        program.resize(width, 700)
        wait_for(lambda: bool(program.all(Atspi.Role.LIST, "Pages")) == (width > 360), f"a window {width} wide")
        find_focus(program)
    assert_keys_lead_back(program)


@pytest.mark.parametrize("keys", [("Control_L", "w"), ("Control_L", "q")])
def test_closing_ends_the_process(start, keys):
    program = start()
    program.find(name="Summary")
    program.press(*keys)
    assert program.process.wait(PATIENCE) == 0


def test_about_says_what_a_report_needs(start, tmp_path):
    program = start(XDG_CURRENT_DESKTOP="Quay")
    program.find(HEADING)
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Main Menu"))
    program.activate(program.find_item("About Rundown"))
    dialog = program.find(Atspi.Role.DIALOG)
    for row in ["Details", "Report an Issue", "Troubleshooting", "Credits", "Legal"]:
        program.find(LIST_ITEM, row, dialog)
    program.click(program.find(LIST_ITEM, "Troubleshooting", dialog))
    program.click(program.find(LIST_ITEM, "Debugging Information", dialog))
    text = program.find(Atspi.Role.TEXT, within=dialog).get_text_iface()
    told = Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))
    assert re.match(r"Rundown \d+\.\d+\.\d+ \([\w.]+\)\nGTK 4\.\d+\.\d+, libadwaita 1\.", told)
    assert "\nDesktop: Quay\n" in told and "\nSystem: " in told
    assert str(tmp_path) not in told


def test_desktops_menu_opens_what_keys_do(start):
    """Over what stands there, once, and without losing an address that is being typed."""
    program = start()
    program.find(HEADING)
    id = find_id()
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)

    def act(name):
        bus.call_sync(id, "/" + id.replace(".", "/"), "org.freedesktop.Application", "ActivateAction",
                      GLib.Variant("(sava{sv})", [name, [], {}]), None, Gio.DBusCallFlags.NONE, PATIENCE * 1000, None)

    act("preferences")
    program.find(Atspi.Role.DIALOG, "Preferences")
    act("add")
    address = program.find(Atspi.Role.TEXT, "Address", program.find(Atspi.Role.DIALOG, "Add a Live Blog"))
    wait_for(lambda: len(program.all(Atspi.Role.DIALOG)) == 1, "the preferences to go")
    address.get_editable_text_iface().set_text_contents("half an address")
    act("add")
    text = program.find(Atspi.Role.TEXT, "Address").get_text_iface()
    assert Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text)) == "half an address"
    act("find")
    program.find(Atspi.Role.DIALOG, "Search")
    wait_for(lambda: len(program.all(Atspi.Role.DIALOG)) == 1, "the other dialog to go")
