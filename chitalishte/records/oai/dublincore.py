"""Simple Dublin Core, the format every repository must give."""

from collections.abc import Iterable

from django.conf import settings
from lxml import etree

from ..language import CODES
from ..provenance import LICENCE_TEXTS
from .protocol import XSI, Format

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
FORMAT = Format("oai_dc", SCHEMA, OAI_DC)


def element(pairs: Iterable[tuple[str, str, str]]):
    """Return the oai_dc element of [(name, text, language)]; an empty language is left out."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {SCHEMA}")
    for name, text, language in pairs:
        child = etree.SubElement(root, f"{{{DC}}}{name}")
        child.text = text
        if language:
            child.set(LANG, language)
    return root


def common(record):
    """Return [(name, text, language)] of what every record has."""
    own = settings.BASE_URL + record.get_absolute_url(CODES[0])
    pairs = [("title", getattr(record, f"title_{code}"), code) for code in CODES]
    pairs += [("description", getattr(record, f"summary_{code}"), code) for code in CODES]
    pairs += [
        ("subject", getattr(theme, f"name_{code}"), code)
        for theme in record.themes.all()
        for code in CODES
    ]
    pairs += [
        ("publisher", settings.SITE_NAME, ""),
        ("identifier", own, ""),
        ("rights", LICENCE_TEXTS.get(record.licence, ""), ""),
    ]
    return [pair for pair in pairs if pair[1]]
