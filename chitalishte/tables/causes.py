"""Why a file is damaged: what stands for {reason} in the sentences of `messages`."""

import json
from dataclasses import dataclass, field
from typing import Any

from chitalishte.tables.messages import gettext_noop

CAUSES = {
    "cut_short": gettext_noop("it was cut short, or is not what its name says"),
    "too_many_parts": gettext_noop("it has {count:,} parts"),
    "odd_packing": gettext_noop("it is packed in a way no spreadsheet program uses"),
    "no_part": gettext_noop("its part {part} is missing"),
    "no_unpacking": gettext_noop("its part {part} cannot be unpacked"),
    "no_xml": gettext_noop("its part {part} is no well-formed XML at line {line}, column {place}"),
    "row_order": gettext_noop("row {number} follows row {before}"),
    "misplaced_cell": gettext_noop("the cell {cell} is out of its place"),
    "no_shared_text": gettext_noop("the shared text {text} is missing"),
    "no_number": gettext_noop("a number is no number"),
    "too_many_rows": gettext_noop("it has more rows than a sheet can have"),
    "deep_tables": gettext_noop("tables stand inside tables too deep"),
    "deep": gettext_noop("it is nested too deep"),
    "no_sign": gettext_noop("“{found}” stands where one of {wanted} should"),
    "ends_early": gettext_noop("it ends where one of {wanted} should stand"),
    "goes_on": gettext_noop("something follows after the end of the document"),
    "no_value": gettext_noop("a value is missing here or is not written as JSON"),
    "no_comma": gettext_noop("a comma, a colon or a bracket is missing here"),
    "no_name": gettext_noop("a name in double quotation marks is missing here"),
    "open_text": gettext_noop("a text begins here and is never closed"),
    "bad_text": gettext_noop("a text has a sign here that must be written as an escape"),
    # a library's own words, which nobody translates
    "told": gettext_noop("the program that reads it says: {detail}"),
}
# how a message of Python's json begins
JSON_SAYS = {
    "Expecting value": "no_value",
    "Expecting ',' delimiter": "no_comma",
    "Expecting ':' delimiter": "no_comma",
    "Expecting property name": "no_name",
    "Illegal trailing comma": "no_name",
    "Unterminated string": "open_text",
    "Invalid control character": "bad_text",
    "Invalid \\": "bad_text",
    "Extra data": "goes_on",
}


@dataclass(frozen=True)
class Cause:
    """A key of CAUSES and what fills the braces of its sentence."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def message_template(self) -> str:
        return CAUSES[self.code]

    def __str__(self) -> str:
        return self.message_template.format(**self.params)


def cause(code: str, **params: object) -> Cause:
    return Cause(code, params)


def told(error: Exception) -> Cause:
    """What a library said of a file it could not read, in its own words."""
    lines = str(error).splitlines() or [type(error).__name__]
    return cause("told", detail=lines[0][:200])


def json_cause(error: Exception) -> Cause:
    """What is wrong with a text that is no JSON."""
    if isinstance(error, RecursionError):
        return cause("deep")
    said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    code = next((code for begins, code in JSON_SAYS.items() if said.startswith(begins)), None)
    return cause(code) if code else told(error)
