# SPDX-License-Identifier: GPL-3.0-or-later
"""Preferences hold at once, and what is kept is copied and deleted as they say."""

import os
import subprocess
import time

import pytest
from background_portal import DENIED, GRANTED, BackgroundPortal
from driver import FRAME, PATIENCE, Atspi, wait_for
from live_blog_server import serve

BUTTON = Atspi.Role.BUTTON
COMBO_BOX = Atspi.Role.COMBO_BOX
LIST_ITEM = Atspi.Role.LIST_ITEM
KEY = "hush-0123-ABCD"


@pytest.fixture
def server():
    with serve() as it:
        it.posts += [f"Crane {n} was checked" for n in range(1, 5)]
        yield it


def names(nodes):
    return [node.get_name() for node in nodes]


def open_preferences(program, page="Reading"):
    program.press("Control_L", "comma")
    dialog = program.find(Atspi.Role.DIALOG, "Preferences")
    turn_to(program, dialog, page)
    return dialog


def turn_to(program, dialog, page):
    program.activate(program.find(Atspi.Role.PAGE_TAB, page, dialog))


def wait_without(program, role, name=None):
    """Waits for what has been closed to go. It stays in what is remembered of the window."""

    def look():
        program.window.clear_cache()
        return not program.all(role, name)

    wait_for(look, f"{role} {name} to go")


