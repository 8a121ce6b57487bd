# SPDX-License-Identifier: GPL-3.0-or-later
"""Completion in bash, zsh and fish: it knows every command and every option, and says of each what the help says."""
import os
import pty
import re
import select
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from conftest import SOURCE

FOLDER = SOURCE / "data" / "completions"
PATIENCE = 30


def need(shell):
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")


def read_options(text):
    """Gives what a help tells of each option, by its names."""
    lines = re.findall(r"^ +(?:(-[a-z]), | *)(--[a-z]+)(?:=[A-Z]+)? +(.+)$", text.split("Options:\n")[1], re.M)
    return {name: said for short, long, said in lines for name in (short, long) if name}


@pytest.fixture
def commands(rundown):
    """What the help says of each command."""
    lines = rundown("--help").text.split("Commands:\n")[1].split("\n\n")[0].splitlines()
    return dict(re.split(" +", line.strip(), maxsplit=1) for line in lines)


@pytest.fixture
def options(rundown, commands):
    """What the help says of each option, by the command; '' has those of the program."""
    return {name: read_options(rundown(*[name] if name else [], "--help").text) for name in ("", *commands)}


@pytest.fixture
def shell(tmp_path, home):
    """Runs a script in a shell that finds the program, in an empty folder."""
    environment = home | {"PATH": f"{Path(os.environ['RUNDOWN']).parent}:{os.environ['PATH']}", "FOLDER": str(FOLDER)}

    def run(name, script, *arguments):
        options = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[name]
        arguments = [name, *arguments] if name != "fish" else arguments
        done = subprocess.run([name, *options, "-c", script, *arguments], cwd=tmp_path, env=environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=True)
        assert done.stderr == ""
        return done.stdout.splitlines()

    run.environment = environment
    return run


@pytest.mark.parametrize("name, option, script", [
    ("bash", "-n", "rundown.bash"), ("zsh", "-n", "_rundown"), ("fish", "--no-execute", "rundown.fish")])
