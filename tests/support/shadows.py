# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows as they stand on a desktop: with their shadows and round corners, which GTK draws where a window manager and a
compositor say that they are there. Here they only say so."""

import ctypes

from display import X11, XTEST

X11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
X11.XInternAtom.restype = ctypes.c_ulong
X11.XCreateSimpleWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 3,
                                    *[ctypes.c_ulong] * 2]
X11.XCreateSimpleWindow.restype = ctypes.c_ulong
X11.XSetSelectionOwner.argtypes = [ctypes.c_void_p, *[ctypes.c_ulong] * 3]
X11.XQueryTree.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 4]
X11.XGetGeometry.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 7]
X11.XFree.argtypes = [ctypes.c_void_p]

ATOM, WINDOW = 4, 33  # atoms that every server has
ALL_PLANES, Z_PIXMAP = 2**64 - 1, 2


class Image(ctypes.Structure):
    """The beginning of an XImage."""

    _fields_ = [(name, ctypes.c_int) for name in ("width", "height", "offset", "format")] + [
        ("data", ctypes.c_void_p), *((name, ctypes.c_int) for name in (
            "byte_order", "unit", "bit_order", "pad", "depth", "bytes_per_line", "bits_per_pixel"))]


X11.XGetImage.argtypes = [ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 2, ctypes.c_ulong,
                          ctypes.c_int]
X11.XGetImage.restype = ctypes.POINTER(Image)


def _intern(display, name):
    return X11.XInternAtom(display.connection, name, False)


def _set(display, window, name, kind, value):
    X11.XChangeProperty(display.connection, window, _intern(display, name), kind, 32, 0,
                        bytes(ctypes.c_ulong(value)), 1)


def ask_for_shadows(display):
    """Has programs that are started on the display from now on draw them."""
    root = X11.XDefaultRootWindow(display.connection)
    window = X11.XCreateSimpleWindow(display.connection, root, -10, -10, 1, 1, 0, 0, 0)
    for holder in (root, window):
        _set(display, holder, b"_NET_SUPPORTING_WM_CHECK", WINDOW, window)
    _set(display, root, b"_NET_SUPPORTED", ATOM, _intern(display, b"_GTK_FRAME_EXTENTS"))
    X11.XSetSelectionOwner(display.connection, _intern(display, b"_NET_WM_CM_S0"), window, 0)
    XTEST.XTestFakeMotionEvent(display.connection, -1, 0, 0, 0)  # or it points at something
    X11.XSync(display.connection, 0)


def _find_largest_window(display):
    """Gives its name and its size."""
    root = X11.XDefaultRootWindow(display.connection)
    children, n = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
    names = [ctypes.byref(ctypes.c_ulong()) for _ in range(2)]
    assert X11.XQueryTree(display.connection, root, *names, ctypes.byref(children), ctypes.byref(n))
    found = []
    for window in children[:n.value]:
        x, y = ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = (ctypes.c_uint() for _ in range(4))
        assert X11.XGetGeometry(display.connection, window, names[0],
                                *map(ctypes.byref, (x, y, width, height, border, depth)))
        found.append((width.value * height.value, window, width.value, height.value))
    X11.XFree(children)
    return max(found)[1:]


def read_rows(display):
    """Gives the largest window's rows, as red, green, blue and how much that covers."""
    window, width, height = _find_largest_window(display)
    image = X11.XGetImage(display.connection, window, 0, 0, width, height, ALL_PLANES, Z_PIXMAP).contents
    assert (image.depth, image.bits_per_pixel) == (32, 32)
    rows = []
    for y in range(height):
        row = bytearray(ctypes.string_at(image.data + y * image.bytes_per_line, 4 * width))
        row[0::4], row[2::4] = row[2::4], row[0::4]
        for x in range(0, 4 * width, 4):
            cover = row[x + 3]
            if 0 < cover < 255:  # X has colours multiplied with it
                row[x:x + 3] = bytes(min(255, (255 * value + cover // 2) // cover) for value in row[x:x + 3])
        rows.append(bytes(row))
    return rows
