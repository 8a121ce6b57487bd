# SPDX-License-Identifier: GPL-3.0-or-later
"""While the application runs, commands that change something are done by it; they say what they say without it."""

import os
import re
import signal
import socket
import subprocess

import pytest
from display import PATIENCE, wait_for
from gi.repository import Gio, GLib

FILE = """A harbour day – live

Key events

Quay opens to boats

The quay opened to boats at noon today.

Crane fails again on pier

The crane on the pier failed for the third time.
"""

LIST = """<opml version="2.0"><body><outline text="Harbour" xmlUrl="{url}"/><outline text="None" xmlUrl="{bad}"/>
<outline text="Left out" xmlUrl="ftp://127.0.0.1/feed"/></body></opml>"""


class Commands:
    """Runs commands where the application does, and beside it, where posts are kept elsewhere."""

    def __init__(self, desktop):
        self.desktop = desktop
        self.folder = desktop.folder / "work"
        self.folder.mkdir()
        self.beside = desktop.environment | {"XDG_DATA_HOME": str(desktop.folder / "beside")}

    def start(self, *arguments, environment=None):
        return subprocess.Popen([os.environ["RUNDOWN"], *map(str, arguments)], cwd=self.folder, text=True,
                                env=environment or self.desktop.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, *arguments, environment=None):
        with self.start(*arguments, environment=environment) as process:
            out, error = process.communicate(timeout=60)
        # The times of the server's posts go with the time of day.
        return process.returncode, *(re.sub(r"\d\d:\d\d", "…", text) for text in (out, error))

    def both(self, *arguments):
        """Runs a command both ways, sees that it says the same, and gives its status and what it says."""
        done = self.run(*arguments)
        assert done == self.run(*arguments, environment=self.beside)
        return done

    def list(self):
        return self.run("list")[1]


@pytest.fixture
def commands(desktop):
    return Commands(desktop)


@pytest.fixture(params=["window", "service"])
def application(desktop, request):
    """The application, with a window and without; one without is kept for a while by a question."""
    desktop.start(*(["--gapplication-service"] if request.param == "service" else []))
    desktop.call(f"{desktop.path}/SearchProvider", "org.gnome.Shell.SearchProvider2", "GetInitialResultSet",
                 GLib.Variant("(as)", [["ferry"]]))
    yield desktop
    assert desktop.is_running()


@pytest.fixture
def silent():
    """A server that takes questions and does not answer them: gives its address, and waits for a question."""
    with socket.create_server(("127.0.0.1", 0)) as it:
        it.settimeout(PATIENCE)

        def accept():
            connection, _ = it.accept()
            connection.settimeout(PATIENCE)
            assert connection.recv(65536)
            return connection

        yield f"http://127.0.0.1:{it.getsockname()[1]}/live", accept


def test_all_is_said_as_without_the_application(commands, application, server, tmp_path):
    status, out, error = commands.both("add", server.url)
    assert status == 0 and out.startswith("Found A harbour day\n    2 posts") and error == ""
    assert out.endswith("Following A harbour day: 2 new posts\n")
    assert commands.both("add", server.url)[1].endswith(": 0 new posts\n")
    (commands.folder / "council.txt").write_text(FILE)
    status, out, _ = commands.both("add", "council.txt")
    assert status == 0 and out.endswith(": 2 new posts\n")
    assert str(commands.folder / "council.txt") in commands.list()
    assert commands.both("list")[0] == 0

    server.posts.append("The crane was checked")
    status, out, _ = commands.both("fetch", "1")
    assert (status, out) == (0, "A harbour day: 1 new, 0 edited, 0 deleted\n")
    (commands.folder / "council.txt").write_text(FILE + "\nBoats leave again\n\nThe boats left at night.\n")
    status, out, _ = commands.both("fetch", "2")
    assert status == 0 and ": 1 new, " in out
    status, out, error = commands.run("fetch")
    assert (status, error) == (0, "") and out.count(": 0 new, 0 edited, 0 deleted\n") == 2

    assert commands.both("remove", "a harbour", "--forget")[0] == 1  # there are two
    assert commands.both("remove", "2")[0] == 0
    assert "no longer followed" in commands.list()
    assert commands.both("remove", server.url, "2", "--forget")[0] == 0
    assert "Nothing is followed" in commands.list()


def test_failures_are_said_as_without_the_application(commands, application, server):
    with socket.create_server(("127.0.0.1", 0)) as it:
        closed = f"http://127.0.0.1:{it.getsockname()[1]}/live"
    (commands.folder / "words.txt").write_text("no live blog")
    for arguments in [["add", closed], ["add", "nowhere.txt"], ["add", "words.txt"], ["add", "."],
                      ["add", "nowhere.txt", closed], ["remove", "nothing"], ["fetch", "nothing"], ["fetch"],
                      ["import", "words.txt"], ["import", "nowhere"]]:
        status, out, error = commands.both(*arguments)
        assert status == 1 and out == "" and error.startswith("rundown: "), arguments
    assert commands.both("add", server.url, "nowhere.txt")[0] == 1
    server.failing = True
    status, out, error = commands.both("fetch")
    assert status == 1 and out == "" and error.count("\n") == 1


def test_list_is_imported(commands, application, server):
    with socket.create_server(("127.0.0.1", 0)) as it:
        closed = f"http://127.0.0.1:{it.getsockname()[1]}/live"
    (commands.folder / "feeds.opml").write_text(LIST.format(url=server.url, bad=closed))
    status, out, error = commands.both("import", "feeds.opml")
    assert status == 1
    assert out == "1 followed, 0 followed already, 1 failed, 1 skipped that are no web addresses\n"
    assert closed in error.splitlines()[0]
    assert error.splitlines()[1:] == [
        "rundown: 1 of 2 addresses could not be followed: import the list again to try once more"]
    assert "A harbour day" in commands.list()


