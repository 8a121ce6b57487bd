# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the head of a page: how much happened when, which posts are shown, how following goes."""

import harbour
import pytest
from driver import Atspi, wait_for
from test_live import follow
from test_window import find_unnamed

BUTTON = Atspi.Role.BUTTON
LABEL = Atspi.Role.LABEL
LIST_ITEM = Atspi.Role.LIST_ITEM
SLIDER = Atspi.Role.SLIDER
TOGGLE = Atspi.Role.TOGGLE_BUTTON


def say(ribbon):
    """What a screen reader says of the slot that the keys have led to."""
    return Atspi.Value.get_text(ribbon)


def wait_for_words(ribbon, words):
    wait_for(lambda: say(ribbon) == words, words)


def wait_for_focus(program, name):
    wait_for(lambda: any(item.get_state_set().contains(Atspi.StateType.FOCUSED)
                         for item in program.all(LIST_ITEM, name)), f"the focus on {name}")


def tab_to(program, node):
    for _ in range(12):
        program.press("Tab")
        try:
            wait_for(lambda: node.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus", patience=0.3)
            return
        except AssertionError:
            pass
    raise AssertionError(f"{node.get_name()} does not get the focus")


def open_topic(program):
    program.find(name="Summary")
    program.open_page("Grooming gangs inquiry")
    return program.find(SLIDER, "Posts over Time")


@pytest.mark.parametrize("language", [None, "ar_EG"])
def test_keys_go_through_the_time_of_a_topic(start, language):
    program = start(language=language)
    later, earlier = ("Left", "Right") if language else ("Right", "Left")
    ribbon = open_topic(program)
    assert say(ribbon) == "08:50 to 09:00: 1 post, 1 key event"
    assert find_unnamed(program) == []
    tab_to(program, ribbon)
    program.press(later)
    wait_for_words(ribbon, "10:20 to 10:30: 2 posts")
    program.press(earlier)
    wait_for_words(ribbon, "08:50 to 09:00: 1 post, 1 key event")
    program.press("End")
    wait_for_words(ribbon, "16:10 to 16:20: 1 post")
    program.press("Home")
    program.press(later)
    program.press(later)
    wait_for_words(ribbon, "12:10 to 12:20: 1 post, 1 key event")
    program.press("Return")
    wait_for_focus(program, "12:11")


def test_click_goes_to_the_first_post_of_a_time(start):
    program = start()
    ribbon = open_topic(program)
    program.click(ribbon)
    wait_for_focus(program, "12:11")


def test_few_posts_have_no_ribbon(start):
    program = start()
    open_topic(program)
    program.open_page("Spending review")
    wait_for(lambda: not program.all(SLIDER), "the ribbon to go")


def choose(program, steps):
    """Chooses among the live blog's posts, this many steps below all of them."""
    shown = program.find(TOGGLE, "All Posts")
    program.activate(shown)
    wait_for(lambda: shown.get_state_set().contains(Atspi.StateType.PRESSED), "the choice")
    assert find_unnamed(program) == []
    for _ in range(steps):
        program.press("Down")
    program.press("Return")
    wait_for(lambda: not program.all(TOGGLE, "All Posts"), "another choice")


def test_live_blog_shows_what_is_chosen(start, tmp_path):
    (tmp_path / "harbour").mkdir()
    program = start(**harbour.keep(tmp_path / "harbour"), height=2600)
    program.find(name="What Happened")
    program.open_page("Live blog, 6 posts")
    program.find(LIST_ITEM, "07:40")
    program.find(LABEL, "6 posts, 2 key events")
    choose(program, 1)
    program.find(TOGGLE, "Key Events (2)")
    wait_for(lambda: not program.all(LIST_ITEM, "07:40"), "other posts to go")
    assert [item.get_name()[:20] for item in program.all(LIST_ITEM, "Ada Brook")] == [
        "The sluice gate was ", "What the council wan"]
    program.open_page("Since You Left")
    wait_for(lambda: not program.all(LIST_ITEM, "Ada Brook"), "the page to go")
    program.open_page("Live blog, 6 posts")
    program.find(TOGGLE, "Key Events (2)")
    program.find(LIST_ITEM, "08:05")
    assert not program.all(LIST_ITEM, "07:40")


def test_live_blog_says_how_following_goes(start, server):
    program = start(server.url)
    follow(program)
    program.find(LABEL, "Followed: read ")
    assert not program.all(BUTTON, "Try Again")
    server.failing = True
    program.press("F5")
    retry = program.find(BUTTON, "Try Again")
    program.find(LABEL, "Followed: could not be read at ")
    server.failing = False
    program.activate(retry)
    program.find(LABEL, "Followed: read ")
    wait_for(lambda: not program.all(BUTTON, "Try Again"), "the button to go")


def test_state_of_following_is_known_at_once(start, tmp_path):
    (tmp_path / "harbour").mkdir()
    program = start(**harbour.keep(tmp_path / "harbour"))
    program.find(name="What Happened")
    program.open_page("Live blog, 6 posts")
    program.find(LABEL, "Followed: read ")
