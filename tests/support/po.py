# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads gettext's catalogues, as far as tests need them, and makes the template anew without writing into the checkout."""

import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass
class Message:
    """One entry: what is to be translated, and the translations of each of its forms."""

    context: str | None = None
    id: str = ""
    plural: str | None = None
    translations: list = field(default_factory=list)
    flags: set = field(default_factory=set)
    obsolete: bool = False

    @property
    def key(self):
        return self.context, self.id, self.plural


def unescape(text):
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[0]), text)


def parse(text):
    """Gives the messages of a catalogue; the first is its head."""
    messages = []
    for block in re.split(r"\n\s*\n", text):
        message, target = Message(), None
        for line in block.splitlines():
            if line.startswith("#~"):
                message.obsolete = True
                line = line[2:].lstrip()
            if line.startswith("#,"):
                message.flags |= {flag.strip() for flag in line[2:].split(",")}
            words = STRING.search(line)
            if line.startswith("#") or not words:
                continue
            string = unescape(words[1])
            keyword = line[:words.start()].strip()
            if keyword.startswith("msgstr"):
                message.translations.append("")
            target = keyword or target
            if target == "msgctxt":
                message.context = (message.context or "") + string
            elif target == "msgid":
                message.id += string
            elif target == "msgid_plural":
                message.plural = (message.plural or "") + string
            elif message.translations:
                message.translations[-1] += string
        if message.translations:
            messages.append(message)
    return messages


def read(path):
    return parse(path.read_text(encoding="utf-8"))


def make_template(source, build, folder):
    """Makes the template as `ninja rundown-pot` does, with its options, and gives its messages."""
    command = next(line for line in (build / "build.ninja").read_text().splitlines()
                   if "COMMAND = " in line and "--internal gettext pot" in line)
    for name in ["data", "src"]:
        (folder / name).symlink_to(source / name)
    (folder / "po").mkdir()
    shutil.copy(source / "po" / "POTFILES", folder / "po")
    arguments = [word.replace(f"--source-root={source}", f"--source-root={folder}").rstrip("/")
                 for word in shlex.split(command.partition("COMMAND = ")[2].replace("$ ", " "))]
    subprocess.run(arguments, cwd=build, env={"PATH": "/usr/bin:/bin", "MESON_SOURCE_ROOT": str(folder)},
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return read(folder / "po" / "rundown.pot")
