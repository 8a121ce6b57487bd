# SPDX-License-Identifier: GPL-3.0-or-later
"""What software centres show is as they ask for it, where no validator looks: words that fit, pictures that are there."""

import re
import struct
from pathlib import Path
from xml.etree import ElementTree

DATA = Path(__file__).resolve().parents[2] / "data"
ROOT = ElementTree.parse(DATA / "rundown.metainfo.xml.in").getroot()
PICTURES = DATA / "screenshots"

# A window with the room that its shadow takes.
WIDEST, HIGHEST = 1000 + 122, 720 + 122


def measure(path):
    """Gives a picture's width and height, and whether it says how much it covers."""
    head = path.read_bytes()[:26]
    assert head.startswith(b"\x89PNG\r\n\x1a\n")
    return *struct.unpack(">2I", head[16:24]), head[25] == 6


def test_name_and_summary_fit_on_a_tile():
    name, summary = ROOT.findtext("name"), ROOT.findtext("summary")
    assert len(name) <= 15
    assert 10 <= len(summary) <= 35
    assert summary[0].isupper() and not summary.endswith(".")
    assert not re.match(r"An? |The ", summary) and name.lower() not in summary.lower()
    entry = (DATA / "rundown.desktop.in").read_text()
    assert f"\nName={name}\n" in entry and f"\nComment={summary}\n" in entry


def test_there_is_a_colour_for_light_and_dark():
    colours = {node.get("scheme_preference"): node.text for node in ROOT.iter("color")}
    light, dark = (sum(bytes.fromhex(colours[scheme].removeprefix("#"))) / 3 for scheme in ("light", "dark"))
    assert light > 192 and dark < 64


def test_list_is_short_and_every_release_says_something():
    assert len(ROOT.findall("description/ul/li")) <= 10
    releases = ROOT.findall("releases/release")
    assert releases and all(len(release.findtext("description/p")) > 40 for release in releases)
    assert [release.get("date") for release in releases] == sorted((release.get("date") for release in releases), reverse=True)


def test_pictures_are_there_with_the_window_as_it_stands_on_the_desktop():
    shown = [node.find("image") for node in ROOT.iter("screenshot")]
    assert 3 <= len(shown) <= 6
    files = [PICTURES / node.text.removeprefix("@WEBSITE@/screenshots/") for node in shown]
    assert sorted(files) == sorted(PICTURES.iterdir())
    for node, path in zip(shown, files):
        width, height, has_shadow = measure(path)
        assert (width, height) == (int(node.get("width")), int(node.get("height")))
        assert width <= WIDEST and height <= HIGHEST and has_shadow


def test_captions_are_short():
    screenshots = list(ROOT.iter("screenshot"))
    assert [node.get("type") for node in screenshots] == ["default", *[None] * (len(screenshots) - 1)]
    for node in screenshots:
        caption = node.findtext("caption")
        assert 10 <= len(caption) <= 60 and caption[0].isupper() and not caption.endswith(".")
