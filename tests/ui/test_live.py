# SPDX-License-Identifier: GPL-3.0-or-later
"""Following from the window."""

import os
import subprocess
import time

import harbour
import pytest
from driver import PATIENCE, Atspi, wait_for
from gi.repository import GLib

BUTTON = Atspi.Role.BUTTON
LIST_ITEM = Atspi.Role.LIST_ITEM


def follow(program):
    """Follows what is open, and opens the page of the live blog."""
    program.activate(program.find(BUTTON, "Follow"))
    wait_for(lambda: not program.all(BUTTON, "Follow"), "the banner to go")
    if not program.all(Atspi.Role.LIST, "Pages"):
        program.press("Escape")
    program.open_page("A harbour day")


def places(program):
    """Gives where each post on the page stands."""
    found = [node for node in program.all(LIST_ITEM) if "Crane " in node.get_name()]
    return {node.get_name(): (box.y, box.height)
            for node in found for box in [node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)]}


def stands_still(program):
    """Gives the places, when they are the same twice."""
    found = places(program)
    return found if found and found == places(program) else None


@pytest.mark.parametrize("width", [1000, 360])
def test_new_posts_wait_to_be_shown(start, server, width):
    program = start(server.url, width=width)
    follow(program)
    program.find(LIST_ITEM, "Crane 1 was")
    for _ in range(5):
        program.press("j")
    wait_for(lambda: not program.all(Atspi.Role.HEADING, "A harbour day"), "the page to be scrolled")
    before = wait_for(lambda: stands_still(program), "the list to rest")

    server.posts.append("The lighthouse was lit")
    program.press("F5")
    news = program.find(BUTTON, "Show 1 New Post")
    assert stands_still(program) == before
    assert not program.all(LIST_ITEM, "The lighthouse was lit")

    program.activate(news)
    program.find(LIST_ITEM, "The lighthouse was lit")
    assert not program.all(BUTTON, "New Post")

    server.posts.append("The market was moved")
    program.press("F5")
    program.find(BUTTON, "Show 1 New Post")
    program.press("period")
    program.find(LIST_ITEM, "The market was moved")


def test_new_posts_that_are_found_wait_no_longer(start, server):
    program = start(server.url)
    follow(program)
    server.posts.append("The lighthouse was lit")
    program.press("F5")
    program.find(BUTTON, "Show 1 New Post")

    program.press("Control_L", "f")
    program.find(Atspi.Role.ENTRY, "Search All Posts")
    wait_for(lambda: [node for node in program.all(Atspi.Role.TEXT) + program.all(Atspi.Role.ENTRY)
                      if node.get_state_set().contains(Atspi.StateType.FOCUSED)], "the focus in the entry")
    for letter in "lighthouse":
        program.press(letter)
    program.find(Atspi.Role.LABEL, "1 post")
    program.press("Return")
    program.find(LIST_ITEM, "The lighthouse was lit")
    wait_for(lambda: not program.all(BUTTON, "New Post"), "the button to go")


def read_again(program, server):
    n_asked = server.n_asked
    program.press("F5")
    wait_for(lambda: server.n_asked > n_asked, "the live blog to be asked for")


@pytest.mark.parametrize("width", [1000, 360])
def test_changed_posts_wait_to_be_shown(start, server, width):
    program = start(server.url, width=width)
    follow(program)
    program.find(LIST_ITEM, "Crane 1 was")
    for _ in range(5):
        program.press("j")
    wait_for(lambda: not program.all(Atspi.Role.HEADING, "A harbour day"), "the page to be scrolled")
    before = wait_for(lambda: stands_still(program), "the list to rest")

    for ending in ["mended", "mended again"]:
        server.posts[-1] = f"Crane 12 was {ending}"
        read_again(program, server)
        news = program.find(BUTTON, "Show 1 Changed Post")
    read_again(program, server)
    assert stands_still(program) == before
    assert not program.all(LIST_ITEM, "mended")
    program.activate(news)
    program.find(LIST_ITEM, "Crane 12 was mended again")
    assert not program.all(BUTTON, "Changed Post")

    read_again(program, server)
    read_again(program, server)
    assert not program.all(BUTTON, "Show ")
    # Who has not seen a post does not care that it was another one before.
    server.posts.append("The lighthouse was lit")
    program.press("F5")
    program.find(BUTTON, "Show 1 New Post")
    server.posts[-3:] = ["Crane 11 is gone", "Crane 12 is gone", "The lighthouse was lit late"]
    program.press("F5")
    program.find(BUTTON, "1 New, 2 Changed")
    program.press("period")
    program.find(LIST_ITEM, "The lighthouse was lit late")
    assert not program.all(BUTTON, "Changed")


def test_changed_post_is_gone_to_where_it_is(start, server):
    program = start(server.url)
    follow(program)
    program.open_page("Since You Left")
    program.find(Atspi.Role.HEADING, "Since You Left")
    server.posts[5] = "Crane 4 was mended"
    program.press("F5")
    program.activate(program.find(BUTTON, "Show 1 Changed Post"))
    program.find(LIST_ITEM, "Crane 4 was mended")
    assert not program.all(BUTTON, "Changed Post")
    program.press("Alt_L", "Left")
    program.find(Atspi.Role.HEADING, "Since You Left")


