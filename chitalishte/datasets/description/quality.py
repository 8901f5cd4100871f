"""In words: what is good about the description of a dataset, what is missing, what to do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte.datasets.models import Column, Dataset
from chitalishte.records.language import current

from .meaning import licence_address, meanings

NUMBERS = ("integer", "decimal")
NAMED = 3  # columns that a sentence names
OFTEN_MISSING = 20  # percent of empty cells from which it is said


@dataclass(frozen=True)
class Point:
    """words: for readers; advice: what an editor does about it, "" when it is good."""

    is_good: bool
    words: str
    advice: str = ""


def points(dataset, version):
    """Return what there is to say of a version, the good first, in the language of the page."""
    columns = [each for each in meanings(dataset, version) if each.role != Column.Role.HIDDEN]
    found = [
        _meanings(columns),
        _units(columns),
        _key(columns),
        _filled(columns, version.row_count),
        _english(dataset, columns),
        _sources(dataset),
        _method(dataset),
        _period(dataset),
        _frequency(dataset),
        _licence(dataset),
        _contact(dataset),
    ]
    return sorted((point for point in found if point), key=lambda point: not point.is_good)


def _labels(columns):
    """Return the names of the first columns of a list, for a sentence."""
    language = current()
    names = [column.labels.get(language) or column.label for column in columns[:NAMED]]
    return ", ".join(_("“%(name)s”") % {"name": name} for name in names) + (
        "…" if len(columns) > NAMED else ""
    )


def _meanings(columns):
    lacking = [column for column in columns if not column.descriptions]
    if not lacking:
        return Point(True, _("Every column says what it means."))
    words = ngettext(
        "The meaning of %(count)s column is not written: %(names)s.",
        "The meaning of %(count)s columns is not written: %(names)s.",
        len(lacking),
    )
    return Point(
        False,
        words % {"count": len(lacking), "names": _labels(lacking)},
        _("Write the meaning under “Columns”."),
    )


def _units(columns):
    numbers = [
        column for column in columns if column.type in NUMBERS and column.role != Column.Role.YEAR
    ]
    lacking = [column for column in numbers if not column.unit]
    if not numbers:
        return None
    if not lacking:
        return Point(True, _("Every number has its unit."))
    words = ngettext(
        "%(count)s column of numbers has no unit: %(names)s.",
        "%(count)s columns of numbers have no unit: %(names)s.",
        len(lacking),
    )
    return Point(
        False,
        words % {"count": len(lacking), "names": _labels(lacking)},
        _("Write the unit under “Columns”, also when it is “number” or “people”."),
    )


def _key(columns):
    if key := [column for column in columns if column.is_key]:
        return Point(True, _("Rows are known by their key: %(names)s.") % {"names": _labels(key)})
    if unique := [column for column in columns if column.is_unique and not column.missing]:
        words = _("Every row has its own value of %(names)s.")
        return Point(True, words % {"names": _labels(unique[:1])})
    return Point(
        False,
        _("No column is known to tell one row from another."),
        _("Tick “key” at the columns that do; then versions can be compared row by row."),
    )


def _filled(columns, rows):
    cells = rows * len(columns)
    if not cells:
        return None
    missing = sum(column.missing for column in columns)
    if not missing:
        return Point(True, _("No cell is empty."))
    share = 100 * missing / cells
    percent = "<1" if share < 1 else f"{share:.0f}"
    words = _("%(share)s%% of the cells are empty.") % {"share": percent}
    if share < OFTEN_MISSING:
        return Point(True, words)
    advice = _("Say under “Method” why values are missing.")
    return Point(False, words, advice)


def _english(dataset, columns):
    lacking = [column for column in columns if "en" not in column.labels]
    if dataset.title_en and dataset.summary_en and not lacking:
        return Point(True, _("Described in Bulgarian and in English."))
    return Point(
        False,
        _("The English description is not complete."),
        _("Write the title, the summary and the names of the columns in English too."),
    )


def _sources(dataset):
    count = len(dataset.sources)
    if not count:
        return Point(False, _("No source is named."), _("Name at least one source."))
    words = ngettext("%(count)s source is named.", "%(count)s sources are named.", count)
    return Point(True, words % {"count": count})


def _method(dataset):
    if dataset.method:
        return Point(True, _("It is written how the data were made."))
    return Point(
        False,
        _("It is not written how the data were made."),
        _("Write under “Method” who counted what, by which rule, and what is left out."),
    )


def _period(dataset):
    if dataset.temporal_start:
        return Point(True, _("The period of the data is given."))
    return Point(False, _("The period of the data is not given."), _("Fill in “from” and “to”."))


def _frequency(dataset):
    if dataset.accrual_periodicity != Dataset.Frequency.UNKNOWN:
        return Point(True, _("It is known how often new data come."))
    return Point(
        False, _("It is not known how often new data come."), _("Choose it under “updated”.")
    )


def _licence(dataset):
    if licence_address(dataset):
        return Point(True, _("Everybody may use the data under an open licence."))
    return Point(False, _("There is no licence."), _("Choose a licence."))


def _contact(dataset):
    if dataset.contact_name:
        return Point(True, _("Somebody answers questions about the data."))
    return Point(
        False,
        _("Nobody is named who answers questions about the data."),
        _("Fill in “contact”."),
    )
