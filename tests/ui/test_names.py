# SPDX-License-Identifier: GPL-3.0-or-later
"""All that can be used has a name: on each kind of page, in each dialog, popover and menu."""

import os
import subprocess
import time

import harbour
from driver import PATIENCE, Atspi, wait_for
from live_blog_server import serve
from test_live import follow
from test_topics import DEMO, click
from test_window import find_unnamed

ALERT = Atspi.Role.ALERT
BUTTON = Atspi.Role.BUTTON
COMBO_BOX = Atspi.Role.COMBO_BOX
DIALOG = Atspi.Role.DIALOG
ENTRY = Atspi.Role.ENTRY
HEADING = Atspi.Role.HEADING
LABEL = Atspi.Role.LABEL
LIST_ITEM = Atspi.Role.LIST_ITEM
MENU_ITEM = Atspi.Role.MENU_ITEM
TEXT = Atspi.Role.TEXT
TOGGLE = Atspi.Role.TOGGLE_BUTTON

# The pages of Preferences; their rows that have words to choose from, each with one that is not chosen.
PREFERENCES = {"Reading": {"Order of Posts": "Newest First"},
               "Checking": {"On a Metered Network": "Not at All", "While the Computer Saves Power": "Not at All"},
               "Alerts": {"Notify About": "Every New Post"},
               "Keeping": {"Keep Posts For": "30 Days"},
               "Publishers": {}}


class Walk:
    """Opens one thing after the other, and looks at all that can be used in each."""

    def __init__(self, program):
        self.program = program
        self.unnamed = []

    def look(self, *found, within=None):
        """Looks as soon as something is found: at all in the window, or in a part of it."""
        self.program.find(*found, within=within)
        # In a list, as there may be none.
        (unnamed,) = wait_for(lambda: [find_unnamed(self.program, within)], "what can be used")
        self.unnamed += [(role, "beside", *found) for role in unnamed]

    def leave(self, *found):
        """Closes what was opened last, which has this."""
        self.program.press("Escape")

        def has_gone():
            if self.program.all(*found):
                self.program.window.clear_cache()  # where what has gone may still be
                return False
            return True

        wait_for(has_gone, f"{found} to go")

    def open_menu(self, name, within=None):
        self.program.activate(self.program.find(TOGGLE, name, within))
        self.look(MENU_ITEM)

    def choose(self, name):
        self.program.activate(self.program.find(MENU_ITEM, name))

    def look_at_choices(self, name):
        """Opens and closes what lets choose instead of this."""
        choices = self.program.find(TOGGLE, name)

        def is_open():
            return choices.get_state_set().contains(Atspi.StateType.PRESSED)

        self.program.activate(choices)
        wait_for(is_open, "the choices")
        self.look()
        self.program.press("Escape")
        wait_for(lambda: not is_open(), "the choices to go")


def look_at_menus(walk):
    for name in ["Main Menu", "Open"]:
        walk.open_menu(name)
        walk.leave(MENU_ITEM)
    walk.open_menu("Main Menu")
    walk.choose("Pause Notifications")
    walk.look(MENU_ITEM, "Until Tomorrow")
    walk.leave(MENU_ITEM)


def look_at_front_page(walk):
    walk.look(LIST_ITEM, "new post")
    look_at_menus(walk)


def look_at_topic_page(walk):
    program = walk.program
    program.open_page("Grooming gangs")
    walk.look(BUTTON, "Rename")
    walk.open_menu("Topic Menu")
    walk.leave(MENU_ITEM)
    walk.open_menu("Topic Menu")
    walk.choose("Notify About")
    program.find_item("Every New Post")
    walk.look()
    walk.leave(MENU_ITEM)
    program.press("F2")
    walk.look(TEXT, "Topic Name")
    walk.leave(TEXT, "Topic Name")
    program.press("Control_L", "m")
    walk.look(LIST_ITEM, within=program.find(DIALOG, "Merge Into"))
    walk.leave(DIALOG)
    program.click(program.find(LIST_ITEM, "Grooming gangs", program.find(Atspi.Role.LIST, "Pages")))
    program.press("Shift_L", "F10")
    walk.look(MENU_ITEM, "Merge Into")
    walk.leave(MENU_ITEM)


def look_at_blog_page(walk):
    program = walk.program
    program.open_page("Live blog, 6 posts")
    walk.look(LIST_ITEM, "07:40")
    walk.look_at_choices("All Posts")
    program.activate(program.find(BUTTON, "Show Words"))
    walk.look(BUTTON, "Hide Words")
    program.activate(program.find(BUTTON, "Edited "))
    walk.look(LABEL, "Edited 5 March")
    walk.leave(LABEL, "Edited 5 March")


def look_at_post(walk):
    program = walk.program
    walk.open_menu("Post Menu")
    walk.choose("Send by Email…")  # for which there is no program
    walk.look(BUTTON, "Close", within=program.find(ALERT, "Could Not Be Sent"))
    walk.leave(ALERT, "Could Not Be Sent")
    walk.open_menu("Post Menu")
    walk.choose("Why Is This Here?")
    walk.look(BUTTON, "Not Here? Move…")
    click(program, "Not Here? Move…")
    walk.look(LIST_ITEM, within=program.find(DIALOG, "Move to Topic"))
    walk.leave(DIALOG)
    program.activate(program.find(TOGGLE, "See "))
    walk.look(BUTTON, "Go There")
    walk.leave(BUTTON, "Go There")


