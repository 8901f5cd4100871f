"""An XLSX file as grids, one a visible sheet.

Read from the XML itself and not through a library, because one pass must give what none of them
gives together: values in constant memory, formulas without a value, merged cells, errors, and a
stop at the budget. Source: ECMA-376, part 1, chapter 18.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Grid, NumberedRow
from chitalishte.tables.package import Package, local
from chitalishte.tables.problems import Problems
from chitalishte.tables.sheetxml import Shared, SheetParser, unescaped
from chitalishte.tables.styles import read_styles

OTHERS = [
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file"),
]


@dataclass(frozen=True)
class Relation:
    """A link from one part to another; kind is the last word of its type: worksheet, styles."""

    kind: str
    target: str


@dataclass
class _Outline:
    """What the main part of a workbook says: sheets as (name, relation, is_hidden)."""

    root: str = ""
    is_1904: bool = False
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {local(key): value for key, value in attributes.items()}
        self.root = self.root or name
        if name == "workbookPr":
            self.is_1904 = plain.get("date1904") in ("1", "true")
        elif name == "sheet":
            is_hidden = plain.get("state", "visible") != "visible"
            self.sheets.append((plain.get("name", ""), plain.get("id", ""), is_hidden))


def open_workbook(path: Path, budget: Budget, problems: Problems) -> list[Grid]:
    """Raises TableError for an archive that is not a workbook, or is damaged or dangerous."""
    package = Package(path, budget, problems)
    main = _main_part(package)
    outline = _Outline()
    package.elements(main, outline.start)
    if outline.root != "workbook":
        raise problems.fail("not_a_table", kind=_kind(package))
    relations = _relations(package, main)
    by_kind = {relation.kind: relation.target for relation in relations.values()}
    shared = Shared(
        _read_strings(package, by_kind.get("sharedStrings")),
        read_styles(package, by_kind.get("styles"), is_1904=outline.is_1904),
    )
    grids = []
    for name, id_, is_hidden in outline.sheets:
        relation = relations.get(id_)
        if relation is None or relation.kind != "worksheet":
            continue  # a sheet that is only a chart
        if is_hidden:
            problems.add("hidden_sheet", sheet=name)
            continue
        grids.append(_grid(package, relation.target, name, shared))
    return grids


def _grid(package: Package, part: str, name: str, shared: Shared) -> Grid:
    def walk() -> Iterator[NumberedRow]:
        parser = SheetParser(package, part, name, shared)
        yield from parser.rows()
        grid.merged = parser.merged
        grid.hidden_rows, grid.hidden_columns = parser.hidden_rows, parser.hidden_columns

    grid = Grid(name, walk)
    return grid


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package:
        for relation in _relations(package, "").values():
            if relation.kind == "officeDocument" and relation.target.endswith(".xml"):
                return relation.target
    raise package.problems.fail("not_a_table", kind=_kind(package))


def _kind(package: Package) -> str:
    return next((kind for part, kind in OTHERS if part in package), "a ZIP archive")


def _relations(package: Package, part: str) -> dict[str, Relation]:
    folder, name = posixpath.split(part)
    found: dict[str, Relation] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
        kind = attributes.get("Type", "").rpartition("/")[2]
        found[attributes.get("Id", "")] = Relation(kind, target.lstrip("/"))

    package.elements(posixpath.join(folder, "_rels", f"{name}.rels"), start)
    return found


def _read_strings(package: Package, part: str | None) -> list[str]:
    """The shared texts, without the reading marks of Japanese and Chinese."""
    if part is None or part not in package:
        return []
    strings: list[str] = []
    pieces: list[str] = []
    state = {"in_text": False, "in_phonetic": False}

    def start(name: str, attributes: dict[str, str]) -> None:
        state["in_text"] = local(name) == "t"
        state["in_phonetic"] = state["in_phonetic"] or local(name) == "rPh"

    def text(data: str) -> None:
        if state["in_text"] and not state["in_phonetic"]:
            pieces.append(data)

    def end(name: str) -> None:
        state["in_text"] = False
        if local(name) == "rPh":
            state["in_phonetic"] = False
        elif local(name) == "si":
            strings.append(unescaped("".join(pieces)))
            pieces.clear()

    parser = package.parser(part)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    for _ in package.feed(part, parser):
        pass
    return strings
