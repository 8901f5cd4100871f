"""The elements of the arrays in a JSON file, one at a time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from chitalishte.tables.budget import Budget
from chitalishte.tables.causes import Cause, cause, json_cause
from chitalishte.tables.problems import Problems, TableError

CHUNK_CHARS = 256 * 1024
DEEPEST = 5  # objects inside objects that are searched for arrays
BLANK = " \t\r\n\ufeff"


class Element(NamedTuple):
    """path: the names that lead to its array; number: from 1 in the array, or the line."""

    path: tuple[str, ...]
    number: int
    value: Any


class JsonStream:
    """Gives one value after another and holds little more than the value."""

    def __init__(self, path: Path, encoding: str, budget: Budget, problems: Problems):
        self._path, self._encoding = path, encoding
        self.problems, self._limit = problems, budget.max_element_chars
        self._decoder = json.JSONDecoder()
        self._text, self._at, self._is_end = "", 0, False
        self._file: TextIO
        self._line = 1

    def is_lines(self) -> bool:
        """Whether the file is JSON lines: its first filled line is an object of its own."""
        with self._path.open(encoding=self._encoding) as file:
            head = file.read(self._limit)
        lines = [line for line in head.lstrip("\ufeff").split("\n") if line.strip()]
        if not lines or lines[0].lstrip()[:1] not in "{[":
            return False
        try:
            first = json.loads(lines[0])
        except (ValueError, RecursionError):
            return False
        # one line alone may be a whole document; it is a record if there is no array in it
        if len(lines) > 1:
            return lines[1].lstrip()[:1] in "{["
        return isinstance(first, dict) and not _has_array(first)

    def __enter__(self) -> "JsonStream":
        self._file = self._path.open(encoding=self._encoding)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def lines(self) -> Iterator[tuple[int, str]]:
        while line := self._file.readline(self._limit + 1):
            number, self._line = self._line, self._line + 1
            if len(line) > self._limit:
                raise self.problems.fail("cell_too_large", row=number, limit=self._limit)
            if line.strip(BLANK):
                yield number, line.strip(BLANK)

    def fail(self, reason: Cause, line: int | None = None) -> TableError:
        return self.problems.fail("broken_json", row=line or self._line, reason=reason)

    def _fill(self) -> bool:
        """Read more; False at the end."""
        if len(self._text) - self._at > self._limit:
            raise self.problems.fail("cell_too_large", row=self._line, limit=self._limit)
        piece = "" if self._is_end else self._file.read(max(CHUNK_CHARS, len(self._text)))
        if not piece:
            self._is_end = True
            return False
        self._line += self._text.count("\n", 0, self._at)
        self._text = self._text[self._at :] + piece
        self._at = 0
        return True

    def peek(self) -> str:
        """The next sign that is no blank; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in BLANK:
                    return self._text[self._at]
                self._at += 1
            if not self._fill():
                return ""

    def expect(self, signs: str) -> str:
        sign = self.peek()
        if not sign or sign not in signs:
            code = "no_sign" if sign else "ends_early"
            raise self.fail(cause(code, found=sign, wanted=" ".join(signs)))
        self._at += 1
        return sign

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self.fail(json_cause(error)) from None
            except ValueError as error:
                if self._fill():
                    continue
                raise self.fail(json_cause(error)) from None
            # a number at the end of what was read may go on
            if end == len(self._text) and self._fill():
                continue
            self._at = end
            return value


def _has_array(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_array, value.values()))
    return isinstance(value, list)


def walk_lines(stream: JsonStream) -> Iterator[Element]:
    with stream:
        for number, line in stream.lines():
            try:
                yield Element((), number, json.loads(line))
            except (ValueError, RecursionError) as error:
                raise stream.fail(json_cause(error), number) from None


def walk_arrays(stream: JsonStream) -> Iterator[Element]:
    """Each element of each array that is not inside another array."""
    with stream:
        yield from _walk(stream, ())
        if stream.peek():
            raise stream.fail(cause("goes_on"))


def _walk(stream: JsonStream, path: tuple[str, ...]) -> Iterator[Element]:
    sign = stream.peek()
    if sign == "[":
        yield from _array(stream, path)
    elif sign == "{" and len(path) < DEEPEST:
        stream.expect("{")
        if stream.peek() == "}":
            stream.expect("}")
            return
        while True:
            if stream.peek() != '"':
                stream.expect('"')
            name = stream.value()
            stream.expect(":")
            yield from _walk(stream, (*path, name))
            if stream.expect(",}") == "}":
                return
    else:
        stream.value()


def _array(stream: JsonStream, path: tuple[str, ...]) -> Iterator[Element]:
    stream.expect("[")
    if stream.peek() == "]":
        stream.expect("]")
        return
    count = 0
    while True:
        count += 1
        yield Element(path, count, stream.value())
        if stream.expect(",]") == "]":
            return