def test_shell_can_read_it(name, option, script):
    need(name)
    done = subprocess.run([name, option, FOLDER / script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def in_bash(shell):
    """Completes a command line as bash would, with bash's own splitting at '='."""
    def complete(*words, type=9):
        return shell("bash", f"""
            source "$FOLDER/rundown.bash"
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_TYPE={type}
            _rundown
            printf '%s\\n' "${{COMPREPLY[@]}}"
        """, "rundown", *words)

    return complete


def test_bash_knows_every_command_and_option(in_bash, commands, options):
    assert in_bash("") == [*commands, "--help", "--version"]
    for command in commands:
        assert set(in_bash(command, "--")) == {name for name in options[command] if name.startswith("--")}


def test_bash_knows_forms_and_files(in_bash, tmp_path):
    (tmp_path / "saved blog.json").touch()
    assert in_bash("dig") == ["digest"]
    assert in_bash("sav") == in_bash("saved blog.json", "sav") == ["saved blog.json"]
    assert in_bash("add", "sav") == ["saved blog.json"]
    assert in_bash("search", "sav") == [""]
    assert in_bash("import", "sav") == ["saved blog.json"]
    assert in_bash("export", "sav") == [""]
    assert in_bash("export", "--output", "sav") == ["saved blog.json"]
    assert in_bash("digest", "--format", "=", "h") == ["html"]
    assert in_bash("topics", "-f", "") == ["txt", "json"]
    assert in_bash("digest", "--date", "=") == ["today", "yesterday"]
    assert in_bash("digest", "sav") == ["saved blog.json"]
    assert in_bash("digest", "--output", "sav") == ["saved blog.json"]
    assert in_bash("digest", "--words", "") == [""]


@pytest.fixture
def followed(rundown, tmp_path):
    """The titles of twelve live blogs that are followed."""
    titles = []
    for n in range(12):
        path = tmp_path / f"blog{n}"
        path.write_text(f"Day {n} in the harbour – live\n\nKey events\n\nQuay {n} opens\n\nThe quay opened.\n")
        assert rundown("add", path).status == 0
    for line in rundown("list").text.splitlines():
        if not line.startswith("    "):
            titles.append(line.lstrip().split("  ", 1)[1])
    assert len(titles) == 12
    return titles


def test_bash_knows_what_is_followed(in_bash, followed):
    assert in_bash("fetch", "") == [str(n + 1) for n in range(12)]
    assert in_bash("remove", "1", type=63) == [f"{n}  {followed[n - 1]}" for n in (1, 10, 11, 12)]
    assert in_bash("remove", "12", type=63) == ["12"]
    assert in_bash("remove", "13") == [""]


def test_bash_completes_the_program_by_it(shell):
    assert shell("bash", 'source "$FOLDER/rundown.bash"; complete -p rundown') == ["complete -F _rundown rundown"]


@pytest.fixture
def in_fish(shell):
    """Completes a command line in fish: gives what is said of each word that is offered."""
    need("fish")
    def complete(line):
        lines = shell("fish", 'source "$FOLDER/rundown.fish"; complete -C "$argv"', line)
        return dict((*line.split("\t", 1), "")[:2] for line in lines)

    return complete


def test_fish_knows_every_command_and_option(in_fish, commands, options):
    assert in_fish("rundown ") == commands
    for command in ("", *commands):
        line = f"rundown {command} ".replace("  ", " ")
        offered = in_fish(f"{line}-")
        # An option with a value is offered with what stands before that.
        assert {name.rstrip("="): said for name, said in offered.items()} == options[command]


def test_fish_knows_forms_files_and_what_is_followed(in_fish, followed):
    assert set(in_fish("rundown digest --format=")) == {f"--format={form}" for form in ("md", "html", "txt", "json")}
    assert set(in_fish("rundown topics -f ")) == {"txt", "json"}
    assert "blog3" in in_fish("rundown digest blog") and "blog3" in in_fish("rundown export -o blog")
    assert "blog3" in in_fish("rundown blog") and "blog3" not in in_fish("rundown ")
    assert "blog3" not in in_fish("rundown search blog")
    assert in_fish("rundown fetch ") == {str(n + 1): title for n, title in enumerate(followed)}
    assert set(in_fish("rundown search remove ")) == set()


# What the completion system is told, in place of it.
ZSH = """
_arguments () {
  if [[ $1 == -C ]]; then
    state=$wanted
    [[ $wanted != program ]] && return 1
    shift
  fi
  print -rl -- "$@"
}
_describe () { print -rl -- "${(@P)2}" }
words=("$@") wanted=$1
shift words
source "$FOLDER/_rundown"
"""


def test_zsh_knows_every_command_and_option(shell, commands, options):
    need("zsh")
    assert shell("zsh", ZSH, "command") == [f"{name}:{said}" for name, said in commands.items()]
    for command in ("", *commands):
        specifications = shell("zsh", ZSH, *["rest", command] if command else ["program"])
        found = [re.match(r"(?:\([^)]*\))?(--?[a-z]+)[+=]?\[(.*?)\]", line) for line in specifications]
        assert {it[1]: it[2] for it in found if it} == options[command]


def test_zsh_really_completes(shell, followed, tmp_path):
    need("zsh")
    (tmp_path / "quay.json").touch()
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execvpe("zsh", ["zsh", "-f", "-i"], shell.environment | {"TERM": "dumb", "PS1": "", "ZDOTDIR": "/nowhere"})
    seen = b""

    def send(text, expected):
        nonlocal seen
        os.write(terminal, text.encode())
        end = time.monotonic() + PATIENCE
        while expected.encode() not in seen:
            assert select.select([terminal], [], [], max(0, end - time.monotonic()))[0], seen
            seen += os.read(terminal, 65536)
        seen = b""

    try:
        send('fpath=("$FOLDER" $fpath); autoload -Uz compinit; compinit -u -D\n'
             'show() { print -r -- "<$BUFFER>"; BUFFER= }; zle -N show; bindkey "^X" show; print rea""dy\n', "ready")
        send("rundown dig\t\x18", "<rundown digest >")
        send("rundown digest --unt\t\x18", "<rundown digest --until=>")
        send("rundown topics --format=j\t\x18", "<rundown topics --format=json >")
        for before in ("add", "", "blog1"):
            send(f"rundown {before} q\t\x18", f"<rundown {before} quay.json >")
        send("rundown remove 12\t\x18", "<rundown remove 12 >")
        send("rundown remove 1\t", followed[10])
    finally:
        os.close(terminal)
        os.waitpid(child, 0)
