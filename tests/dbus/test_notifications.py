# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reader is told over a day is told once, in one notification for each live blog or topic, and its actions do
what they say."""

import contextlib
import re
import signal
import sqlite3
import subprocess
import time

import pytest
from day_server import serve_day
from display import PATIENCE, wait_for
from gi.repository import GLib
from kept import list_seen, read_digest
from notifications import Notifications

# How long nothing comes where nothing is to come, in seconds.
CALM = 1.5

FREEDESKTOP = "org.freedesktop.Notifications"


@pytest.fixture
def day():
    with serve_day() as it:
        yield it


@pytest.fixture
def shell(desktop):
    it = Notifications(desktop.bus.address)
    yield it
    it.close()


class Reader:
    """Follows the day, and looks for new posts when the test says so."""

    def __init__(self, desktop, shell, day):
        self.desktop, self.shell, self.day = desktop, shell, day

    def begin(self, n, **settings):
        self.day.publish(n)
        self.desktop.set(**settings)
        done = self.desktop.run("add", self.day.url)
        assert done.returncode == 0, done.stderr
        self.start()

    def start(self):
        self.desktop.start()
        self.look()

    def look(self):
        """Has the program look for new posts: as soon as it has a window that takes keys."""
        n_asked = self.day.n_asked

        def press():
            self.desktop.display.press("F5")
            time.sleep(0.5)
            return self.day.n_asked > n_asked

        wait_for(press, "a look")

    def act(self, name, target=None):
        """Does what the desktop does where something of a notification is chosen."""
        self.desktop.call(self.desktop.path, "org.freedesktop.Application", "ActivateAction",
                          GLib.Variant("(sava{sv})", [name, [] if target is None else [target], {}]))

    def expect(self, n_calls, titles, n=None):
        """Waits for the next call, which tells of the last one of these key events, and of how many in all. Gives its id
        and what it is."""
        kind, id, what = self.shell.wait_for(n_calls)
        n_more = (len(titles) if n is None else n) - 1
        assert kind == "add"
        assert what["title"].startswith(titles[-1])
        more = fr"(.+ · )?{n_more} more key events?( in | · )" if n_more else "[^0-9]"
        assert re.match(more, what["body"]), what["body"]
        return id, what

    def stay_calm(self, n_calls):
        """Sees that there are no more calls than that."""
        time.sleep(CALM)
        assert len(self.shell.calls) == n_calls, self.shell.calls

    def end(self):
        """Ends the program as a crash does."""
        self.desktop.processes[-1].kill()
        wait_for(lambda: not self.desktop.is_running(), "the end of the program")

    def find(self, title):
        """Gives the post that begins so, as it is kept."""
        return next(entry for entry in read_digest(self.desktop)["entries"]
                    if f"{entry['title']}\n{entry['text']}".startswith(title))

    def change(self, words):
        """Changes what is kept, while the program does not run."""
        database = next((self.desktop.folder / "data").glob("rundown/*.db"))
        with contextlib.closing(sqlite3.connect(database)) as connection, connection:
            connection.execute(words)

    def count_waiting(self):
        """Gives how many posts wait to be told, as far as is known on the disk."""
        database = next((self.desktop.folder / "data").glob("rundown/*.db"))
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT count(*) FROM outbox WHERE told IS NULL").fetchone()[0]


@pytest.fixture
def reader(desktop, shell, day):
    return Reader(desktop, shell, day)


def test_day_is_told(reader):
    reader.begin(10)
    n_calls = 0
    titles, ids = [], set()
    while reader.day.rest:
        found = reader.day.publish(6)
        titles += found
        reader.look()
        if found:
            n_calls += 1
            id, what = reader.expect(n_calls, titles)
            ids.add(id)
            assert what["priority"] == "normal"
            assert what["icon"] == ("themed", [reader.desktop.id, f"{reader.desktop.id}-symbolic"])
            assert what["default-action"] == "app.open-notice"
            assert what["default-action-target"] == (id, reader.find(titles[-1])["id"])
            assert what["buttons"][0] == {"label": "Mark as Read", "action": "app.read-notice", "target": id}
        reader.stay_calm(n_calls)
    assert len(ids) == 1 and len(titles) == 8
    reader.day.edit(titles[-1], "It was all different.")
    reader.look()
    reader.stay_calm(n_calls)


def test_burst_is_one_notification(reader):
    reader.begin(10)
    titles = reader.day.publish(42)
    reader.look()
    reader.expect(1, titles)
    reader.stay_calm(1)


def test_nothing(reader):
    reader.begin(10, notify_about="'nothing'")
    reader.day.publish(42)
    reader.look()
    reader.stay_calm(0)


def test_live_blog_of_which_nothing_is_told(reader):
    reader.day.publish(10)
    assert reader.desktop.run("add", reader.day.url).returncode == 0
    blog = read_digest(reader.desktop)["blogs"][0]["id"]
    reader.desktop.set(notify_blogs=f"{{'{blog}': 'nothing'}}")
    reader.start()
    reader.day.publish(42)
    reader.look()
    reader.stay_calm(0)


def test_everything(reader):
    reader.begin(10, notify_about="'everything'")
    assert reader.day.publish(2) == []
    reader.look()
    _, _, what = reader.shell.wait_for(1)
    assert re.match("(.+ · )?1 more post( in | · )", what["body"])
    # Nothing more within ten minutes of it, but for a key event.
    title = reader.day.publish(1)
    reader.look()
    _, _, what = reader.shell.wait_for(2)
    assert what["title"].startswith(title[0])
    assert re.match("(.+ · )?2 more posts( in | · )", what["body"])
    assert reader.day.publish(4) == []
    reader.look()
    reader.stay_calm(2)


def test_predicted_key_events(reader):
    reader.day.marks = False
    reader.begin(10, notify_about="'predicted'")
    before = {entry["id"] for entry in read_digest(reader.desktop)["entries"]}
    reader.day.publish(42)
    reader.look()
    _, _, what = reader.shell.wait_for(1)
    found = [entry for entry in read_digest(reader.desktop)["entries"]
             if entry["keyEvent"] == "predicted" and entry["id"] not in before]
    assert found
    assert what["default-action-target"][1] == found[-1]["id"]
    n_more = len(found) - 1
    assert re.match("Looks like a key event · " + (fr"(.+ · )?{n_more} more post" if n_more else "[^0-9]"), what["body"])
    reader.stay_calm(1)


def test_what_is_predicted_is_no_key_event(reader):
    reader.day.marks = False
    reader.begin(10)
    reader.day.publish(42)
    reader.look()
    reader.stay_calm(0)


def test_each_topic_has_a_notification(reader):
    reader.begin(10, notify_by="'topic'")
    titles = reader.day.publish(42)
    reader.look()
    topics = {f"topic:{reader.find(title)['topic']}" for title in titles}
    wait_for(lambda: set(reader.shell.standing()) == topics, f"{topics}, not {reader.shell.calls}")
    assert len(topics) > 3
    reader.stay_calm(len(topics))


def test_keywords(reader):
    reader.begin(10, notify_about="'nothing'", notify_keywords="['lighthouse', 'ferry boat']")
    reader.day.publish(10)
    reader.day.add("A lighthousekeeper was found")
    reader.day.add("The ferry came, and a boat")
    reader.look()
    reader.stay_calm(0)
    reader.day.add("All ferry boats are late")
    reader.look()
    _, _, what = reader.shell.wait_for(1)
    assert what["title"].startswith("All ferry boats are late")
    assert what["body"].startswith("Mentions ‘ferry boat’ · ")
    reader.stay_calm(1)


def around_now():
    """Gives settings by which it is quiet now, and for an hour."""
    now = time.localtime()
    minutes = 60 * now.tm_hour + now.tm_min
    return {"quiet_hours": "true", "quiet_from": f"uint32 {(minutes - 60) % 1440}",
            "quiet_to": f"uint32 {(minutes + 60) % 1440}"}


def test_quiet_hours_end_in_one_briefing(reader):
    reader.begin(10, **around_now())
    titles = reader.day.publish(10)
    reader.look()
    titles += reader.day.publish(20)
    reader.look()
    reader.stay_calm(0)
    reader.desktop.set(**around_now() | {"quiet_hours": "false"})
    kind, id, what = reader.shell.wait_for(1)
    assert (kind, id) == ("add", "briefing")
    assert what["title"].startswith(f"{len(titles)} key events")
    assert titles[-1] in what["body"]
    titles = reader.day.publish(12)
    reader.look()
    id, _ = reader.expect(2, titles)
    assert id != "briefing"
    reader.stay_calm(2)


def test_pause_ends_in_one_briefing(reader):
    reader.begin(10)
    reader.act("snooze", GLib.Variant("s", "hour"))
    reader.day.publish(20)
    reader.look()
    reader.stay_calm(0)
    reader.act("resume-notifications")
    assert reader.shell.wait_for(1)[1] == "briefing"
    reader.act("snooze", GLib.Variant("s", "nonsense"))
    titles = reader.day.publish(10)
    reader.look()
    reader.expect(2, titles)


def mute(reader, what):
    button = what["buttons"][1]
    assert (button["label"], button["action"]) == ("Mute Topic for Today", "app.mute-topic")
    reader.act("mute-topic", GLib.Variant("s", button["target"]))


def test_muted_topic(reader):
    reader.begin(10)
    titles = reader.day.publish(3)
    reader.look()
    id, what = reader.expect(1, titles)
    mute(reader, what)
    assert reader.shell.wait_for(2) == ("remove", id, None)

    reader.day.add("Swinney says public services can’t be paid for", key=True)
    reader.look()
    reader.stay_calm(2)
    assert reader.find("Swinney says public services can’t be paid for\n")["topic"] == reader.find(titles[0])["topic"]
    titles = reader.day.publish(7)
    reader.look()
    reader.expect(3, titles)


def test_corrections(reader):
    reader.begin(10, notify_corrections="true")
    titles = reader.day.publish(3)
    reader.look()
    id, _ = reader.expect(1, titles)
    reader.end()
    # Ten minutes later.
    reader.change("UPDATE outbox SET told = told - 660 * 1000000")
    reader.start()
    reader.day.edit(titles[0], "They can be paid for after all, the first minister says.")
    reader.look()
    kind, again, what = reader.shell.wait_for(2)
    assert (kind, again) == ("add", id)
    assert what["body"].startswith("Corrected · ")
    reader.stay_calm(2)


def test_reading_again_takes_a_correction_away(reader):
    reader.begin(10, notify_corrections="true")
    titles = reader.day.publish(3)
    reader.look()
    id, _ = reader.expect(1, titles)
    post = GLib.Variant("s", reader.find(titles[0])["id"])
    reader.act("open-post", post)
    assert reader.shell.wait_for(2) == ("remove", id, None)

    reader.day.edit(titles[0], "They can be paid for after all, the first minister says.")
    reader.end()
    reader.change("UPDATE outbox SET told = told - 660 * 1000000")
    reader.start()
    assert reader.shell.wait_for(3)[2]["body"].startswith("Corrected · ")
    reader.end()
    reader.start()
    reader.act("open-post", post)
    assert reader.shell.wait_for(4) == ("remove", id, None)


def test_restart_in_the_middle(reader):
    reader.begin(10)
    titles = reader.day.publish(10)
    reader.look()
    id, _ = reader.expect(1, titles)
    for end in [reader.end, lambda: reader.desktop.kill(signal.SIGTERM), lambda: reader.act("quit")]:
        end()
        wait_for(lambda: not reader.desktop.is_running(), "the end of the program")
        reader.start()
        reader.stay_calm(1)
    titles += reader.day.publish(32)
    reader.look()
    assert reader.expect(2, titles)[0] == id


def test_kill_between_store_and_notification(reader):
    """The bus stands still meanwhile, and with it whoever calls."""
    reader.begin(10)
    titles = reader.day.publish(10)
    reader.desktop.bus.process.send_signal(signal.SIGSTOP)
    try:
        reader.look()
        wait_for(lambda: reader.count_waiting() == len(titles), "the key events on the disk")
        time.sleep(CALM)
        reader.desktop.processes[-1].kill()
        reader.desktop.processes[-1].wait(PATIENCE)
    finally:
        reader.desktop.bus.process.send_signal(signal.SIGCONT)
    wait_for(lambda: not reader.desktop.is_running(), "the end of the program")
    reader.stay_calm(0)
    reader.start()
    reader.expect(1, titles)
    reader.stay_calm(1)


def test_kill_between_notification_and_acknowledgement(reader):
    reader.begin(10)
    titles = reader.day.publish(10)
    process = reader.desktop.processes[-1]
    reader.shell.hook = lambda call: process.kill()
    reader.look()
    id, what = reader.expect(1, titles)
    process.wait(PATIENCE)
    reader.shell.hook = None
    # It may or may not have been noted when the kill came. Here it was not.
    reader.change("UPDATE outbox SET told = NULL WHERE settled IS NULL")
    reader.start()
    assert reader.expect(2, titles) == (id, what)
    assert list(reader.shell.standing()) == [id]
    reader.end()
    reader.start()
    reader.stay_calm(2)


def test_reading_takes_it_away(reader):
    reader.begin(10)
    titles = reader.day.publish(3)
    reader.look()
    id, _ = reader.expect(1, titles)
    reader.act("open-post", GLib.Variant("s", reader.find(titles[0])["id"]))
    assert reader.shell.wait_for(2) == ("remove", id, None)
    # What comes then is counted anew.
    titles = reader.day.publish(7)
    reader.look()
    reader.expect(3, titles)


def be_or_not(reader, runs):
    """Has the program run, or only come when it is called."""
    reader.desktop.install()
    if not runs:
        reader.end()


@pytest.mark.parametrize("runs", [True, False])
def test_notification_is_opened(reader, runs):
    reader.begin(10)
    titles = reader.day.publish(11)
    reader.look()
    id, what = reader.expect(1, titles)
    be_or_not(reader, runs)
    reader.act("open-notice", GLib.Variant("(ss)", what["default-action-target"]))
    post = reader.find(titles[-1])["id"]
    wait_for(lambda: post in list_seen(reader.desktop), "the post in sight")
    titles = reader.day.publish(20)
    reader.look()
    wait_for(lambda: reader.shell.calls[-1][0] == "add" and len(reader.shell.calls) > 1, "what comes then")
    assert reader.shell.calls[-1][1] == id
    assert reader.shell.calls[-1][2]["title"].startswith(titles[-1])
    assert re.match(fr"(.+ · )?{len(titles) - 1} more ", reader.shell.calls[-1][2]["body"])


@pytest.mark.parametrize("runs", [True, False])
def test_notification_is_marked_as_read(reader, runs):
    reader.begin(10)
    titles = reader.day.publish(11)
    reader.look()
    id, what = reader.expect(1, titles)
    be_or_not(reader, runs)
    reader.act("read-notice", GLib.Variant("s", what["buttons"][0]["target"]))
    assert reader.shell.wait_for(2) == ("remove", id, None)
    assert {reader.find(title)["id"] for title in titles} <= list_seen(reader.desktop)


@pytest.mark.parametrize("runs", [True, False])
def test_topic_is_muted_from_its_notification(reader, runs):
    reader.begin(10)
    titles = reader.day.publish(3)
    reader.look()
    id, what = reader.expect(1, titles)
    be_or_not(reader, runs)
    mute(reader, what)
    assert reader.shell.wait_for(2) == ("remove", id, None)


def test_nonsense_is_taken(reader):
    reader.begin(10)
    for text in ["", "no such notice", "blog:", "x" * 1_000_000, "\x01%s"]:
        reader.act("open-notice", GLib.Variant("(ss)", (text, text)))
        reader.act("read-notice", GLib.Variant("s", text))
        reader.act("mute-topic", GLib.Variant("s", text))
        reader.act("snooze", GLib.Variant("s", text))
    titles = reader.day.publish(3)
    reader.look()
    # What is no notice may be taken away, too.
    [what] = wait_for(lambda: list(reader.shell.standing().values()), "what comes then")
    assert what["title"].startswith(titles[0])


def start_mock(desktop):
    """Starts a stand-in for a desktop that knows org.freedesktop.Notifications alone."""
    process = subprocess.Popen(["python3", "-m", "dbusmock", "--template", "notification_daemon"], env=desktop.environment,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    wait_for(lambda: desktop.find_owner(FREEDESKTOP), "the stand-in on the bus")
    return process


def list_mock_calls(desktop, method):
    calls = desktop.call("/org/freedesktop/Notifications", "org.freedesktop.DBus.Mock", "GetMethodCalls",
                         GLib.Variant("(s)", [method]), FREEDESKTOP).unpack()[0]
    return [arguments for _, arguments in calls]


def test_desktop_without_names_for_notifications(desktop, day):
    mock = start_mock(desktop)
    try:
        reader = Reader(desktop, None, day)
        day.add("A quay")
        reader.begin(10)
        day.add("Tugs < 9 m & “barges”", key=True)
        reader.look()
        wait_for(lambda: len(list_mock_calls(desktop, "Notify")) == 1, "the notification")
        day.add("The lock is shut", key=True)
        reader.look()
        wait_for(lambda: len(list_mock_calls(desktop, "Notify")) == 2, "the other one in its place")
        first, second = list_mock_calls(desktop, "Notify")
        assert first[1] == 0 and second[1] == 1
        assert first[3].startswith("Tugs < 9 m & “barges”")  # a title is no markup there
        assert re.match("(.+ · )?1 more key event( in | · )", second[4])
        assert second[6]["urgency"] == 1
        assert "Mark as Read" in second[5]
        reader.act("read-notice", GLib.Variant("s", f"blog:{read_digest(desktop)['blogs'][0]['id']}"))
        wait_for(lambda: list_mock_calls(desktop, "CloseNotification") == [[1]], "it to be closed")
    finally:
        mock.terminate()
        mock.wait(PATIENCE)
