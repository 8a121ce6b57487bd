# SPDX-License-Identifier: GPL-3.0-or-later
"""The icons are drawings that every desktop can show, and there is something to see in them at each size."""

import re
from pathlib import Path
from xml.etree import ElementTree

import gi
import pytest

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

FOLDER = Path(__file__).resolve().parents[2] / "data" / "icons"
ALL = sorted(path.stem for path in FOLDER.glob("*.svg"))
SYMBOLIC = [name for name in ALL if name.endswith("-symbolic")]
COLOURED = [name for name in ALL if name not in SYMBOLIC]

SVG = "{http://www.w3.org/2000/svg}"
# What all programs that draw such files know, and what reaches for nothing outside.
ELEMENTS = {"svg", "defs", "linearGradient", "stop", "clipPath", "g", "path", "rect", "circle"}


def read(name):
    return list(ElementTree.parse(FOLDER / f"{name}.svg").iter())


def draw(name, size):
    """Gives how much each pixel covers, from 0 to 255, in rows, and the colours."""
    drawn = GdkPixbuf.Pixbuf.new_from_file_at_size(str(FOLDER / f"{name}.svg"), size, size)
    assert (drawn.get_width(), drawn.get_height(), drawn.get_n_channels()) == (size, size, 4)
    pixels, stride = drawn.get_pixels(), drawn.get_rowstride()
    rows = [[tuple(pixels[y * stride + 4 * x:y * stride + 4 * x + 4]) for x in range(size)] for y in range(size)]
    return [[pixel[3] for pixel in row] for row in rows], {pixel[:3] for row in rows for pixel in row if pixel[3] == 255}


def trace(covers):
    """Gives the outline: which pixels are covered for the most part. What is less differs with who draws."""
    return [[cover > 127 for cover in row] for row in covers]


def test_there_are_icons_of_both_kinds():
    assert {"rundown", "rundown-devel"} <= set(COLOURED) and {"rundown-symbolic", "rd-key-event-symbolic"} <= set(SYMBOLIC)


@pytest.mark.parametrize("name", ALL)
def test_drawing_is_whole_in_itself(name):
    nodes = read(name)
    assert {node.tag for node in nodes} <= {SVG + element for element in ELEMENTS}
    side = "16" if name in SYMBOLIC else "128"
    assert [nodes[0].get(key) for key in ("viewBox", "width", "height")] == [f"0 0 {side} {side}", side, side]
    ids = [node.get("id") for node in nodes if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    values = [value for node in nodes for key, value in node.attrib.items() if "xmlns" not in key]
    assert set(re.findall(r"url\(([^)]*)\)", " ".join(values))) == {f"#{id}" for id in ids}
    assert not any("href" in key or key == "style" or key.startswith("on") for node in nodes for key in node.attrib)


@pytest.mark.parametrize("size", [16, 32, 48, 64, 128, 256, 512])
@pytest.mark.parametrize("name", COLOURED)
def test_icon_fills_its_place_without_touching_the_edges(name, size):
    covers, colours = draw(name, size)
    assert 0.5 < sum(map(sum, covers)) / (255 * size * size) < 0.85
    assert len(colours) > 10
    columns = [any(column) for column in zip(*trace(covers))]
    assert columns == columns[::-1]  # it stands in the middle
    if size >= 32:
        assert not any(columns[:1] + trace(covers)[0] + trace(covers)[-1])


@pytest.mark.parametrize("size", [16, 32, 64])
@pytest.mark.parametrize("name", SYMBOLIC)
def test_symbolic_icon_is_of_one_colour_and_sharp(name, size):
    """The desktop gives it another colour, and so asks for one that it knows."""
    assert {node.get("fill") for node in read(name)} - {None} == {"#2e3436"}
    covers, colours = draw(name, size)
    assert colours == {(0x2e, 0x34, 0x36)}
    between = sum(0 < cover < 255 for row in covers for cover in row)
    assert between < size * size * 0.15


def test_development_is_told_from_the_release_by_its_foot_alone():
    release, development = ((FOLDER / f"{name}.svg").read_text().splitlines() for name in ("rundown", "rundown-devel"))
    rest = iter(development)
    assert all(line in rest for line in release)  # in that order
    size = 64
    (of_release, _), (of_development, colours) = draw("rundown", size), draw("rundown-devel", size)
    pairs = zip(sum(trace(of_development), []), sum(trace(of_release), []))
    assert sum(a != b for a, b in pairs) < size / 4  # but for the rim of the corners
    assert {(0xf6, 0xd3, 0x2d), (0x24, 0x1f, 0x31)} <= colours
