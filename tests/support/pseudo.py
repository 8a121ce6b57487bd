# SPDX-License-Identifier: GPL-3.0-or-later
"""A language that nobody speaks, to see by it what is not translated and what has no room: its words are those of the
template in other letters, and longer, between brackets."""

import re
import subprocess

import po

OPEN, CLOSE = "⟦", "⟧"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRANGE = "áƀçđéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÅɃÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
SAYING, READING = str.maketrans(PLAIN, STRANGE), str.maketrans(STRANGE, PLAIN)

# What the words are made longer by, of a letter that stands for none.
FILLING = "ŧ"
LONGER = 0.4

# What stays as it is: placeholders, parts of times, markup, what is typed, and the letter behind a mnemonic's line.
KEPT = re.compile(r"%(?:\d+\$)?['I]*[-_0OE]*[A-Za-z%]|<[^>]*>|&[#\w]+;|--[a-z]+|_\w")

BARE = re.compile(f"[{OPEN}{CLOSE}]| *{FILLING}[{FILLING} ]*")


def say(text):
    """Gives a string of the template in this language."""
    words = text.strip()
    if not re.search(r"[A-Za-z]", KEPT.sub("", text)):
        return text
    strange, end = "", 0
    for kept in KEPT.finditer(words):
        strange += words[end:kept.start()].translate(SAYING) + kept[0]
        end = kept.end()
    strange += words[end:].translate(SAYING)
    n_more = max(3, round(LONGER * len(words)))
    more = " ".join(FILLING * min(7, n_more - i) for i in range(0, n_more, 8))
    begin = len(text) - len(text.lstrip())
    return text[:begin] + f"{OPEN}{strange} {more}{CLOSE}" + text[begin + len(words):]


def read(text):
    """Gives what was said in this language, as the template has it."""
    return BARE.sub("", text).translate(READING)


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def write_catalogue(template, folder, language):
    """Writes all of a template, in this language, to where a program finds it under a language's name."""
    lines = ['msgid ""', 'msgstr ""', quote(f"Language: {language}\n"), quote("Content-Type: text/plain; charset=UTF-8\n"),
             quote("Plural-Forms: nplurals=2; plural=(n != 1);\n"), ""]
    for message in template:
        lines += [f"#, {flag}" for flag in sorted(message.flags) if flag.endswith("c-format")]
        lines += [f"msgctxt {quote(message.context)}"] if message.context is not None else []
        lines += [f"msgid {quote(message.id)}"]
        if message.plural is None:
            lines += [f"msgstr {quote(say(message.id))}", ""]
        else:
            lines += [f"msgid_plural {quote(message.plural)}", f"msgstr[0] {quote(say(message.id))}",
                      f"msgstr[1] {quote(say(message.plural))}", ""]
    catalogue = folder / language / "LC_MESSAGES" / "rundown.mo"
    catalogue.parent.mkdir(parents=True)
    subprocess.run(["msgfmt", "--check-format", f"--output-file={catalogue}", "-"], input="\n".join(lines), text=True, check=True)


def make(source, build, folder, language):
    """Makes the catalogue of a checkout; gives the folder of the catalogues."""
    (folder / "template").mkdir(parents=True)
    write_catalogue(po.make_template(source, build, folder / "template")[1:], folder, language)
    return folder
