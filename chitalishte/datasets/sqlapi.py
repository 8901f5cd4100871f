"""`/api/v1/sql`: one SELECT over published tables, as JSON or CSV."""

import csv
import io

from django.http import HttpResponse

from chitalishte.records.answers import as_file
from chitalishte.tables import sandbox
from chitalishte.tables.export import disarmed

from .apianswers import ApiError, as_json, data_view, open_to_all
from .sqlquery import ask, paths

FORMATS = ("json", "csv")


@data_view("GET", "POST")
def sql(request):
    """Answer ?sql=; `_format` is json (by default) or csv. The limits stand in every answer."""
    sent = request.POST if request.method == "POST" else request.GET
    question, form = sent.get("sql", "").strip(), sent.get("_format", "json")
    if form not in FORMATS:
        raise ApiError("unknown_format", f"There is no format {form!r}.", allowed=FORMATS)
    if not question:
        raise ApiError("no_sql", "Write one SELECT in the parameter sql.", allowed=sorted(paths()))
    try:
        answer = ask(question)
    except sandbox.SqlError as error:
        status = 503 if error.code == "busy" else 400
        raise ApiError(error.code, str(error), status=status) from error
    response = _csv(answer) if form == "csv" else _json(answer)
    response["Cache-Control"] = "no-store"
    return response


def _json(answer):
    return as_json(
        {
            "ok": True,
            "columns": answer.columns,
            "rows": answer.rows,
            "truncated": answer.is_truncated,
            "limit": sandbox.ROWS,
            "seconds": sandbox.SECONDS,
            "tables": answer.tables,
        }
    )


def _csv(answer):
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column["name"] for column in answer.columns])
    writer.writerows(
        [disarmed(cell) if isinstance(cell, str) else cell for cell in row] for row in answer.rows
    )
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response = open_to_all(as_file(response, "query.csv"))
    response["X-Truncated"] = "1" if answer.is_truncated else "0"
    return response
