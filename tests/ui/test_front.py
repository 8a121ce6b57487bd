# SPDX-License-Identifier: GPL-3.0-or-later
"""What is new since the reader left: told by topic, read, marked, and with an end."""

import json
import os
import subprocess

import pytest
from driver import PATIENCE, Atspi, wait_for
from test_search import search
from test_topics import DEMO, run

BUTTON = Atspi.Role.BUTTON
HEADING = Atspi.Role.HEADING
LABEL = Atspi.Role.LABEL
LIST_ITEM = Atspi.Role.LIST_ITEM

# More posts than a window shows at first.
MANY = 700


@pytest.fixture
def kept(tmp_path):
    """The demo, followed, of which nothing was read."""
    run(tmp_path / "kept", "add", str(DEMO))
    return tmp_path / "kept"


@pytest.fixture
def told(kept):
    """The topics as the command line tells them."""
    digest = json.loads(run(kept, "digest", "--format", "json"))
    return {topic["label"]: topic for topic in digest["topics"]}, {entry["id"]: entry for entry in digest["entries"]}


def open_window(start, kept, **options):
    program = start(XDG_DATA_HOME=str(kept), **options)
    program.find(HEADING, "Since You Left")
    return program


def count_new(program):
    """Gives how many posts are new, as the list of pages says of each topic."""
    found = {}
    for node in program.all(LIST_ITEM, " post", program.find(Atspi.Role.LIST, "Pages")):
        parts = node.get_name().split(", ")
        found[parts[0]] = next((int(part.split()[0]) for part in parts if part.endswith(" new")), 0)
    return found


def wait_for_new(program, label, number):
    wait_for(lambda: count_new(program).get(label) == number, f"{number} new posts in {label}")


def test_each_topic_tells_what_is_new(start, kept, told):
    topics, entries = told
    label = "Israel–Iran"
    program = open_window(start, kept, height=1400)
    n_topics = sum(not topic["other"] for topic in topics.values())
    program.find(LABEL, f"{len(entries)} new posts in {n_topics} topics · ")
    row = program.find(LIST_ITEM, f"{label}, {len(topics[label]['entries'])} new posts")
    lines = [node.get_name() for node in program.all(BUTTON, within=program.find(name="What Happened", within=row))]
    assert 1 <= len(lines) <= 3
    texts = [entries[entry]["text"] + (entries[entry]["title"] or "") for entry in topics[label]["entries"]]
    for line in lines:
        assert any(line.split(": ", 1)[1] in text for text in texts)

    # A line leads to its post; the topic's name to the first one that is new.
    program.activate(program.find(BUTTON, f"{label}, ", row))
    program.find(HEADING, label)
    wait_for(lambda: [node for node in program.all(LIST_ITEM) if node.get_state_set().contains(Atspi.StateType.FOCUSED)],
             "the focus on a post")


def test_what_was_in_sight_is_read(start, kept, told):
    topics, _ = told
    label = "Scotland"
    number = len(topics[label]["entries"])
    program = open_window(start, kept, height=2600)
    program.open_page(label)
    wait_for_new(program, label, 0)
    program.open_page("Since You Left")
    wait_for(lambda: not program.all(LIST_ITEM, f"{label}, {number} new posts"), "the topic to go")
    program.press("Control_L", "q")
    assert program.process.wait(PATIENCE) == 0

    again = open_window(start, kept, height=2600)
    wait_for_new(again, label, 0)
    assert sum(count_new(again).values()) > 0


def test_marking_is_undone(start, kept, told):
    topics, entries = told
    program = open_window(start, kept, height=4000)
    before = count_new(program)
    program.press("m")
    program.find(name=f"{len(entries)} posts marked as read")
    program.find(LABEL, "You’re caught up.")
    program.find(name="Summary")
    wait_for(lambda: not any(count_new(program).values()), "nothing to be new")
    program.press("u")
    program.find(name="Undone: ")
    wait_for(lambda: count_new(program) == before, "all to be new again")

    # One topic alone, and the end.
    label = next(iter(topics))
    row = program.find(LIST_ITEM, f"{label}, {before[label]} new posts")
    program.activate(program.find(BUTTON, "Mark as Read", row))
    wait_for_new(program, label, 0)
    assert not program.all(LIST_ITEM, f"{label}, {before[label]} new posts")
    program.activate(program.find(BUTTON, "Mark All as Read"))
    program.find(LABEL, "You’re Caught Up")


