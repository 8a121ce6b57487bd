# SPDX-License-Identifier: GPL-3.0-or-later
"""Searching, with the keyboard all the way."""

import os
import subprocess

import pytest
from driver import FRAME, INTERACTIVE, PATIENCE, Atspi, wait_for
from live_blog_server import serve

BUTTON = Atspi.Role.BUTTON
ENTRY = Atspi.Role.ENTRY
HEADING = Atspi.Role.HEADING
LABEL = Atspi.Role.LABEL
LIST_ITEM = Atspi.Role.LIST_ITEM
TOGGLE = Atspi.Role.TOGGLE_BUTTON


@pytest.fixture
def kept(start, blog, tmp_path):
    """Starts the program where two live blogs are kept."""
    with serve() as server:
        server.posts += [f"Crane {n} was checked" for n in range(1, 31)]
        environment = {"XDG_DATA_HOME": str(tmp_path / "kept")}
        for location in [server.url, blog]:
            subprocess.run([os.environ["RUNDOWN"], "add", location], env=os.environ | environment, capture_output=True,
                           timeout=PATIENCE, check=True)
        yield lambda *arguments, **options: start(*arguments, **options, **environment)


def is_focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def write(program, words):
    for character in words:
        program.press({" ": "space"}.get(character, character))


def search(program, words, key=("Control_L", "f")):
    program.press(*key)
    entry = program.find(ENTRY, "Search All Posts")
    wait_for(lambda: focused(program), "the focus in the entry")
    write(program, words)
    return entry


def focused(program):
    """Gives what text has the focus."""
    found = [node for node in program.all(Atspi.Role.TEXT) + program.all(ENTRY) if is_focused(node)]
    return found[0] if found else None


def found(program):
    """Gives the names of the posts that were found."""
    return [node.get_name() for node in program.all(LIST_ITEM, within=program.find(Atspi.Role.LIST, "Found Posts"))]


def wait_for_post(program, name):
    def look():
        return [node for node in program.all(LIST_ITEM, name) if is_focused(node)]

    wait_for(lambda: not program.all(ENTRY), "the dialog to go")
    return wait_for(look, f"the focus on {name}")


def test_words_are_found_as_they_are_typed(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "ferri", ["slash"])
    program.find(LABEL, "1 post")
    assert [name.split(",")[0] for name in found(program)] == ["The ferry was late"]
    write(program, "es late")
    program.find(LABEL, "1 post")
    write(program, "r")
    program.find(LABEL, "No Results")


def test_post_is_opened_with_the_keyboard(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "crane")
    program.find(LABEL, "30 posts")
    program.press("Down")
    program.press("Down")
    program.press("Return")
    wait_for_post(program, "Crane 29 was checked")


