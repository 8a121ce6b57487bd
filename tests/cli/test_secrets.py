# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses that hold secrets: these reach the publisher's server, and appear in no output and in no file."""
import base64
import http.server
import json
import re
import threading
import urllib.parse

import pytest
from conftest import DEMO

USER, PASSWORD, KEY, TOKEN = "hush-user-1", "hush-pass-2", "hush-key-3", "hush/token+4"
SECRETS = [USER, PASSWORD, KEY, TOKEN, TOKEN.split("/")[1]]
SPELLINGS = {
    spelling
    for secret in [*SECRETS, f"{USER}:{PASSWORD}"]
    for spelling in [
        secret,
        urllib.parse.quote(secret, safe=""),
        secret.replace("/", "\\/"),
        base64.b64encode(secret.encode()).decode(),
    ]
}
QUERY = f"?edition=north&api-key={KEY}&token={urllib.parse.quote(TOKEN, safe='')}"
NO_KEYRING = {"SECRET_BACKEND": "service"}


def harbour_posting(url):
    """A live blog of our own, in whose addresses all of the one that was asked for comes back."""
    links = f'<a href="#post-0">see above</a>, <a href="{url}&post=1#post-1">and here</a>.'
    return {
        "@context": "https://schema.org",
        "@type": "LiveBlogPosting",
        "@id": url,
        "url": url,
        "headline": "A harbour day",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "@id": f"{url}&post={n}",
                "url": f"{url}&post={n}#post-{n}",
                "headline": headline,
                "articleBody": f"<p>{headline} after the storm, the council said. Nobody was hurt, {links}</p>",
                "datePublished": f"2025-06-16T0{9 - n}:00:00Z",
            }
            for n, headline in enumerate(["The crane reopened", "The quay was closed", "The ferry was late"])
        ],
    }


