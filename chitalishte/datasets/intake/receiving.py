"""Bytes of a file as they come: at once, or in pieces that may break off and go on."""

import csv
import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from chitalishte.datasets.models import Intake
from chitalishte.records.uploads import check_size

PIECE = 4 * 1024 * 1024  # bytes a browser sends at once
PASTED = 2_000_000  # letters


class Misplaced(Exception):
    """A piece that does not begin where the last one ended; `offset` is where to go on."""

    def __init__(self, offset):
        self.offset = offset
        super().__init__(str(offset))


def begin(dataset, *, name, size, by):
    """Return a new intake that waits for its bytes; corrections are those of the last file."""
    check_size(_Sized(size))
    intake = continued(dataset, name=name, size=size, by=by)
    intake.save()
    intake.path.touch()
    return intake


def continued(dataset, *, name, size, by):
    """Return an intake, not saved yet, that begins where the last finished one ended."""
    last = dataset.intakes.finished().first()
    return Intake(
        dataset=dataset,
        file_name=name[:300],
        byte_size=size,
        created_by=by,
        recipe=last.recipe if last else {},
        mode=last.mode if last else Intake.Mode.REPLACE,
        key=last.key if last else [],
        table_index=last.table_index if last else 0,
    )


class _Sized:
    def __init__(self, size):
        self.size = size


def take_piece(intake, offset, piece):
    """Write a piece after what is there. Raises Misplaced, and ValidationError for too much."""
    if offset != intake.received:
        raise Misplaced(intake.received)
    if offset + len(piece) > intake.byte_size:
        raise ValidationError(_("More came than the file has. Choose the file again."))
    with intake.path.open("ab") as file:
        file.write(piece)
    return intake.received


def take_upload(dataset, upload, *, by):
    """Return the intake of a file that came in one request."""
    intake = begin(dataset, name=upload.name, size=upload.size, by=by)
    with intake.path.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    return intake


def take_paste(dataset, text, *, by):
    """Return the intake of cells copied out of a spreadsheet: lines, parted by tabs."""
    if not text.strip():
        raise ValidationError(_("Nothing was pasted. Copy the cells in your spreadsheet first."))
    if len(text) > PASTED:
        raise ValidationError(_("This is too much to paste. Save it as a file and bring that."))
    out = io.StringIO(newline="")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    csv.writer(out, delimiter="\t").writerows(rows)
    content = out.getvalue().encode("utf-8")
    intake = begin(dataset, name=_("pasted cells") + ".tsv", size=len(content), by=by)
    intake.path.write_bytes(content)
    return intake