def test_post_is_opened_with_a_click(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "crane")
    program.find(LABEL, "30 posts")
    item = program.find(LIST_ITEM, "Crane 28 was checked, Crane")
    box = item.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    program.display.click(box.x + 2 * FRAME + box.width // 2, box.y + 3 * FRAME + box.height // 2)
    wait_for_post(program, "Crane 28 was checked")


def test_post_is_opened_over_the_list_of_pages(kept):
    """Where only one of them fits, and the keys go on there."""
    program = kept(width=360)
    program.find(name="What Happened")
    program.press("Escape")
    program.find(Atspi.Role.LIST, "Pages")
    search(program, "quay closed", ["slash"])
    program.find(LABEL, "1 post")
    program.press("Return")
    wait_for_post(program, "The quay was closed")
    program.press("Escape")
    program.find(Atspi.Role.LIST, "Pages")


def test_enter_opens_what_the_last_word_finds(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "quay closed")
    program.press("Return")
    wait_for_post(program, "The quay was closed")


def test_typing_in_the_list_goes_on_in_the_entry(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "crane ")
    program.find(LABEL, "30 posts")
    program.press("Down")
    wait_for(lambda: not focused(program), "the focus in the list")
    write(program, "17")
    program.find(LABEL, "1 post")
    assert focused(program)
    program.press("Down")
    wait_for(lambda: not focused(program), "the focus in the list")
    program.press("Up")
    wait_for(lambda: focused(program), "the focus in the entry")


def test_question_and_place_are_kept(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "crane")
    program.find(LABEL, "30 posts")
    program.press("Down")
    program.press("Down")
    program.press("Escape")
    wait_for(lambda: not program.all(ENTRY), "the dialog to go")
    search(program, "")
    program.find(LABEL, "30 posts")
    program.press("Return")
    wait_for_post(program, "Crane 29 was checked")


def test_post_that_is_not_shown_is_opened(kept, blog):
    program = kept(blog)
    program.find(name="Summary")
    search(program, "ferry late")
    program.find(LABEL, "1 post")
    assert not program.all(TOGGLE, "All Topics")  # nothing of what is shown is kept
    program.press("Return")
    wait_for_post(program, "The ferry was late")


def test_what_is_no_longer_followed_is_found(kept, blog, tmp_path):
    subprocess.run([os.environ["RUNDOWN"], "remove", blog], env=os.environ | {"XDG_DATA_HOME": str(tmp_path / "kept")},
                   capture_output=True, timeout=PATIENCE, check=True)
    program = kept()
    program.find(name="What Happened")
    search(program, "librar")
    program.find(LABEL, "(no longer followed)")
    program.press("Return")
    program.find(name="That post cannot be shown")


def test_filters_are_lifted_where_nothing_is_found(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "ferry")
    program.find(LABEL, "1 post")
    when = program.find(TOGGLE, "Any Time")
    program.activate(when)
    wait_for(lambda: when.get_state_set().contains(Atspi.StateType.PRESSED), "the choice")
    program.find(LABEL, "Yesterday")
    program.press("Down")
    program.press("Down")
    program.press("Return")
    program.find(LABEL, "No Results")
    program.activate(program.find(BUTTON, "Search All Posts"))
    program.find(LABEL, "1 post")
    assert program.find(TOGGLE, "Any Time")


def test_topics_come_after_the_search_has_begun(start, server, tmp_path):
    environment = {"XDG_DATA_HOME": str(tmp_path / "kept")}
    subprocess.run([os.environ["RUNDOWN"], "add", server.url], env=os.environ | environment, capture_output=True,
                   timeout=PATIENCE, check=True)
    server.answers.clear()
    program = start(server.url, **environment)
    program.find(LABEL, "Reading…")
    search(program, "crane 12")
    program.find(LABEL, "1 post")
    assert found(program)[0].startswith("Crane 12 was checked, A harbour day")
    server.answers.set()
    wait_for(lambda: found(program)[0].startswith("Crane 12 was checked, Crane · A harbour day"), "the topic")
    assert focused(program)


def choose(program, filtered, *keys):
    """Chooses in a filter what the keys lead to."""
    button = program.find(TOGGLE, filtered)
    program.activate(button)
    wait_for(lambda: [node for node in program.all(LIST_ITEM, filtered) if is_focused(node)], "the focus in the list")
    for key in [*keys, "Return"]:
        program.press(key)
    wait_for(lambda: is_focused(button), "the choice")


def test_one_topic_is_searched(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "minute")
    program.find(LABEL, "2 posts")
    choose(program, "All Topics", "Down", "Down")
    program.find(TOGGLE, "Reserves")
    wait_for(lambda: [name.split(",")[0] for name in found(program)] == ["Leader opens meeting with a warning on reserves"],
             "the post of the topic alone")
    program.press("Escape")
    wait_for(lambda: not program.all(ENTRY), "the dialog to go")
    search(program, "crane")
    program.find(LABEL, "No Results")
    assert program.find(TOGGLE, "Reserves")
    program.activate(program.find(BUTTON, "Search All Posts"))
    program.find(LABEL, "30 posts")
    assert program.find(TOGGLE, "All Topics")


def test_topic_is_searched_with_what_was_merged_into_it(kept):
    program = kept()
    program.find(name="What Happened")
    search(program, "minute")
    choose(program, "All Topics", "Down", "Down")
    wait_for(lambda: len(found(program)) == 1, "the post of the topic alone")
    program.press("Escape")
    wait_for(lambda: not program.all(ENTRY), "the dialog to go")
    program.open_page("Reserves")
    program.find(BUTTON, "Rename")
    program.press("Control_L", "m")
    program.find(ENTRY, "Search Topics").get_editable_text_iface().set_text_contents("Libraries")
    wait_for(lambda: len(program.all(LIST_ITEM, within=program.find(Atspi.Role.LIST, "Topics"))) == 1, "one topic")
    program.press("Return")
    program.find(name="Merged into “Libraries”")
    program.find(LIST_ITEM, "Libraries, 2 posts")
    search(program, "")
    program.find(TOGGLE, "Libraries")
    wait_for(lambda: len(found(program)) == 2, "the posts of both")


@pytest.mark.parametrize("height", [720, 294])
def test_narrow_window_searches_too(kept, height):
    program = kept(width=360, height=height)
    program.find(name="What Happened")
    program.press("Escape")
    program.activate(program.find(BUTTON, "Search"))
    wait_for(lambda: focused(program), "the focus in the entry")
    write(program, "quay")
    program.find(LABEL, "1 post")
    assert [node.get_role_name() for node in program.all() if node.get_role() in INTERACTIVE | {ENTRY}
            and not node.get_name()] == []
    program.press("Return")
    wait_for_post(program, "The quay was closed")


def test_nothing_kept_leads_to_adding(start):
    program = start()
    program.find(name="Summary")
    search(program, "")
    program.find(LABEL, "Nothing to Search Yet")
    program.activate(program.find(BUTTON, "Add a Live Blog…", program.find(Atspi.Role.DIALOG)))
    program.find(Atspi.Role.DIALOG, "Add a Live Blog")
