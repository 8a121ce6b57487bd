# SPDX-License-Identifier: GPL-3.0-or-later
"""Rundown goes on without a window in a sandbox where the portal grants that, and not where it denies or revokes it."""

import re
import time

import pytest
from background import SERVICE, act, activate, close_window, is_asked_again, make_due, open_window, wait_for_end
from background_portal import DENIED, GRANTED, run_portal
from display import wait_for


@pytest.fixture
def portal(desktop):
    with run_portal(desktop) as it:
        yield it


def test_portal_grants(desktop, portal, followed):
    desktop.set(run_in_background="true")
    process = desktop.start(SERVICE)
    status = wait_for(lambda: [text for text in portal.statuses if "next" in text], "the status")[0]
    assert re.fullmatch(r"Following 1 live blog · next check \d\d:\d\d", status) and len(status) <= 96
    assert process.poll() is None
    asked = portal.asked[0]
    assert asked["autostart"] and not asked["dbus-activatable"]
    assert asked["commandline"] == ["rundown", SERVICE, "--if-wanted"] and asked["reason"]


def test_portal_is_not_asked_unless_it_is_wanted(desktop, portal, followed):
    process = open_window(desktop)
    close_window(desktop)
    wait_for_end(process)
    assert portal.asked == [] and portal.statuses == []


def test_portal_denies(desktop, portal, followed):
    portal.answer = DENIED
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    close_window(desktop)
    wait_for_end(process)
    assert portal.statuses == []


def test_portal_revokes(desktop, portal, followed):
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    wait_for(lambda: portal.statuses, "the status")
    close_window(desktop)
    wait_for(lambda: len(portal.asked) == 2, "the portal to be asked again")
    assert process.poll() is None

    activate(desktop)
    portal.answer = DENIED
    close_window(desktop)
    wait_for_end(process)


def test_portal_allows_later(desktop, portal, followed):
    portal.answer = DENIED
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    wait_for(lambda: portal.asked, "the portal to be asked")
    portal.answer = GRANTED
    act(desktop, "preferences")
    wait_for(lambda: portal.statuses, "the status")
    desktop.display.press("Escape")
    close_window(desktop)
    assert process.poll() is None


def test_portal_that_does_not_answer_yet_is_waited_for(desktop, portal, followed):
    portal.answer = None
    desktop.set(run_in_background="true")
    process = open_window(desktop)
    close_window(desktop)
    time.sleep(1)
    assert process.poll() is None


def test_sandbox_without_a_portal_leaves_it_to_the_setting(desktop, followed):
    desktop.environment["GIO_USE_PORTALS"] = "1"
    desktop.set(run_in_background="true")
    make_due(desktop, 3)
    process = open_window(desktop)
    close_window(desktop)
    assert is_asked_again(followed)
    assert process.poll() is None
