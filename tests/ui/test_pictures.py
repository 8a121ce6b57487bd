# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures in posts: fetched on request, and not without it."""

import time

import png
import pytest
from driver import Atspi, wait_for
from test_rows import place
from test_window import find_unnamed

BUTTON = Atspi.Role.BUTTON
IMAGE = Atspi.Role.IMAGE
LABEL = Atspi.Role.LABEL
LIST_ITEM = Atspi.Role.LIST_ITEM

LARGE = 10 * 1024 * 1024 + 1


@pytest.fixture
def open_blog(start, server):
    """Starts the program on a live blog with a picture."""
    server.posts = ["The bridge was opened", "The buoy was found"]
    server.pictures = {"/picture-0": png.paint(60, 40)}

    def run(**options):
        program = start(server.url, **options)
        program.find(name="Summary")
        if not program.all(Atspi.Role.LIST, "Pages"):
            program.press("Escape")
        program.open_page("A harbour day")
        program.find(LIST_ITEM, "The buoy was found")
        return program

    return run


def show(program, label="Show Picture"):
    program.activate(program.find(BUTTON, label))


def test_picture_is_fetched_on_request(open_blog, server):
    program = open_blog()
    button = program.find(BUTTON, "Show Picture")
    assert button.get_description() == "The bridge was opened"
    assert find_unnamed(program) == []
    time.sleep(0.5)
    assert server.asked_for == []
    show(program)
    program.find(IMAGE, "The bridge was opened")
    assert server.asked_for == [("/picture-0", "image/*")]
    program.open_page("In Short")
    wait_for(lambda: not program.all(IMAGE, "The bridge was opened"), "the page to go")
    program.open_page("A harbour day")
    program.find(IMAGE, "The bridge was opened")
    assert len(server.asked_for) == 1
    show(program, "Hide Picture")
    wait_for(lambda: not program.all(IMAGE, "The bridge was opened"), "the picture to go")
    program.find(BUTTON, "Show Picture")


def test_keys_show_a_picture_and_hide_it(open_blog):
    program = open_blog()
    button = program.find(BUTTON, "Show Picture")
    program.press("j")
    for _ in range(6):
        program.press("Tab")
        time.sleep(0.2)
        if button.get_state_set().contains(Atspi.StateType.FOCUSED):
            break
    program.press("space")
    program.find(IMAGE, "The bridge was opened")
    program.press("space")
    wait_for(lambda: not program.all(IMAGE, "The bridge was opened"), "the picture to go")


@pytest.mark.parametrize(("sent", "said"), [
    (b"no picture", "The picture cannot be shown here"),
    (png.paint(60, 40)[:30], "The picture cannot be shown here"),
    (bytes(LARGE), "The picture is too large to be shown here"),
    (b"", "The picture did not come: check the connection"),
], ids=["text", "cut", "large", "empty"])
def test_what_is_no_picture_says_so(open_blog, server, sent, said):
    program = open_blog(width=360)
    server.pictures["/picture-0"] = sent
    show(program)
    program.find(LABEL, said)
    server.pictures["/picture-0"] = png.paint(60, 40)
    show(program, "Try Again")
    program.find(IMAGE, "The bridge was opened")
    assert not program.all(LABEL, said)


def test_picture_that_is_refused_says_so(open_blog, server):
    program = open_blog()
    server.failing = True
    show(program)
    program.find(LABEL, "The publisher’s server does not give the picture")
    program.find(BUTTON, "Try Again")


def test_all_pictures_are_fetched_where_that_is_wanted(open_blog, server):
    program = open_blog(settings={"show-pictures": "true"})
    program.find(IMAGE, "The bridge was opened")
    show(program, "Hide Picture")
    program.find(BUTTON, "Show Picture")
    program.open_page("In Short")
    program.find(name="Summary")
    program.open_page("A harbour day")
    program.find(BUTTON, "Show Picture")
    assert len(server.asked_for) == 1


def test_large_picture_is_not_folded_away(open_blog, server):
    server.pictures["/picture-0"] = png.paint(600, 900)
    program = open_blog(height=1600)
    other, _ = place(program, "The bridge was opened")
    show(program)
    program.find(IMAGE, "The bridge was opened")
    program.find(BUTTON, "Show Less")
    top, height = place(program, "The bridge was opened")
    assert top == other and height > 900
