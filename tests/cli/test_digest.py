# SPDX-License-Identifier: GPL-3.0-or-later
"""'rundown digest': what it reads, what it takes out of it, and where it writes."""
import datetime
import http.server
import os
import stat
import threading
import zoneinfo

import pytest
from conftest import DEMO

FORMS = ["md", "html", "txt", "json"]


@pytest.fixture
def demo(tmp_path):
    """The demo as a file in the folder that the program runs in, under a name that is not easy."""
    path = tmp_path / "gespeichert – nächste Woche.txt"
    path.write_bytes(DEMO.read_bytes())
    return path


def test_reads_files_standard_input_and_addresses_alike(rundown, demo):
    expected = rundown("digest", "--demo").out
    assert expected
    assert rundown("digest", demo).out == expected
    assert rundown("digest", demo.name).out == expected
    assert rundown("digest", demo.as_uri()).out == expected
    assert rundown("digest", "-", stdin=demo.read_bytes()).out == expected

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(demo.read_bytes())

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    fetched = rundown("digest", f"http://127.0.0.1:{server.server_port}/live", "--format", "json").json
    server.shutdown()
    server.server_close()
    assert [entry["text"] for entry in fetched["entries"]] == [
        entry["text"] for entry in rundown("digest", "--demo", "-f", "json").json["entries"]
    ]


def test_the_same_blog_twice_is_one(rundown, demo):
    assert rundown("digest", demo, demo.name).out == rundown("digest", demo).out


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("empty", b"", "empty"),
        ("blank", b" \n\n", "blank"),
        ("letter.txt", b"Dear aunt, nothing happened.", "letter.txt"),
        ("broken.json", b'{"response": {"content": ', "broken.json"),
        ("noise.bin", bytes(range(256)) * 8, "noise.bin"),
    ],
)
def test_what_is_no_live_blog_is_refused(fails, tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    assert says in fails(1, "digest", name)
    assert "standard input" in fails(1, "digest", "-", stdin=content)


def test_what_cannot_be_read_is_refused(fails, tmp_path):
    assert "no such file: gone.json" in fails(1, "digest", "gone.json")
    assert "a folder" in fails(1, "digest", tmp_path)
    assert "larger than" in fails(1, "digest", "/dev/zero")
    assert "connections" in fails(1, "digest", "http://127.0.0.1:1/")
    assert "web address" in fails(1, "digest", "http://")
    assert "evil [31m name" in fails(1, "digest", "evil\033[31m\nname")
    assert "' '" in fails(1, "digest", "  ")
    (tmp_path / "locked").touch(mode=0)
    if os.geteuid() != 0:
        assert "permission" in fails(1, "digest", "locked")


def test_one_bad_input_spoils_the_whole(fails, demo, tmp_path):
    fails(1, "digest", demo, "gone.json", "--output", "out.md")
    assert not (tmp_path / "out.md").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["--demo", "file"],
        ["-", "-"],
        [""],
        ["--demo", "--format", "docx"],
        ["--demo", "--output", "day.docx"],
        ["--demo", "--date", "2025-06-16", "--since", "09:00"],
        ["--demo", "--until", "09:00"],
        ["--demo", "--since", "10:00", "--until", "09:00"],
        ["--demo", "--date", "2025-13-01"],
        ["--demo", "--date", "16/06/2025"],
        ["--demo", "--date", ""],
        ["--demo", "--since", "soon"],
        ["--demo", "--since", "25:00"],
        ["--demo", "--lines", "3", "--words", "30"],
        ["--demo", "--lines", "0"],
        ["--demo", "--lines", "-1"],
        ["--demo", "--words", "-5"],
        ["--demo", "--words", "many"],
        ["--demo", "--words", "99999999999999999999"],
    ],
)
def test_what_makes_no_sense_is_wrong_usage(fails, arguments):
    fails(2, "digest", *arguments)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_input_gives_the_same_bytes(rundown, form):
    first = rundown("digest", "--demo", "--format", form)
    assert first.status == 0 and first.error == "" and first.out.endswith(b"\n")
    assert first.out == rundown("digest", "--demo", "-f", form.upper()).out


