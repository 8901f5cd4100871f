"""Writing SVG that stays well-formed whatever the labels hold."""

import re
from collections.abc import Mapping

# XML 1.0 has no way to write these, not even escaped; lone surrogates cannot be encoded.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Nearly all that is written, path data above all, has nothing to escape: one quick look says so.
TO_ESCAPE = re.compile("[&<>\"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    """Make text safe for the content of an element and for a quoted attribute."""
    if TO_ESCAPE.search(text) is None:
        return text
    return UNWRITABLE.sub("", text).translate(ESCAPES)


def element(tag: str, attributes: Mapping[str, str | None], *content: str) -> str:
    """Write an element. Attribute values are escaped here; content must already be markup.

    An attribute whose value is None is left out.
    """
    pairs = [f' {name}="{escape(v)}"' for name, v in attributes.items() if v is not None]
    opening = f"<{tag}{''.join(pairs)}"
    return f"{opening}>{''.join(content)}</{tag}>" if content else f"{opening}/>"
