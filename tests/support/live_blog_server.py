# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on loopback with a live blog of our own, whose posts a test adds and edits."""
import contextlib
import http.server
import json
import threading
import time

PATIENCE = 20


class Server(http.server.ThreadingHTTPServer):
    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/harbour"
        self.posts = ["The ferry was late", "The quay was closed"]
        self.failing = False
        self.answers = threading.Event()  # it lets who asks for posts wait until then
        self.answers.set()
        self.n_asked = 0
        self.pictures = {}  # what is sent for a path
        self.asked_for = []  # the paths of pictures, and what was accepted for them

    def write(self, path="/harbour"):
        """Gives a live blog, another one at each path."""
        begin = time.time() - 600
        url = self.url.removesuffix("/harbour") + path
        return json.dumps({
            "@context": "https://schema.org",
            "@type": "LiveBlogPosting",
            "@id": url,
            "url": url,
            "headline": "A harbour day",
            "liveBlogUpdate": [
                {
                    "@type": "BlogPosting",
                    "@id": f"{url}#post-{n}",
                    "headline": headline,
                    "articleBody": f"<p>{headline} after the storm, the council said.</p>" + self.show_picture(n),
                    "datePublished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(begin + 10 * n)),
                }
                for n, headline in reversed(list(enumerate(self.posts)))
            ],
        }).encode()

    def show_picture(self, n):
        """Gives the picture of a post as markup, where it has one: it is called as the post is."""
        path = f"/picture-{n}"
        url = self.url.removesuffix("/harbour") + path
        return f'<img src="{url}" alt="{self.posts[n]}">' if path in self.pictures else ""


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        picture = self.server.pictures.get(self.path)
        if picture is not None:
            self.server.asked_for.append((self.path, self.headers["Accept"]))
        else:
            self.server.n_asked += 1
            self.server.answers.wait(PATIENCE)
        body = self.server.write(self.path) if picture is None else picture
        self.send_response(500 if self.server.failing else 200)
        self.send_header("Content-Type", "application/ld+json" if picture is None else "image/png")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serve():
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
