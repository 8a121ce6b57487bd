# SPDX-License-Identifier: GPL-3.0-or-later
"""All words are translated, and have room also where they are longer: on each kind of page, in each dialog, popover and
menu, in a wide window and in a narrow one, from left to right and from right to left. The language is none that exists."""

import calendar
import gettext
import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pseudo
import pytest
from driver import FRAME, Atspi, wait_for
from test_names import Walk, walk_through_what_is_kept, walk_through_what_is_on_a_server, walk_where_nothing_is_followed

CHECKOUT = Path(__file__).resolve().parents[2]
NARROW = 360

# Languages of the two directions, by whose names the one that is none goes.
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "en_XA", "ar_EG"

# What GTK says itself has its own translations.
TOOLKIT = ["/usr/share/locale/de/LC_MESSAGES/gtk40.mo", "/usr/share/locale/de/LC_MESSAGES/libadwaita.mo"]

SAID = re.compile(f"{pseudo.OPEN}[^{pseudo.OPEN}{pseudo.CLOSE}]*{pseudo.CLOSE}")
APART = re.compile(r", | · | – |: |\. |[\n()“”]")

get_name = Atspi.Accessible.get_name


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory):
    build = Path(os.environ["RUNDOWN"]).parents[1]
    folder = tmp_path_factory.mktemp("catalogues")
    for language in [LEFT_TO_RIGHT, RIGHT_TO_LEFT]:
        pseudo.make(CHECKOUT, build, folder / language, language)
    return folder


@pytest.fixture(autouse=True)
def read(monkeypatch):
    """What looks for names finds them by what they are in English."""
    monkeypatch.setattr(Atspi.Accessible, "get_name", lambda node: pseudo.read(get_name(node) or ""))


def list_words_of_others():
    """Gives what GTK says, and the names of days and months."""
    words = {*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr}
    for path in map(Path, TOOLKIT):
        with path.open("rb") as file:
            for key in gettext.GNUTranslations(file)._catalog:
                text = key[0] if isinstance(key, tuple) else key
                words.add(text.rpartition("\4")[2].replace("_", ""))
    return words


class LanguageWalk(Walk):
    """Looks at words wherever it comes by."""

    def __init__(self, program, content):
        super().__init__(program)
        self.report = Path(program.environment["RUNDOWN_LAYOUT_REPORT"])
        self.content = content
        self.others = list_words_of_others()
        self.untranslated = set()
        self.without_room = set()

    def look(self, *found, within=None):
        super().look(*found, within=within)
        self.look_at_words()
        self.look_at_room("wide")
        self.resize(lambda width: width <= NARROW + 4 * FRAME)
        self.look_at_room("narrow")
        self.resize(lambda width: width > NARROW + 4 * FRAME)

    def is_known(self, part):
        return not re.search(r"[A-Za-z]{2}", part) or part in self.others or part in self.content

    def look_at_words(self):
        for node in self.program.all():
            for text in [get_name(node) or "", node.get_description() or ""]:
                rest = text
                while SAID.search(rest):
                    rest = SAID.sub("", rest)
                if not self.is_known(rest.strip()):
                    self.untranslated |= {(part, text) for part in APART.split(rest) if not self.is_known(part.strip())}

    def look_at_room(self, size):
        self.report.unlink(missing_ok=True)
        self.program.process.send_signal(signal.SIGUSR1)
        wait_for(self.report.exists, "the report")
        for line in self.report.read_text().splitlines():
            problem, words, width, where = line.split("\t")
            if pseudo.OPEN in words or problem == "in the other direction":
                self.without_room.add((size, problem, pseudo.read(words), where))

    def resize(self, is_it):
        self.program.process.send_signal(signal.SIGUSR2)
        wait_for(lambda: is_it(self.program.window.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width),
                 "the window to get another size")
        time.sleep(0.3)  # for it to be laid out anew


def gather_content(**kept):
    """Gives what posts say, and all else that comes from outside."""
    done = subprocess.run([os.environ["RUNDOWN"], "digest", "--format", "json", *(() if kept else ("--demo",))],
                          env=os.environ | kept, capture_output=True, timeout=60, check=True)
    return "\n".join(re.findall(r'"((?:[^"\\]|\\.)*)"', json.dumps(json.loads(done.stdout), ensure_ascii=False)))


@pytest.fixture
def begin(start, catalogues, tmp_path):
    """Gives what begins a walk in a language."""
    walks = []

    def of(language):
        def run(*arguments, **options):
            content = gather_content(**{key: value for key, value in options.items() if key == "XDG_DATA_HOME"})
            walks.append(LanguageWalk(start(
                *arguments, **options, language=language, RUNDOWN_LOCALEDIR=str(catalogues / language),
                GIO_EXTRA_MODULES=os.environ["RUNDOWN_LAYOUT_MODULES"],
                RUNDOWN_LAYOUT_REPORT=str(tmp_path / "report")), content))
            return walks[-1]
        return run

    return of


def assert_all_is_well(walk):
    assert sorted(walk.untranslated) == []
    assert sorted(walk.without_room) == []


@pytest.mark.parametrize("language", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])
def test_what_is_kept(begin, tmp_path, language):
    assert_all_is_well(walk_through_what_is_kept(begin(language), tmp_path))


def test_what_is_on_a_server(begin):
    assert_all_is_well(walk_through_what_is_on_a_server(begin(LEFT_TO_RIGHT)))


def test_where_nothing_is_followed(begin, blog):
    assert_all_is_well(walk_where_nothing_is_followed(begin(LEFT_TO_RIGHT), blog))
