"""The page where a reader asks all published tables at once."""

from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chitalishte.records import crumbs
from chitalishte.tables import sandbox

from . import onscreen
from .sqlquery import ask, published, table_name

SHOWN = 500  # rows on the page; the file has all
REFUSALS = {
    "not_one_select": gettext_noop("Ask with exactly one SELECT."),
    "too_slow": gettext_noop(
        "The question took too long and was stopped. Ask for less, or filter first."
    ),
    "too_large": gettext_noop("The question needs too much memory and was stopped. Ask for less."),
    "busy": gettext_noop("Too many people ask at once. Try again in a moment."),
    "too_long": gettext_noop("The question is too long."),
    "too_many_tables": gettext_noop("The question names too many tables."),
}


@never_cache
@require_safe
def query_page(request):
    """?sql= is the question, so the address is the history and can be shared."""
    sql = request.GET.get("sql", "").strip()
    answer, refusal, detail = None, "", ""
    if sql:
        try:
            answer = ask(sql)
        except sandbox.SqlError as error:
            refusal, detail = refusal_words(error)
    tables = [
        {
            "name": table_name(dataset),
            "dataset": dataset,
            "columns": dataset.current_version.stored.columns,
        }
        for dataset in published()
    ]
    context = {
        "sql": sql,
        "answer": answer,
        "header": [{"label": each["name"]} for each in answer.columns] if answer else [],
        "rows": [[_cell(cell) for cell in row] for row in answer.rows[:SHOWN]] if answer else [],
        "is_cut": answer is not None and len(answer.rows) > SHOWN,
        "most": sandbox.ROWS,
        "seconds": sandbox.SECONDS,
        "refusal": refusal,
        "detail": detail,
        "tables": tables,
        "words": [
            {"table": each["name"], "columns": [column.name for column in each["columns"]]}
            for each in tables
        ],
        "actions": onscreen.offered_of_answer(sql, answer.columns) if answer else [],
        "keep_url": _keep_url(request.user, sql) if answer else "",
        "examples": _examples(tables),
        "as_csv": "/api/v1/sql?" + urlencode({"sql": sql, "_format": "csv"}),
        "as_json": "/api/v1/sql?" + urlencode({"sql": sql}),
        "crumbs": [crumbs.home()],
        "canonical_url": settings.BASE_URL + request.path,
    }
    return render(request, "datasets/sql.html", context)


def _keep_url(user, sql):
    """Return where an editor makes a dataset of the answer; "" for readers."""
    if not user.has_perm("datasets.add_dataset"):
        return ""
    return reverse("dataset_derive") + "?" + urlencode({"sql": sql})


def refusal_words(error):
    """Return (a sentence, what DuckDB said or "") of a sandbox.SqlError."""
    if error.code in REFUSALS:
        return _(REFUSALS[error.code]), ""
    return _("SQL was not understood."), str(error)


def _cell(value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value


def _examples(tables):
    """Return [{label, sql, url}] that work on the tables that are here."""
    found = []
    if tables:
        first = tables[0]["name"]
        found.append((_("The first rows of a table"), f"SELECT * FROM {first} LIMIT 20"))  # noqa: S608
        found.append((_("How many rows a table has"), f"SELECT count(*) AS n FROM {first}"))  # noqa: S608
    joined = _joined(tables)
    if joined:
        found.append((_("Two tables joined by a column they share"), joined))
    return [
        {"label": label, "sql": sql, "url": "?" + urlencode({"sql": sql})} for label, sql in found
    ]


def _joined(tables):
    for one in tables:
        keys = {column.name for column in one["columns"] if column.code_system}
        for other in tables:
            shared = keys & {column.name for column in other["columns"] if column.code_system}
            if other is not one and shared:
                key = sorted(shared)[0]
                return f"SELECT * FROM {one['name']} JOIN {other['name']} USING ({key}) LIMIT 20"  # noqa: S608
    return ""
