"""A question over published tables kept as a dataset of its own, with what it was made of."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte import text
from chitalishte.records.provenance import Licence
from chitalishte.tables import sandbox, store
from chitalishte.tables.derived import derived

from .loading import add_version, column_name
from .models import Code, Column, Dataset, Derivation
from .sqlquery import paths, published, table_name

ROWS = 100_000  # of a derived table
SECONDS = 30
MEANINGS = ("label_bg", "label_en", "description_bg", "description_en", "role", "language", "unit")


def ask(sql):
    """Return (sandbox.SqlAnswer, [dataset it was asked of]).

    Raises sandbox.SqlError, and ValidationError for an answer that cannot be a dataset.
    """
    answer = sandbox.ask(sql, paths(), settings.TABLES_ROOT, rows=ROWS, seconds=SECONDS)
    if answer.is_truncated:
        sentence = _("The answer has more than %(most)s rows. Filter or group it first.")
        raise ValidationError(sentence % {"most": text.number(ROWS, "bg")})
    if not answer.rows:
        raise ValidationError(_("The answer has no rows."))
    if not answer.tables:
        raise ValidationError(_("The question names no table of the portal."))
    named = set(answer.tables)
    return answer, [dataset for dataset in published() if table_name(dataset) in named]


@transaction.atomic
def create(sql, *, title_bg, title_en, by):
    """Return a new dataset, a draft, with the answer as its table.

    Themes, licence, publisher and the dictionary are taken from the datasets it was asked of;
    an editor looks them over before publishing.
    """
    answer, sources = ask(sql)
    first = sources[0]
    dataset = Dataset(
        identifier=f"derived-{uuid.uuid4().hex[:8]}",
        title_bg=title_bg,
        title_en=title_en,
        publisher=first.publisher,
        licence=_licence(sources),
        sources=_sources(sources),
        live=False,
    )
    dataset.slug = dataset.free_slug()
    dataset.save()
    _take(dataset, sql, answer, sources, by)
    dataset.themes.set({theme for source in sources for theme in source.themes.all()})
    dataset.save()
    dataset.save_revision(user=by, log_action=True)
    return dataset


@transaction.atomic
def renew(dataset, *, by):
    """Ask the question of a derived dataset again; return whether the answer is another one.

    Another answer becomes a new version in a draft. Raises as `ask` does.
    """
    sql = dataset.current_version.derivation.sql
    answer, sources = ask(sql)
    draft = dataset.get_latest_revision_as_object()
    before = draft.current_version_id
    _take(draft, sql, answer, sources, by)
    if draft.current_version_id == before:
        return False
    draft.change_note = _("The question was asked again.")
    draft.save_revision(user=by, log_action=True)
    return True


def _take(dataset, sql, answer, sources, by):
    versions = [source.current_version for source in sources]
    table = derived(answer, [version.stored.columns for version in versions], column_name)
    stored = store.write(table, settings.TABLES_ROOT, meta={"file": "SQL"})
    version = add_version(dataset, stored, name="SQL", by=by, report={})
    derivation, _is_new = Derivation.objects.get_or_create(version=version, defaults={"sql": sql})
    derivation.inputs.set(versions)
    dataset.current_version = version
    dataset.columns = _columns(dataset, table.columns, sources)
    dataset.codes = _codes(dataset, table.columns, sources)


def _columns(dataset, columns, sources):
    """Return the dictionary: what an editor wrote, else what the sources say of the same name."""
    written = {column.name: column for column in dataset.columns.all()}
    known = {column.name: column for source in reversed(sources) for column in source.columns.all()}
    found = []
    for position, each in enumerate(columns):
        column = written.get(each.name)
        if column is None:
            column = Column(name=each.name, label_bg=each.label[:200], role=_role(each))
            if source := known.get(each.name):
                for name in MEANINGS:
                    setattr(column, name, getattr(source, name))
        column.position = position
        found.append(column)
    return found


def _role(column):
    return Column.Role.NUMBER if column.type in ("integer", "decimal") else Column.Role.VALUE


def _codes(dataset, columns, sources):
    written = list(dataset.codes.all())
    if written:
        return written
    names = {column.name for column in columns}
    found = {}
    for source in reversed(sources):
        for code in source.codes.all():
            if code.column in names:
                found[code.column, code.value] = Code(
                    column=code.column, value=code.value, position=code.position,
                    label_bg=code.label_bg, label_en=code.label_en,
                    description_bg=code.description_bg, description_en=code.description_en,
                )  # fmt: skip
    return list(found.values())


def _licence(sources):
    """Return the licence all sources share; else the default, which an editor must look at."""
    licences = {source.licence for source in sources}
    return licences.pop() if len(licences) == 1 else Licence.CC_BY_4


def _sources(datasets):
    return [
        (
            "source",
            {
                "title": dataset.title_bg,
                "address": settings.BASE_URL + dataset.get_absolute_url("bg"),
                "publisher": dataset.publisher.name_bg,
                "read_on": None,
            },
        )
        for dataset in datasets
    ]


def lineage(version):
    """Return (sql, [version it was made of]) for a page, or None for a table from a file."""
    derivation = Derivation.objects.filter(version=version).first()
    if derivation is None:
        return None
    inputs = derivation.inputs.filter(dataset__in=Dataset.objects.public())
    return {"sql": derivation.sql, "inputs": list(inputs.select_related("dataset"))}


def made_of(dataset):
    """Return the public datasets whose current table was made of this one, any version of it."""
    return (
        Dataset.objects.public()
        .filter(current_version__derivation__inputs__dataset=dataset)
        .distinct()
    )


def rows_words(answer):
    return ngettext("%(n)s row", "%(n)s rows", len(answer.rows)) % {"n": len(answer.rows)}
