"""Problems of files, said in the editor's language."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def problem_sentence(problem):
    """Return a tables.Problem as one sentence that names file, sheet, row, column and value."""
    place = [problem.file]
    if problem.sheet:
        place.append(_("sheet %(sheet)s") % {"sheet": problem.sheet})
    if problem.row:
        place.append(_("row %(row)s") % {"row": problem.row})
    if problem.column:
        place.append(_("column %(column)s") % {"column": problem.column})
    said = _said(problem)
    shown = str(problem.value or "")[:60]
    value = f" [{shown}]" if shown and shown not in said else ""
    return f"{', '.join(str(part) for part in place)}: {said}{value}"


def _said(problem):
    """Return what is wrong, without the place; a reason is a problem or a cause of its own."""
    params = dict(problem.params)
    if "kind" in params:
        params["kind"] = _(params["kind"])
    if hasattr(params.get("reason"), "message_template"):
        params["reason"] = _said(params["reason"])
    return _(problem.message_template).format(**params)


def problem_lines(problems, most=20):
    """Return the first problems of a file as one text, each on its own line."""
    return "\n".join(problem_sentence(problem) for problem in problems[:most])


def refusal(path, count):
    """Return the last line of a command that imported nothing of a file."""
    words = ngettext(
        "%(file)s: one problem. Nothing of it was imported.",
        "%(file)s: %(count)s problems. Nothing of it was imported.",
        count,
    )
    return words % {"file": path, "count": count}
