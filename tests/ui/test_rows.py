# SPDX-License-Identifier: GPL-3.0-or-later
"""Posts in their rows: folded, edited, deleted, copied, pointing to each other."""

import time
from urllib.parse import parse_qs, urlsplit

import harbour
import pytest
from driver import Atspi, wait_for
from test_window import find_unnamed

BUTTON = Atspi.Role.BUTTON
LIST_ITEM = Atspi.Role.LIST_ITEM
MENU_ITEM = Atspi.Role.MENU_ITEM
TOGGLE = Atspi.Role.TOGGLE_BUTTON


@pytest.fixture
def open_harbour(start, tmp_path):
    """Starts the program on the harbour's live blog, with all of its posts on a page."""

    def run(**options):
        folder = tmp_path / "harbour"
        folder.mkdir(exist_ok=True)
        program = start(**harbour.keep(folder), **options)
        program.open_page("Since You Left")
        program.press("End")  # where the live blog stands, however low the window is
        program.find(LIST_ITEM, "07:40")
        return program

    return run


def place(program, name):
    """Gives from where to where a post goes, when that is the same twice."""

    def look():
        box = program.find(LIST_ITEM, name).get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.y, box.height

    return wait_for(lambda: (look() if look() == look() else None), "the list to rest")


def wait_for_focus(program, name):
    wait_for(lambda: program.find(LIST_ITEM, name).get_state_set().contains(Atspi.StateType.FOCUSED),
             f"the focus on {name}")


def is_sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def go_to(program, name, key="j"):
    """Goes down to a post by the keyboard."""
    for _ in harbour.FIRST:
        program.press(key)
        item = program.all(LIST_ITEM, name)
        try:
            wait_for(lambda: item and item[0].get_state_set().contains(Atspi.StateType.FOCUSED), name, patience=0.4)
            return
        except AssertionError:
            pass
    wait_for_focus(program, name)


@pytest.mark.parametrize("height", [500, 1500])
def test_long_post_folds_and_stays_where_it_is(open_harbour, height):
    program = open_harbour(height=height)
    go_to(program, "08:30")
    folded = place(program, "08:30")
    program.activate(program.find(BUTTON, "Show All"))
    program.find(BUTTON, "Show Less")
    unfolded = place(program, "08:30")
    assert unfolded[0] == folded[0] and unfolded[1] > 1.5 * folded[1]
    program.activate(program.find(BUTTON, "Show Less"))
    program.find(BUTTON, "Show All")
    assert place(program, "08:30") == folded


def tab_to(program, name):
    """Goes to a button of the post that has the focus."""
    button = program.find(BUTTON, name)
    for _ in range(6):
        program.press("Tab")
        time.sleep(0.2)
        if button.get_state_set().contains(Atspi.StateType.FOCUSED):
            return
    raise AssertionError(f"{name} does not get the focus")


def test_post_unfolds_downwards(open_harbour):
    program = open_harbour(height=400)
    go_to(program, "08:30")
    below_header = place(program, "08:30")[0]
    tab_to(program, "Show All")
    top, _ = place(program, "08:30")
    assert top < below_header - 20  # its first lines have gone out of sight
    program.press("space")
    program.find(BUTTON, "Show Less")
    assert place(program, "08:30")[0] == top


def test_post_comes_into_sight_when_it_is_folded_from_its_end(open_harbour):
    program = open_harbour(height=500)
    go_to(program, "08:30")
    top, _ = place(program, "08:30")
    program.press("Return")
    tab_to(program, "Show Less")
    assert place(program, "08:30")[0] < 0
    program.press("space")
    program.find(BUTTON, "Show All")
    assert 0 <= place(program, "08:30")[0] <= top


def test_keys_unfold(open_harbour):
    program = open_harbour()
    go_to(program, "08:30")
    for key, label in [("Return", "Show Less"), ("space", "Show All"), ("space", "Show Less"), ("Return", "Show All")]:
        program.press(key)
        program.find(BUTTON, label)
    wait_for_focus(program, "08:30")


def test_unfolded_post_stays_so_on_other_pages(open_harbour):
    program = open_harbour(height=1500)
    program.activate(program.find(BUTTON, "Show All"))
    program.find(BUTTON, "Show Less")
    program.open_page("Since You Left")
    program.find(Atspi.Role.HEADING, "Since You Left")
    program.open_page("Live blog, ")
    program.find(BUTTON, "Show Less")


def test_short_posts_have_nothing_to_unfold(open_harbour):
    program = open_harbour(height=2000)
    program.find(LIST_ITEM, "09:45")
    assert len(program.all(BUTTON, "Show All")) == 1
    go_to(program, "07:40")
    program.press("Return")
    assert not program.all(BUTTON, "Show Less")


