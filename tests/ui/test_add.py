# SPDX-License-Identifier: GPL-3.0-or-later
"""Adding live blogs, and managing those that are followed."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from driver import PATIENCE, Atspi, wait_for
from live_blog_server import serve

BUTTON = Atspi.Role.BUTTON
LABEL = Atspi.Role.LABEL
LIST_ITEM = Atspi.Role.LIST_ITEM
TEXT = Atspi.Role.TEXT


@pytest.fixture
def server():
    with serve() as it:
        yield it


def look(program, address):
    """Opens the dialog, and looks at an address."""
    program.find(name="Summary")
    program.press("Control_L", "n")
    program.find(TEXT, "Address").get_editable_text_iface().set_text_contents(address)
    program.press("Return")


def follow(program, server):
    look(program, server.url)
    program.activate(program.find(BUTTON, "Follow", program.find(Atspi.Role.DIALOG, "Add a Live Blog")))
    wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")
    program.find(LIST_ITEM, "The ferry was late")


def add(program, path):
    """Follows what is in a file, as the command line does."""
    subprocess.run([os.environ["RUNDOWN"], "add", str(path)], env=program.environment, stdin=subprocess.DEVNULL,
                   capture_output=True, timeout=PATIENCE, check=True)


def has_focus(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def open_list(program):
    program.press("Control_L", "b")
    return program.find(Atspi.Role.DIALOG, "Live Blogs")


def open_start_page(program):
    """Asks for what is followed where that is nothing: the page on which to begin."""
    program.find(name="Summary")
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Main Menu"))
    items = wait_for(lambda: program.all(Atspi.Role.MENU_ITEM), "the menu")
    program.activate(items[3])
    program.find(LABEL, "Read a Live Blog")


def choose_file(program, title, path):
    """Gives a path to the file dialog, which is a window of its own."""

    def find_dialog():
        windows = program.window.get_parent()
        return [window for window in map(windows.get_child_at_index, range(windows.get_child_count()))
                if window.get_name() == title]

    def find_entry():
        program.press("slash")
        return [node for node in program.all(TEXT, within=dialog)
                if node.get_state_set().contains(Atspi.StateType.FOCUSED)]

    dialog = wait_for(find_dialog, title)[0]
    entry = wait_for(find_entry, "where to write the path")[0]
    entry.get_editable_text_iface().set_text_contents(str(path))
    program.press("Return")
    wait_for(lambda: not find_dialog(), "the file dialog to close")


def choose(program, dialog, what):
    """Chooses from the menu of the only live blog."""
    program.activate(program.find(Atspi.Role.TOGGLE_BUTTON, "Menu of A harbour day", dialog))
    program.activate(program.find(Atspi.Role.MENU_ITEM, what, dialog))


def read_levels(program):
    """Gives what the settings say of live blogs of which the reader is notified otherwise than usual."""
    settings = Path(program.environment["XDG_CONFIG_HOME"]) / "glib-2.0" / "settings" / "keyfile"
    found = re.search("^notify-blogs=(.*)$", settings.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else None


@pytest.mark.parametrize("width", [1000, 360])
def test_preview_comes_before_following(start, server, width):
    program = start(width=width)
    look(program, server.url)
    dialog = program.find(Atspi.Role.DIALOG, "Add a Live Blog")
    program.find(LABEL, "A harbour day", dialog)
    program.find(LABEL, "The quay was closed", dialog)
    program.find(LABEL, "Asked about every", dialog)
    n_asked = server.n_asked
    program.activate(program.find(BUTTON, "Follow", dialog))
    wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")
    program.find(LIST_ITEM, "The ferry was late")
    assert server.n_asked == n_asked

    program.press("Control_L", "n")
    program.find(TEXT, "Address").get_editable_text_iface().set_text_contents(server.url)
    program.press("Return")
    program.find(LABEL, "Followed Already")
    program.activate(program.find(BUTTON, "Show"))
    wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")
    program.find(LIST_ITEM, "The ferry was late")


def test_following_leaves_the_focus_in_the_window(start, server):
    program = start()
    open_start_page(program)
    program.activate(program.find(BUTTON, "Add a Live Blog…"))
    program.find(TEXT, "Address").get_editable_text_iface().set_text_contents(server.url)
    program.press("Return")
    wait_for(lambda: has_focus(program.find(BUTTON, "Follow")), "the focus on what is suggested")
    program.press("space")
    wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")
    program.find(LIST_ITEM, "The ferry was late")
    wait_for(lambda: any(map(has_focus, program.all())), "the focus somewhere")


def test_what_is_only_read_is_not_followed(start, server):
    program = start()
    look(program, server.url)
    program.activate(program.find(BUTTON, "Only Read"))
    program.find(BUTTON, "Follow")
    program.find(Atspi.Role.LABEL, "New posts do not come in by themselves")
    open_list(program)
    program.find(LABEL, "Nothing Is Followed")


def test_what_is_no_live_blog_says_what_to_do(start, server):
    program = start()
    server.failing = True
    look(program, server.url)
    program.find(LABEL, "The Server Refused")
    wait_for(lambda: has_focus(program.find(TEXT, "Address")), "the focus where another one is typed")
    server.failing = False
    program.activate(program.find(BUTTON, "Look"))
    program.find(LABEL, "A harbour day", program.find(Atspi.Role.DIALOG))


@pytest.mark.parametrize("typed", ["hello world", "ftp://news.example/live", "file:///etc/hostname", "javascript:alert(1)"])
def test_what_is_no_address_says_so(start, typed):
    program = start()
    look(program, typed)
    program.find(LABEL, "Not an Address to Follow")


def test_list_tells_how_following_goes(start, server):
    program = start()
    follow(program, server)
    dialog = open_list(program)
    program.find(LIST_ITEM, "A harbour day, 2 posts, Read ", dialog)
    program.find(LABEL, "1 request", dialog)
    assert not program.all(BUTTON, "Try Again", dialog)

    server.failing = True
    choose(program, dialog, "Check Now")
    retry = program.find(BUTTON, "Try Again", dialog)
    program.find(LABEL, "Could not be read at ", dialog)
    server.failing = False
    program.activate(retry)
    wait_for(lambda: not program.all(BUTTON, "Try Again", dialog), "the problem to go")


def test_what_to_be_notified_of_in_a_live_blog(start, server):
    program = start()
    follow(program, server)
    dialog = open_list(program)

    def choose_level(level, kept):
        choose(program, dialog, "Notify About")
        program.activate(program.find_item(level))
        wait_for(lambda: not program.all(Atspi.Role.MENU_ITEM), "the menu to close")
        wait_for(lambda: re.fullmatch(kept, read_levels(program) or ""), f"{level} to be kept")

    def wait_for_words(words):
        wait_for(lambda: program.find(LIST_ITEM, "A harbour day, ", dialog).get_name().endswith(words), words)
        program.find(LABEL, words.removeprefix(", "), dialog)

    choose_level("Every New Post", "{'[0-9a-f]+': 'everything'}")
    wait_for_words(", Notifications of every new post")
    choose_level("Nothing", "{'[0-9a-f]+': 'nothing'}")
    wait_for_words(", No notifications")
    choose_level("As Usual", "{}")
    wait_for(lambda: not program.all(LABEL, "No notifications", dialog), "nothing to be said of it")


def test_unfollowing_can_be_undone(start, server):
    program = start()
    follow(program, server)
    dialog = open_list(program)
    choose(program, dialog, "Unfollow")
    program.find(LABEL, "No longer following “A harbour day”", dialog)
    program.find(LABEL, "Nothing Is Followed", dialog)
    program.activate(program.find(BUTTON, "Undo", dialog))
    program.find(LIST_ITEM, "A harbour day, 2 posts", dialog)

    choose(program, dialog, "Unfollow")
    program.find(LABEL, "Nothing Is Followed", dialog)
    program.press("Control_L", "z")
    program.find(LIST_ITEM, "A harbour day, 2 posts", dialog)
    program.press("Escape")
    program.find(LIST_ITEM, "The ferry was late")


def test_unfollowing_can_be_undone_where_the_list_is_closed(start, server):
    program = start()
    follow(program, server)

    def unfollow_and_leave():
        choose(program, open_list(program), "Unfollow")
        program.find(LABEL, "Nothing Is Followed")
        program.press("Escape")
        wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")
        program.find(LABEL, "Read a Live Blog")

    unfollow_and_leave()
    program.find(LABEL, "No longer following “A harbour day”")
    program.activate(program.find(BUTTON, "Undo"))
    program.find(LIST_ITEM, "The ferry was late")

    unfollow_and_leave()
    program.press("Control_L", "z")
    program.find(LIST_ITEM, "The ferry was late")
    wait_for(lambda: not program.all(BUTTON, "Undo"), "the toast to go")

    unfollow_and_leave()
    dialog = open_list(program)
    program.find(LABEL, "Nothing Is Followed", dialog)
    program.press("Control_L", "z")
    program.find(LIST_ITEM, "A harbour day, 2 posts", dialog)
    program.press("Escape")
    program.find(LIST_ITEM, "The ferry was late")


def test_what_came_last_is_undone_first(start, server, blog):
    program = start()
    follow(program, server)
    add(program, blog)
    program.find(LIST_ITEM, "A harbour day", program.find(Atspi.Role.LIST, "Pages"))
    dialog = open_list(program)
    wait_for(lambda: len(program.all(LIST_ITEM, " posts, ", dialog)) == 2, "two live blogs")
    choose(program, dialog, "Unfollow")
    wait_for(lambda: len(program.all(LIST_ITEM, " posts, ", dialog)) == 1, "one to go")
    program.press("Escape")
    program.find(LABEL, "No longer following “A harbour day”")
    program.press("m")
    program.find(LABEL, "marked as read")
    program.press("Control_L", "z")
    program.find(LABEL, "Undone: ")
    assert not program.all(LIST_ITEM, "A harbour day", program.find(Atspi.Role.LIST, "Pages"))
    program.press("Control_L", "z")
    program.find(LIST_ITEM, "A harbour day", program.find(Atspi.Role.LIST, "Pages"))


def test_start_page_leads_back_to_nothing_that_is_followed_no_longer(start, server):
    program = start()
    follow(program, server)
    choose(program, open_list(program), "Unfollow")
    program.find(LABEL, "Nothing Is Followed")
    program.press("Escape")
    program.find(LABEL, "Read a Live Blog")
    assert not program.all(BUTTON, "Back")
    program.press("Alt_L", "Left")
    # It does lead back to the demo.
    program.activate(program.find(BUTTON, "Try the Demo"))
    open_start_page(program)
    program.activate(program.find(BUTTON, "Back"))
    program.find(name="Summary")


def test_escape_closes_the_list_after_unfollowing_with_keys(start, server, blog):
    program = start()
    follow(program, server)
    add(program, blog)
    dialog = open_list(program)
    wait_for(lambda: len(program.all(LIST_ITEM, " posts, ", dialog)) == 2, "two live blogs")

    def wait_for_focus(role, name):
        wait_for(lambda: any(map(has_focus, program.all(role, name))), f"the focus on {name}")

    for _ in range(9):
        program.press("Tab")
        time.sleep(0.1)
        if has_focus(program.find(Atspi.Role.TOGGLE_BUTTON, "Menu of A harbour day", dialog)):
            break
    wait_for_focus(Atspi.Role.TOGGLE_BUTTON, "Menu of A harbour day")
    program.press("space")
    for name in [node.get_name() for node in wait_for(lambda: program.all(Atspi.Role.MENU_ITEM), "the menu")]:
        wait_for_focus(Atspi.Role.MENU_ITEM, name)
        if name == "Unfollow":
            break
        program.press("Down")
    program.press("Return")
    wait_for(lambda: len(program.all(LIST_ITEM, " posts, ", dialog)) == 1, "one to go")
    wait_for(lambda: any(map(has_focus, program.all(within=dialog))), "the focus in the dialog")
    program.press("Escape")
    wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")


def test_what_is_followed_again_stands_where_it_stood(start, server, blog):
    program = start()
    follow(program, server)
    add(program, blog)
    dialog = open_list(program)

    def listed():
        found = [node.get_name().split(", ")[0] for node in program.all(LIST_ITEM, " posts, ", dialog)]
        return found if len(found) == 2 else None

    before = wait_for(listed, "two live blogs")
    assert before[0] == "A harbour day"
    choose(program, dialog, "Unfollow")
    wait_for(lambda: not listed(), "one to go")
    program.activate(program.find(BUTTON, "Undo", dialog))
    assert wait_for(listed, "it to come back") == before


def test_forgetting_asks_and_leads_to_the_start(start, server):
    program = start()
    follow(program, server)
    dialog = open_list(program)
    choose(program, dialog, "Unfollow and Forget…")
    program.activate(program.find(BUTTON, "Forget", program.find(Atspi.Role.ALERT)))
    program.find(LABEL, "Nothing Is Followed", dialog)
    assert not program.all(BUTTON, "Undo", dialog)
    wait_for(lambda: not program.all(BUTTON, "Forget"), "the question to go")
    wait_for(lambda: [node for node in program.all(within=dialog)
                      if has_focus(node)], "the focus")
    program.press("Escape")
    program.find(BUTTON, "Import a List…")
    program.activate(program.find(BUTTON, "Try the Demo"))
    program.find(BUTTON, "Add a Live Blog…")
    program.find(name="Summary")


def test_first_run_can_import_a_list(start, server, tmp_path):
    path = tmp_path / "list.opml"
    path.write_text(f'<opml version="2.0"><body><outline text="Harbour" xmlUrl="{server.url}"/></body></opml>')
    program = start()
    open_start_page(program)
    for name in ["Add a Live Blog…", "Import a List…", "Open a File…", "Try the Demo"]:
        program.find(BUTTON, name)
    program.activate(program.find(BUTTON, "Import a List…"))
    choose_file(program, "Import a List", path)
    dialog = program.find(Atspi.Role.DIALOG, "Live Blogs")
    program.find(LIST_ITEM, "A harbour day, 2 posts", dialog)
    program.find(LABEL, "1 live blog is followed now", dialog)
    program.press("Escape")
    program.find(LIST_ITEM, "A harbour day", program.find(Atspi.Role.LIST, "Pages"))


def test_what_cannot_be_imported_is_named(start, server, tmp_path):
    path = tmp_path / "list.opml"
    path.write_text(f'<opml version="2.0"><body><outline text="Harbour" xmlUrl="{server.url}"/>'
                    '<outline text="Nobody" xmlUrl="http://127.0.0.1:9/live"/></body></opml>')
    program = start()
    program.find(name="Summary")
    dialog = open_list(program)
    program.activate(program.find(BUTTON, "Import a List…", dialog))
    choose_file(program, "Import a List", path)
    told = program.find(Atspi.Role.ALERT, "Not All Could Be Followed")
    program.find(LABEL, "1 live blog is followed now\n\n1 live blog could not be followed: ", told)
    program.find(LABEL, "http://127.0.0.1:9/live", told)
    program.press("Escape")
    program.find(LIST_ITEM, "A harbour day, 2 posts", dialog)


def test_posts_are_shown_from_the_list(start, server):
    program = start()
    follow(program, server)
    dialog = open_list(program)
    choose(program, dialog, "Show Posts")
    wait_for(lambda: not program.all(Atspi.Role.DIALOG), "the dialog to close")
    program.find(LIST_ITEM, "The ferry was late")


def test_what_the_command_line_changes_is_shown(start, server):
    program = start()

    def command(*arguments):
        subprocess.run([os.environ["RUNDOWN"], *arguments], env=program.environment, stdin=subprocess.DEVNULL,
                       capture_output=True, timeout=PATIENCE, check=True)

    # Whatever is being read by then.
    command("add", server.url)
    pages = program.find(Atspi.Role.LIST, "Pages")
    program.find(LIST_ITEM, "A harbour day", pages)
    program.open_page("A harbour day")
    program.find(LIST_ITEM, "The ferry was late")
    command("remove", server.url)
    program.find(LABEL, "Read a Live Blog")
    program.find(LABEL, "No longer following “A harbour day”")
    program.activate(program.find(BUTTON, "Undo"))
    program.find(LIST_ITEM, "A harbour day", program.find(Atspi.Role.LIST, "Pages"))

    command("remove", server.url, "--forget")
    program.find(LABEL, "Read a Live Blog")
    program.find(LABEL, "No longer following “A harbour day”")
    assert not program.all(BUTTON, "Undo")
    command("add", server.url)
    program.find(LIST_ITEM, "A harbour day", program.find(Atspi.Role.LIST, "Pages"))
