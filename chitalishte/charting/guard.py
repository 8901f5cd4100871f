"""A specification written by hand: checked before it is kept, drawn or sent to a browser.

Refused are data, pictures and links from an address, expressions that reach outside the chart, and
what is not Vega-Lite. Every message names the path of what is refused: `layer[0].data.url`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from chitalishte.charting.errors import ChartError
from chitalishte.charting.house import SCHEMA

MOST_LETTERS = 2_000_000
DEEPEST = 40
# keys under which Vega-Lite fetches or links; `url` and `href` also as encodings
REMOTE = ("url", "href", "loader", "$ref")
# a binding may name an element of the page; usermeta holds options of vega-embed, its locks too
OUTSIDE = ("element", "usermeta")
FORBIDDEN_MARKS = ("image",)
# what makes a program count or draw without end
LARGE = ("width", "height", "size", "steps", "maxbins", "minsteps", "maxsteps", "tickCount", "stop")
LARGEST = 20_000
ADDRESS = re.compile(r"(?i)(?:^|[\s(\"'])(?:[a-z][a-z0-9+.-]*:)?//|(?:javascript|data|file|blob):")
# where Vega-Lite takes an expression
EXPRESSIONS = ("expr", "calculate", "filter", "labelExpr", "test", "signal", "update", "on")
# names an expression of Vega could use to leave the chart, or to be slow
REACHING = re.compile(
    r"\b(?:window|document|globalThis|self|parent|top|location|navigator|fetch|eval|Function|"
    r"constructor|prototype|__proto__|import|require|process|Deno|warn|info|debug|screen|"
    r"sequence|containerSize|windowSize|event|XMLHttpRequest|WebSocket|localStorage|sessionStorage|cookie)\b"
)
# only words may hold an address: a title that cites a source loads nothing
WORDS = ("text", "title", "subtitle", "description", "name", "label")


def parse(text: str) -> dict[str, Any]:
    """Read a specification from JSON text and check it. Raises ChartError."""
    if len(text) > MOST_LETTERS:
        raise ChartError("spec_too_large", most=f"{MOST_LETTERS:,}")
    try:
        spec = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise ChartError("not_json", line=str(error.lineno), message=error.msg) from error
    except RecursionError as error:
        raise ChartError("spec_invalid", path="$", message="too deep") from error
    if not isinstance(spec, dict):
        raise ChartError("spec_invalid", path="$", message="a specification is an object {…}")
    check(spec)
    return spec


def _no_constant(name: str) -> None:
    raise ChartError("not_json", line="1", message=f"{name} is no number of JSON")


def check(spec: dict[str, Any]) -> None:
    """Raise ChartError for what a specification may not do or is not."""
    for path, key, value in _walk(spec):
        _check_one(path, key, value)
    schema = str(spec.get("$schema", SCHEMA))
    if "/vega-lite/" not in schema:
        message = f"this is {schema}; the house draws Vega-Lite ({SCHEMA})"
        raise ChartError("spec_invalid", path="$schema", message=message)
    _check_schema(spec)


def _check_one(path: str, key: str, value: Any) -> None:
    if key in REMOTE and not _is_data(path):
        raise ChartError("spec_remote", path=path)
    if key in OUTSIDE and not _is_data(path):
        raise ChartError("spec_expression", path=path, name=key)
    if key in LARGE and isinstance(value, int | float) and abs(value) > LARGEST:
        raise ChartError("spec_large", path=path, most=f"{LARGEST:,}")
    if key == "mark" and (value in FORBIDDEN_MARKS or _type_of(value) in FORBIDDEN_MARKS):
        raise ChartError("spec_remote", path=path)
    if key == "type" and value in FORBIDDEN_MARKS and not _is_data(path):
        raise ChartError("spec_remote", path=path)
    if not isinstance(value, str) or _is_data(path):
        return
    if key != "$schema" and key not in WORDS and "title" not in path and ADDRESS.search(value):
        raise ChartError("spec_remote", path=path)
    if key in EXPRESSIONS and (reach := REACHING.search(value)):
        raise ChartError("spec_expression", path=path, name=reach[0])


def _type_of(value: Any) -> str:
    return str(value.get("type", "")) if isinstance(value, dict) else ""


def _is_data(path: str) -> bool:
    """Whether a place is within the data: values of cells are words and numbers, nothing more."""
    return bool(re.search(r"(?:^|\.)(?:values|datasets\.[^.\[]+)\[", path))


def _walk(value: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, str, Any]]:
    """Every (path, key, value) of a specification."""
    if depth > DEEPEST:
        raise ChartError("spec_invalid", path=path, message=f"deeper than {DEEPEST} levels")
    if isinstance(value, dict):
        for key, part in value.items():
            here = f"{path}.{key}" if path else str(key)
            yield here, str(key), part
            yield from _walk(part, here, depth + 1)
    elif isinstance(value, list):
        for at, part in enumerate(value):
            here = f"{path}[{at}]"
            if isinstance(part, str):
                yield here, path.rpartition(".")[2], part
            else:
                yield from _walk(part, here, depth + 1)


def _check_schema(spec: dict[str, Any]) -> None:
    """Hold a specification against the schema of Vega-Lite that Altair brings."""
    import altair as alt
    from jsonschema.exceptions import ValidationError, best_match

    kinds = {
        "layer": alt.LayerChart,
        "hconcat": alt.HConcatChart,
        "vconcat": alt.VConcatChart,
        "concat": alt.ConcatChart,
        "facet": alt.FacetChart,
        "repeat": alt.RepeatChart,
    }
    kind: Any = next((kinds[key] for key in kinds if key in spec), alt.Chart)
    try:
        kind.validate({key: value for key, value in spec.items() if key != "datasets"})
    except ValidationError as error:
        found = best_match([error]) or error
        path = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in found.absolute_path)
        message = str(found.message).splitlines()[0][:160]
        raise ChartError("spec_invalid", path=path.lstrip(".") or "$", message=message) from error
