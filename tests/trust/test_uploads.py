"""Hostile files are refused with a sentence, and what is accepted cannot act on our address."""

import io
import struct
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from chitalishte.accounts.uploads import FORM, UploadSizeMiddleware, check_document

pytestmark = pytest.mark.django_db

SCRIPT = b"<script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
HTML = b"<!DOCTYPE html><title>x</title>" + SCRIPT


def a_png():
    file = io.BytesIO()
    Image.new("RGB", (3, 2), "#9b1b3b").save(file, "PNG")
    return file.getvalue()


def a_bomb():
    """A small file that declares 50,000 by 50,000 pixels."""

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 150_001)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def a_zip(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return file.getvalue()


def a_docx(**more):
    return a_zip(**{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"} | more)


def send(desk, kind, name, content):
    form = {"title": "Проба", "file": SimpleUploadedFile(name, content), "collection": 1}
    return desk.post(f"/admin/{kind}/add/", form)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("page.png", HTML),
        ("page.jpg", a_png()),  # a real picture under another name
        ("half.png", a_png()[:40]),
        ("bomb.png", a_bomb()),
        ("note.html", HTML),
        ("big.png", a_png() + b"\0" * (10 * 1024 * 1024)),
    ],
)
def test_a_picture_that_is_no_picture_is_refused(desk, name, content):
    response = send(desk, "images", name, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not get_image_model().objects.exists()


def test_a_picture_with_a_script_behind_it_stays_a_picture(desk, client):
    """A polyglot is a valid picture; it is served as nothing else."""
    assert send(desk, "images", "both.png", a_png() + HTML).status_code == 302
    image = get_image_model().objects.get()
    response = client.get(image.file.url)
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    response.close()


HOSTILE = {
    "page.pdf": HTML,
    "late.pdf": b"\n" * 10 + b"%PDF-1.7",
    "page.csv": b"\xef\xbb\xbf  " + HTML,
    "drawing.txt": SVG,
    "program.txt": b"MZ\x90\0\x03\0\0",
    "page.docx": HTML,
    "zip.docx": a_zip(**{"a.txt": "a"}),
    "before.docx": HTML + a_docx(),
    "macro.docx": a_docx(**{"word/vbaProject.bin": "x"}),
    "table.docx": a_zip(**{"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<w/>"}),
    "text.ods": a_zip(mimetype="application/vnd.oasis.opendocument.text"),
    "broken.xlsx": a_docx()[:60],
}
GOOD = {
    "report.pdf": b"%PDF-1.7\n%\xe2\xe3",
    "data.csv": "\ufeffдържава;година\nБългария;1991\n".encode(),
    "old.csv": "държава;година".encode("cp1251"),
    "excel.txt": "държава\tгодина".encode("utf-16"),
    "letter.docx": a_docx(),
    "letter.odt": a_zip(mimetype="application/vnd.oasis.opendocument.text"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_document_that_is_not_what_its_name_says_is_refused_with_a_sentence(desk, name):
    response = send(desk, "documents", name, HOSTILE[name])
    sentence = response.context["form"].errors["file"][0]
    assert name in sentence
    assert name.rpartition(".")[2].upper() in sentence
    assert not get_document_model().objects.exists()


@pytest.mark.parametrize("name", GOOD)
def test_a_good_document_is_downloaded_and_never_opened_on_our_address(desk, client, name):
    assert send(desk, "documents", name, GOOD[name]).status_code == 302
    document = get_document_model().objects.get()
    response = client.get(document.url)
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    response.close()


@pytest.mark.parametrize("name", ["program.exe", "page.html", "drawing.svg", "macro.docm"])
def test_other_kinds_of_documents_are_refused(desk, name):
    response = send(desk, "documents", name, b"anything")
    assert response.context["form"].errors["file"]


def test_many_at_once_are_looked_at_too(desk):
    form = {"title": "Проба", "files[]": SimpleUploadedFile("page.pdf", HTML), "collection": 1}
    response = desk.post(
        "/admin/documents/multiple/add/", form, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert response.json()["success"] is False
    assert "page.pdf" in response.json()["error_message"]


def test_a_document_has_a_largest_size(settings):
    settings.DOCUMENT_UPLOAD_MAX_SIZE = 10
    with pytest.raises(ValidationError, match=r"report\.pdf"):
        check_document(SimpleUploadedFile("report.pdf", b"%PDF-1.7\n%\xe2\xe3"))


@pytest.mark.parametrize(
    ("path", "has_session", "length", "status"),
    [
        ("/bg/report/", False, FORM, 200),
        ("/bg/report/", False, FORM + 1, 413),
        ("/admin/documents/add/", False, FORM + 1, 413),
        ("/admin/documents/add/", True, 40 * 1024 * 1024, 200),
        ("/bg/report/", True, 40 * 1024 * 1024, 413),
        ("/admin/documents/add/", True, 4 * 1024**3, 413),
    ],
)
def test_a_body_too_big_is_refused_before_it_is_read(settings, path, has_session, length, status):
    from django.http import HttpResponse

    request = RequestFactory().post(path)
    request.META["CONTENT_LENGTH"] = str(length)
    if has_session:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert UploadSizeMiddleware(lambda request: HttpResponse())(request).status_code == status
