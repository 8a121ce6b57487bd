# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the translations against the strings as they are now.

Usage: check-po.py SOURCE_FOLDER BUILD_FOLDER
"""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from gettext import c2py
from pathlib import Path

import po

# What is no more than begun; all others say everything.
PARTIAL = {"ar"}

# The forms that counted things have in a language, as gettext's manual, or Unicode's table, has them.
TWO = "n != 1"
FORMS = {
    "ar": {"n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"},
    "cy": {"(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3",
           "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5"},
    "de": {TWO}, "es": {TWO}, "it": {TWO}, "nl": {TWO}, "pt": {TWO},
    "fr": {"n > 1"}, "pt_BR": {"n > 1"},
    "pl": {"n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"},
}
NUMBERS = range(0, 1001)

PLACEHOLDER = re.compile(r"%(?:\d+\$)?(['I]*)(%|[sud])")
# What stands for a part of a time, and which one that is.
TIMES = {"A": "weekday", "a": "weekday", "B": "month", "b": "month", "h": "month", "m": "month", "d": "day", "e": "day",
         "H": "hour", "k": "hour", "I": "hour", "l": "hour", "M": "minute", "Y": "year", "p": "half", "P": "half"}
TIME = re.compile(r"%[-_0OE]*([A-Za-z])")
# The pages of Preferences, whose names stand beside each other also where there is no room for more.
SHORT = {"Reading", "Checking", "Alerts", "Keeping", "Publishers"}
SHORT_LENGTH = 9

UNGROUPED = re.compile(r"%(?:\d+\$)?u")

# What is typed as it stands.
TYPED = re.compile(r"--[a-z]+|https?://|rundown (?:add|digest|fetch|follow|key|list|--)|xmlUrl|\bOPML\b")


def count_placeholders(text):
    return Counter(kind for _, kind in PLACEHOLDER.findall(text) if kind != "%")


def list_times(text):
    """Gives the parts of a time that a pattern has, but for the half of the day; None for what is no pattern."""
    found = [TIMES.get(letter, "unknown") for letter in TIME.findall(text)]
    return Counter(part for part in found if part != "half")


def get_ends(text):
    """Gives what stands before and after the words; German sets an ellipsis apart."""
    return (re.match(r"[\s…]*", text)[0], re.search(r"[\s…]*\Z", text)[0].replace("\N{NO-BREAK SPACE}…", "…"))


def check_form(original, translation, is_pattern, may_lack_number):
    """Gives what is wrong with one form of a translation."""
    wrong = []
    if get_ends(original) != get_ends(translation):
        wrong.append("begins or ends with other blanks, line feeds or ellipses")
    if "..." in translation:
        wrong.append("has three full stops for an ellipsis")
    if is_pattern:
        if list_times(original) != list_times(translation):
            wrong.append("tells other parts of a time")
    else:
        lacking = count_placeholders(original) - count_placeholders(translation)
        if may_lack_number and lacking == Counter("u"):
            lacking = Counter()
        if lacking or count_placeholders(translation) - count_placeholders(original):
            wrong.append("has other placeholders")
        if len(UNGROUPED.findall(translation)) > len(UNGROUPED.findall(original)):
            wrong.append("has a number that is not grouped: write %'u")
    if Counter(TYPED.findall(original)) != Counter(TYPED.findall(translation)):
        wrong.append("has changed what is typed as it stands")
    return wrong


def check_message(message):
    originals = [message.id] + [message.plural] * (len(message.translations) - 1 if message.plural else 0)
    is_pattern = "c-format" not in message.flags and TIME.search(message.id) is not None
    wrong = []
    for original, translation in zip(originals, message.translations):
        # The number may be a word, or nothing, in a form that stands for one number alone: msgfmt knows which do.
        lacks = message.plural is not None
        fitting = min((check_form(text, translation, is_pattern, lacks) for text in {original, message.plural or original}),
                      key=len)
        wrong += fitting
    if message.id in SHORT and len(message.translations[0]) > SHORT_LENGTH:
        wrong.append(f"is longer than {SHORT_LENGTH} letters")
    return [f"{problem}: {message.id!r}" for problem in dict.fromkeys(wrong)]


def check_forms(language, head):
    """Gives what is wrong with how it counts."""
    found = re.search(r"^Plural-Forms: *nplurals=(\d+); *plural=([^;]+);", head, re.M)
    if not found:
        return ["does not say how it counts"]
    if language not in FORMS:
        return [f"FORMS in this test lacks {language}"]
    own = c2py(found[2])
    if any(all(own(n) == c2py(form)(n) for n in NUMBERS) for form in FORMS[language]):
        return [] if int(found[1]) > max(own(n) for n in NUMBERS) else ["has too few forms"]
    return ["counts otherwise than its language"]


def check_catalogue(path, template):
    """Gives what is wrong with one translation."""
    language = path.stem
    done = subprocess.run(["msgfmt", "--check", "--check-accelerators=_", "--output-file=/dev/null", path],
                          capture_output=True, text=True, check=False)
    wrong = [line for line in done.stderr.splitlines() if done.returncode or "warning" in line]
    head, *messages = po.read(path)
    wrong += check_forms(language, head.translations[0])
    if f"Language: {language}\n" not in head.translations[0]:
        wrong.append("does not say its language")

    keys = {message.key for message in template}
    own = {message.key for message in messages if not message.obsolete}
    wrong += [f"what is no string any more: {message.id!r}" for message in messages if message.key not in keys or message.obsolete]
    if language not in PARTIAL:
        wrong += [f"lacks {text!r}" for _, text, _ in keys - own]
    for message in messages:
        if "fuzzy" in message.flags:
            wrong.append(f"is not sure of {message.id!r}")
        elif not all(message.translations):
            wrong += [] if language in PARTIAL else [f"does not say {message.id!r}"]
        elif not message.obsolete:
            wrong += check_message(message)
    return wrong


def check(folder, template):
    """Gives what is wrong with the translations in a folder."""
    listed = [line for line in (folder / "LINGUAS").read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    wrong = []
    if listed != sorted(path.stem for path in folder.glob("*.po")):
        wrong.append("LINGUAS does not list, in alphabetical order, the translations that there are")
    for path in sorted(folder.glob("*.po")):
        wrong += [f"{path.name}: {problem}" for problem in check_catalogue(path, template)]
    return wrong


def list_unextracted(source, template):
    """Gives what Blueprint files translate and the template lacks: gettext knows no such files, and takes them for C."""
    keys = {(message.context, message.id) for message in template}
    found = set()
    for path in (source / "src").rglob("*.blp"):
        text = path.read_text(encoding="utf-8")
        found |= {(None, po.unescape(words)) for words in re.findall(r'(?<!\w)_\("((?:[^"\\]|\\.)*)"', text)}
        found |= {(po.unescape(context), po.unescape(words)) for context, words in
                  re.findall(r'\bC_\("((?:[^"\\]|\\.)*)", *"((?:[^"\\]|\\.)*)"', text)}
    assert len(found) > 100
    return found - keys


def main():
    source, build = map(Path, sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        template = po.make_template(source, build, Path(folder))[1:]
    wrong = check(source / "po", template)
    wrong += [f"the template lacks {words!r}" for words in list_unextracted(source, template)]
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
