# SPDX-License-Identifier: GPL-3.0-or-later
"""A session bus of a test's own, on which stand-ins for the desktop's services are put, and which starts the program
when it is called, as the one of an installed Rundown does."""

import os
import select
import subprocess

from display import PATIENCE

CONFIGURATION = """<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <servicedir>{folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class SessionBus:
    def __init__(self, folder, environment):
        self.services = folder / "services"
        self.services.mkdir(parents=True)
        configuration = folder / "bus.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder))
        # What it starts has its environment.
        self.process = subprocess.Popen(
            ["dbus-daemon", "--nofork", "--print-address=1", f"--config-file={configuration}"], env=environment,
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL)
        assert select.select([self.process.stdout], [], [], PATIENCE)[0], "no bus"
        self.address = os.fsdecode(self.process.stdout.readline()).strip()

    def install(self, name, command):
        """Has the bus start the program where a message is for one of this name."""
        (self.services / f"{name}.service").write_text(f"[D-BUS Service]\nName={name}\nExec={command}\n")

    def close(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.process.stdout.close()
