"""A data dictionary from a spreadsheet: what every column and every code means.

One row a column; a row with a `value` describes that value of the column's closed list. Headers:
column, value, label_bg, label_en, description_bg, description_en, role, language, unit,
code_system, key (yes where the column tells one row from another).
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from chitalishte import tables

from .models import Code, Column

HEADERS = (
    "column",
    "value",
    "label_bg",
    "label_en",
    "description_bg",
    "description_en",
    "role",
    "language",
    "unit",
    "code_system",
    "key",
)
YES = {"1", "yes", "true", "да", "x", "х"}


def read_dictionary(path, *, name=None):
    """Return (columns, codes), unsaved, of a dictionary file.

    Raises ValidationError naming file, row and column of everything that is wrong, and
    tables.TableError when the file cannot be read.
    """
    sheet = tables.sheets(path, name=name).sheets[0]
    header = [str(cell or "").strip() for cell in sheet.rows[0]]
    if missing := [wanted for wanted in ("column", "label_bg") if wanted not in header]:
        raise ValidationError(
            _("%(file)s, row 1: the column “%(column)s” is missing. Nothing was changed.")
            % {"file": name or path, "column": missing[0]}
        )
    columns, codes, problems = [], [], []
    for number, cells in enumerate(sheet.rows[1:], start=2):
        row = {
            title: "" if cell is None else str(cell).strip()
            for title, cell in zip(header, cells, strict=False)
            if title in HEADERS
        }
        if not any(row.values()):
            continue
        thing = _thing(row, len(columns) + len(codes))
        (codes if isinstance(thing, Code) else columns).append(thing)
        try:
            thing.full_clean(exclude=["dataset"])
        except ValidationError as error:
            problems += [
                _("%(file)s, row %(row)s, %(column)s: %(message)s")
                % {"file": name or path, "row": number, "column": field, "message": " ".join(said)}
                for field, said in error.message_dict.items()
            ]
    if problems:
        raise ValidationError(problems)
    return columns, codes


def _thing(row, position):
    common = {
        name: row.get(name, "")
        for name in ("label_bg", "label_en", "description_bg", "description_en")
    }
    if row.get("value"):
        return Code(column=row["column"], value=row["value"], position=position, **common)
    return Column(
        name=row["column"],
        role=row.get("role") or Column.Role.VALUE,
        language=row.get("language", ""),
        unit=row.get("unit", ""),
        code_system=row.get("code_system", ""),
        is_key=row.get("key", "").casefold() in YES,
        position=position,
        **common,
    )
