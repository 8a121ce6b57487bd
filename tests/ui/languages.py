# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's languages: two that nobody speaks, one of each direction, and those of its translations."""

import os
import re
from pathlib import Path

import po
import pseudo
from driver import Atspi

CHECKOUT = Path(__file__).resolve().parents[2]
LEFT_TO_RIGHT, RIGHT_TO_LEFT = LANGUAGES = "en_XA", "ar_XB"

get_name = Atspi.Accessible.get_name


PLACEHOLDER = re.compile(r"%(?:\d+\$)?'?[sdu]")


def make(folder):
    """Makes their catalogues."""
    build = Path(os.environ["RUNDOWN"]).parents[1]
    for language in LANGUAGES:
        pseudo.make(CHECKOUT, build, folder / language, language)


def speak(language, catalogues):
    """Gives what starts a program that speaks one."""
    return {"language": language, "RUNDOWN_LOCALEDIR": str(catalogues / language)}


def read_names(patch=setattr, read=pseudo.read):
    """Whoever looks for a name finds it by what it is in English."""
    patch(Atspi.Accessible, "get_name", lambda node: read(get_name(node) or ""))


def count_capitals(text):
    return sum(letter.isupper() for letter in text)


def make_reader(language):
    """Gives what turns a name in a translation into English, as far as it has placeholders in the same order. Of words that
    are the same in the translation, those are meant that have more capitals: a label's, and not a sentence's."""
    words, patterns = {}, []
    for message in po.read(CHECKOUT / "po" / f"{language}.po")[1:]:
        for translation in filter(None, message.translations):
            if PLACEHOLDER.search(translation):
                pattern = "(.*)".join(re.escape(part) for part in PLACEHOLDER.split(translation))
                patterns.append((re.compile(pattern), PLACEHOLDER.split(message.plural or message.id)))
            else:
                name, word = translation.replace("_", ""), message.id.replace("_", "")
                words[name] = max(words.get(name, word), word, key=count_capitals)
    # What says more about a name is meant, ‘%u new posts’ and not ‘%u posts’.
    patterns.sort(key=lambda pattern: (len(pattern[0].pattern), count_capitals("".join(pattern[1]))), reverse=True)

    def read(name):
        if name in words:
            return words[name]
        for pattern, parts in patterns:
            found = pattern.fullmatch(name)
            if found and any(parts):
                values = [value if value == name else read(value) for value in found.groups()]
                return "".join(part + value for part, value in zip(parts, [*values, ""]))
        return name

    return read
