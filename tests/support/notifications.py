# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for what GNOME Shell is to applications with notifications, org.gtk.Notifications, and notes what it is
called with."""

import threading

from display import PATIENCE, wait_for
from gi.repository import Gio, GLib

NAME = "org.gtk.Notifications"
INTERFACE = Gio.DBusNodeInfo.new_for_xml("""<node><interface name="org.gtk.Notifications">
<method name="AddNotification"><arg type="s"/><arg type="s"/><arg type="a{sv}"/></method>
<method name="RemoveNotification"><arg type="s"/><arg type="s"/></method>
</interface></node>""").interfaces[0]


class Notifications:
    def __init__(self, address):
        self.calls = []  # as ("add", id, what it is) and ("remove", id, None)
        self.times = []  # when each came, by the clock that only goes on
        self.hook = None  # called with each before it is noted
        self.loop = GLib.MainLoop.new(GLib.MainContext.new(), False)
        self.address = address
        ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=[ready], daemon=True)
        self.thread.start()
        assert ready.wait(PATIENCE)

    def _run(self, ready):
        context = self.loop.get_context()
        context.push_thread_default()
        self.connection = Gio.DBusConnection.new_for_address_sync(
            self.address,
            Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.connection.register_object_with_closures2("/org/gtk/Notifications", INTERFACE, self._call, None, None)
        self.own()
        ready.set()
        self.loop.run()
        self.connection.close_sync(None)
        context.pop_thread_default()

    def _ask_bus(self, method, arguments):
        self.connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", method,
                                  arguments, None, Gio.DBusCallFlags.NONE, PATIENCE * 1000, None)

    def own(self):
        self._ask_bus("RequestName", GLib.Variant("(su)", [NAME, 0]))

    def _call(self, _connection, _sender, _path, _interface, method, arguments, invocation):
        it = arguments.unpack()
        call = ("add" if method == "AddNotification" else "remove", it[1], it[2] if len(it) > 2 else None)
        if self.hook is not None:
            self.hook(call)
        self.times.append(GLib.get_monotonic_time() / 1e6)
        self.calls.append(call)
        invocation.return_value(None)

    def wait_for(self, n):
        """Waits for so many calls in all, and gives the last one."""
        wait_for(lambda: len(self.calls) >= n, f"{n} calls, not {self.calls}")
        assert len(self.calls) == n, self.calls
        return self.calls[-1]

    def standing(self):
        """Gives what the reader sees, by the ids."""
        seen = {}
        for kind, id, what in list(self.calls):
            seen.pop(id, None)
            if kind == "add":
                seen[id] = what
        return seen

    def close(self):
        self.loop.quit()
        self.thread.join(PATIENCE)
