"""Uploads are hostile until proven otherwise: how big they are, and whether what they say.

Wagtail's own field checks a picture's extension, format, bytes and pixels, but only by its first
bytes; here it is decoded to the end. Documents are looked into. A request that is too big is
refused before a byte of it is read.
"""

import zipfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from chitalishte import papers

BEGINNING = 4096  # bytes looked at in text files
# What a browser would take for a page or a script, whatever the name of the file.
LOOKS_LIKE_A_PAGE = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<?php",
)
OFFICE = {
    ".docx": "word/",
    ".xlsx": "xl/",
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
# How pictures and recordings are told apart from what only has their name.
FAMILIES = {
    "picture": (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp"),
    "sound": (".mp3", ".ogg", ".wav", ".flac", ".m4a"),
}
MOST_PARTS = 20_000  # files inside an office file
FORM = 1024 * 1024  # bytes a stranger may send: a report of a mistake is a few kilobytes
AROUND_A_FILE = 1024 * 1024  # the other fields of an editor's form


def check_document(file):
    """Raise ValidationError, with a sentence for the editor, unless the file is what its name says.

    file   an uploaded file: seekable, with .name and .size; its position is put back to the start
    """
    extension = Path(file.name).suffix.lower()
    largest = settings.DOCUMENT_UPLOAD_MAX_SIZE
    if file.size > largest:
        raise ValidationError(
            _("“%(name)s” is %(size)s; at most %(largest)s can be uploaded here.")
            % {
                "name": file.name,
                "size": filesizeformat(file.size),
                "largest": filesizeformat(largest),
            }
        )
    file.seek(0)
    try:
        if extension == ".pdf":
            good = file.read(5) == b"%PDF-"
        elif extension in OFFICE:
            good = _is_office_file(file, OFFICE[extension])
        elif any(extension in known for known in FAMILIES.values()):
            kind = papers.kind_of_bytes(file.read(BEGINNING))
            good = kind is not None and extension in FAMILIES.get(kind.family, ())
        else:
            good = _is_text(file.read(BEGINNING))
    finally:
        file.seek(0)
    if not good:
        raise ValidationError(
            _(
                "“%(name)s” is not what its name says: its content is not a %(kind)s file. "
                "Open it in the program it comes from and save it again as %(kind)s."
            )
            % {"name": file.name, "kind": extension.lstrip(".").upper()}
        )


def _is_text(beginning):
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16, as Excel saves "Unicode text"
        return True
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return b"\0" not in beginning and not start.startswith(LOOKS_LIKE_A_PAGE)


def _is_office_file(file, mark):
    """Tell whether a ZIP holds the parts of its kind and no macros. Nothing large is unpacked."""
    if file.read(4) != b"PK\x03\x04":  # a ZIP with something else before it is a polyglot
        return False
    try:
        with zipfile.ZipFile(file) as parts:
            names = parts.namelist()
            if len(names) > MOST_PARTS or any(n.lower().endswith("vbaproject.bin") for n in names):
                return False
            if isinstance(mark, str):
                return "[Content_Types].xml" in names and any(n.startswith(mark) for n in names)
            if "mimetype" not in names or parts.getinfo("mimetype").file_size > len(mark):
                return False
            return parts.read("mimetype") == mark
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        return False


class DocumentForm(BaseDocumentForm):
    """Wagtail's form of a document, with the look inside."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            check_document(file)
        return file

    def _post_clean(self):
        """Let what stands stay: a page the portal saved has an ending that nobody may upload."""
        super()._post_clean()
        if self.instance.pk and "file" not in self.changed_data:
            self._errors.pop("file", None)


class PictureField(WagtailImageField):
    """A picture that can be drawn to its last line."""

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is not None:
                file.seek(0)
                with Image.open(file) as picture:
                    picture.load()
        except ValidationError:
            raise
        except Exception as error:  # Pillow's decoders raise whatever a broken file provokes
            raise ValidationError(
                _(
                    "“%(name)s” is damaged: it cannot be drawn to the end. "
                    "Open it in a program for pictures and save it again."
                )
                % {"name": data.name},
                code="invalid_image",
            ) from error
        if file is not None:
            file.seek(0)
        return file


class PictureForm(BaseImageForm):
    """Wagtail's form of a picture, with the look to the end."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(
                required=field.required, label=field.label, widget=field.widget
            )


class UploadSizeMiddleware:
    """Refuse a body that is too big by its declared length, before it fills the disk.

    Django reads a whole body to find the CSRF token, also for strangers; so strangers get a form's
    worth, and only a browser with a session, on the editors' side, a file's worth.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > self._most(request):
            return HttpResponse(
                _("This is larger than can be sent here."), status=413, content_type="text/plain"
            )
        return self.get_response(request)

    @staticmethod
    def _most(request):
        is_editor = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not is_editor or not request.path.startswith("/admin/"):
            return FORM
        return AROUND_A_FILE + max(
            settings.DOCUMENT_UPLOAD_MAX_SIZE,
            settings.TABLE_UPLOAD_MAX_SIZE,
            settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE,
        )