def look_at_live_blogs(walk):
    program = walk.program
    program.press("Control_L", "b")
    dialog = program.find(DIALOG, "Live Blogs")
    walk.look(LIST_ITEM, "Live blog, 6 posts", within=dialog)
    for name in ["Menu of ", "More"]:
        walk.open_menu(name, dialog)
        walk.leave(MENU_ITEM)
    walk.open_menu("Menu of ", dialog)
    walk.choose("Unfollow and Forget…")
    walk.look(BUTTON, "Forget", within=program.find(ALERT, "Unfollow and Forget?"))
    walk.leave(ALERT, "Unfollow and Forget?")
    walk.leave(DIALOG)


def look_at_search(walk):
    program = walk.program
    program.press("Control_L", "f")
    walk.look(LABEL, "Words are found")
    program.find(ENTRY, "Search All Posts").get_editable_text_iface().set_text_contents("ferry")
    walk.look(LIST_ITEM, within=program.find(Atspi.Role.LIST, "Found Posts"))
    for name in ["All Live Blogs", "Any Time"]:
        walk.look_at_choices(name)
    program.find(ENTRY, "Search All Posts").get_editable_text_iface().set_text_contents("nowhere")
    walk.look(LABEL, "No Results")
    walk.leave(DIALOG)


def look_at_preferences(walk):
    program = walk.program
    program.press("Control_L", "comma")
    dialog = program.find(DIALOG, "Preferences")
    for page, rows in PREFERENCES.items():
        program.activate(program.find(Atspi.Role.PAGE_TAB, page, dialog))
        walk.look(None, list(rows or ["Your Key"])[0], within=dialog)
        for row, words in rows.items():
            program.click(program.find(COMBO_BOX, row, dialog))
            walk.look(LABEL, words)
            walk.leave(LABEL, words)
    walk.leave(DIALOG)


def look_at_caught_up(walk):
    program = walk.program
    program.open_page("Since You Left")
    program.press("m")
    walk.look(LABEL, "marked as read")
    walk.look(LABEL, "Caught Up")


def walk_through_what_is_kept(begin, tmp_path):
    """Walks; what begins a walk takes what starts a program."""
    kept = harbour.keep(tmp_path)
    subprocess.run([os.environ["RUNDOWN"], "add", DEMO], env=os.environ | kept | harbour.NO_BUS, capture_output=True,
                   timeout=PATIENCE, check=True)
    alerts = {"notify-keywords": "['quay']", "quiet-hours": "true",
              "snoozed-until": f"int64 {int((time.time() + 3600) * 1e6)}"}
    walk = begin(**kept, width=1200, height=1500, settings=alerts)
    look_at_front_page(walk)
    look_at_topic_page(walk)
    look_at_blog_page(walk)
    look_at_post(walk)
    look_at_caught_up(walk)
    # What is looked at next lies over a page on which little is left.
    look_at_live_blogs(walk)
    look_at_search(walk)
    look_at_preferences(walk)
    return walk


def test_what_is_kept(start, tmp_path):
    assert walk_through_what_is_kept(lambda **options: Walk(start(**options)), tmp_path).unnamed == []


def open_address(walk, address):
    """Looks at an address in the dialog that asks for one."""
    walk.program.press("Control_L", "n")
    walk.look(BUTTON, "Look", within=walk.program.find(DIALOG))
    walk.program.find(TEXT, "Address").get_editable_text_iface().set_text_contents(address)
    walk.program.press("Return")


def walk_through_what_is_on_a_server(begin):
    with serve() as server:
        server.pictures = {"/picture-0": b"no picture"}
        walk = begin(server.url)
        program = walk.program
        walk.look(BUTTON, "Follow")
        open_address(walk, server.url)
        walk.look(BUTTON, "Only Read")
        walk.leave(DIALOG)
        follow(program)
        walk.look(BUTTON, "Show Picture")
        program.activate(program.find(BUTTON, "Show Picture"))
        walk.look(BUTTON, "Try Again")

        open_address(walk, server.url)
        walk.look(LABEL, "Followed Already")
        walk.leave(DIALOG)
        server.posts[1] = "The quay is open"
        program.press("F5")
        walk.look(BUTTON, "Show 1 Changed Post")
        server.posts.append("The lighthouse was lit")
        program.press("F5")
        walk.look(BUTTON, "1 New, 1 Changed")
        server.failing = True
        program.press("F5")
        walk.look(LABEL, "Followed: could not be read at ")
        program.press("Control_L", "b")
        walk.look(BUTTON, "Try Again", within=program.find(DIALOG))
        walk.leave(DIALOG)
        open_address(walk, f"{server.url}/nowhere")
        walk.look(LABEL, "The Server Refused")
        walk.leave(DIALOG)
    return walk


def test_what_is_on_a_server(start):
    assert walk_through_what_is_on_a_server(lambda address: Walk(start(address))).unnamed == []


def walk_where_nothing_is_followed(begin, blog):
    blog.write_bytes(b"%PDF-1.4 nothing to read")
    walk = begin(blog)
    program = walk.program
    walk.look(BUTTON, "Try Again")
    walk.open_menu("Main Menu")
    walk.choose("Open Demo")
    walk.look(BUTTON, "Add a Live Blog…")
    program.press("Control_L", "f")
    walk.look(LABEL, "Nothing to Search Yet")
    walk.leave(DIALOG)
    program.press("Control_L", "b")
    walk.look(LABEL, "Nothing Is Followed")
    walk.leave(DIALOG)
    walk.open_menu("Main Menu")
    walk.choose("About Rundown")
    walk.look(LABEL, "Details")
    walk.leave(DIALOG)
    walk.open_menu("Main Menu")
    walk.choose("Show What You Follow")
    walk.look(LABEL, "Read a Live Blog")
    return walk


def test_where_nothing_is_followed(start, blog):
    assert walk_where_nothing_is_followed(lambda path: Walk(start(path)), blog).unnamed == []
