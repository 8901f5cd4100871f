"""What a version and its columns mean, in both languages, for every form of description."""

from dataclasses import dataclass, field

from django.conf import settings

from chitalishte.datasets.models import Column
from chitalishte.records.language import CODES
from chitalishte.records.provenance import LICENCE_TEXTS
from chitalishte.tables.checksums import checksum


@dataclass(frozen=True)
class Meaning:
    """labels, descriptions: by language, only those that are written; codes: of models.Code."""

    name: str
    type: str
    labels: dict[str, str]
    descriptions: dict[str, str]
    role: str
    unit: str
    code_system: str
    is_key: bool
    missing: int
    is_unique: bool
    codes: list = field(default_factory=list)

    @property
    def label(self):
        """Return the name in the first language that has one."""
        return next(iter(self.labels.values()), self.name)

    @property
    def description(self):
        return next(iter(self.descriptions.values()), "")

    @property
    def is_closed(self):
        """Tell whether the codes are all the values there may be, and not words for some."""
        return bool(self.codes) and self.role in (Column.Role.CATEGORY, Column.Role.CONFIDENCE)


def meanings(dataset, version):
    """Return the columns of a version in the order of its file."""
    known = {column.name: column for column in dataset.columns.all()}
    codes = {}
    for code in dataset.codes.all():
        codes.setdefault(code.column, []).append(code)
    found = []
    for stored in version.stored.columns:
        column = known.get(stored.name) or known.get(stored.label)
        labels = in_both(column, "label") if column else {}
        found.append(
            Meaning(
                name=stored.name,
                type=stored.type,
                labels=labels or {CODES[0]: stored.label},
                descriptions=in_both(column, "description") if column else {},
                role=column.role if column else Column.Role.VALUE,
                unit=(column.unit if column else "") or stored.unit or "",
                code_system=(column.code_system if column else "") or stored.code_system or "",
                is_key=bool(column and column.is_key),
                missing=stored.missing,
                is_unique=bool(stored.unique),
                codes=codes.get(stored.name) or codes.get(stored.label) or [],
            )
        )
    return found


def in_both(thing, name):
    """Return {language: text} of a bilingual field, without the empty ones."""
    return {code: text for code in CODES if (text := getattr(thing, f"{name}_{code}"))}


def identity(dataset):
    """Return the address that names the dataset in every catalogue."""
    return f"{settings.BASE_URL}/datasets/{dataset.identifier}"


def file_address(dataset, version, form):
    """Return where the bytes that `checksum` counted are given out; they never change."""
    tail = "?_raw=1" if form == "csv" else ""
    base = f"{settings.BASE_URL}/api/v1/datasets/{dataset.slug}"
    return f"{base}/{version.number}/rows.{form}{tail}"


def files(dataset, version):
    """Return {form: (address, Checksum)} of what the version is given out as."""
    return {
        form: (file_address(dataset, version, form), checksum(version.stored, form))
        for form in ("csv", "parquet")
    }


def licence_address(dataset):
    return LICENCE_TEXTS.get(dataset.licence, "")


def keywords(dataset):
    """Return the keywords of both languages, each once."""
    words = f"{dataset.keywords_bg},{dataset.keywords_en}".split(",")
    return list(dict.fromkeys(word.strip() for word in words if word.strip()))