def click(program, node):
    """Clicks on something. Where that is comes without the margins around the window."""
    box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
    program.display.click(box.x + 2 * FRAME + box.width // 2, box.y + 3 * FRAME + box.height // 2)


def choose(program, row, words, key):
    """Chooses what is so many keys away in a row that has words to choose from."""
    box = program.find(COMBO_BOX, row)
    click(program, box)
    wait_for(lambda: len(program.all(Atspi.Role.LABEL, words)) > 0, f"{words} to choose")
    program.press(key)
    program.press("Return")
    wait_for(lambda: program.all(Atspi.Role.LABEL, words, box), f"{words} to be chosen")


def read_setting(program, key):
    """Gives what the settings' file says."""
    path = program.environment["XDG_CONFIG_HOME"] + "/glib-2.0/settings/keyfile"
    with open(path, encoding="utf-8") as lines:
        found = dict(line.strip().split("=", 1) for line in lines if "=" in line)
    return found.get(key)


def follow(program):
    program.activate(program.find(BUTTON, "Follow"))
    wait_for(lambda: not program.all(BUTTON, "Follow"), "the banner to go")
    program.open_page("A harbour day")
    program.find(LIST_ITEM, "Crane 1 was")


def posts(program):
    return [name for name in names(program.all(LIST_ITEM)) if "Crane" in name and " was checked, " in name]


def height(program, name):
    return program.find(LIST_ITEM, name).get_component_iface().get_extents(Atspi.CoordType.WINDOW).height


def test_order_holds_at_once(start, server):
    program = start(server.url, height=2000)
    follow(program)
    before = posts(program)
    assert len(before) == 4
    open_preferences(program)
    choose(program, "Order of Posts", "Newest First", "Down")
    wait_for(lambda: posts(program) == before[::-1], "the posts the other way round")
    assert read_setting(program, "post-order") == "'newest-first'"
    choose(program, "Order of Posts", "Oldest First", "Up")
    wait_for(lambda: posts(program) == before, "the posts as they were")


def test_text_size_holds_at_once(start, server):
    program = start(server.url)
    follow(program)
    before = height(program, "The ferry was late")
    dialog = open_preferences(program)
    size = program.find(Atspi.Role.SPIN_BUTTON, "Text Size", dialog)
    size.get_value_iface().set_current_value(200)
    wait_for(lambda: height(program, "The ferry was late") > 1.4 * before, "larger posts")
    assert read_setting(program, "text-size") == "200"
    size.get_value_iface().set_current_value(100)
    wait_for(lambda: height(program, "The ferry was late") == before, "posts as large as they were")


def test_choices_are_kept(start):
    program = start()
    program.find(name="Summary")
    dialog = open_preferences(program)
    click(program, program.find(Atspi.Role.CHECK_BOX, "Always Show Pictures", dialog))
    wait_for(lambda: read_setting(program, "show-pictures") == "true", "the setting")
    click(program, program.find(Atspi.Role.CHECK_BOX, "Announce New Key Events", dialog))
    wait_for(lambda: read_setting(program, "announce-key-events") == "true", "the setting")
    turn_to(program, dialog, "Checking")
    choose(program, "On a Metered Network", "Not at All", "Down")
    wait_for(lambda: read_setting(program, "check-metered") == "'not-at-all'", "the setting")
    turn_to(program, dialog, "Keeping")
    choose(program, "Keep Posts For", "30 Days", "Home")
    wait_for(lambda: read_setting(program, "keep-days") == "30", "the setting")
    choose(program, "Keep Posts For", "Ever", "End")
    wait_for(lambda: read_setting(program, "keep-days") == "0", "the setting")


def test_following_goes_on_in_the_background(start):
    program = start()
    program.find(name="Summary")
    dialog = open_preferences(program, "Checking")
    program.find(name="Following ends when the window is closed", within=dialog)
    click(program, program.find(Atspi.Role.CHECK_BOX, "Keep Following in the Background", dialog))
    program.find(name="Following goes on when the window is closed", within=dialog)
    assert read_setting(program, "run-in-background") == "true"


def test_desktop_that_is_against_it_is_told_of(start):
    portal = BackgroundPortal(os.environ["DBUS_SESSION_BUS_ADDRESS"], DENIED)
    try:
        program = start(settings={"run-in-background": "true"}, GIO_USE_PORTALS="1")
        program.find(name="Summary")
        dialog = open_preferences(program, "Checking")
        program.find(name="Allow it in Settings → Apps → Rundown", within=dialog)
        portal.answer = GRANTED
        program.press("Escape")
        wait_without(program, Atspi.Role.DIALOG)
        dialog = open_preferences(program, "Checking")
        program.find(name="Following goes on when the window is closed", within=dialog)
    finally:
        portal.close()


def test_all_posts_are_deleted_when_asked_twice(start, server):
    program = start(server.url)
    follow(program)
    dialog = open_preferences(program, "Keeping")
    program.find(Atspi.Role.LABEL, "6 posts", dialog)
    button = program.find(BUTTON, "Delete All Posts…", dialog)

    click(program, button)
    question = program.find(Atspi.Role.ALERT, "Delete All 6 Posts?")
    program.activate(program.find(BUTTON, "Cancel", question))
    wait_without(program, Atspi.Role.ALERT)
    program.find(Atspi.Role.LABEL, "6 posts", dialog)

    click(program, button)
    program.activate(program.find(BUTTON, "Delete", program.find(Atspi.Role.ALERT, "Delete All 6 Posts?")))
    program.find(Atspi.Role.LABEL, "All posts were deleted")
    program.find(Atspi.Role.LABEL, "Nothing yet", dialog)
    wait_for(lambda: not posts(program), "the posts to go")

    # What is followed still brings new ones.
    server.posts.append("The lighthouse was lit")
    # GTK itself does not survive that assistive technology closes a dialog by its button.
    click(program, program.find(BUTTON, "Close", dialog))
    wait_without(program, Atspi.Role.DIALOG)
    program.press("F5")
    program.activate(program.find(BUTTON, "Show 7 New Posts"))
    program.find(name="A harbour day, 7 posts")


def test_backup_can_be_read(start, server, tmp_path):
    program = start(server.url)
    follow(program)
    dialog = open_preferences(program, "Keeping")
    program.find(Atspi.Role.LABEL, "6 posts", dialog)
    click(program, program.find(BUTTON, "Back Up…", dialog))
    application = program.window.get_parent()
    wait_for(lambda: application.get_child_count() > 1, "the dialog for the file")
    program.press("Return")
    program.find(Atspi.Role.LABEL, "All that is kept was backed up")
    found = [path for path in tmp_path.rglob("rundown-*.db") if path.stat().st_size]
    assert len(found) == 1

    data = tmp_path / "elsewhere" / "rundown"
    data.mkdir(parents=True)
    found[0].rename(data / "posts.db")
    done = subprocess.run([os.environ["RUNDOWN"], "search", "crane"], capture_output=True, text=True, timeout=PATIENCE,
                          env=program.environment | {"XDG_DATA_HOME": str(data.parent)}, check=True)
    assert "Crane 4 was checked" in done.stdout


def test_key_is_stored_and_removed(start, tmp_path):
    keyring = {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PATH": str(tmp_path / "keyring"),
               "SECRET_FILE_TEST_PASSWORD": "a test's"}
    program = start(**keyring)
    program.find(name="Summary")
    dialog = open_preferences(program, "Publishers")
    program.find(Atspi.Role.LABEL, "None is stored", dialog)
    assert not program.all(BUTTON, "Remove", dialog)

    entry = program.find(Atspi.Role.TEXT, "New Key", dialog)
    click(program, entry)
    wait_for(lambda: entry.get_state_set().contains(Atspi.StateType.FOCUSED), "the focus")
    entry.get_editable_text_iface().set_text_contents(KEY)
    program.press("Return")
    program.find(Atspi.Role.LABEL, "Stored in the keyring", dialog)
    wait_for(lambda: entry.get_text_iface().get_character_count() == 0, "the entry to be empty")
    listed = subprocess.run([os.environ["RUNDOWN"], "key"], capture_output=True, text=True, timeout=PATIENCE,
                            env=program.environment, check=True)
    assert "a key is stored" in listed.stdout

    program.activate(program.find(BUTTON, "Remove", dialog))
    program.find(Atspi.Role.LABEL, "None is stored", dialog)
    assert not program.all(BUTTON, "Remove", dialog)


def test_without_a_keyring_it_is_said(start):
    program = start(SECRET_BACKEND="service")
    program.find(name="Summary")
    dialog = open_preferences(program, "Publishers")
    program.find(Atspi.Role.LABEL, "There is no keyring for secrets: ", dialog)

def reach(program, dialog, role, name):
    """Goes to what is called this with the keys, wherever the page must be scrolled for that."""
    node = program.find(role, name, dialog)
    for _ in range(40):
        if node.get_state_set().contains(Atspi.StateType.FOCUSED):
            return node
        program.press("Tab")
        time.sleep(0.3)
    raise AssertionError(f"no way to {name}")


def type_into(program, dialog, name, text):
    """Types into an entry as a hand does: it holds as soon as that is done."""
    entry = reach(program, dialog, Atspi.Role.TEXT, name)
    entry.get_editable_text_iface().set_text_contents(text)
    program.press("Return")
    return entry


def read_text(entry):
    return Atspi.Text.get_text(entry, 0, entry.get_text_iface().get_character_count())


def wait_for_setting(program, key, value):
    wait_for(lambda: read_setting(program, key) == value, f"{key} to be {value}")


def test_what_to_be_notified_of(start):
    program = start(height=1200)
    program.find(name="Summary")
    dialog = open_preferences(program, "Alerts")
    choose(program, "Notify About", "Every New Post", "End")
    wait_for_setting(program, "notify-about", "'everything'")
    choose(program, "One Notification For Each", "Topic", "Down")
    wait_for_setting(program, "notify-by", "'topic'")
    click(program, program.find(Atspi.Role.CHECK_BOX, "Corrections", dialog))
    wait_for_setting(program, "notify-corrections", "true")


def test_keywords(start):
    program = start(settings={"notify-keywords": "['quay']"})
    program.find(name="Summary")
    dialog = open_preferences(program, "Alerts")
    program.find(BUTTON, "Remove “quay”", dialog)
    type_into(program, dialog, "Add a Word or Phrase", "  harbour   office ")
    program.find(BUTTON, "Remove “harbour office”", dialog)
    type_into(program, dialog, "Add a Word or Phrase", "<b>ferry</b> & “crane”")
    program.find(BUTTON, "Remove “<b>ferry</b> & “crane””", dialog)
    entry = type_into(program, dialog, "Add a Word or Phrase", "Harbour Office")  # which is there already
    wait_for(lambda: read_text(entry) == "", "the entry to be empty")
    type_into(program, dialog, "Add a Word or Phrase", " ")
    type_into(program, dialog, "Add a Word or Phrase", "x" * 200)
    program.find(BUTTON, f"Remove “{'x' * 100}”", dialog)
    assert len(set(names(program.all(BUTTON, "Remove “", dialog)))) == 4

    for keyword in ["quay", "xxx"]:
        program.activate(program.find(BUTTON, f"Remove “{keyword}", dialog))
        wait_without(program, BUTTON, f"Remove “{keyword}")
    wait_for_setting(program, "notify-keywords", "['harbour office', '<b>ferry</b> & “crane”']")


def test_no_more_keywords_than_can_be_looked_for(start):
    program = start(settings={"notify-keywords": str([f"word {n}" for n in range(50)])})
    program.find(name="Summary")
    dialog = open_preferences(program, "Alerts")
    program.find(BUTTON, "Remove “word 49”", dialog)
    entry = type_into(program, dialog, "Add a Word or Phrase", "quay")
    wait_for(lambda: read_text(entry) == "", "the entry to be empty")
    assert "quay" not in read_setting(program, "notify-keywords")


def switch(program, dialog, role, name):
    reach(program, dialog, role, name)
    program.press("space")


def test_quiet_hours(start):
    program = start()
    program.find(name="Summary")
    dialog = open_preferences(program, "Alerts")
    assert not program.all(Atspi.Role.TEXT, "From", dialog)
    switch(program, dialog, Atspi.Role.CHECK_BOX, "No Notifications at Certain Hours")
    wait_for_setting(program, "quiet-hours", "true")

    begin = type_into(program, dialog, "From", "11 pm")
    wait_for_setting(program, "quiet-from", "1380")
    assert read_text(begin) == "23:00"
    end = type_into(program, dialog, "To", "6.30")
    wait_for_setting(program, "quiet-to", "390")
    assert read_text(end) == "06:30"
    type_into(program, dialog, "To", "late")
    wait_for(lambda: end.get_name() == "To · That is no time of day", "what is wrong to be said")
    assert end.get_state_set().contains(Atspi.StateType.INVALID_ENTRY)
    for day in ["Saturday", "Sunday"]:
        switch(program, dialog, Atspi.Role.TOGGLE_BUTTON, day)
    wait_for_setting(program, "quiet-days", "31")
    assert read_text(end) == "late"
    assert read_setting(program, "quiet-to") == "390"
    type_into(program, dialog, "To", "7:00")
    wait_for_setting(program, "quiet-to", "420")
    assert end.get_name() == "To"
    assert not end.get_state_set().contains(Atspi.StateType.INVALID_ENTRY)
    switch(program, dialog, Atspi.Role.TOGGLE_BUTTON, "Sunday")
    wait_for_setting(program, "quiet-days", "95")


def test_quiet_hours_of_a_whole_day(start):
    program = start(settings={"quiet-hours": "true", "quiet-from": "uint32 480", "quiet-to": "uint32 540"})
    program.find(name="Summary")
    dialog = open_preferences(program, "Alerts")
    end = type_into(program, dialog, "To", "8:00")
    program.find(LIST_ITEM, "Quiet All Day", dialog)
    type_into(program, dialog, "To", "8:01")
    wait_for(lambda: not program.all(LIST_ITEM, "Quiet All Day", dialog), "no whole day")
    assert read_text(end) == "08:01"


def choose_pause(program, item):
    program.press("F10")
    program.activate(program.find(Atspi.Role.MENU_ITEM, "Pause Notifications"))
    program.activate(program.find(Atspi.Role.MENU_ITEM, item))
    wait_for(lambda: not program.all(Atspi.Role.MENU_ITEM), "the menu to close")


def read_pause(program):
    return int((read_setting(program, "snoozed-until") or "0")) / 1e6


def test_pausing(start):
    program = start()
    program.find(name="Summary")
    program.press("F10")
    program.activate(program.find(Atspi.Role.MENU_ITEM, "Pause Notifications"))
    program.find(Atspi.Role.MENU_ITEM, "Until Tomorrow")
    assert not program.all(Atspi.Role.MENU_ITEM, "Resume")
    program.press("Escape")

    choose_pause(program, "For an Hour")
    wait_for(lambda: abs(read_pause(program) - time.time() - 3600) < 60, "an hour")
    choose_pause(program, "Until Tomorrow")
    wait_for(lambda: time.localtime(read_pause(program))[3:6] == (7, 0, 0), "a morning")
    assert time.time() < read_pause(program) < time.time() + 31 * 3600

    dialog = open_preferences(program, "Alerts")
    program.find(Atspi.Role.LABEL, "Notifications paused until ", dialog)
    click(program, program.find(BUTTON, "Resume", dialog))
    wait_for(lambda: not program.all(BUTTON, "Resume", dialog), "the pause to go")
    assert read_pause(program) == 0

    click(program, program.find(BUTTON, "Close", dialog))
    choose_pause(program, "For an Hour")
    program.find(Atspi.Role.LABEL, "Notifications paused until ")
    program.press("F10")
    program.activate(program.find(Atspi.Role.MENU_ITEM, "Resume Notifications"))
    wait_for(lambda: read_pause(program) == 0, "the end of the pause")


def test_pause_ends_by_itself(start):
    program = start(settings={"snoozed-until": f"int64 {int((time.time() + 6) * 1e6)}"})
    program.find(name="Summary")
    dialog = open_preferences(program, "Alerts")
    program.find(Atspi.Role.LABEL, "Notifications paused until ", dialog)
    wait_for(lambda: not program.all(BUTTON, "Resume", dialog), "the pause to end")
    wait_for(lambda: read_pause(program) == 0, "the setting to be as it was")
