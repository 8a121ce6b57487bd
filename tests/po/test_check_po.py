# SPDX-License-Identifier: GPL-3.0-or-later
"""What check-po.py finds in translations."""

import importlib.util
from pathlib import Path

import po
import pytest

SPEC = importlib.util.spec_from_file_location("check_po", Path(__file__).with_name("check-po.py"))
CHECK = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(CHECK)

TEMPLATE = po.parse(r'''
#, c-format
msgid "%'u post by %s"
msgid_plural "%'u posts by %s"
msgstr[0] ""
msgstr[1] ""

msgid "%-d %b, %H:%M"
msgstr ""

msgctxt "verb"
msgid "_Open…"
msgstr ""

msgid "see 'rundown add'\n"
msgstr ""
''')

GERMAN = r'''msgid ""
msgstr ""
"Project-Id-Version: rundown\n"
"PO-Revision-Date: 2026-01-01 12:00+0000\n"
"Last-Translator: Ada Brook <ada@paper.example>\n"
"Language-Team: German\n"
"Language: de\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#, c-format
msgid "%'u post by %s"
msgid_plural "%'u posts by %s"
msgstr[0] "%2$s: %1$'u"
msgstr[1] "%2$s hat %1$'u Einträge"

msgid "%-d %b, %H:%M"
msgstr "%-d. %b, %H.%M Uhr"

msgctxt "verb"
msgid "_Open…"
msgstr "Ö_ffnen…"

msgid "see 'rundown add'\n"
msgstr "siehe „rundown add“\n"
'''


def check(folder, text, language="de"):
    (folder / "LINGUAS").write_text(f"# languages\n{language}\n")
    (folder / f"{language}.po").write_text(text)
    return "\n".join(CHECK.check(folder, TEMPLATE))


def test_good_translation_is_well(tmp_path):
    assert check(tmp_path, GERMAN) == ""


@pytest.mark.parametrize(("part", "instead", "problem"), [
    ("Ö_ffnen…", "", "does not say '_Open…'"),
    ('msgctxt "verb"', '#, fuzzy\nmsgctxt "verb"', "is not sure of"),
    ('msgctxt "verb"\n', "", "what is no string any more: '_Open…'"),
    ('msgctxt "verb"\n', "", "lacks '_Open…'"),
    ("Ö_ffnen…", "Öffnen…", "keyboard accelerator"),
    ("Ö_ffnen…", "Ö_ffnen", "ellipses"),
    ("Ö_ffnen…", "Ö_ffnen...", "three full stops"),
    ("Ö_ffnen…", " Ö_ffnen…", "other blanks"),
    ("add“\\n", "add“", "end with"),
    ("rundown add“", "rundown hinzu“", "typed as it stands"),
    ("%1$'u Einträge", "%1$u Einträge", "not grouped"),
    ("%2$s hat", "Man hat", "placeholders"),
    ("%H.%M Uhr", "%H Uhr", "other parts of a time"),
    ("%H.%M Uhr", "%H.%N Uhr", "other parts of a time"),
    ("(n != 1)", "(n > 1)", "counts otherwise"),
    ("Language: de", "Language: nl", "does not say its language"),
    ("Language-Team: German\\n", "", "Language-Team"),
])
def test_fault_is_found(tmp_path, part, instead, problem):
    assert part in GERMAN
    assert problem in check(tmp_path, GERMAN.replace(part, instead))


def test_what_is_begun_may_lack_strings(tmp_path):
    forms = next(iter(CHECK.FORMS["ar"]))
    begun = GERMAN.replace("Language: de", "Language: ar").replace("nplurals=2; plural=(n != 1)", f"nplurals=6; plural={forms}")
    begun = begun[:begun.index("#, c-format")] + begun[begun.index('msgid "%-d'):]
    assert check(tmp_path, begun, "ar") == ""


def test_all_have_to_be_listed(tmp_path):
    (tmp_path / "fr.po").write_text(GERMAN)
    assert "LINGUAS does not list" in check(tmp_path, GERMAN)
