"""`datastore_search` of CKAN 2.12 as a question to a stored version."""

import csv
import io
import json
from urllib.parse import urlencode

from chitalishte.tables import query
from chitalishte.tables.query import Filter, Question, Sort

MOST = 32_000
FORMATS = ("objects", "lists", "csv", "tsv")
TYPES = {
    "integer": "int", "year": "int", "decimal": "numeric", "boolean": "bool", "date": "date",
    "timestamp": "timestamp", "time": "time",
}  # fmt: skip
OPERATIONS = {"eq": "exact", "lt": "lt", "lte": "lte", "gt": "gt", "gte": "gte"}
# every parameter there is; those with False are taken and change nothing here
KNOWN = {
    "resource_id": True, "id": True, "filters": True, "q": True, "fields": True, "sort": True,
    "limit": True, "offset": True, "include_total": True, "records_format": True,
    "distinct": True, "plain": False, "language": False, "full_text": False,
    "total_estimation_threshold": False, "include_next_page": False,
}  # fmt: skip


class InvalidError(Exception):
    """fields: {name of a parameter: [what is wrong with it]}"""

    def __init__(self, fields):
        super().__init__(str(fields))
        self.fields = fields


def search(dataset, resource_id, sent):
    """Return CKAN's answer. Raises InvalidError, query.QueryError."""
    stored = dataset.current_version.stored
    limit, offset = _number(sent, "limit", 100, MOST), _number(sent, "offset", 0, 10**12)
    form = _choice(sent, "records_format", FORMATS)
    names = _names(sent.get("fields"))
    question = Question(
        filters=_filters(sent), words=_words(sent), sort=_sort(sent.get("sort")), limit=limit,
        offset=offset,
    )  # fmt: skip
    chosen = tuple(name for name in names if name != "_id")
    if _is_true(sent, "distinct", False):
        question = question.changed(group=chosen or tuple(c.name for c in stored.columns))
        page = query.answer(stored, question)
        columns, rows = page.columns[:-1], [row[:-1] for row in page.rows]
        has_id = False
    else:
        page = query.answer(stored, question.changed(select=chosen))
        columns, rows = page.columns, page.rows
        has_id = not names or "_id" in names
    if has_id:
        numbers = query.numbers(stored, question)
        rows = [(number, *row) for number, row in zip(numbers, rows, strict=True)]
    fields = [{"id": "_id", "type": "int"}] * has_id + [_field(column) for column in columns]
    found = {
        "resource_id": resource_id,
        "include_total": _is_true(sent, "include_total", True),
        "limit": limit,
        "offset": offset,
        "records_format": form,
        "fields": fields,
        "records": _records(form, [field["id"] for field in fields], rows),
        "_links": _links(resource_id, sent, limit, offset),
    }
    if found["include_total"]:
        found |= {"total": page.total, "total_was_estimated": False}
    return found


def _field(column):
    return {
        "id": column.name,
        "type": TYPES.get(column.type, "text"),
        "info": {"label": column.label, "notes": ""},
    }


def _records(form, names, rows):
    if form == "objects":
        return [dict(zip(names, row, strict=True)) for row in rows]
    if form == "lists":
        return [list(row) for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t" if form == "tsv" else ",").writerows(rows)
    return out.getvalue()


def _filters(sent):
    found = []
    wanted = _object(sent, "filters")
    for column, value in wanted.items():
        if isinstance(value, dict):
            for op, border in value.items():
                if op not in OPERATIONS:
                    raise InvalidError({"filters": [f"Operations are: {', '.join(OPERATIONS)}"]})
                found.append(Filter(column, OPERATIONS[op], border))
        elif value is None:
            found.append(Filter(column, "isnull", True))
        else:
            found.append(Filter(column, "eq", value if isinstance(value, list) else [value]))
    if isinstance(q := _q(sent), dict):
        found += [Filter(column, "contains", str(words)) for column, words in q.items()]
    return tuple(found)


def _q(sent):
    q = sent.get("q") or ""
    if isinstance(q, str) and q.lstrip().startswith("{"):
        try:
            return json.loads(q)
        except ValueError:
            return q
    return q


def _words(sent):
    q = _q(sent)
    return "" if isinstance(q, dict) else str(q).replace(":*", "")


def _object(sent, name):
    value = sent.get(name) or {}
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            value = None
    if not isinstance(value, dict):
        raise InvalidError({name: ["Not a JSON object"]})
    return value


def _names(value):
    if isinstance(value, str):
        value = value.split(",")
    return [name.strip() for name in value or [] if name.strip()]


def _sort(value):
    """Read "a, b desc nulls last"; rows without a value come last here in any case."""
    found = []
    for part in _names(value):
        name, *words = part.replace('"', "").split()
        direction = [word.lower() for word in words]
        if direction[:1] not in ([], ["asc"], ["desc"], ["nulls"]):
            raise InvalidError({"sort": [f"{part!r}: write a column, then asc or desc"]})
        if name != "_id":
            found.append(Sort(name, direction[:1] == ["desc"]))
    return tuple(found)


def _number(sent, name, otherwise, most):
    value = str(sent.get(name, otherwise))
    if not (value.isascii() and value.isdecimal()):
        raise InvalidError({name: ["Invalid integer"]})
    return min(int(value), most)


def _choice(sent, name, allowed):
    value = sent.get(name, allowed[0])
    if value not in allowed:
        raise InvalidError({name: [f"One of {', '.join(allowed)}"]})
    return value


def _is_true(sent, name, otherwise):
    return str(sent.get(name, otherwise)).lower() in ("true", "1", "yes", "t")


def _links(resource_id, sent, limit, offset):
    kept = {name: value for name, value in sent.items() if isinstance(value, str)}
    kept |= {"resource_id": resource_id, "limit": limit}
    base = "/api/3/action/datastore_search?"
    start = {name: value for name, value in kept.items() if name != "offset"}
    return {
        "start": base + urlencode(start),
        "next": base + urlencode(kept | {"offset": offset + limit}),
    }
