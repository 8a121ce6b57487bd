# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for the desktop's portal that says whether programs may go on without a window, and, to those in a sandbox,
that there is a network; and that shows what they tell the reader."""

import contextlib
import threading

from gi.repository import Gio, GLib

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
INTERFACES = """<node>
  <interface name="org.freedesktop.portal.Background">
    <method name="RequestBackground">
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="SetStatus"><arg type="a{sv}" direction="in"/></method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.Notification">
    <method name="AddNotification"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/></method>
    <method name="RemoveNotification"><arg type="s" direction="in"/></method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.NetworkMonitor">
    <method name="GetAvailable"><arg type="b" direction="out"/></method>
    <method name="GetMetered"><arg type="b" direction="out"/></method>
    <method name="GetConnectivity"><arg type="u" direction="out"/></method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.ProxyResolver">
    <method name="Lookup"><arg type="s" direction="in"/><arg type="as" direction="out"/></method>
    <property name="version" type="u" access="read"/>
  </interface>
</node>"""

NETWORK = {
    "GetAvailable": GLib.Variant("(b)", [True]),
    "GetMetered": GLib.Variant("(b)", [False]),
    "GetConnectivity": GLib.Variant("(u)", [4]),
    "Lookup": GLib.Variant("(as)", [["direct://"]]),
}

GRANTED, DENIED = 0, 1  # as a Request's Response has it


class BackgroundPortal:
    """Answers as `answer` says, and lets who asks wait where that is None; keeps what it was asked and told."""

    def __init__(self, address, answer=GRANTED):
        self.answer = answer
        self.asked = []
        self.statuses = []
        self.notifications = {}
        self.context = GLib.MainContext()
        self.loop = GLib.MainLoop(self.context)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._run, args=[address], daemon=True)
        self.thread.start()
        assert self.ready.wait(20), "no portal"

    def close(self):
        self.loop.quit()
        self.thread.join(20)

    def _run(self, address):
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags
        connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
        for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces:
            connection.register_object_with_closures2(PATH, interface, self._call, lambda *_: GLib.Variant("u", 2), None)
        connection.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                             GLib.Variant("(su)", (NAME, 4)), None, Gio.DBusCallFlags.NONE, -1, None)
        self.ready.set()
        self.loop.run()
        connection.close_sync(None)
        self.context.pop_thread_default()

    def _call(self, connection, sender, path, interface, method, arguments, invocation):
        if method in NETWORK:  # GLib asks in a sandbox
            invocation.return_value(NETWORK[method])
            return
        options = arguments.unpack()[-1]
        if interface == "org.freedesktop.portal.Notification":
            if method == "AddNotification":
                self.notifications[arguments[0]] = options
            else:
                self.notifications.pop(arguments[0], None)
            invocation.return_value(None)
            return
        if method == "SetStatus":
            self.statuses.append(options["message"])
            invocation.return_value(None)
            return
        request = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token']}"
        self.asked.append(options)
        invocation.return_value(GLib.Variant("(o)", [request]))
        if self.answer is not None:
            granted = GLib.Variant("b", self.answer == GRANTED)
            # As the portal does: to the one who asked, and a denial as if the reader had cancelled.
            connection.emit_signal(sender, request, "org.freedesktop.portal.Request", "Response", GLib.Variant(
                "(ua{sv})", (self.answer, {"background": granted, "autostart": granted})))


@contextlib.contextmanager
def run_portal(desktop, **settings):
    """Puts one on a desktop's bus, for a program that believes to be in a sandbox."""
    it = BackgroundPortal(desktop.bus.address, **settings)
    desktop.environment["GIO_USE_PORTALS"] = "1"  # as GLib finds in a sandbox
    yield it
    it.close()
