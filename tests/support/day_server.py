# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on loopback with the day of the demo, which goes on as a test says. That day is the last one: its last post
was published a minute ago, and those before it as long before it as they were."""

import contextlib
import html
import http.server
import json
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo" / "westminster-2025-06-16.json"
TIME = "%Y-%m-%dT%H:%M:%SZ"


class Day(http.server.ThreadingHTTPServer):
    def __init__(self, host):
        super().__init__((host, 0), Handler)
        self.url = f"http://{host}:{self.server_port}/day"
        content = json.loads(DEMO.read_text(encoding="utf-8"))["response"]["content"]
        self.title = content["webTitle"]
        newest = datetime.strptime(content["webPublicationDate"], TIME)
        span = datetime.now(timezone.utc).replace(tzinfo=None) - newest - timedelta(minutes=1)
        self.rest = [{"id": block["id"], "title": block.get("title"), "text": block["bodyHtml"],
                      "key": block["attributes"].get("keyEvent", False),
                      "time": (datetime.strptime(block["publishedDate"], TIME) + span).strftime(TIME)}
                     for block in content["blocks"]["body"][::-1]]
        self.posts = []
        self.edited = {}  # when, by the ids
        self.marks = True  # whether it is said which posts are key events
        self.n_asked = 0
        self.asked = 0  # when that was last, by the clock that only goes on

    def publish(self, n):
        """Publishes so many more posts of the day, and gives the titles of the key events among them."""
        found, self.rest = self.rest[:n], self.rest[n:]
        self.posts += found
        return [post["title"] for post in found if post["key"]]

    def add(self, title, key=False, text=None, age=0):
        """Publishes a post that was none of that day, or did so some seconds ago."""
        self.posts.append({"id": f"added-{len(self.posts)}", "title": title, "text": f"<p>{text or title}.</p>", "key": key,
                           "time": (datetime.now(timezone.utc) - timedelta(seconds=age)).strftime(TIME)})

    def edit(self, title, text):
        """Has a post say something else."""
        post = next(post for post in self.posts if post["title"] == title)
        post["text"] = f"<p>{text}</p>"
        self.edited[post["id"]] = datetime.now(timezone.utc).strftime(TIME)

    def write(self):
        return self.write_marked() if self.marks else self.write_unmarked()

    def write_unmarked(self):
        """Writes it as schema.org has it, which knows no key events."""
        return json.dumps({
            "@context": "https://schema.org", "@type": "LiveBlogPosting", "@id": self.url, "url": self.url,
            "headline": self.title,
            "liveBlogUpdate": [
                {
                    "@type": "BlogPosting", "@id": f"{self.url}#{post['id']}", "headline": post["title"],
                    "articleBody": post["text"], "datePublished": post["time"],
                    "dateModified": self.edited.get(post["id"], post["time"]),
                }
                for post in reversed(self.posts)
            ],
        }).encode()

    def write_marked(self):
        """Writes it as Sourcefabric's program for live blogs does, which says what is a key event."""
        return json.dumps({"_items": [
            {
                "_id": f"urn:{post['id']}", "post_status": "open", "lb_highlight": post["key"], "language": "en",
                "published_date": post["time"], "content_updated_date": self.edited.get(post["id"], post["time"]),
                "groups": [{"id": "main", "refs": [{"item": {
                    "item_type": "text",
                    "text": (f"<h2>{html.escape(post['title'])}</h2>" if post["title"] else "") + post["text"]}}]}],
            }
            for post in reversed(self.posts)
        ]}).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked = time.monotonic()
        body = self.server.write()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.server.n_asked += 1

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serve_day(host="127.0.0.1"):
    with Day(host) as day:
        threading.Thread(target=day.serve_forever, daemon=True).start()
        yield day
        day.shutdown()
