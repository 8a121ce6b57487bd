# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in other languages: what a digest says is in the reader's, what it quotes in the publisher's."""
import html.parser
import subprocess

import pytest

CATALOGUE = r'''msgid ""
msgstr ""
"Language: {language}\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "In short"
msgstr "Çurt"

msgid "Key event"
msgstr "Êvent"

#, c-format
msgid "%'u post"
msgid_plural "%'u posts"
msgstr[0] "%'u þost"
msgstr[1] "%'u þosts"

msgid "Live blog"
msgstr "Łive"

#, c-format
msgid "%s: %s"
msgstr "%s ÷ %s"

msgid "Follow live blogs"
msgstr "Föllow"
'''


@pytest.fixture
def speak(tmp_path):
    """Gives an environment in which the program speaks a language, whose locale has nothing but its name."""
    def make(language):
        folder = tmp_path / "translations" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        subprocess.run(["msgfmt", f"--output-file={folder / 'rundown.mo'}", "-"], text=True, check=True,
                       input=CATALOGUE.replace("{language}", language))
        locales = tmp_path / "locales"
        locales.mkdir(exist_ok=True)
        (locales / f"{language}.utf8").symlink_to("/usr/lib/locale/C.utf8")
        # The C library does not free where it was to look for locales.
        suppressions = tmp_path / "suppressions"
        suppressions.write_text("leak:argz_add_sep\n")
        return {"LSAN_OPTIONS": f"suppressions={suppressions}:print_suppressions=0", "LOCPATH": str(locales),
                "LC_ALL": f"{language}.UTF-8", "LANGUAGE": "", "RUNDOWN_LOCALEDIR": str(tmp_path / "translations")}

    return make


class Languages(html.parser.HTMLParser):
    """Which language the words of a page are said to be in, by the innermost element that says so."""

    VOID = {"meta", "link", "br"}

    def __init__(self, text):
        super().__init__()
        self.open, self.words, self.direction = [None], {}, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.direction = attributes.get("dir")
        if tag not in self.VOID:
            self.open.append(attributes.get("lang", self.open[-1]))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        self.words.setdefault(data.strip(), set()).add(self.open[-1])


def test_help_is_in_the_language_of_the_reader(rundown, speak):
    assert "Föllow" in rundown("add", "--help", **speak("de_DE")).text


def test_colons_of_errors_are_set_as_the_reader_sets_them(fails, speak, tmp_path):
    german = speak("de_DE")
    (tmp_path / "list.json").write_text("{}")
    for command in ("digest", "import"):
        assert "list.json ÷ " in fails(1, command, "list.json", **german)
    assert "no such file ÷ nowhere.html ÷ check the name" in fails(1, "digest", "nowhere.html", **german)
    refused = fails(1, "digest", "http://127.0.0.1:1/live", **german)
    assert "the server takes no connections ÷ http://127.0.0.1:1/live ÷ try again later" in refused


def test_what_stands_for_a_title_is_in_the_language_of_the_moment(rundown, speak, tmp_path):
    path = tmp_path / "untitled.txt"
    path.write_text("Key events\nThe first ship of the year is in\nThe second one waits.\n")
    german = speak("de_DE")
    assert "Łive" in rundown("add", path, **german).text
    assert "Live blog" in rundown("list").text
    assert rundown("digest", "--format", "json").json["blogs"][0]["title"] == "Live blog"
    assert "Łive" in rundown("list", **german).text
    assert rundown("digest", "--format", "json", **german).json["title"] == "Łive"


@pytest.mark.parametrize(("language", "tag", "direction"), [
    ("de", "de", None), ("pt_BR", "pt-BR", None), ("ar_EG", "ar-EG", "rtl")])
def test_parts_of_a_page_say_their_language(rundown, speak, language, tag, direction):
    digest = rundown("digest", "--demo", "--format", "json").json
    page = Languages(rundown("digest", "--demo", "--format", "html", **speak(language)).text)
    assert page.direction == direction
    assert page.words["Çurt"] == page.words["Êvent"] == {tag}
    titles = [entry["title"] for entry in digest["entries"] if entry["title"]]
    labels = [topic["label"] for topic in digest["topics"] if not topic["other"]]
    assert titles and labels
    for words in [*titles, *labels, *(line["text"] for line in digest["summary"])]:
        assert {said.partition("-")[0] for said in page.words[words]} == {"en"}, words


def test_what_is_covered_is_not_said_again(rundown):
    page = rundown("digest", "--demo", "--format", "html").text
    assert page.count(" lang=") == 1 and '<html lang="en">' in page
