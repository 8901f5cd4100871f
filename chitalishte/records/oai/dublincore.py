"""Simple Dublin Core, the format every repository must give."""

from collections.abc import Iterable

from lxml import etree

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
