"""Fetch one file from a public address: bounded, conditional, never from inside our own network.

An address is looked up once and the connection goes to the very number that was checked, so a name
that answers twice differently leads nowhere (DNS rebinding). Every redirect is checked the same.
"""

import hashlib
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

import certifi
import urllib3

CONNECT = 10.0  # seconds to reach a host
SILENCE = 30.0  # seconds without a byte
PIECE = 64 * 1024  # bytes
REDIRECTS = 5
NAME = 200  # letters of a file name
NAT64 = ipaddress.ip_network("64:ff9b::/96")
MOVED = (301, 302, 303, 307, 308)


class FetchError(Exception):
    """The file did not come; `code` says why and `params` what to say with it.

    code  bad_address, not_found, private, unreachable, certificate, redirects, status, too_large,
          too_slow, broken
    """

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(f"{code} {params or ''}".strip())


@dataclass(frozen=True)
class Fetched:
    """What came.

    is_new      False when the server says that nothing changed (304); then nothing was written
    name        of the file, as the server or its address calls it
    size        bytes
    sha256      of the bytes, "" when not new
    etag, last_modified  to send with the next question
    """

    is_new: bool
    name: str
    size: int
    sha256: str
    etag: str
    last_modified: str


def fetch(
    address: str,
    target: Path,
    *,
    etag: str = "",
    last_modified: str = "",
    most_bytes: int,
    seconds: float = 120,
    inner_hosts: Collection[str] = (),
    agent: str = "chitalishte",
) -> Fetched:
    """Write what an address gives to `target`, unless it has not changed.

    inner_hosts  names that may lead into our own network, because the operator said so

    Raises FetchError; `target` is removed then.
    """
    until = time.monotonic() + seconds
    asked = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"}
    if etag:
        asked["If-None-Match"] = etag
    if last_modified:
        asked["If-Modified-Since"] = last_modified
    try:
        for _ in range(REDIRECTS + 1):
            parts = _checked(address)
            response = _ask(parts, asked, inner_hosts)
            try:
                if response.status in MOVED and response.headers.get("Location"):
                    address = urljoin(address, response.headers["Location"])
                    continue
                with target.open("wb") as file:
                    return _taken(response, parts, file, most_bytes, until, (etag, last_modified))
            finally:
                response.close()
        raise FetchError("redirects", most=REDIRECTS)
    except FetchError:
        target.unlink(missing_ok=True)
        raise
    except urllib3.exceptions.SSLError as error:
        target.unlink(missing_ok=True)
        raise FetchError("certificate", detail=str(error)[:200]) from error
    except (TimeoutError, urllib3.exceptions.TimeoutError) as error:
        target.unlink(missing_ok=True)
        raise FetchError("too_slow", seconds=round(seconds)) from error
    except urllib3.exceptions.ProtocolError as error:
        target.unlink(missing_ok=True)
        raise FetchError("broken") from error
    except (OSError, urllib3.exceptions.HTTPError) as error:
        target.unlink(missing_ok=True)
        raise FetchError("unreachable", detail=str(error)[:200]) from error


def _checked(address: str) -> SplitResult:
    """Return the parts of an http(s) address without a password."""
    try:
        parts = urlsplit(address)
        is_fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        is_fine = False
    if not is_fine or parts.username or parts.password or re.search(r"[\x00-\x20\x7f]", address):
        raise FetchError("bad_address")
    return parts


def is_public(number: str) -> bool:
    """Tell whether an IP address is of the open internet, also when one hides in another."""
    found = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        if found in NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast


def _ask(
    parts: SplitResult, asked: Mapping[str, str], inner_hosts: Collection[str]
) -> urllib3.BaseHTTPResponse:
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        name = host if ":" in host else host.encode("idna").decode()
        numbers = [
            str(each[4][0]) for each in socket.getaddrinfo(name, port, 0, socket.SOCK_STREAM)
        ]
    except (OSError, UnicodeError) as error:
        raise FetchError("not_found", host=host) from error
    if host not in inner_hosts and not all(is_public(number) for number in numbers):
        raise FetchError("private", host=host)
    timeout = urllib3.Timeout(connect=CONNECT, read=SILENCE)
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        context = ssl.create_default_context()
        context.load_verify_locations(certifi.where())
        pool = urllib3.HTTPSConnectionPool(
            numbers[0], port, timeout=timeout, retries=False, ssl_context=context,
            server_hostname=name, assert_hostname=name,
        )  # fmt: skip
    else:
        pool = urllib3.HTTPConnectionPool(numbers[0], port, timeout=timeout, retries=False)
    shown = f"[{name}]" if ":" in name else name
    is_usual = port == (443 if parts.scheme == "https" else 80)
    headers = {**asked, "Host": shown if is_usual else f"{shown}:{port}"}
    path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    return pool.request("GET", path, headers=headers, preload_content=False, redirect=False)


def _taken(
    response: urllib3.BaseHTTPResponse,
    parts: SplitResult,
    file: BinaryIO,
    most_bytes: int,
    until: float,
    known: tuple[str, str],
) -> Fetched:
    name = _name(response, parts)
    if response.status == 304:
        Path(file.name).unlink()
        return Fetched(False, name, 0, "", *known)
    if response.status != 200:
        raise FetchError("status", status=response.status)
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > most_bytes:
        raise FetchError("too_large", megabytes=most_bytes // 1024**2)
    sha, size = hashlib.sha256(), 0
    while piece := response.read1(PIECE):
        size += len(piece)
        if size > most_bytes:
            raise FetchError("too_large", megabytes=most_bytes // 1024**2)
        if time.monotonic() > until:
            raise TimeoutError
        sha.update(piece)
        file.write(piece)
    if declared.isdecimal() and "Content-Encoding" not in response.headers and size < int(declared):
        raise FetchError("broken")
    headers = response.headers
    return Fetched(
        True, name, size, sha.hexdigest(), headers.get("ETag", ""), headers.get("Last-Modified", "")
    )


def _name(response: urllib3.BaseHTTPResponse, parts: SplitResult) -> str:
    """Return what the file is called, without folders and control characters."""
    message = Message()
    message["Content-Disposition"] = re.sub(
        r"[\r\n]", "", response.headers.get("Content-Disposition", "")
    )
    told = message.get_filename() or unquote(PurePosixPath(parts.path).name)
    told = re.sub(r"[\x00-\x1f\x7f]", "", told.replace("\\", "/").rpartition("/")[2])
    return told[-NAME:] or str(parts.hostname)
