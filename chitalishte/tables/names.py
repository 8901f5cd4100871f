"""Names of columns that are safe in SQL, in addresses and in programs."""

import re
from collections.abc import Callable

NAME = re.compile(r"[a-z][a-z0-9_]*")
LIMIT = 60

Slug = Callable[[str], str]


def column_names(labels: list[str], slug: Slug | None = None) -> list[str]:
    """One unique name of `[a-z][a-z0-9_]*` for each header, in order.

    A header that already is such a name is kept. Other Latin headers are brought to it. For
    the rest `slug` is asked, a function from text to Latin letters; without it they are numbered.
    """
    kept = {label for label in labels if NAME.fullmatch(label) and len(label) <= LIMIT}
    taken: set[str] = set()
    names = []
    for position, label in enumerate(labels, start=1):
        name = label if label in kept else _simplified(label, slug, position)
        if label not in kept or name in taken:
            name = _unused(name, taken | kept)
        taken.add(name)
        names.append(name)
    return names


def _simplified(label: str, slug: Slug | None, position: int) -> str:
    latin = label if label.isascii() else slug(label) if slug else ""
    name = re.sub(r"[^a-z0-9]+", "_", latin.lower()).strip("_")[:LIMIT].strip("_")
    if not name:
        return f"column_{position}"
    return name if name[0].isalpha() else f"c_{name}"


def _unused(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    return f"{name}_{number}"
