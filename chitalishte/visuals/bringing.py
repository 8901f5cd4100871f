"""A file of borders becomes a geography: looked at, its columns chosen, drawn at three levels."""

import json
import secrets
import time
from dataclasses import dataclass

import shapely
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chitalishte import text
from chitalishte.drawing.incoming import MOST_BYTES, IncomingError, read_apart
from chitalishte.drawing.ownplaces import build_levels, in_degrees

from .models import Detail, OwnGeography

KEPT = 24 * 3600  # seconds a file waits for the choice of its columns
MOST_TOLD = 200  # problems kept with a geography
SENTENCES = {
    "too_large": gettext_lazy("The file is larger than %(most)s MB. Simplify the borders first."),
    "unknown_kind": gettext_lazy(
        "This is no file of borders we can read. Bring GeoJSON, TopoJSON, GeoPackage, a zipped "
        "Shapefile or KML."
    ),
    "broken_archive": gettext_lazy("The archive cannot be opened. Pack it anew as a zip."),
    "archive_too_large": gettext_lazy("There is too much in the archive. Pack only one Shapefile."),
    "shapefile_part": gettext_lazy("The Shapefile is not whole: %(missing)s is missing."),
    "archive_content": gettext_lazy("The archive must hold exactly one Shapefile or one KML."),
    "no_layer": gettext_lazy("There is no layer in the file."),
    "no_places": gettext_lazy("There is no place in the file."),
    "too_many": gettext_lazy("There are more than %(most)s places in the file."),
    "too_many_points": gettext_lazy(
        "The borders have more than %(most)s points. Simplify them first."
    ),
    "unreadable": gettext_lazy("The file cannot be read: %(words)s"),
    "not_degrees": gettext_lazy(
        "The file does not say its projection, and its numbers are no degrees. "
        "Save it in WGS 84 (EPSG:4326)."
    ),
    "took_too_long": gettext_lazy("Reading took more than %(seconds)s seconds and was ended."),
    "broke_off": gettext_lazy("Reading broke off: the file asks for too much or is damaged."),
}
TROUBLES = {
    "no_shape": gettext_lazy("has no borders and is left out"),
    "not_area": gettext_lazy("is no area (%(words)s) and is left out"),
    "crossing": gettext_lazy("crosses itself and was repaired: %(words)s"),
    "empty": gettext_lazy("has nothing left after the repair and is left out"),
    "no_key": gettext_lazy("has no code and is left out"),
    "doubled": gettext_lazy("has a code that came before; both are one place now: %(words)s"),
    "no_name": gettext_lazy("has no name; its code is shown"),
}
NOTES = {
    "reprojected": gettext_lazy("The borders were in another projection and are in WGS 84 now."),
    "assumed_degrees": gettext_lazy("The file does not say its projection; degrees were assumed."),
    "swapped": gettext_lazy("Latitude stood before longitude; they were exchanged."),
}


def sentence(error):
    """Return what an IncomingError says to the person who brought the file."""
    return str(SENTENCES[error.code]) % error.params


@dataclass(frozen=True)
class Waiting:
    """A file that was read and waits for the choice of its columns."""

    token: str
    name: str  # of the file
    incoming: object  # drawing.incoming.Incoming

    def samples(self):
        """Return [{column, values, is_unique, filled}] so that a person can choose."""
        found = []
        for column in self.incoming.columns:
            values = [row.get(column) for row in self.incoming.rows]
            given = [str(value) for value in values if value not in (None, "")]
            found.append(
                {
                    "column": column,
                    "values": list(dict.fromkeys(given))[:4],
                    "is_unique": len(set(given)) == len(values) > 0,
                    "filled": len(given),
                }
            )
        return found

    def suggested_key(self):
        """Return the likeliest column of codes: every place has one, and they are short."""
        unique = [one for one in self.samples() if one["is_unique"]]
        by_length = sorted(unique, key=lambda one: max(map(len, one["values"]), default=99))
        return by_length[0]["column"] if by_length else ""

    def suggested_name(self):
        """Return the likeliest column of names: letters, mostly Cyrillic ones."""

        def letters(one):
            words = "".join(one["values"])
            if words.startswith("["):  # a list of other places is no name
                return (0, 0)
            cyrillic = sum("а" <= letter.lower() <= "я" for letter in words)
            return (cyrillic, sum(letter.isalpha() for letter in words))

        named = [one for one in self.samples() if one["column"] != self.suggested_key()]
        best = max(named, key=letters, default=None)
        return best["column"] if best and letters(best)[1] > 3 else ""


def folder():
    path = settings.VAR / "geography" / "incoming"
    path.mkdir(parents=True, exist_ok=True)
    return path


