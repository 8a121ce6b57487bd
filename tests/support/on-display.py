# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test that has windows itself on an X server without a screen: on-display.py COMMAND…"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from display import Display

with tempfile.TemporaryDirectory() as folder:
    display = Display(Path(folder), 400, 300)
    environment = os.environ | {"DISPLAY": display.name, "GDK_BACKEND": "x11", "GSK_RENDERER": "cairo", "GTK_A11Y": "none"}
    try:
        sys.exit(subprocess.run(sys.argv[1:], env=environment, check=False).returncode)
    finally:
        display.close()
