"""Make XML: elements by path, their order by the schema, no forbidden letters.

DDI-Codebook's schema wants children in a fixed order. `Maker` takes values in any order and puts
each child behind those that must stand before it.
"""

from lxml import etree

from .stream import FORBIDDEN

DDI = "ddi:codebook:2_5"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
XML = "http://www.w3.org/XML/1998/namespace"
NAMESPACES = {None: DDI, "dc": DC, "dcterms": DCTERMS, "xsi": XSI}
LOCATION = (
    "ddi:codebook:2_5 "
    "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
)
# The order of children by the schema, as far as we write them; Dublin Core follows in a citation.
ORDER = {
    "codeBook": ("docDscr", "stdyDscr", "fileDscr"),
    "docDscr": ("citation",),
    "stdyDscr": ("citation", "stdyInfo", "method", "dataAccs", "othrStdyMat", "notes"),
    "citation": (
        *("titlStmt", "rspStmt", "prodStmt", "distStmt", "serStmt", "verStmt", "biblCit"),
        *("holdings", "notes", "spatial", "identifier", "contributor", "available", "conformsTo"),
        *("modified", "temporal", "coverage", "language"),
    ),
    "titlStmt": ("titl", "subTitl", "altTitl", "parTitl", "IDNo"),
    "rspStmt": ("AuthEnty", "othId"),
    "prodStmt": ("producer", "copyright", "prodDate", "fundAg", "grantNo"),
    "distStmt": ("distrbtr", "contact", "depositr", "distDate"),
    "serStmt": ("serName", "serInfo"),
    "stdyInfo": ("subject", "abstract", "sumDscr", "notes"),
    "subject": ("keyword", "topcClas"),
    "sumDscr": (
        *("timePrd", "collDate", "nation", "geogCover", "geogUnit", "anlyUnit", "universe"),
        "dataKind",
    ),
    "method": ("dataColl", "notes", "anlyInfo", "stdyClas"),
    "dataColl": (
        *("timeMeth", "dataCollector", "frequenc", "sampProc", "sampleFrame"),
        *("targetSampleSize", "deviat", "collMode", "resInstru", "sources", "collSitu"),
        *("actMin", "ConOps", "weight", "cleanOps"),
    ),
    "sampleFrame": ("sampleFrameName", "labl", "txt", "universe", "frameUnit"),
    "frameUnit": ("unitType", "txt"),
    "anlyInfo": ("respRate", "EstSmpErr", "dataAppr"),
    "dataAccs": ("setAvail", "useStmt", "notes"),
    "setAvail": ("accsPlac", "origArch", "avlStatus", "collSize", "complete", "fileQnty"),
    "useStmt": ("confDec", "specPerm", "restrctn", "contact", "citReq", "deposReq", "conditions"),
    "othrStdyMat": ("relMat", "relStdy", "relPubl", "othRefs"),
    "fileDscr": ("fileTxt", "notes"),
    "fileTxt": ("fileName", "fileCitation", "fileCont", "fileType"),
}


class Maker:
    """Builds one codeBook."""

    def __init__(self, **attributes):
        self.root = etree.Element(f"{{{DDI}}}codeBook", nsmap=NAMESPACES)
        self.root.set("version", "2.5")
        self.root.set(f"{{{XSI}}}schemaLocation", LOCATION)
        for name, value in attributes.items():
            set_attribute(self.root, name, value)

    def at(self, path: str):
        """Return the element of a path, made where it is missing; steps may not repeat."""
        element = self.root
        for step in path.split("/"):
            found = next((child for child in element if local(child) == step), None)
            element = self._put(element, step) if found is None else found
        return element

    def add(
        self, path: str, text: str = "", namespace: str = DDI, cdata: bool = False, **attributes
    ):
        """Add one more element at the end of a path and return it."""
        parent, _slash, name = path.rpartition("/")
        element = self._put(self.at(parent) if parent else self.root, name, namespace)
        write(element, text, cdata=cdata)
        for attribute, value in attributes.items():
            set_attribute(element, attribute, value)
        return element

    def within(self, parent, path: str, text: str = "", namespace: str = DDI, **attributes):
        """Add an element below a given one."""
        *steps, name = path.split("/")
        for step in steps:
            found = next((child for child in parent if local(child) == step), None)
            parent = self._put(parent, step) if found is None else found
        element = self._put(parent, name, namespace)
        write(element, text)
        for attribute, value in attributes.items():
            set_attribute(element, attribute, value)
        return element

    @staticmethod
    def _put(parent, name, namespace=DDI):
        element = parent.makeelement(f"{{{namespace}}}{name}")
        order = ORDER.get(local(parent), ())
        rank = order.index(name) if name in order else len(order)
        for position, child in enumerate(parent):
            other = local(child)
            if (order.index(other) if other in order else len(order)) > rank:
                parent.insert(position, element)
                return element
        parent.append(element)
        return element

    def xml(self) -> bytes:
        """Return the document, indented, with its declaration."""
        tree = self.root.getroottree()
        etree.indent(tree, space="  ")
        return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")


def local(element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def clean(text: str) -> str:
    """Return a text without the letters that XML forbids."""
    return FORBIDDEN.sub("", text)


def write(element, text: str, cdata: bool = False):
    if text:
        text = clean(text)
        # a CDATA section cannot hold its own end
        element.text = etree.CDATA(text) if cdata and "]]>" not in text else text


def set_attribute(element, name: str, value: str):
    """Set an attribute; lang is xml:lang."""
    if value:
        full = f"{{{XML}}}lang" if name == "lang" else name
        element.set(full, clean(value))