def test_keys_lead_there_and_back(start, kept, told):
    """To a topic and back to where it was listed, and to the end."""
    labels = list(told[0])
    program = open_window(start, kept)

    def is_focused(name):
        found = [node for node in program.all(LIST_ITEM, name) if node.get_state_set().contains(Atspi.StateType.FOCUSED)]
        return bool(found)

    for label in labels[:4]:
        program.press("j")
        wait_for(lambda: is_focused(f"{label}, "), f"the focus on {label}")
    program.press("Return")
    program.find(HEADING, labels[3])
    program.press("Alt_L", "Left")
    wait_for(lambda: is_focused(f"{labels[3]}, ") or is_focused(f"{labels[4]}, "), "the focus where it was")
    program.press("End")
    program.find(BUTTON, "Mark All as Read")


def test_topics_follow_each_other(start, kept, told):
    labels = list(told[0])
    program = open_window(start, kept)
    program.press("bracketright")
    program.find(HEADING, labels[0])
    program.press("bracketright")
    program.find(HEADING, labels[1])
    program.press("bracketleft")
    program.find(HEADING, labels[0])


def test_keys_lead_on_from_the_topic_that_has_the_focus(start, kept, told):
    topics, entries = told
    labels = list(topics)
    keys = [label for label in labels if any(entries[entry]["keyEvent"] != "no" for entry in topics[label]["entries"])]
    program = open_window(start, kept)

    def wait_for_focus(label):
        wait_for(lambda: any(node.get_state_set().contains(Atspi.StateType.FOCUSED)
                             for node in program.all(LIST_ITEM, f"{label}, ")), f"the focus on {label}")

    assert 3 < len(keys) < len(labels)
    for key, label in [("n", keys[0]), ("n", keys[1]), ("n", keys[2]), ("n", keys[3]), ("p", keys[2])]:
        program.press(key)
        wait_for_focus(label)
    program.press("bracketright")
    program.find(HEADING, labels[labels.index(keys[2]) + 1])
    assert labels.index(keys[2]) > 0


def test_news_begin_where_reading_ended(start, server, tmp_path):
    """What is new on a page is told from what was there."""
    environment = {"XDG_DATA_HOME": str(tmp_path / "kept")}
    server.posts[:] = ["The crane was oiled", "The ferry was painted"]
    subprocess.run([os.environ["RUNDOWN"], "add", server.url], env=os.environ | environment, check=True,
                   capture_output=True, timeout=PATIENCE)
    program = start(height=1000, **environment)
    program.find(HEADING, "Since You Left")
    program.open_page("A harbour day, ")
    program.find(LIST_ITEM, "The crane")
    wait_for(lambda: not any(count_new(program).values()), "both to be read")
    server.posts += ["The lighthouse was lit"]
    program.press("F5")
    program.activate(program.find(BUTTON, "Show 1 New Post"))
    program.find(LABEL, "New Since You Left", program.find(LIST_ITEM, "The lighthouse"))


def test_earlier_posts_come_on_request(start, server, tmp_path):
    environment = {"XDG_DATA_HOME": str(tmp_path / "kept")}
    server.posts[:] = [f"Crane {n} was checked" for n in range(MANY)]
    subprocess.run([os.environ["RUNDOWN"], "add", server.url], env=os.environ | environment, check=True,
                   capture_output=True, timeout=PATIENCE)
    program = start(**environment)
    program.find(HEADING, "Since You Left")
    program.find(BUTTON, f"Show {MANY - 500} Older New Posts")
    program.open_page("A harbour day, ")
    earlier = program.find(BUTTON, "Earlier Posts")
    left_out = int(earlier.get_name().split()[1])
    assert 0 < left_out < MANY
    assert not program.all(LIST_ITEM, "Crane 0 was")
    program.activate(earlier)
    program.find(LIST_ITEM, "Crane 0 was")
    assert not program.all(BUTTON, "Earlier Posts")
    program.open_page("Since You Left")
    # Some were in sight meanwhile.
    assert int(program.find(LABEL, " new posts in ").get_name().split()[0]) > MANY - 50

    # What is found further back than is shown is shown with all of its story.
    program.press("Control_L", "q")
    program.process.wait(PATIENCE)
    again = start(**environment)
    again.find(HEADING)
    search(again, "crane 3 was")
    again.find(LIST_ITEM, "Crane 3 was")
    again.press("Return")
    again.find(HEADING)
    wait_for(lambda: [node for node in again.all(LIST_ITEM, "Crane 3 was")
                      if node.get_state_set().contains(Atspi.StateType.FOCUSED)], "the post")
