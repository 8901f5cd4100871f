"""Files from addresses: bounded, conditional, never from inside the network of the portal."""

from http.server import BaseHTTPRequestHandler

import pytest

from chitalishte.fetching import FetchError, fetch, is_public
from chitalishte.records import asking
from tests.hosting import hosted

FILE = "град;жители\nРусе;5\n".encode()
TAG = '"7"'


class Answers(BaseHTTPRequestHandler):
    """A host with one good file and every way of not giving it."""

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/file.csv" and self.headers.get("If-None-Match") == TAG:
            self.answer(304)
        elif path == "/file.csv":
            self.answer(200, FILE, ETag=TAG)
        elif path == "/named":
            self.answer(200, FILE, **{"Content-Disposition": 'attachment; filename="../../a.csv"'})
        elif path == "/moved":
            self.answer(302, Location="/file.csv")
        elif path == "/round":
            self.answer(302, Location="/round")
        elif path == "/inside":
            self.answer(302, Location="http://127.0.0.2/file.csv")
        elif path == "/other":
            self.answer(302, Location="file:///etc/passwd")
        elif path == "/broken":
            self.answer(200, FILE, length=len(FILE) + 10)
        elif path == "/endless":
            self.endless()
        elif path == "/host":
            self.answer(200, self.headers["Host"].encode())
        else:
            self.answer(404, b"no")

    def answer(self, status, body=b"", length=None, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def endless(self):
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            pass  # the one who asked had enough

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def host():
    with hosted(Answers) as address:
        yield address


def get(address, tmp_path, **more):
    wanted = {"most_bytes": 1_000_000, "inner_hosts": ("127.0.0.1",)} | more
    return fetch(address, tmp_path / "file", **wanted)


def refused(address, tmp_path, **more):
    with pytest.raises(FetchError) as error:
        get(address, tmp_path, **more)
    assert not (tmp_path / "file").exists()
    return error.value.code


def test_a_file_comes_whole_with_its_name_and_what_to_ask_next_time(host, tmp_path):
    got = get(f"{host}/file.csv", tmp_path)
    assert (tmp_path / "file").read_bytes() == FILE
    assert (got.is_new, got.name, got.size, got.etag) == (True, "file.csv", len(FILE), TAG)


def test_a_file_that_did_not_change_is_not_sent_again(host, tmp_path):
    got = get(f"{host}/file.csv", tmp_path, etag=TAG)
    assert not got.is_new
    assert got.etag == TAG
    assert not (tmp_path / "file").exists()


def test_redirects_are_followed_and_the_name_cannot_lead_out_of_a_folder(host, tmp_path):
    assert get(f"{host}/moved", tmp_path).sha256 == get(f"{host}/file.csv", tmp_path).sha256
    assert get(f"{host}/named", tmp_path).name == "a.csv"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/none", "status"), ("/round", "redirects"), ("/inside", "private"),
        ("/other", "bad_address"), ("/broken", "broken"), ("/endless", "too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_fetched_leaves_nothing(host, tmp_path, path, code):
    assert refused(host + path, tmp_path) == code


def test_a_file_that_takes_too_long_is_given_up(host, tmp_path):
    assert refused(f"{host}/endless", tmp_path, most_bytes=10**12, seconds=0.2) == "too_slow"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a", "file:///etc/passwd", "http://", "https://user:pass@example.org/",
        "http://exa mple.org/", "http://[::1/", "javascript:alert(1)",
        "http://example.org/\r\nX: y",
    ],
)  # fmt: skip
def test_an_address_that_is_none_of_a_file_on_the_web_is_refused(tmp_path, address):
    assert refused(address, tmp_path) == "bad_address"


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254"])
def test_our_own_network_is_not_asked(host, tmp_path, name):
    assert refused(f"http://{name}/file.csv", tmp_path, inner_hosts=()) == "private"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("127.0.0.1", False), ("0.0.0.0", False),  # noqa: S104
        ("192.168.1.1", False), ("100.64.0.1", False), ("224.0.0.1", False), ("::1", False),
        ("fe80::1%eth0", False), ("fd00::1", False), ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False), ("2002:7f00:1::", False), ("64:ff9b::808:808", True),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False), ("240.0.0.1", False),
    ],
)  # fmt: skip
def test_an_address_inside_another_is_seen(number, expected):
    assert is_public(number) is expected


def test_the_host_is_named_though_the_connection_goes_to_its_number(host, tmp_path):
    port = host.rpartition(":")[2]
    fetch(
        f"http://localhost:{port}/host", tmp_path / "file", most_bytes=100,
        inner_hosts=("localhost",),
    )  # fmt: skip
    assert (tmp_path / "file").read_text() == f"localhost:{port}"


def test_every_reason_has_its_sentence_with_all_it_names():
    codes = FetchError.__doc__.split("code  ")[1].replace(",", " ").split()
    assert set(codes) == set(asking.SENTENCES)
    params = {"host": "h", "detail": "d", "most": 5, "status": 404, "megabytes": 1, "seconds": 9}
    for code in codes:
        assert "{" not in asking.sentence(FetchError(code, **params))
