"""What a browser fetches for a page, in bytes as they travel: bodies, without HTTP headers."""

import gzip
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import brotli

from .asking import fetch

FACE = re.compile(r"@font-face\s*{([^}]*)}")
URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
IMPORT = re.compile(r"""(?:from|import)\s*\(?["'](\.{0,2}/[^"']+)["']""")


class Links(HTMLParser):
    """The style sheets, scripts, fonts, icons and pictures of a page, and its text."""

    def __init__(self):
        super().__init__()
        self.found, self.text = [], set()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "link" and set((given.get("rel") or "").split()) & {
            "stylesheet", "preload", "modulepreload", "icon",
        }:  # fmt: skip
            self.found.append(given.get("href"))
        if tag in ("script", "img"):
            self.found.append(given.get("src"))

    def handle_data(self, data):
        self.text.update(data)


def plain(answer):
    """Return the body unpacked."""
    packed = answer.headers.get("Content-Encoding", "")
    if packed == "br":
        return brotli.decompress(answer.body)
    return gzip.decompress(answer.body) if packed == "gzip" else answer.body


def _is_needed(face, text):
    """Tell whether a font file holds a letter of the page: a browser takes no other."""
    ranges = RANGE.findall(face)
    if not ranges:
        return True
    return any(
        int(first, 16) <= ord(letter) <= int(last or first, 16)
        for first, last in ranges
        for letter in text
    )


def _next(path, body, text):
    """Return the addresses that a fetched file leads to."""
    if path.endswith(".css"):
        needed = [
            address[1]
            for face in FACE.findall(body)
            if (address := URL.search(face)) and _is_needed(face, text)  # a face may be local()
        ]
        return needed + re.findall(r"@import\s+(?:url\()?['\"]([^'\"]+)", FACE.sub("", body))
    return IMPORT.findall(body) if path.endswith((".js", ".mjs")) else []


def weigh(address, path):
    """Return {"page": bytes, "styles": …, "scripts": …, "fonts": …, "pictures": …, "plain": …}.

    plain  the page alone, unpacked
    """
    page = fetch(address, path)
    links = Links()
    links.feed(plain(page).decode())
    weights = {"page": len(page.body), "plain": len(plain(page))}
    waiting = [urljoin(path, link) for link in links.found if link]
    seen = set()
    while waiting:
        asset = urlsplit(waiting.pop())
        if asset.netloc or asset.scheme == "data" or asset.path in seen:
            continue
        seen.add(asset.path)
        answer = fetch(address, asset.path + (f"?{asset.query}" if asset.query else ""))
        if answer.status != 200:
            continue
        kind = _kind(asset.path)
        weights[kind] = weights.get(kind, 0) + len(answer.body)
        if kind in ("styles", "scripts"):
            further = _next(asset.path, plain(answer).decode(), links.text)
            waiting += [urljoin(asset.path, link) for link in further]
    return weights


def _kind(path):
    endings = {".css": "styles", ".js": "scripts", ".mjs": "scripts", ".woff2": "fonts"}
    return next((kind for ending, kind in endings.items() if path.endswith(ending)), "pictures")


def total(weights):
    return sum(count for kind, count in weights.items() if kind != "plain")
