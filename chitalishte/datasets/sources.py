"""The sources written into a cell of a table, as a list readers can follow."""

import re

# Two ways of writing are in use in our tables:
#   read: https://… (what of it); text: Constitution Art. 5
#   https://… [consulted] | Constitution, Art. 5 [named]
BY_PREFIX = re.compile(r";\s*(?=(?:read|text):)")
PREFIXES = {"read:": "read", "text:": "named"}
MARKS = {"[consulted]": "read", "[named]": "named"}
ADDRESS = re.compile(r"https?://\S+")


def split_sources(cell):
    """Return [{title, address, how}] of a cell of sources.

    how is "read" where the source was read for the row, "named" where it was cited from general
    knowledge, "" where the cell does not say.
    """
    parts = cell.split(" | ") if " | " in cell or "[" in cell else BY_PREFIX.split(cell)
    return [source for part in parts if (source := _source(part.strip()))]


def _source(part):
    how = ""
    for prefix, meaning in PREFIXES.items():
        if part.startswith(prefix):
            part, how = part.removeprefix(prefix).strip(), meaning
    for mark, meaning in MARKS.items():
        if part.endswith(mark):
            part, how = part.removesuffix(mark).strip(), meaning
    match = ADDRESS.search(part)
    address = match[0].rstrip(").,;") if match else ""
    title = part.replace(address, "").strip(" :,;()") if address else part
    if not title and not address:
        return None
    return {"title": title or address, "address": address, "how": how}