def test_post_that_is_taken_away_is_shown_so(start, tmp_path):
    (tmp_path / "harbour").mkdir()
    kept = harbour.keep(tmp_path / "harbour")
    path = tmp_path / "harbour" / "harbour.json"
    harbour.write(path, deleted=["mistake"])
    program = start(**kept, height=1400)
    program.find(LIST_ITEM, "new post")
    program.press("F5")
    program.activate(program.find(BUTTON, "Show 1 Changed Post"))  # as it was at first
    wait_for(lambda: not program.all(BUTTON, "Changed Post"), "it to be shown")
    program.find(LIST_ITEM, "The sluice gate was opened, ")

    harbour.write(path, deleted=["mistake", "tide"])
    program.press("F5")
    program.activate(program.find(BUTTON, "Show 1 Changed Post"))
    wait_for(lambda: "Deleted" in program.find(LIST_ITEM, "09:45").get_name(), "it to be gone")


def test_what_is_followed_is_shown_again(start, server, tmp_path):
    program = start(server.url)
    follow(program)
    program.press("Control_L", "q")
    assert program.process.wait(PATIENCE) == 0

    again = start(XDG_DATA_HOME=program.environment["XDG_DATA_HOME"])
    again.open_page("A harbour day")
    again.find(LIST_ITEM, "Crane 1 was")
    # With no bus, the command line does not reach the one that writes.
    beside = subprocess.run([os.environ["RUNDOWN"], "fetch"], capture_output=True, text=True, timeout=PATIENCE, check=False,
                            env=again.environment | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"})
    assert beside.returncode == 1 and "Rundown is running" in beside.stderr


def test_problem_is_told_calmly(start, server):
    program = start(server.url)
    follow(program)
    server.failing = True
    program.press("F5")
    program.find(Atspi.Role.LABEL, "A harbour day could not be read; next try at ")
    server.failing = False
    program.press("F5")
    program.find(Atspi.Role.LABEL, "Last read at ")


def test_problem_is_told_after_a_restart(start, server):
    program = start(server.url)
    follow(program)
    server.failing = True
    program.press("F5")
    program.find(Atspi.Role.LABEL, "A harbour day could not be read; next try at ")
    program.press("Control_L", "q")
    assert program.process.wait(PATIENCE) == 0
    n_asked = server.n_asked

    again = start(XDG_DATA_HOME=program.environment["XDG_DATA_HOME"])
    again.find(Atspi.Role.LABEL, "A harbour day could not be read; next try at ")
    again.open_page("A harbour day")
    again.find(BUTTON, "Try Again")
    assert server.n_asked == n_asked
    server.failing = False
    again.press("F5")
    again.find(Atspi.Role.LABEL, "Last read at ")
    assert not again.all(BUTTON, "Try Again")


def test_what_cannot_be_followed_says_why(start, server):
    program = start(server.url)
    server.failing = True
    program.activate(program.find(BUTTON, "Follow"))
    program.find(name="Could Not Be Followed")
    program.activate(program.find(BUTTON, "Close", program.find(Atspi.Role.ALERT)))
    server.failing = False
    follow(program)


def test_what_is_followed_is_what_is_shown(start, server):
    """Not what could not be read meanwhile."""
    program = start(server.url)
    program.find(BUTTON, "Follow")
    program.press("Control_L", "l")
    program.find(Atspi.Role.TEXT, "Address").get_editable_text_iface().set_text_contents(f"{server.url}/nowhere")
    program.press("Return")
    read = program.find(BUTTON, "Only Read")
    server.failing = True
    program.activate(read)
    program.find(BUTTON, "Try Again")
    server.failing = False
    program.activate(program.find(BUTTON, "Back"))
    follow(program)
    program.find(LIST_ITEM, "Crane 1 was")


def listen():
    """Gives what screen readers are told to say from now on, as it comes, and what hears it."""
    said = []
    listener = Atspi.EventListener.new(lambda event: said.append(event.any_data))
    listener.register("object:announcement")
    return said, listener


@pytest.mark.parametrize("wanted", [True, False])
def test_key_events_are_announced_where_that_is_wanted(start, tmp_path, wanted):
    (tmp_path / "harbour").mkdir()
    kept = harbour.keep(tmp_path / "harbour")
    path = tmp_path / "harbour" / "harbour.json"
    # Nobody here takes notifications.
    program = start(**kept, settings={"announce-key-events": str(wanted).lower(), "notify-about": "'nothing'"})
    program.find(LIST_ITEM, "new post")
    said, listener = listen()

    def hear():
        while GLib.MainContext.default().iteration(False):
            pass
        return said

    harbour.write(path, marked=["gate", "council", "tide", "report"])
    program.press("F5")
    program.find(Atspi.Role.LABEL, "Last read at ")
    if wanted:
        wait_for(hear, "an announcement")
    harbour.write(path, {"ferry": "<p>Nothing else.</p>"}, marked=["gate", "council", "tide"])
    program.press("F5")
    time.sleep(1)
    hear()
    assert [it for it in said if "Changed Post" not in it] == (["New key events in Live blog"] if wanted else [])
    listener.deregister("object:announcement")
