# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample, replayed."""
import json
import os
import re
import signal
import subprocess

import pytest
from conftest import DEMO

LINE = re.compile(r"(?P<time>\d\d:\d\d)  (?:\[(?P<mark>[A-Z][a-z ]+)\] )?(?P<words>.+)")


@pytest.fixture
def temporary(tmp_path):
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


@pytest.fixture
def demo(tmp_path, temporary):
    """Starts a replay that would take ten minutes."""
    started = []

    def run():
        environment = os.environ | {"HOME": os.fspath(tmp_path), "TMPDIR": os.fspath(temporary)}
        process = subprocess.Popen(
            [os.environ["RUNDOWN"], "demo", "--seconds", "600"], env=environment, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def blocks():
    return json.loads(DEMO.read_text())["response"]["content"]["blocks"]["body"]


def test_day_passes_and_its_digest_follows(rundown, temporary, tmp_path):
    result = rundown("demo", "--seconds", "0", TMPDIR=os.fspath(temporary))
    assert result.status == 0 and result.error == ""

    digest = rundown("digest", "--demo").text
    assert result.text.endswith("\n\n" + digest)
    title, nothing, *lines = result.text.removesuffix("\n" + digest).splitlines()
    assert title in digest and nothing == ""

    happened = [LINE.fullmatch(line) for line in lines]
    assert all(happened)
    times = [it["time"] for it in happened]
    assert times == sorted(times)
    titles = [block["title"] for block in blocks() if block.get("title")]
    new = [it["words"] for it in happened if it["mark"] in (None, "Key event")]
    assert all(any(words.startswith(title) for words in new) for title in titles)
    marks = [it["mark"] for it in happened]
    assert marks.count("Key event") == sum(block["attributes"].get("keyEvent", False) for block in blocks())
    assert marks.count("Edited") > 0 and marks.count("Deleted") > 0
    assert len(new) == len(blocks()) + marks.count("Deleted")

    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "data").exists()
    assert rundown("demo", "--seconds=0").out == result.out


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ended_early_it_leaves_nothing(demo, temporary, number):
    process = demo()
    for _ in range(3):
        process.stdout.readline()
    assert len(list(temporary.iterdir())) == 1
    process.send_signal(number)
    assert process.wait(timeout=30) == -number
    assert list(temporary.iterdir()) == []


def test_without_a_reader_it_ends(temporary):
    script = f"'{os.environ['RUNDOWN']}' demo --seconds 0 | head -n 1; echo ${{PIPESTATUS[0]}}"
    environment = os.environ | {"TMPDIR": os.fspath(temporary)}
    shell = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, timeout=60, check=True)
    assert shell.stdout.splitlines()[1] == "0" and shell.stderr == ""
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [["--seconds", "-1"], ["--seconds", "3601"], ["--seconds", "many"], ["--seconds"], ["saved.json"]]
)
def test_wrong_usage(fails, arguments):
    fails(2, "demo", *arguments)


def test_no_place_for_it(fails, tmp_path):
    assert "TMPDIR" in fails(1, "demo", TMPDIR=os.fspath(tmp_path / "nowhere"))
