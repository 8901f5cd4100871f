"""A file of an act in any form an editor has it, read into one structure."""

from collections.abc import Mapping
from pathlib import Path

from .annotations import Note
from .consolidated import Reading, consolidated
from .days import Day
from .lines import content_of, is_akoma, lines_of
from .structure import outline


def read_act(
    path: Path,
    *,
    days: Mapping[str, Day] | None = None,
    adopted: Note | None = None,
    uri: str = "",
) -> Reading:
    """Read plain text, HTML, DOCX or Akoma Ntoso 3.0.

    days     of promulgation that are known already, by issue: {"12/2007": Day}
    adopted  where the act was first published, for a chapter copied without the head of the act

    Raises ActFileError when the file cannot be read at all. Everything else that does not fit is
    in `troubles`, with its line.
    """
    data = content_of(path)
    if is_akoma(data):
        from .akomareading import read_akoma

        return read_akoma(data)
    return consolidated(outline(lines_of(path, data)), days=days or {}, adopted=adopted, uri=uri)
