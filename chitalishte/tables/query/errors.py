"""What can be wrong with a question, each with what is allowed instead."""

from collections.abc import Iterable
from typing import Any


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the message catalogue without importing what translates it."""
    return sentence


SENTENCES = {
    "unknown_column": gettext_noop("There is no column {name!r}. The columns are: {allowed}."),
    "unknown_operation": gettext_noop(
        "{name!r} cannot be asked of the column {column!r} of the type {type}. "
        "The operations are: {allowed}."
    ),
    "unknown_parameter": gettext_noop("There is no parameter {name!r}. Allowed are: {allowed}."),
    "wrong_value": gettext_noop("Column {column!r}: {reason}."),
    "wrong_list": gettext_noop(
        "{name}={value!r}: write values with commas between them; a value with a comma goes in "
        "double quotes."
    ),
    "wrong_between": gettext_noop("{name} needs two values with a comma between them: 10,20."),
    "wrong_truth": gettext_noop("{name}={value!r}: write one of {allowed}."),
    "wrong_number": gettext_noop("{name}={value!r}: write a whole number from {low} to {high}."),
    "negative_limit": gettext_noop("limit and offset must not be negative"),
    "unknown_aggregate": gettext_noop(
        "{name!r} cannot be computed. Write FUNCTION:COLUMN with one of: {allowed}."
    ),
    "wrong_aggregate": gettext_noop(
        "{name} cannot be computed of the column {column!r} of the type {type}. "
        "Its functions are: {allowed}."
    ),
    "needs_group": gettext_noop("_agg needs _group: the columns whose values make the groups."),
    "select_with_group": gettext_noop("_select and _facet cannot stand together with _group."),
    "wrong_token": gettext_noop(
        "This _next belongs to another question or another version. Begin again without it."
    ),
}


class QueryError(ValueError):
    """The question does not fit the table; the message says what is allowed.

    code     one of SENTENCES
    params   what its braces are filled with
    allowed  what could stand there instead, as a list for programs
    """

    def __init__(self, code: str, *, allowed: Iterable[str] = (), **params: Any):
        self.code = code
        self.allowed = list(allowed)
        self.params = params | {"allowed": ", ".join(self.allowed)}
        super().__init__(SENTENCES[code].format(**self.params))
