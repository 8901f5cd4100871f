"""From an understood file to a version of the dataset's table, all or nothing."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from chitalishte import tables
from chitalishte.datasets.loading import add_version
from chitalishte.datasets.models import Column, Intake, Origin
from chitalishte.tables import store
from chitalishte.tables.merging import Merged, MergeError

# what the naming screen asks of each column, and its most letters
MEANINGS = {
    "label_bg": 200, "label_en": 200, "description_bg": 5000, "description_en": 5000, "unit": 40,
}  # fmt: skip


def finish(understanding, meanings, *, reason, publish, by):
    """Store the version, keep the meanings of its columns, save the dataset as a draft or publish.

    meanings  {name of a column: {a name of MEANINGS: text}}
    reason    for the public history

    Returns the version. Raises ValidationError when the file cannot be joined to the table or
    the dataset cannot be published as it is; then nothing has changed.
    """
    intake = understanding.intake
    stored = _store(understanding)
    with transaction.atomic():
        dataset = intake.dataset.get_latest_revision_as_object()
        version = add_version(
            dataset,
            stored,
            name=intake.file_name,
            by=by,
            report=tables.report(understanding.reading),
        )
        if not version.reason_bg and reason:
            version.reason_bg = reason
            version.save(update_fields=["reason_bg"])
        dataset.current_version = version
        dataset.columns = _columns(dataset, stored.columns, meanings, intake.key)
        dataset.change_note = reason
        revision = dataset.save_revision(user=by, log_action=True)
        if publish:
            revision.publish(user=by)
        if intake.is_fetched:  # it does not wait any more
            Origin.objects.filter(dataset=intake.dataset).update(problem_code="", problem_params={})
        intake.version = version
        intake.save(update_fields=["version", "personal_reason"])
        transaction.on_commit(lambda: intake.path.unlink(missing_ok=True))
    return version


def _store(understanding):
    intake, table = understanding.intake, understanding.table
    meta = {"file": intake.file_name}
    current = intake.dataset.current_version
    if intake.mode == Intake.Mode.REPLACE or current is None:
        return store.write(table, settings.TABLES_ROOT, meta=meta)
    key = tuple(intake.key) if intake.mode == Intake.Mode.UPDATE else ()
    try:
        merged = Merged(current.stored, table, key)
        return store.write(merged, settings.TABLES_ROOT, meta=meta)
    except MergeError as error:
        names = ", ".join(error.names)
        if error.reason == "columns":
            sentence = _(
                "The columns of the file are not those of the table: %(names)s. Correct the file, "
                "or let it replace the whole table. Nothing was changed."
            )
        else:
            sentence = _(
                "The key %(names)s must be filled and different in every row, but “%(value)s” is "
                "not. Choose another key or correct the file. Nothing was changed."
            )
        raise ValidationError(sentence % {"names": names, "value": error.value}) from error


def _columns(dataset, stored, meanings, key):
    """Return the data dictionary with what was written, in the order of the table."""
    known = {column.name: column for column in dataset.columns.all()}
    found = []
    for position, each in enumerate(stored):
        column = known.pop(each.name, None) or known.pop(each.label, None)
        column = column or Column(name=each.name, label_bg=each.label[:200], role=_role(each))
        for name in MEANINGS:
            value = meanings.get(each.name, {}).get(name)
            if value is not None:
                setattr(column, name, value)
        column.unit = column.unit or (each.unit or "")[: _most("unit")]
        column.code_system = column.code_system or (each.code_system or "")
        column.is_key = each.name in key if key else column.is_key
        column.position = position
        found.append(column)
    return found


def _most(field):
    return Column._meta.get_field(field).max_length


def _role(column):
    if column.type == "year":
        return Column.Role.YEAR
    if column.code_system in ("iso-3166-1-alpha-2", "eurostat-geo", "nuts", "lau", "ekatte"):
        return Column.Role.PLACE
    if column.type in ("integer", "decimal"):
        return Column.Role.NUMBER
    return Column.Role.VALUE
