"""One opened file: its format and its grids, before anybody asks what they mean."""

from dataclasses import dataclass
from pathlib import Path

from chitalishte.tables.archives import Folder, members, open_each, stem, unpack_gzip
from chitalishte.tables.budget import Budget
from chitalishte.tables.cells import Grid
from chitalishte.tables.container import sniff
from chitalishte.tables.delimited import text_grid
from chitalishte.tables.dialect import decide_dialect
from chitalishte.tables.encoding import decide_encoding
from chitalishte.tables.problems import Problems

ARCHIVES = ("zip", "gzip")
CYRILLIC_CHARSETS = ("windows-1251", "cp1251", "koi8-r", "iso-8859-5", "cp866", "ibm866")


@dataclass
class Source:
    """encoding is None for what is no text, dialect for what is not cut by a character.

    format  csv, xlsx, xls, ods, xml, html, parquet, json, ndjson, geojson, or zip when an archive
            holds several files
    text    where the text lies that the only grid walks; None for anything else
    """

    format: str
    encoding: str | None
    dialect: dict[str, object] | None
    grids: list[Grid]
    text: Path | None = None


def open_source(
    path: Path,
    name: str,
    budget: Budget,
    problems: Problems,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    is_packed: bool = False,
) -> Source:
    """Open a file by its content.

    encoding, delimiter  of a text file, when an editor has said them
    is_packed            it came out of an archive, so it may not be one itself

    Raises TableError for a file that is no table, is locked, damaged or over the budget.
    """
    found = sniff(path, name, budget, problems)
    if found in ARCHIVES:
        if is_packed:
            raise problems.fail("nested_archive")
        return _open_archive(found, path, name, budget, problems)
    if found == "xlsx":
        from chitalishte.tables.workbook import open_workbook

        return Source("xlsx", None, None, open_workbook(path, budget, problems))
    if found == "ods":
        from chitalishte.tables.opendocument import open_document

        return Source("ods", None, None, open_document(path, budget, problems))
    if found == "xls":
        from chitalishte.tables.oldexcel import open_old_workbook

        return Source("xls", None, None, open_old_workbook(path, budget, problems))
    if found == "xml":
        from chitalishte.tables.spreadsheetml import open_spreadsheetml

        return Source("xml", None, None, open_spreadsheetml(path, budget, problems))
    if found == "parquet":
        from chitalishte.tables.parquetgrid import open_parquet

        return Source("parquet", None, None, open_parquet(path, budget, problems))
    return _open_text(found, path, budget, problems, encoding, delimiter)


def _open_text(
    found: str,
    path: Path,
    budget: Budget,
    problems: Problems,
    encoding: str | None,
    delimiter: str | None,
) -> Source:
    if found == "html":
        from chitalishte.tables.htmltables import declared_charset, open_page

        declared = declared_charset(path)
        if encoding is None and declared in CYRILLIC_CHARSETS:
            encoding = declared
        encoding = encoding or decide_encoding(path, problems)
        return Source("html", encoding, None, open_page(path, encoding, budget, problems))
    encoding = encoding or decide_encoding(path, problems)
    if found == "json":
        from chitalishte.tables.jsontext import open_json

        format_, grids = open_json(path, encoding, budget, problems)
        return Source(format_, encoding, None, grids)
    dialect = decide_dialect(path, encoding, delimiter)
    grid = text_grid(path, encoding, dialect, budget, problems)
    return Source("csv", encoding, dialect.as_dict(), [grid], path)


def _open_archive(kind: str, path: Path, name: str, budget: Budget, problems: Problems) -> Source:
    folder = Folder()
    if kind == "gzip":
        inner = unpack_gzip(path, budget, problems, folder)
        source = open_source(inner, stem(name), budget, problems, is_packed=True)
        for grid in source.grids:
            folder.keep_for(grid)
        return source
    sources: list[Source] = []

    def open_member(member: Path, name: str, inner: Problems) -> tuple[str, list[Grid]]:
        source = open_source(member, name, budget, inner, is_packed=True)
        sources.append(source)
        return source.format, source.grids

    grids: list[Grid] = []
    for _, member, found in open_each(
        members(path, budget, problems, folder), open_member, problems
    ):
        for grid in found:
            grid.name = f"{stem(member)} – {grid.name}" if grid.name else stem(member)
            grids.append(folder.keep_for(grid))
    if not sources:
        raise problems.fail("not_a_table", kind="a ZIP archive")
    if len(sources) == 1:
        only = sources[0]
        return Source(only.format, only.encoding, only.dialect, grids, only.text)
    return Source("zip", None, None, grids)
