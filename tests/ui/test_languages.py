# SPDX-License-Identifier: GPL-3.0-or-later
"""All words are translated, and have room also where they are longer: on each kind of page, in each dialog, popover and
menu, in a wide window and in a narrow one, from left to right and from right to left. The language is none that exists."""

import calendar
import errno
import gettext
import os
import re
import signal
import subprocess
import time
from pathlib import Path

import harbour
import languages
import po
import pseudo
import pytest
from driver import FRAME, Atspi, wait_for
from languages import LEFT_TO_RIGHT, RIGHT_TO_LEFT
from test_names import Walk, walk_through_what_is_kept, walk_through_what_is_on_a_server, walk_where_nothing_is_followed

NARROW = 360

# So many words of posts, if no more than those are in it, may be a text of posts put together otherwise.
FEW = 4

# What GTK says itself has its own translations.
TOOLKIT = ["/usr/share/locale/de/LC_MESSAGES/gtk40.mo", "/usr/share/locale/de/LC_MESSAGES/libadwaita.mo"]
# Small systems leave them out.
pytestmark = pytest.mark.skipif(not all(map(os.path.exists, TOOLKIT)), reason="no translations of GTK here")

SAID = re.compile(f"{pseudo.OPEN}[^{pseudo.OPEN}{pseudo.CLOSE}]*{pseudo.CLOSE}")
TIMES = re.compile(r"\b(?:" + "|".join([*calendar.day_name, *calendar.month_name[1:], *calendar.day_abbr, *calendar.month_abbr[1:]])
                   + r")\b")
APART = re.compile(r", | · | – |: |\. |[\n()“”]")


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogues")
    languages.make(folder)
    return folder


@pytest.fixture(autouse=True)
def read(monkeypatch):
    languages.read_names(monkeypatch.setattr)


def list_words_of_others():
    """Gives what GTK says, and names."""
    words = {"LiveBlogPosting", os.strerror(errno.EOPNOTSUPP)}
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
        self.words = set(re.findall(r"\w+", content))
        self.others = list_words_of_others()
        self.untranslated = set()
        self.without_room = set()

    def look(self, *found, within=None):
        super().look(*found, within=within)
        has_popped_up = not self.look_at_room("wide")
        if self.program.environment["LC_ALL"].startswith(RIGHT_TO_LEFT):
            return  # the words are the same, and as long
        wait_for(lambda: [self.look_at_words()], "all to hold still")
        if has_popped_up:
            return  # it would go
        self.resize(lambda width: width <= NARROW + 4 * FRAME)
        self.look_at_room("narrow")
        self.resize(lambda width: width > NARROW + 4 * FRAME)

    def is_known(self, part):
        part = " ".join(part.strip("… \n").split())
        words = set(re.findall(r"\w+", part))
        return (part in self.others or part in self.content or part.startswith("/")
                or (len(words) >= FEW and words <= self.words)
                or not re.search(r"[A-Za-z]{2}", TIMES.sub("", part)))

    def look_at_words(self):
        for node in self.program.all():
            for text in [languages.get_name(node) or "", node.get_description() or ""]:
                rest = text
                while SAID.search(rest):
                    rest = SAID.sub("", rest)
                if not self.is_known(rest):
                    self.untranslated |= {(part, text) for part in APART.split(rest) if not self.is_known(part)}

    def look_at_room(self, size):
        """Looks whether words have room; gives whether nothing has popped up."""
        self.report.unlink(missing_ok=True)
        self.program.process.send_signal(signal.SIGUSR1)
        wait_for(self.report.exists, "the report")
        lines = self.report.read_text().splitlines()
        for line in lines:
            if line == "popover":
                continue
            problem, words, where = line.split("\t")
            if pseudo.OPEN in words or problem == "in the other direction":
                self.without_room.add((size, problem, pseudo.read(words), where))
        return "popover" not in lines

    def resize(self, is_it):
        self.program.process.send_signal(signal.SIGUSR2)
        wait_for(lambda: is_it(self.program.window.get_component_iface().get_extents(Atspi.CoordType.WINDOW).width),
                 "the window to get another size")
        time.sleep(0.3)  # for it to be laid out anew


def gather_content(*arguments, **kept):
    """Gives what posts say, and all else that comes from outside."""
    words = ["The lighthouse was lit", *harbour.FIRST.values(), "new", *(f"{argument}/nowhere" for argument in arguments)]
    for of in [["--demo"], arguments]:
        done = subprocess.run([os.environ["RUNDOWN"], "digest", "--format", "json", *of], env=os.environ | kept,
                              capture_output=True, text=True, timeout=60, check=False)
        words += re.findall(r'"((?:[^"\\]|\\.)*)"', done.stdout)
    return "\n".join(re.sub(r"(?:\\n|\s)+", " ", word) for word in words)


@pytest.fixture
def begin(start, catalogues, tmp_path):
    """Gives what begins a walk in a language."""
    def of(language):
        def run(*arguments, **options):
            content = gather_content(*arguments, **{key: options[key] for key in options if key == "XDG_DATA_HOME"})
            program = start(
                *arguments, **options, **languages.speak(language, catalogues),
                G_DEBUG="",  # GTK complains of itself where the window gets another size below a dialog
                GIO_EXTRA_MODULES=os.environ["RUNDOWN_LAYOUT_MODULES"], RUNDOWN_LAYOUT_REPORT=str(tmp_path / "report"))
            return LanguageWalk(program, content)

        return run

    return of


def assert_all_is_well(walk):
    wrong = [f"not translated: {part!r} in {text!r}" for part, text in sorted(walk.untranslated)]
    wrong += [f"{problem} ({size}): {words!r} in {where}" for size, problem, words, where in sorted(walk.without_room)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["cy", "de", "es", "fr", "it", "nl", "pl", "pt"])
def test_names_are_read_in_translations(language):
    """Of those that are one in it, the one that labels have, or that says most; in names that are made of others, too."""
    read = languages.make_reader(language)
    said = {message.id: message.translations for message in po.read(languages.CHECKOUT / "po" / f"{language}.po")}
    assert read(said["Main Menu"][0]) == "Main Menu"
    assert read(said["%s (%'u)"][0].replace("%s", said["Key Events"][0]).replace("%'u", "6")) == "Key Events (6)"
    assert "new post" in read("Ferry, " + said["%'u new post"][-1].replace("%'u", "12"))


@pytest.mark.parametrize("language", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])
def test_what_is_kept(begin, tmp_path, language):
    assert_all_is_well(walk_through_what_is_kept(begin(language), tmp_path))


def test_what_is_on_a_server(begin):
    assert_all_is_well(walk_through_what_is_on_a_server(begin(LEFT_TO_RIGHT)))


def test_where_nothing_is_followed(begin, blog):
    assert_all_is_well(walk_where_nothing_is_followed(begin(LEFT_TO_RIGHT), blog))