@pytest.mark.parametrize("form", FORMS)
def test_the_output_says_which_form(rundown, tmp_path, form):
    result = rundown("digest", "--demo", "--output", f"the day.{form}")
    assert result.status == 0 and result.out == b""
    assert (tmp_path / f"the day.{form}").read_bytes() == rundown("digest", "--demo", "--format", form).out


def test_markdown_is_the_usual_form(rundown, tmp_path):
    expected = rundown("digest", "--demo", "--format", "md").out
    assert rundown("digest", "--demo").out == expected
    assert rundown("digest", "--demo", "--output", "-").out == expected
    rundown("digest", "--demo", "--output", "noextension")
    assert (tmp_path / "noextension").read_bytes() == expected


def test_the_format_beats_the_name(rundown, tmp_path):
    rundown("digest", "--demo", "--format", "json", "--output", "day.docx")
    assert (tmp_path / "day.docx").read_bytes() == rundown("digest", "--demo", "--format", "json").out


def test_a_file_is_renewed_whole_and_stays_what_it_was(rundown, tmp_path):
    target = tmp_path / "target.md"
    target.write_text("old")
    target.chmod(0o600)
    (tmp_path / "link.md").symlink_to(target)
    assert rundown("digest", "--demo", "--output", "link.md").status == 0
    assert (tmp_path / "link.md").is_symlink()
    assert target.read_bytes() == rundown("digest", "--demo").out
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "target.md"]


def test_what_cannot_be_written_is_reported(fails, tmp_path):
    assert "/dev/full" in fails(1, "digest", "--demo", "--output", "/dev/full")
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)
    assert "no/folder.md" in fails(1, "digest", "--demo", "--output", "no/folder.md")
    fails(1, "digest", "--demo", "--output", tmp_path)


def test_lines_and_words_bound_the_summary(rundown):
    def summary(*arguments):
        return [line["text"] for line in rundown("digest", "--demo", "-f", "json", *arguments).json["summary"]]

    def count(lines):
        return sum(any(c.isalnum() for c in word) for line in lines for word in line.split())

    assert len(summary("--lines", "1")) == 1
    assert 1 < len(summary("--lines", "3")) <= 3
    longest = max(len(text.split()) for text in summary())
    for words in [40, 80, 160]:
        assert abs(count(summary("--words", str(words))) - words) <= max(longest, 30)
    assert count(summary("--words", "40")) < count(summary("--words", "160"))


def test_a_day_is_a_day_where_the_reader_is(rundown):
    def times(zone, *arguments):
        entries = rundown("digest", "--demo", "-f", "json", *arguments, TZ=zone).json["entries"]
        london = zoneinfo.ZoneInfo("Europe/London")
        return [datetime.datetime.fromisoformat(e["published"]).astimezone(london).isoformat() for e in entries]

    everything = times("Europe/London")
    first, last = everything[0], everything[-1]
    day = first[:10]
    assert last[:10] == day, "the demo is one day in London"

    assert times("Europe/London", "--date", day) == everything
    assert times("Europe/London", "--date", "2001-01-01") == []
    there = times("Pacific/Auckland", "--date", day)
    assert 0 < len(there) < len(everything), "part of a day in London is the next day in Auckland"
    assert there == everything[: len(there)]

    assert times("Europe/London", "--since", first) == everything
    assert times("Europe/London", "--since", f"{day}T12:00") == [t for t in everything if t[11:] >= "12"]
    assert times("Europe/London", "--since", f"{day} 12:00:00", "--until", f"{day}T15:00") == [
        t for t in everything if "12" <= t[11:] < "15"
    ]
    assert times("Europe/London", "--since", last, "--until", "today") == everything[-1:]
    assert times("Europe/London", "--since", "00:00") == [], "nothing of today is in the demo"
    assert times("Europe/London", "--date", "yesterday") == []


def test_a_time_without_posts_is_said_to_have_none(rundown):
    for form in ["md", "html", "txt"]:
        assert "No posts in this time." in rundown("digest", "--demo", "--date", "2001-01-01", "-f", form).text