class Server(http.server.ThreadingHTTPServer):
    """Serves the live blog to who knows the secrets of the address, and notes what was asked for."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.failing = None
        self.host = f"127.0.0.1:{self.server_port}"


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, content=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        self.server.asked.append(self.path)
        path, _, query = self.path.partition("?")
        known = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if path.startswith("/user") and self.headers.get("Authorization") != f"Basic {known}":
            self.answer(401, WWW_Authenticate='Basic realm="Harbour"')
        elif path.startswith("/query") and urllib.parse.parse_qs(query).get("token") != [TOKEN]:
            self.answer(403)
        elif self.server.failing or "/404" in path:
            self.answer(self.server.failing or 404)
        elif "/moved" in path:
            self.answer(302, Location=self.path.replace("/moved", "/json"))
        elif "/text" in path:
            self.answer(200, b"Dear aunt, nothing happened.")
        elif "/linked" in path:
            feed = f"http://{self.server.host}{self.path}".replace("/linked", "/json")
            self.answer(200, f'<html><link rel="alternate" type="application/feed+json" href="{feed}"></html>'.encode())
        elif "/broken" in path:
            self.answer(200, b'{"@type": ')
        else:
            posting = harbour_posting(f"http://{self.server.host}{self.path}")
            if "/bare" in path:
                del posting["url"], posting["@id"]
            posting = json.dumps(posting)
            feed = f'<link rel="alternate" type="application/rss+xml" href="http://{self.server.host}{self.path}&feed=1">'
            page = f'<!DOCTYPE html><title>A harbour day</title>{feed}<script type="application/ld+json">{posting}</script>'
            self.answer(200, (page if "/page" in path else posting).encode())

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["user", "query", "both"])
def address(request, server):
    """Makes addresses with secrets: of the user, in the query, or both."""

    def make(what):
        user = "" if request.param == "query" else f"{USER}:{PASSWORD}@"
        query = "?edition=north" if request.param == "user" else QUERY
        return f"http://{user}{server.host}/{request.param}/{what}{query}"

    return make


@pytest.fixture
def look(rundown, tmp_path):
    """Runs the program with everything logged, and sees that no secret is in its output, or in a file it leaves."""

    def run(*arguments, **options):
        result = rundown(*arguments, **({"G_MESSAGES_DEBUG": "all"} | options))
        for spelling in SPELLINGS:
            assert spelling not in result.text, arguments
            assert spelling not in result.error, arguments
            for path in tmp_path.rglob("*"):
                assert not path.is_file() or spelling.encode() not in path.read_bytes(), path
        return result

    return run


@pytest.mark.parametrize("what", ["json", "page", "bare", "moved"])
def test_following_leaves_no_secret(look, server, address, what):
    added = look("add", address(what))
    assert added.status == 0 and "Following A harbour day" in added.text and "3 new posts" in added.text
    if "token" in address(what):
        assert all(KEY in path for path in server.asked)

    # The whole address is asked for again, and none that could not be.
    server.asked.clear()
    fetched = look("fetch")
    assert fetched.status == 0 and "A harbour day: 0 new, 0 edited, 0 deleted" in fetched.text
    assert server.asked and not any("*" in path for path in server.asked)

    listed = look("list").text
    assert f"/{what}?edition=north" in listed and "***" in listed
    assert "crane" in look("search", "crane").text
    for form in ["md", "html", "txt", "json"]:
        assert look("digest", "--format", form, "--output", f"day.{form}").status == 0
    assert look("backup", "copy.db").status == 0

    # Named by its whole address, and by the masked one.
    assert look("fetch", address(what)).status == 0
    assert look("fetch", re.search(r"http://\S+", listed).group()).status == 0


def test_a_page_that_links_its_feed_with_the_secrets(look, server):
    added = look("add", f"http://{server.host}/query/linked{QUERY}")
    assert added.status == 0 and "3 new posts" in added.text
    server.asked.clear()
    assert look("fetch").status == 0
    assert server.asked and all(path.startswith("/query/json") and KEY in path for path in server.asked)


@pytest.mark.parametrize("form", ["md", "html", "txt", "json"])
def test_a_digest_of_what_is_named_holds_no_secret(look, address, form):
    assert "The crane reopened" in look("digest", address("page"), "--format", form).text


def test_posts_stay_apart_though_their_addresses_differ_in_secrets(look, address):
    digest = look("digest", address("json"), "-f", "json", G_MESSAGES_DEBUG="").json
    assert len(digest["entries"]) == 3
    assert len({entry["sourceId"] for entry in digest["entries"]}) == 3


@pytest.mark.parametrize("what", ["404", "text", "broken"])
def test_what_cannot_be_read_is_told_without_secrets(look, tmp_path, server, address, what):
    for command in ["add", "digest"]:
        result = look(command, address(what))
        assert result.status == 1
        assert f"{server.host}/" in result.error and "edition=north" in result.error
    assert not (tmp_path / "keyring").exists(), "nothing is kept of what is not followed"
    assert "Nothing is followed" in look("list").text


@pytest.mark.parametrize("status", [404, 500])
def test_a_failed_fetch_is_told_and_kept_without_secrets(look, server, address, status):
    look("add", address("json"))
    server.failing = status
    failed = look("fetch")
    assert failed.status == 1 and f"({status})" in failed.error and server.host in failed.error
    assert f"({status})" in look("list").text


def test_wrong_names_are_told_without_secrets(look, address):
    assert look("add", DEMO).status == 0
    for arguments in [
        ["fetch", address("json")],
        ["remove", address("json")],
        ["digest", address("json").replace("http://", "feed://")],
        ["digest", address("json").replace("http://", "http:/")],
    ]:
        assert look(*arguments).status in (1, 2)
    # What names a live blog alone is shown.
    assert look(address("json")).status == 0


def test_without_a_keyring_nothing_is_kept(look, server, address):
    refused = look("add", address("json"), **NO_KEYRING)
    assert refused.status == 1
    assert refused.error.count("\n") == 1 and "no keyring" in refused.error
    assert "Nothing is followed" in look("list").text
    # What has no secrets needs none.
    assert look("add", f"http://{server.host}/open/json?edition=north", **NO_KEYRING).status == 0


def test_lost_secrets_are_asked_for_again(look, tmp_path, server, address):
    look("add", address("json"))
    for path in tmp_path.glob("keyring*"):
        path.unlink()
    server.asked.clear()
    lost = look("fetch")
    assert lost.status == 1 and "add the whole address again" in lost.error
    assert server.asked == []
    assert look("add", address("json")).status == 0
    assert look("fetch").status == 0


def test_removing_takes_the_secrets_away(look, address):
    look("add", address("json"))
    masked = re.search(r"http://\S+", look("list").text).group()
    assert look("digest", masked).status == 0
    assert look("remove", "1").status == 0
    assert "has lost the secrets" in look("digest", masked).error


def test_removing_without_a_keyring_is_told(look, address):
    look("add", address("json"))
    removed = look("remove", "1", **NO_KEYRING)
    assert removed.status == 0 and "no keyring" in removed.error
    assert "no longer followed" in look("list").text
