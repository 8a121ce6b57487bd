# SPDX-License-Identifier: GPL-3.0-or-later
"""The window is the next time as it was left: as large, on the same page, at the same post."""

import os
import subprocess

import pytest
from display import X11, XTEST
from driver import PATIENCE, Atspi, wait_for
from live_blog_server import serve

LIST_ITEM = Atspi.Role.LIST_ITEM


@pytest.fixture
def server():
    with serve() as it:
        it.posts += [f"Crane {n} was checked" for n in range(1, 21)]
        yield it


def follow(program):
    program.activate(program.find(Atspi.Role.BUTTON, "Follow"))
    wait_for(lambda: not program.all(Atspi.Role.BUTTON, "Follow"), "the banner to go")
    if not program.all(Atspi.Role.LIST, "Pages"):
        program.press("Escape")
    program.open_page("A harbour day")
    program.find(LIST_ITEM, "Crane 1 was")


def quit_with_keys(program):
    program.press("Control_L", "q")
    assert program.process.wait(PATIENCE) == 0


@pytest.fixture
def restart(start):
    """Starts the program once more where another one was."""

    def run(before, **options):
        environment = {key: before.environment[key] for key in ["XDG_CONFIG_HOME", "XDG_DATA_HOME"]}
        return start(**environment, **options)

    return run


def places(program):
    found = [node for node in program.all(LIST_ITEM) if " was checked, " in node.get_name()]
    return {node.get_name().removesuffix(", New"): (box.y, box.height)
            for node in found for box in [node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)]}


def rests(program):
    """Gives the places, when they are the same twice."""
    found = places(program)
    return found if found and found == places(program) else None


def read_down_to(program, name):
    for _ in range(20):
        program.press("j")
        wait_for(lambda: rests(program), "the list to rest")
        if any(node.get_state_set().contains(Atspi.StateType.FOCUSED) for node in program.all(LIST_ITEM, name)):
            return
    raise AssertionError(name)


def scroll(program, place):
    """Turns the wheel by one notch, so that a part of the post goes."""
    box = program.window.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    XTEST.XTestFakeMotionEvent(program.display.connection, -1, box.x + box.width - 60, box.y + box.height // 2, 0)
    for down in [True, False]:
        XTEST.XTestFakeButtonEvent(program.display.connection, 5, down, 0)
    X11.XFlush(program.display.connection)
    wait_for(lambda: place not in (rests(program) or {place: 0}).values(), "the list to move")


def near(place, before):
    """Whether it is there, but for what is lost between a share and a pixel."""
    return place and abs(place[0] - before[0]) <= 1 and place[1] == before[1]


@pytest.mark.parametrize("width", [1000, 360])
def test_same_post_is_at_the_same_place(start, restart, server, width):
    program = start(server.url, width=width)
    follow(program)
    read_down_to(program, "Crane 6 was")
    name = next(name for name in rests(program) if name.startswith("Crane 6 "))
    scroll(program, rests(program)[name])
    before = wait_for(lambda: rests(program), "the list to rest")
    quit_with_keys(program)

    again = restart(program, width=width)
    again.find(LIST_ITEM, "Crane 6 was")
    wait_for(lambda: near((rests(again) or {}).get(name), before[name]), f"{name} where it was")


def test_window_that_was_closed_comes_back_where_it_was(start, server):
    program = start(server.url, settings={"run-in-background": "true"})
    follow(program)
    read_down_to(program, "Crane 6 was")
    name = next(name for name in rests(program) if name.startswith("Crane 6 "))
    scroll(program, rests(program)[name])
    before = wait_for(lambda: rests(program), "the list to rest")
    program.press("Control_L", "w")
    wait_for(lambda: program.find_window() is None, "the window to go")

    subprocess.run([os.environ["RUNDOWN"]], env=program.environment, timeout=PATIENCE, check=True)
    program.window = wait_for(program.find_window, "the window")
    program.find(LIST_ITEM, "Crane 6 was")
    wait_for(lambda: near((rests(program) or {}).get(name), before[name]), f"{name} where it was")


def test_beginning_stays_the_beginning(start, restart, server):
    program = start(server.url)
    follow(program)
    quit_with_keys(program)
    again = restart(program)
    again.find(Atspi.Role.HEADING, "A harbour day")
    again.find(LIST_ITEM, "The ferry was late, ")


def test_post_that_is_gone_leaves_the_beginning(start, restart, server):
    program = start(server.url)
    follow(program)
    read_down_to(program, "Crane 6 was")
    quit_with_keys(program)
    path = program.environment["XDG_CONFIG_HOME"] + "/glib-2.0/settings/keyfile"
    with open(path, encoding="utf-8") as lines:
        text = "".join("post-id='gone'\n" if line.startswith("post-id=") else line for line in lines)
    assert "post-id='gone'" in text
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    again = restart(program)
    again.find(Atspi.Role.HEADING, "A harbour day")


def test_demo_is_not_gone_on_with(start, restart):
    program = start()
    program.find(name="Summary")
    program.open_page("Scotland")
    program.find(Atspi.Role.HEADING, "Scotland")
    quit_with_keys(program)
    again = restart(program)
    again.find(Atspi.Role.HEADING, "In Short")


def test_window_is_as_large_again(start, restart):
    program = start(width=1000, height=700)
    program.find(name="Summary")
    def size(of):
        box = of.window.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.width, box.height

    before = size(program)
    program.resize(800, 600)
    wait_for(lambda: size(program)[0] < before[0], "the smaller window")
    small = size(program)
    quit_with_keys(program)
    again = restart(program, width=1000, height=700)
    again.find(name="Summary")
    wait_for(lambda: size(again) == small, "a window of the same size")