def test_application_is_the_one_that_writes(commands, desktop, server):
    desktop.start()
    assert commands.run("add", server.url)[0] == 0
    status, _, error = commands.run(
        "fetch", environment=desktop.environment | {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"})
    assert status == 1 and "Rundown is running" in error


def test_what_only_reads_reads(commands, desktop, server, tmp_path):
    desktop.start()
    assert commands.run("add", server.url)[0] == 0
    assert commands.run("backup", "copy.db") == (0, "", "")
    assert (commands.folder / "copy.db").stat().st_size > 0
    assert commands.run("search", "ferry")[0] == 0
    assert commands.run("add", "--preview", server.url)[0] == 0


def test_another_that_writes_is_told_of(commands, desktop, server):
    assert commands.run("add", server.url)[0] == 0
    with commands.start("follow") as following:
        assert "Following" in following.stdout.readline()
        desktop.start()
        for arguments in [["add", server.url], ["fetch"], ["remove", "1"]]:
            status, out, error = commands.run(*arguments)
            assert status == 1 and out == "" and "Rundown is running" in error and error.count("\n") == 1
        following.terminate()
        following.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("how", ["killed", "quit"])
def test_application_that_goes_is_told_of(commands, desktop, silent, how):
    url, accept = silent
    desktop.start()
    with commands.start("add", url) as command:
        with accept():
            if how == "killed":
                desktop.kill()
            else:
                desktop.call(desktop.path, "org.freedesktop.Application", "ActivateAction",
                             GLib.Variant("(sava{sv})", ["quit", [], {}]))
            out, error = command.communicate(timeout=PATIENCE)
    assert (command.returncode, out) == (1, "")
    assert error == "rundown: Rundown was closed before that was done: try again\n"


def test_command_that_is_interrupted_is_given_up(commands, desktop, silent):
    url, accept = silent
    desktop.start()
    with commands.start("add", url) as command:
        with accept() as connection:
            command.send_signal(signal.SIGINT)
            command.communicate(timeout=PATIENCE)
            assert connection.recv(1) == b""
    assert desktop.is_running()
    assert "Nothing is followed" in commands.list()


STAND_IN = """<node><interface name="{id}.Commands"><property name="Store" type="s" access="read"/>
<method name="AddAddress"><arg type="s" direction="in"/><arg type="s" direction="out"/></method>
<method name="Fetch"><arg type="s" direction="in"/></method></interface></node>"""


def test_other_version_is_told_of(commands, desktop, server):
    assert commands.run("add", server.url)[0] == 0
    store = next((desktop.folder / "data").glob("rundown/*.db")).as_uri()
    info = Gio.DBusNodeInfo.new_for_xml(STAND_IN.format(id=desktop.id))
    desktop.connection.register_object_with_closures2(
        f"{desktop.path}/Commands", info.interfaces[0],
        lambda *call: call[-1].return_value(GLib.Variant("(s)", ["done"])), lambda *_: GLib.Variant("s", store), None)
    bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
    name = GLib.Variant("(su)", [desktop.id, 4])
    desktop.connection.call_sync(*bus, "RequestName", name, None, Gio.DBusCallFlags.NONE, -1, None)
    for arguments in [["add", server.url], ["fetch"]]:
        with commands.start(*arguments) as command:
            def look():
                while GLib.MainContext.default().iteration(False):
                    pass
                return command.poll() is not None
            wait_for(look, "its end")
            assert (command.returncode, command.stdout.read()) == (1, "")
            assert command.stderr.read() == "rundown: another version of Rundown is running: quit that, and try again\n"
    desktop.connection.call_sync(*bus, "ReleaseName", GLib.Variant("(s)", [desktop.id]), None, Gio.DBusCallFlags.NONE, -1,
                                 None)


def test_nonsense_is_refused(commands, desktop, server):
    desktop.start()

    def call(method, signature, *arguments):
        with pytest.raises(GLib.Error) as caught:
            desktop.call(f"{desktop.path}/Commands", f"{desktop.id}.Commands", method,
                         GLib.Variant(signature, arguments))
        return caught.value.message

    assert ".Error." in call("AddAddress", "(s)", "")
    assert ".Error." in call("AddAddress", "(s)", "x" * 1_000_000)
    assert f"{desktop.id}.Error.File" in call("AddFile", "(ay)", b"council.txt\0")
    os.mkfifo(commands.folder / "pipe")
    assert f"{desktop.id}.Error.File" in call("AddFile", "(ay)", os.fsencode(commands.folder / "pipe") + b"\0")
    assert ".Error." in call("AddFile", "(ay)", b"")
    assert ".Error." in call("AddFile", "(ay)", b"/\xff\0")
    assert f"{desktop.id}.Error.File" in call("Fetch", "(as)", ["none", "", "x" * 10_000])
    assert f"{desktop.id}.Error.TooLarge" in call("Fetch", "(as)", ["none"] * 10_001)
    assert f"{desktop.id}.Error.TooLarge" in call("Remove", "(asb)", ["none"] * 10_001, False)
    assert ".Error." in call("Import", "(ay)", b"<opml")
    assert ".Error." in call("Import", "(ay)", b"")
    assert commands.run("add", server.url)[0] == 0


def test_application_keeps_up_in_place_of_a_command_that_does_so_once(commands, application, server):
    assert commands.run("add", server.url)[0] == 0
    n_asked = server.n_asked
    assert commands.run("follow", "--once") == (0, "", "")
    assert commands.run("follow")[0] == 1
    assert server.n_asked == n_asked
