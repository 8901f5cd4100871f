"""A specification written by hand: what may not be is refused with its path."""

import json

import pytest

from chitalishte import charting
from chitalishte.charting import guard, picture

PLAIN = {
    "data": {"values": [{"a": "x", "b": 3, "url": "https://example.org/ is only a cell"}]},
    "mark": "bar",
    "encoding": {
        "x": {"field": "b", "type": "quantitative"},
        "y": {"field": "a", "type": "nominal"},
    },
    "title": "Източник: https://example.org/",
}


def refused(spec):
    with pytest.raises(charting.ChartError) as found:
        guard.parse(spec if isinstance(spec, str) else json.dumps(spec))
    return found.value


def test_a_plain_specification_is_kept_and_drawn():
    assert guard.parse(json.dumps(PLAIN)) == PLAIN
    assert "<text" in picture.svg(PLAIN)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"data": {"url": "https://example.org/x.csv"}}, "data.url"),
        ({"data": {"url": "x.csv"}}, "data.url"),
        ({"mark": {"type": "image"}}, "mark"),
        ({"mark": "image"}, "mark"),
        ({"encoding": {"href": {"value": "https://example.org"}}}, "encoding.href"),
        ({"encoding": {"url": {"field": "a"}}}, "encoding.url"),
        (
            {"transform": [{"lookup": "a", "from": {"data": {"url": "//x"}, "key": "a"}}]},
            "transform[0].from.data.url",
        ),
        ({"mark": {"type": "bar", "fill": "url(https://example.org/x)"}}, "mark.fill"),
        ({"mark": {"type": "bar", "tooltip": "javascript:alert(1)"}}, "mark.tooltip"),
    ],
)
def test_nothing_is_loaded_from_an_address(change, path):
    error = refused(PLAIN | change)
    assert error.code == "spec_remote"
    assert error.details["path"] == path


@pytest.mark.parametrize(
    "expression",
    [
        "window.location",
        "datum.constructor.constructor('alert(1)')()",
        "event.view.document.cookie",
        "this.fetch('x')",
        "sequence(1e12)",
        "warn(datum)",
    ],
)
def test_an_expression_that_reaches_outside_is_refused_by_name(expression):
    transform = [{"calculate": expression, "as": "c"}]
    error = refused(PLAIN | {"transform": transform})
    assert error.code == "spec_expression"
    assert error.details["path"] == "transform[0].calculate"


def test_an_expression_within_the_chart_is_kept():
    transform = [{"calculate": "datum.b * 2", "as": "c"}, {"filter": "datum.c > 1"}]
    guard.parse(json.dumps(PLAIN | {"transform": transform}))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"usermeta": {"embedOptions": {"ast": False}}}, "spec_expression"),
        ({"params": [{"name": "p", "bind": {"element": "#id_login"}}]}, "spec_expression"),
        ({"width": 10**9}, "spec_large"),
        ({"data": {"sequence": {"start": 0, "stop": 1e12}}}, "spec_large"),
        ({"$schema": "https://vega.github.io/schema/vega/v6.json"}, "spec_invalid"),
        ({"mark": "pie"}, "spec_invalid"),
        ({"encoding": {"x": {"field": "b", "type": "number"}}}, "spec_invalid"),
        ({"encodings": {}}, "spec_invalid"),
    ],
)
def test_what_is_no_chart_of_ours_is_refused(change, code):
    assert refused(PLAIN | change).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "not_json"),
        ('{"a": NaN}', "not_json"),
        ("[]", "spec_invalid"),
        ('{"mark": "bar", "width": ' + "[" * 100 + "]" * 100 + "}", "spec_invalid"),
        (" " * 2_000_001, "spec_too_large"),
    ],
)
def test_what_is_no_specification_is_refused(text, code):
    assert refused(text).code == code


def test_the_message_names_the_line_of_broken_json():
    assert "line 2" in str(refused('{"mark": "bar",\n"data": }'))


def test_the_drawing_program_fetches_nothing(tmp_path):
    """Even a specification that passed nobody's check."""
    path = tmp_path / "secret.csv"
    path.write_text("a,b\nтайна,1\n")
    for address in (path.as_uri(), str(path), "http://127.0.0.1:9/x.csv"):
        try:
            drawn = picture.svg(PLAIN | {"data": {"url": address}})
        except charting.ChartError:
            continue
        assert "тайна" not in drawn
