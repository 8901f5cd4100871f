"""What the tests of survey records read and check with."""

from functools import cache
from pathlib import Path

from lxml import etree

from chitalishte.ddi import records_of

HERE = Path(__file__).parent
EXAMPLES = HERE / "emm_examples"
FULL = EXAMPLES / "synthetic-full-national.xml"


@cache
def schema():
    return etree.XMLSchema(file=str(HERE / "schema" / "codebook.xsd"))


def faults(xml):
    """Return what the schema of DDI-Codebook 2.5 has against a document."""
    document = etree.fromstring(xml) if isinstance(xml, bytes) else xml
    schema().validate(document)
    return [f"{error.line}: {error.message}" for error in schema().error_log]


def element_of(path):
    """Return the only record of a file, parsed."""
    (found,) = records_of(path)
    return found.element()


def codebook(inside="", identifier="BGN999", around=""):
    """Return the text of a small codeBook."""
    return (
        f'<codeBook xmlns="ddi:codebook:2_5" ID="{identifier}" version="2.5">'
        f"<stdyDscr><citation><titlStmt><titl>T</titl></titlStmt></citation>{inside}</stdyDscr>"
        f"</codeBook>{around}"
    )
