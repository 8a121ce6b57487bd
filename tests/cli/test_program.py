# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a whole: its help, its man page, and what it does without a command."""
import os
import re
import shutil
import subprocess

import pytest
from conftest import DEMO, SOURCE

COMMANDS = ["add", "remove", "list", "fetch", "follow", "digest", "topics", "search", "import", "export", "backup", "key", "demo"]


def options_of(text):
    return set(re.findall(r"--[a-z]+", text))


def test_without_a_command_it_shows_the_demo(rundown):
    result = rundown()
    assert result.status == 0
    assert result.error.count("\n") == 1 and "no window" in result.error
    assert result.out == rundown("digest", "--demo").out


def test_without_a_command_it_reads_what_is_named(rundown, fails, tmp_path):
    (tmp_path / "blog.json").write_bytes(DEMO.read_bytes())
    wanted = rundown("digest", "blog.json").out
    for name in ("blog.json", (tmp_path / "blog.json").as_uri()):
        result = rundown(name)
        assert (result.status, result.out) == (0, wanted)
        assert result.error.count("\n") == 1 and "no window" in result.error
    twice = rundown("blog.json", "blog.json", "--lines", "1")
    assert twice.status == 2 and "blog.json" in twice.error


def test_version(rundown):
    assert re.fullmatch(r"rundown \d+\.\d+\.\d+\n", rundown("--version").text)


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_each_command(rundown, option):
    result = rundown(option)
    assert result.status == 0 and result.error == ""
    assert [line.split()[0] for line in result.text.split("Commands:\n")[1].split("\n\n")[0].splitlines()] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(rundown, command):
    result = rundown(command, "--help")
    assert result.status == 0 and result.error == ""
    assert f"rundown {command} [OPTION…]" in result.text
    assert result.out == rundown(command, "-h").out


@pytest.mark.parametrize(
    "arguments, hint",
    [
        (["digset"], "'digest'"),
        (["topic"], "'topics'"),
        (["blog.json"], "'rundown digest blog.json'"),
        (["completely-else"], "--help"),
        (["--nonsense"], "--help"),
        (["digest", "--nonsense"], "digest --help"),
    ],
)
def test_unknown_words_get_a_hint(fails, arguments, hint):
    assert hint in fails(2, *arguments)


PAGE = SOURCE / "data" / "rundown.1"


def test_man_page_knows_every_option(rundown):
    page = PAGE.read_text()
    for command in COMMANDS:
        text = rundown(command, "--help").text
        expected = [
            (f"Fl {short} , " if short else "") + rf"Fl \-{name}" + (f" Ns = Ns Ar {value}" if value else "")
            for short, name, value in re.findall(r"^ +(?:-([a-z]), )?--([a-z]+)(?:=([A-Z]+))?", text, re.M)]
        section = page.split(f".Ss rundown {command}\n")[1].split(".Ss ")[0]
        assert re.findall("^.It (Fl .+)$", section, re.M) == expected


def test_man_page_shows_every_use(rundown):
    synopsis = PAGE.read_text().split(".Sh SYNOPSIS\n")[1].split(".Sh ")[0]
    uses = [use for use in synopsis.split(".Nm\n") if use.startswith(".Cm")]
    assert [use.split()[1] for use in uses] == COMMANDS
    for command, use in zip(COMMANDS, uses):
        text = rundown(command, "--help").text
        options = re.findall(r"^ +(?:-([a-z]), )?--([a-z]+)", text, re.M)
        assert sorted(re.findall(r"Fl (?:\\-)?([a-z]+)", use)) == sorted(
            short or name for short, name in options if name != "help")


@pytest.mark.parametrize("check", [
    ["mandoc", "-Tlint"], ["groff", "-mdoc", "-ww", "-Kutf8", "-Tutf8", "-z"],
    ["man", "--warnings", "--encoding=UTF-8", "--local-file", "-Tutf8", "--ditroff"]], ids=lambda check: check[0])
def test_man_page_is_clean(check):
    if shutil.which(check[0]) is None:
        pytest.skip(f"no {check[0]} here")
    done = subprocess.run([*check, PAGE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "") and "rundown.1:" not in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["digest", "--help"], ["digest", "--demo"], ["topics", "--demo"]])
def test_a_full_disk_is_reported(rundown, arguments):
    with open("/dev/full", "wb") as full:
        result = rundown(*arguments, stdout=full)
    assert result.status == 1
    assert result.error.startswith("rundown: cannot write: standard output: ")


def test_a_reader_that_leaves_is_no_failure(rundown):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        result = rundown("digest", "--demo", stdout=pipe)
    assert result.status == 0 and result.error == ""


def test_it_needs_no_display(rundown):
    assert rundown("digest", "--demo", DISPLAY="", WAYLAND_DISPLAY="").status == 0


@pytest.mark.parametrize("command", ["list", "follow", "export", "demo"])
def test_names_where_none_are_taken_are_refused(fails, command):
    assert "takes no names: leave out 'more'" in fails(2, command, "more")