def test_edited_post_says_what_changed(open_harbour):
    program = open_harbour()
    assert "Edited 08:50" in program.find(LIST_ITEM, "08:05").get_name()
    program.activate(program.find(BUTTON, "Edited 08:50"))
    dialog = program.find(name="What Changed")
    program.find(name="[removed: old] [added: new] gate", within=dialog)
    program.find(name="[removed: Two] [added: Three] barges", within=dialog)
    times = [node.get_name() for node in program.all(Atspi.Role.LABEL, "Edited ", dialog)]
    assert times == ["Edited 5 March, 08:20", "Edited 5 March, 08:50"]
    assert find_unnamed(program) == []
    program.press("Escape")
    wait_for(lambda: not program.all(name="[removed: old]"), "the dialog to go")


def test_deleted_post_shows_its_words_on_request(open_harbour):
    program = open_harbour(height=1500)
    assert "Deleted by the publisher" in program.find(LIST_ITEM, "08:55").get_name()
    assert not program.all(name="sold to a baker")
    program.activate(program.find(BUTTON, "Show Words"))
    program.find(name="sold to a baker")
    program.activate(program.find(BUTTON, "Hide Words"))
    wait_for(lambda: not program.all(name="sold to a baker"), "the words to go")
    program.activate(program.find(TOGGLE, "Post Menu", program.find(LIST_ITEM, "08:55")))
    assert not is_sensitive(program.find(MENU_ITEM, "Copy Text"))
    assert not is_sensitive(program.find(MENU_ITEM, "Copy as Quotation"))
    program.press("Escape")
    program.open_page("Since You Left")
    program.find(Atspi.Role.HEADING, "Since You Left")
    assert not program.all(name="lighthouse")


def test_pinned_is_said_in_words(open_harbour):
    program = open_harbour()
    assert "Pinned" in program.find(LIST_ITEM, "07:40").get_name()
    program.find(Atspi.Role.LABEL, "Pinned")


@pytest.mark.parametrize("keys", [("Shift_L", "F10"), ("Menu",)])
def test_post_is_copied_as_quotation(open_harbour, keys):
    program = open_harbour(height=2000)
    go_to(program, "09:45")
    program.press(*keys)
    assert not is_sensitive(program.find(MENU_ITEM, "Open in Browser"))
    program.activate(program.find(MENU_ITEM, "Copy as Quotation"))
    wait_for(lambda: not program.all(MENU_ITEM), "the menu to go")
    program.press("Control_L", "l")
    field = program.find(Atspi.Role.TEXT, "Address")
    program.press("Control_L", "v")
    expected = "“High water is at noon.” — Ada Brook, Live blog, 5 March 2024, 09:45"
    wait_for(lambda: Atspi.Text.get_text(field, 0, len(expected) + 1) == expected, expected)


def test_post_is_sent_with_the_program_for_that(open_harbour, tmp_path):
    applications = tmp_path / "harbour" / "kept" / "applications"
    applications.mkdir(parents=True)
    (applications / "mail.sh").write_text(f'cd {tmp_path} && printf %s "$1" > writing && mv writing sent\n')
    (applications / "mail.desktop").write_text(
        f"[Desktop Entry]\nType=Application\nName=Mail\nExec=sh {applications}/mail.sh %u\n")
    (applications / "mimeapps.list").write_text("[Default Applications]\nx-scheme-handler/mailto=mail.desktop\n")
    program = open_harbour(height=2000)
    go_to(program, "09:45")
    program.press("Menu")
    program.activate(program.find(MENU_ITEM, "Send by Email…"))
    wait_for((tmp_path / "sent").exists, "the message")
    fields = parse_qs(urlsplit((tmp_path / "sent").read_text()).query)
    assert fields == {"subject": ["High water is at noon."],
                      "body": ["“High water is at noon.” — Ada Brook, Live blog, 5 March 2024, 09:45"]}


def test_menu_says_why_a_post_is_here(open_harbour):
    program = open_harbour()
    program.activate(program.find(TOGGLE, "Post Menu"))
    assert find_unnamed(program) == []
    program.activate(program.find(MENU_ITEM, "Why Is This Here?"))
    program.find(Atspi.Role.LABEL, "Why Is This Here?")


def test_keys_go_from_one_key_event_to_the_next(open_harbour):
    program = open_harbour()
    for key, name in [("n", "08:05"), ("n", "09:20"), ("p", "08:05"), ("n", "09:20")]:
        program.press(key)
        wait_for_focus(program, name)


def test_reference_is_looked_at_and_followed(open_harbour):
    program = open_harbour(height=1500)
    program.activate(program.find(TOGGLE, "See 07:40"))
    go = program.find(BUTTON, "Go There")
    program.find(Atspi.Role.LABEL, "07:40 · Ada Brook")
    assert find_unnamed(program) == []
    program.activate(go)
    wait_for_focus(program, "07:40")
