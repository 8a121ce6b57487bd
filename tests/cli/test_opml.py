# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of feeds: followed from a file that another program wrote, and written for another one."""
import http.server
import os
import pty
import re
import subprocess
import threading
import xml.etree.ElementTree

import pytest
from conftest import DEMO

TOKEN = "hush-token"


def feed(name, page):
    items = "".join(
        f"<item><title>{name} {what}</title><guid>{what}</guid><description>The {name.lower()} {what}.</description></item>"
        for what in ["opened", "closed"]
    )
    return f"<rss version='2.0'><channel><title>{name}</title><link>{page}</link>{items}</channel></rss>"


class Server(http.server.ThreadingHTTPServer):
    """Serves feeds of harbours, and notes what was asked for, and how much of it at once."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock = threading.Condition()
        self.asked = []
        self.n_busy = self.most_busy = 0
        self.address = f"http://127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        with server.lock:
            server.asked.append(self.path)
            server.n_busy += 1
            server.most_busy = max(server.most_busy, server.n_busy)
            server.lock.notify_all()
            if "/slow" in self.path:
                server.lock.wait_for(lambda: server.most_busy > 1, timeout=10)
        status, text = self.find()
        with server.lock:
            server.n_busy -= 1
        self.send_response(status)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def find(self):
        address = self.server.address
        name = self.path.strip("/").split("/")[-1].split("?")[0]
        if name == "broken":
            return 200, "<rss><channel><title>Broken"
        if name == "missing" or ("secret" in name and TOKEN not in self.path):
            return 404, "?"
        if name == "page":
            return 200, f"<html><title>Pier</title><link rel='alternate' type='application/rss+xml' href='{address}/pier'></html>"
        if name == "wordpress":
            settings = f'{{"endpoint_url":"{address}/wp/7/"}}'
            return 200, f"<html><title>Quay live</title><script>var liveblog_settings = {settings};</script></html>"
        if name == "latest":
            return 200, '{"pages":1,"entries":[{"id":1,"type":"new","timestamp":1750060800,"render":"<p>The quay opened.</p>"}]}'
        return 200, feed(name.capitalize(), f"{address}/{name}/about")

    def log_message(self, *arguments):
        pass


@pytest.fixture
def start():
    servers = []

    def run():
        servers.append(Server())
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return servers[-1]

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def server(start):
    return start()


@pytest.fixture
def write(tmp_path):
    def run(*urls, body=None, name="list.opml"):
        outlines = "".join(f'<outline text="A feed" xmlUrl="{url}"/>' for url in urls)
        path = tmp_path / name
        path.write_text(f"<opml version='2.0'><head/><body>{body or outlines}</body></opml>")
        return path

    return run


def outlines(text):
    return [outline.attrib for outline in xml.etree.ElementTree.fromstring(text).iter("outline")]


def counts(result):
    return [int(number) for number in re.findall(r"\d+", result.text)]


def test_a_list_with_folders_and_faults(rundown, write, server):
    here = server.address
    path = write(
        body=f"""
        <outline text="News"><outline text="Coast">
          <outline text="Crane" xmlUrl="{here}/crane" htmlUrl="{here}/"/>
          <outline text="Broken" xmlUrl="{here}/broken"/>
        </outline>
          <outline text="Missing" xmlUrl="{here}/missing"/>
          <outline text="No address" xmlUrl="file:///etc/passwd"/><outline text="A command" xmlUrl="|ls"/>
        </outline>
        <outline text="Crane again" xmlUrl="{here}/crane"/>
        <outline text="Page" xmlUrl="{here}/page"/>"""
    )
    first = rundown("import", path)
    assert first.status == 1
    assert counts(first) == [2, 0, 2, 2], first.text
    lines = first.error.splitlines()
    assert len(lines) == 3 and all(line.startswith("rundown: ") for line in lines)
    assert any("/broken" in line for line in lines) and any("/missing" in line and "404" in line for line in lines)
    assert "2 of 4" in lines[-1]

    listed = rundown("list").text
    assert "Crane" in listed and "Pier" in listed and listed.count("2 posts") == 2
    assert "opened" in rundown("search", "pier").text

    # What is followed is not asked for again, and nothing changes.
    server.asked.clear()
    again = rundown("import", path)
    assert again.status == 1 and counts(again) == [0, 2, 2, 2]
    assert sorted(server.asked) == ["/broken", "/missing"]
    assert [line for line in rundown("list").text.splitlines() if "http" in line] == [
        line for line in listed.splitlines() if "http" in line
    ]


def test_one_live_blog_by_two_addresses(rundown, write, server):
    result = rundown("import", write(f"{server.address}/pier", f"{server.address}/page"))
    assert result.status == 0
    assert sum(counts(result)[:2]) == 2
    result = rundown("import", write(f"{server.address}/pier?again"))
    assert result.status == 0 and result.error == ""


def test_what_is_no_longer_followed_is_followed_again(rundown, write, server):
    path = write(f"{server.address}/crane")
    assert counts(rundown("import", path)) == [1, 0, 0, 0]
    rundown("remove", "1")
    assert counts(rundown("import", path)) == [1, 0, 0, 0]
    assert "no longer followed" not in rundown("list").text


def test_two_at_once_of_a_server_and_more_of_several(rundown, write, start):
    servers = [start() for _ in range(3)]
    urls = [f"{server.address}/slow-{n}" for n in range(4) for server in servers]
    result = rundown("import", write(*urls))
    assert result.status == 0 and counts(result) == [12, 0, 0, 0]
    assert [server.most_busy for server in servers] == [2, 2, 2]


def test_a_round_trip(rundown, write, server, tmp_path):
    here = server.address
    assert rundown("add", DEMO, f"{here}/crane", f"{here}/page", f"{here}/wordpress", f"{here}/winch").status == 0
    rundown("remove", "Winch")
    exported = rundown("export")
    assert exported.status == 0 and exported.error == ""
    assert [(it["text"], it["xmlUrl"], it["htmlUrl"]) for it in outlines(exported.text)] == [
        ("Crane", f"{here}/crane", f"{here}/crane/about"),
        ("Pier", f"{here}/pier", f"{here}/page"),
        ("Quay live", f"{here}/wp/7/get-entries/1/latest", f"{here}/wordpress"),
    ]
    assert rundown("export", "--output", "list.opml").text == ""
    assert (tmp_path / "list.opml").read_text() == exported.text

    fresh = {"XDG_DATA_HOME": os.fspath(tmp_path / "fresh")}
    assert counts(rundown("import", "list.opml", **fresh)) == [3, 0, 0, 0]
    assert rundown("export", **fresh).text == exported.text
    assert counts(rundown("import", "list.opml", **fresh)) == [0, 3, 0, 0]


def test_a_page_is_believed_only_where_it_says_so_too(rundown, write, server):
    here = server.address
    endpoint = f"{here}/wp/7/get-entries/1/latest"
    body = f'<outline text="Quay" xmlUrl="{endpoint}" htmlUrl="{here}/crane"/>'
    assert counts(rundown("import", write(body=body))) == [1, 0, 0, 0]
    [outline] = outlines(rundown("export").text)
    assert outline["xmlUrl"] == outline["htmlUrl"] == endpoint


def test_secrets_go_into_the_keyring(rundown, fails, write, server, tmp_path):
    url = f"{server.address}/secret?token={TOKEN}"
    path = write(url)
    refused = rundown("import", path, SECRET_BACKEND="service")
    assert refused.status == 1 and counts(refused) == [0, 0, 1, 0]
    assert "no keyring" in refused.error and TOKEN not in refused.error

    assert counts(rundown("import", path)) == [1, 0, 0, 0]
    assert rundown("fetch").status == 0
    exported = rundown("export").text
    assert TOKEN not in exported and outlines(exported)[0]["xmlUrl"] == f"{server.address}/secret?token=***"
    path.unlink()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]

    # Where the secret is not known, its place is told.
    path = write(f"{server.address}/secret?token=***", f"http://***@{server.address[7:]}/crane")
    fresh = {"XDG_DATA_HOME": os.fspath(tmp_path / "fresh"), "SECRET_FILE_TEST_PATH": os.fspath(tmp_path / "fresh-keyring")}
    server.asked.clear()
    lost = rundown("import", path, **fresh)
    assert lost.status == 1 and lost.error.count("add the whole address again") == 2
    assert server.asked == []


def test_lists_that_are_none(rundown, fails, write, tmp_path):
    huge = write(*(f"http://127.0.0.1:1/{n}" for n in range(10001)), name="huge.opml")
    assert "more than 10000 feeds" in fails(1, "import", huge)
    (tmp_path / "page.html").write_text("<html><title>No list</title></html>")
    assert "page.html" in fails(1, "import", "page.html")
    assert "no such file" in fails(1, "import", "missing.opml")
    assert "a folder" in fails(1, "import", tmp_path)
    assert "no feed of the web" in fails(1, "import", write("file:///etc/passwd"))
    assert "standard input" in fails(1, "import", "-", stdin=b"no list")
    assert "name it" in fails(2, "import")
    assert "name it" in fails(2, "import", huge, huge)


def test_a_list_on_standard_input(rundown, write, server):
    path = write(f"{server.address}/crane")
    assert counts(rundown("import", "-", stdin=path.read_bytes())) == [1, 0, 0, 0]


def test_nothing_to_export(rundown, fails):
    assert "rundown add" in fails(1, "export")
    rundown("add", DEMO)
    assert "rundown add" in fails(1, "export")


def test_progress_on_a_terminal(home, write, server, tmp_path):
    path = write(f"{server.address}/crane", f"{server.address}/missing")
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [os.environ["RUNDOWN"], "import", path], cwd=tmp_path, env=home, stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:
            pass
        out = process.stdout.read().decode()
        assert process.wait(timeout=60) == 1
    os.close(ours)
    assert "0 of 2" in shown.decode() and "2 of 2" in shown.decode()
    assert "1 followed" in out and "of 2" not in out