def receive(chunks, name):
    """Keep a file and return the token under which it waits; IncomingError when too large."""
    for old in folder().iterdir():
        if time.time() - old.stat().st_mtime > KEPT:
            old.unlink(missing_ok=True)
    token = secrets.token_hex(12)
    path = folder() / token
    size = 0
    with path.open("wb") as file:
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_BYTES:
                file.close()
                path.unlink()
                raise IncomingError("too_large", most=MOST_BYTES // 1_000_000)
            file.write(chunk)
    path.with_suffix(".name").write_text(name[:300], encoding="utf-8")
    return token


def waiting(token):
    """Return the Waiting of a token. Raises IncomingError; FileNotFoundError when it is gone."""
    if not token.isalnum():
        raise FileNotFoundError(token)
    path = folder() / token
    name = path.with_suffix(".name").read_text(encoding="utf-8")
    return Waiting(token, name, read_apart(path))


def forget(token):
    if token.isalnum():
        (folder() / token).unlink(missing_ok=True)
        (folder() / token).with_suffix(".name").unlink(missing_ok=True)


@dataclass(frozen=True)
class Chosen:
    """Places by their codes, and what was wrong with which."""

    shapes: dict  # code → polygons in degrees
    names: dict  # code → {"bg", "en", "also"}
    problems: list  # sentences


def choose(incoming, *, key, name, name_en="", table=()):
    """Make places of features by the columns a person chose.

    table  rows of a list of names: [code, name, other codes…], where the file has no names
    """
    listed = {str(row[0]).strip().casefold(): [str(cell) for cell in row[1:]] for row in table}
    told = [(one.feature, one.code, one.words) for one in incoming.troubles]
    parts, names = {}, {}
    aliases = _aliases(incoming, {key, name, name_en})
    for number, (shape, row) in enumerate(
        zip(incoming.shapes, incoming.rows, strict=True), start=1
    ):
        if shape is None:
            continue
        code = str(row.get(key) if row.get(key) is not None else "").strip()
        if not code:
            told.append((number, "no_key", ""))
            continue
        if code in parts:
            told.append((number, "doubled", code))
        parts.setdefault(code, []).append(shape)
        extra = listed.get(code.casefold(), [])
        found = str(row.get(name) or "").strip() or (extra[0] if extra else "")
        if not found:
            told.append((number, "no_name", code))
        also = [str(row[column]) for column in aliases if row.get(column) not in (None, "")]
        names.setdefault(
            code,
            {
                "bg": found or code,
                "en": str(row.get(name_en) or "").strip() or text.transliterate(found or code),
                "also": also + extra[1:],
            },
        )
    shapes = {code: _joined(found) for code, found in parts.items()}
    return Chosen(shapes, names, _in_words(incoming, sorted(told)))


def _joined(shapes):
    return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)


def _aliases(incoming, chosen):
    """Return the columns whose values tell places apart: other systems of codes."""
    found = []
    for column in incoming.columns:
        values = [row.get(column) for row in incoming.rows if row.get(column) not in (None, "")]
        is_short = all(isinstance(value, str | int) and len(str(value)) < 40 for value in values)
        if column not in chosen and values and is_short and len(set(values)) == len(values):
            found.append(column)
    return found


def _in_words(incoming, told):
    words = [str(NOTES[note]) for note in incoming.notes]
    for number, code, extra in told[:MOST_TOLD]:
        said = str(TROUBLES[code]) % {"words": extra}
        words.append(_("Place %(number)s %(trouble)s.") % {"number": number, "trouble": said})
    if len(told) > MOST_TOLD:
        words.append(_("and %(count)s more") % {"count": len(told) - MOST_TOLD})
    return words


@transaction.atomic
def keep(identifier, chosen, *, title_bg, title_en, source):
    """Store the places as a geography; one of the same identifier becomes its former version.

    Raises ValueError when there is nothing to draw; what was there then stays.
    """
    levels = build_levels(identifier, chosen.shapes, source)
    before = OwnGeography.objects.filter(identifier=identifier)
    last = before.order_by("number").values_list("number", flat=True).last() or 0
    before.current().update(replaced_at=timezone.now())
    record = OwnGeography.objects.create(
        identifier=identifier,
        number=last + 1,
        title_bg=title_bg,
        title_en=title_en,
        source=source,
        names=chosen.names,
        problems=chosen.problems,
        place_count=len(chosen.shapes),
    )
    drawings = {level: geography.to_json() for level, geography in levels.items()}
    drawings["lonlat"] = json.dumps(in_degrees(chosen.shapes))
    Detail.objects.bulk_create(
        Detail(geography=record, level=level, drawing=drawing)
        for level, drawing in drawings.items()
    )
    return record
