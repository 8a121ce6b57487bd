# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the program on a display of its own and drives it as assistive technology does. Every wait has an end.

It takes a session bus of its own: dbus-run-session -- …
"""

import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
import shadows  # noqa: E402
from display import PATIENCE, Display, find_id, wait_for  # noqa: E402
from gi.repository import Atspi, GLib  # noqa: E402

# How often what is shown is looked through anew where it changes meanwhile.
TRIES = 5

# What GTK draws around a window where nobody else does, in pixels.
FRAME = 5

INTERACTIVE = {
    Atspi.Role.BUTTON,
    Atspi.Role.CHECK_BOX,
    Atspi.Role.COMBO_BOX,
    Atspi.Role.ENTRY,
    Atspi.Role.LINK,
    Atspi.Role.LIST_ITEM,
    Atspi.Role.MENU_ITEM,
    Atspi.Role.PAGE_TAB,
    Atspi.Role.PASSWORD_TEXT,
    Atspi.Role.RADIO_MENU_ITEM,
    Atspi.Role.SLIDER,
    Atspi.Role.SPIN_BUTTON,
    Atspi.Role.TEXT,
    Atspi.Role.TOGGLE_BUTTON,
}


class Program:
    """The program, running."""

    def __init__(self, folder, *arguments, width=1000, height=700, dpi=96, language=None, settings=None,
                 shadow=False, **environment):
        self.display = Display(folder, width + 2 * FRAME, height + 2 * FRAME)
        self.display.set_dpi(dpi)
        if shadow:
            shadows.ask_for_shadows(self.display)
        if language:
            # A locale that has nothing but its name; a language's direction follows from that.
            (folder / "locale").mkdir()
            (folder / "locale" / f"{language}.utf8").symlink_to("/usr/lib/locale/C.utf8")
            environment |= {"LOCPATH": str(folder / "locale"), "LC_ALL": f"{language}.UTF-8"}
        config = folder / "config"
        (config / "gtk-4.0").mkdir(parents=True)
        (config / "gtk-4.0" / "settings.ini").write_text(
            "[Settings]\ngtk-font-name=Inter 11\ngtk-enable-animations=false\n"
            + ("gtk-decoration-layout=appmenu:close\n" if shadow else ""))  # as GNOME has it
        frame = 0 if shadow else FRAME
        (config / "glib-2.0" / "settings").mkdir(parents=True)
        (config / "glib-2.0" / "settings" / "keyfile").write_text(
            "\n".join([f"[{find_id().replace('.', '/')}]", *(f"{key}={value}" for key, value in (settings or {}).items()),
                       f"window-width={width + 2 * frame}", f"window-height={height + 2 * frame}", ""]))
        self.errors = folder / "errors"
        self.environment = os.environ | {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(config),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "XDG_DATA_HOME": str(folder / "data"),
            "G_DEBUG": "fatal-warnings",
            "GIO_USE_NETWORK_MONITOR": "base",
            "GSETTINGS_BACKEND": "keyfile",
            "DISPLAY": self.display.name,
            "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo",
            "GTK_A11Y": "atspi",
        } | environment
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [os.environ["RUNDOWN"], *map(str, arguments)], env=self.environment, stdin=subprocess.DEVNULL,
                stderr=errors)
        try:
            self.window = wait_for(self.find_window, "the window")
        except BaseException:
            self.close()
            raise

    def find_window(self):
        """Gives the window, or None where there is none."""
        assert self.process.poll() is None, self.errors.read_text()
        for i in range(Atspi.get_desktop(0).get_child_count()):
            application = Atspi.get_desktop(0).get_child_at_index(i)
            if application is not None and application.get_process_id() == self.process.pid:
                return application.get_child_at_index(0)
        return None

    def all(self, role=None, name=None, within=None):
        """Gives all that is showing, from the outside in, with this role and a name that contains this."""
        for _ in range(TRIES):
            try:
                return self._look(role, name, within)
            except GLib.Error:  # something has gone while it was looked at
                time.sleep(0.1)
        return self._look(role, name, within)

    def _look(self, role, name, within):
        found = []

        def look(node):
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is None or not child.get_state_set().contains(Atspi.StateType.SHOWING):
                    continue
                if (role is None or child.get_role() == role) and (name is None or name in (child.get_name() or "")):
                    found.append(child)
                look(child)

        look(within or self.window)
        return found

    def find(self, role=None, name=None, within=None):
        return wait_for(lambda: self.all(role, name, within), f"{role} {name}")[0]

    def find_item(self, name):
        """Gives an item of a menu. GTK says of one of several to choose from that it is that, or that it is an item."""
        roles = (Atspi.Role.MENU_ITEM, Atspi.Role.RADIO_MENU_ITEM)
        return wait_for(lambda: [node for node in self.all(name=name) if node.get_role() in roles], name)[0]

    def press(self, *keys):
        self.display.press(*keys)

    def resize(self, width, height):
        self.display.resize(width + 2 * FRAME, height + 2 * FRAME)

    def activate(self, node):
        assert node.get_action_iface().do_action(0)

    def open_page(self, name):
        """Clicks on a page in the list of pages."""
        self.click(self.find(Atspi.Role.LIST_ITEM, name, self.find(Atspi.Role.LIST, "Pages")))

    def click(self, node):
        """Clicks on something."""
        self.display.click(*self.locate(node))

    def locate(self, node):
        """Gives where the middle of something is, which comes without the margins around it."""
        box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return box.x + 2 * FRAME + box.width // 2, box.y + 3 * FRAME + box.height // 2

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE)
        self.display.close()

