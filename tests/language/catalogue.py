"""What the source says in English and what the catalogues say in Bulgarian."""

import ast
import re
from pathlib import Path

import polib
from django.utils.translation.template import templatize

import chitalishte

PACKAGE = Path(chitalishte.__file__).parent
OWN = PACKAGE / "locale" / "bg" / "LC_MESSAGES" / "django.po"
LIBRARIES = PACKAGE / "locale_libraries" / "bg" / "LC_MESSAGES"

# where the context and the message stand among the arguments
CALLS = {
    f"{prefix}gettext{suffix}": places
    for prefix, places in {"": (None, 0), "n": (None, 0), "p": (0, 1), "np": (0, 1)}.items()
    for suffix in ("", "_lazy", "_noop")
} | {"_": (None, 0)}
_LITERAL = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_IN_TEMPLATE = re.compile(rf"(?<!\w)(n?p?gettext|_)\({_LITERAL}(?:,\s*{_LITERAL})?")


def catalogues():
    """Return every Bulgarian catalogue of the program, the libraries' included."""
    return [OWN, *sorted(LIBRARIES.glob("*.po"))]


def entries(path):
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def said_in_source():
    """Return {(context, message): the first file that says it}."""
    said = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py":
            found = _said_in_python(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"}:
            found = _said_in_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for message in found:
            said.setdefault(message, str(path.relative_to(PACKAGE.parent)))
    return said


def calls_inside_f_strings():
    """Return [(file, line)] of the calls that xgettext cannot see."""
    return [
        (str(path.relative_to(PACKAGE.parent)), call.lineno)
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and _name(call) in CALLS
    ]


def _name(call):
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _said_in_python(source):
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        if _name(node) not in CALLS:
            continue
        context, message = (_text(node.args, place) for place in CALLS[_name(node)])
        if message:
            yield context, message


def _text(arguments, place):
    if place is None or place >= len(arguments):
        return ""
    value = getattr(arguments[place], "value", "")
    return value if isinstance(value, str) else ""


def _said_in_template(source):
    for name, first, second in _IN_TEMPLATE.findall(templatize(source)):
        texts = [ast.literal_eval(text) for text in (first, second) if text]
        context, message = ("", *texts[:1]) if CALLS[name][0] is None else texts
        if message:
            yield context, message


def placeholders(text):
    """Return what a program fills in: %(name)s, %s, {name:,}."""
    return set(re.findall(r"%\(\w+\)[a-z]|%[sd]\b|\{[^{}\s]*\}", text))
