"""A small server for pages rendered from templates, under the same strict policy as the portal."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from urllib.parse import parse_qs, urlsplit

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from chitalishte.records.onesheet import sheet
from tests.look.sample import ROOT, STATIC, gallery_context

POLICY = "default-src 'self'"
NPM = {
    "sofia-sans": ROOT / "node_modules" / "@fontsource-variable" / "sofia-sans",
    "htmx": ROOT / "node_modules" / "htmx.org" / "dist",
    "axe": ROOT / "node_modules" / "axe-core",
}
PLACES = {"AT": "Австрия", "BG": "България", "EE": "Естония", "MT": "Малта"}


def static_file(path):
    """Return the file behind a path below /static/, mapped as the portal's settings map it."""
    if path.startswith("npm/"):
        package, _, rest = path.removeprefix("npm/").partition("/")
        return NPM[package] / rest
    return STATIC / path


def gallery(query):
    language = query.get("lang", ["bg"])[0]
    with translation.override(language):
        return render_to_string("gallery.html", gallery_context())


def error_page(query):
    with translation.override("bg"):
        return render_to_string(query["template"][0])


def map_page(query):
    from tests.look.map_page import page, panel

    return panel(query) if query.get("fragment") else page(query)


def list_page(query):
    from tests.look.list_page import page

    return page(query)


def suggestions(query):
    words = query.get("q", [""])[0]
    found = [] if "xyz" in words else ["съдебна власт", "съдебни заседатели", "съдилища"]
    return json.dumps(
        {
            "suggestions": [
                {"text": t, "url": f"/found?q={n}", "kind": "Карта"} for n, t in enumerate(found)
            ]
        }
    )


def found(query):
    return f"<!DOCTYPE html><html lang='bg'><title>Намерено</title><h1>{query['q'][0]}</h1>"


PAGES = {
    "/gallery": gallery,
    "/error": error_page,
    "/map": map_page,
    "/list": list_page,
    "/suggest": suggestions,
    "/found": found,
    "/bg/search/": found,
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        query = parse_qs(address.query)
        if self.headers.get("X-Fragment") == "place":
            query["fragment"] = ["place"]
            self.server.fragments.append(self.path)
        if address.path.startswith("/static/"):
            self.send_file(static_file(address.path.removeprefix("/static/")))
        elif address.path.startswith("/styles/"):
            written = address.path.removeprefix("/styles/").removesuffix(".css")
            self.answer(
                200, "text/css; charset=utf-8", sheet(RequestFactory().get("/"), written).content
            )
        elif address.path in PAGES and "broken" not in query.get("place", []):
            kind = "application/json" if address.path == "/suggest" else "text/html; charset=utf-8"
            self.answer(200, kind, PAGES[address.path](query).encode())
        else:
            self.answer(404, "text/plain", b"")

    def send_file(self, path):
        if path.is_file():
            self.answer(
                200, guess_type(path.name)[0] or "application/octet-stream", path.read_bytes()
            )
        else:
            self.server.missing.append(self.path)
            self.answer(404, "text/plain", b"")

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Handler)
        self.fragments = []  # addresses asked for with X-Fragment: place
        self.missing = []  # static files that are not there
        self.address = f"http://127.0.0.1:{self.server_port}"
        threading.Thread(target=self.serve_forever, daemon=True).start()
