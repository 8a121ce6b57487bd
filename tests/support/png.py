# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes pictures."""

import struct
import zlib


def write(rows, n_channels=3):
    """Gives rows of red, green and blue, and how much that covers where there are four channels, as a picture."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">2I5B", len(rows[0]) // n_channels, len(rows), 8, {3: 2, 4: 6}[n_channels], 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def paint(width, height):
    """Gives a picture that is blue at its left, green at its right, and lighter below."""

    def colour(x, y):
        return 40, 60 + 120 * x // width, 180 - 120 * x // width + 60 * y // height

    return write([bytes(value for x in range(width) for value in colour(x, y)) for y in range(height)])
