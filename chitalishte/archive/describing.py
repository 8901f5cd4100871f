"""A document as archives and libraries describe it: Dublin Core, ISAD(G), RiC-O, citations.

Sources: Dublin Core Metadata Element Set 1.1; ISAD(G) second edition, as AtoM's CSV template for
archival descriptions writes it; RiC-O 1.1; CSL-JSON 1.0; BibTeX; RIS.
"""

import csv
import io

from django.conf import settings
from rdflib import DCTERMS, RDF, BNode, Graph, Literal, Namespace, URIRef

from chitalishte.ddi.citations import tex
from chitalishte.records.language import CODES
from chitalishte.records.oai import dublincore
from chitalishte.records.provenance import LICENCE_TEXTS

from .models import Copy, Document

RICO = Namespace("https://www.ica.org/standards/RiC/ontology#")
DCMI = {"dataset": "Dataset"}  # everything else is Text
BIBTEX = {"book": "book", "article": "article", "report": "techreport"}
RIS = {
    "book": "BOOK",
    "article": "JOUR",
    "report": "RPRT",
    "analysis": "RPRT",
    "law": "STAT",
    "bill": "BILL",
    "decision": "CASE",
    "dataset": "DATA",
}
CSL = {
    "book": "book",
    "article": "article",
    "report": "report",
    "analysis": "report",
    "law": "legislation",
    "bill": "bill",
    "decision": "legal_case",
    "dataset": "dataset",
}
# AtoM's columns that we can fill, in its order.
ISAD = (
    *("legacyId", "parentId", "identifier", "title", "levelOfDescription", "extentAndMedium"),
    *("repository", "archivalHistory", "scopeAndContent", "accessConditions"),
    *("reproductionConditions", "language", "locationOfOriginals", "locationOfCopies"),
    *("digitalObjectURI", "generalNote", "sources", "publicationStatus", "eventDates"),
    *("eventTypes", "eventStartDates", "eventEndDates", "eventActors", "culture"),
)


def address(document, language="bg"):
    return settings.BASE_URL + document.get_absolute_url(language)


def languages(document):
    """Return the codes of the languages it is written in."""
    return list(CODES) if document.language == "mul" else [document.language or ""]


def dublin_core(document):
    """Return [(element, text, language)]."""
    pairs = [
        *dublincore.common(document),
        *(("creator", name, "") for name in names(document)),
        ("identifier", document.number, ""),
        ("date", document.day, ""),
        ("type", DCMI.get(document.kind, "Text"), ""),
        ("type", Document.Kind(document.kind).value, "en"),
        ("source", document.url, ""),
        *(("language", code, "") for code in languages(document)),
        *(("format", copy.paper.media_type, "") for copy in document.open_copies if copy.paper),
    ]
    return [pair for pair in pairs if pair[1]]


def names(document):
    return [name.strip() for name in document.author.split(";") if name.strip()]


def isad(documents, language):
    """Return a CSV of descriptions that AtoM imports, one row a document."""
    out = io.StringIO()
    writer = csv.DictWriter(out, ISAD, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_isad_row(document, language) for document in documents)
    return out.getvalue()


def _isad_row(document, language):
    copies = list(document.copies.all())
    held = [copy.holder for copy in copies if copy.holder]
    closed = [copy for copy in copies if not copy.is_open]
    return {
        "legacyId": document.identifier,
        "identifier": document.number or document.identifier,
        "title": getattr(document, f"title_{language}"),
        "levelOfDescription": "Item",
        "extentAndMedium": "|".join(_extent(copy) for copy in copies if copy.paper),
        "repository": settings.SITE_NAME,
        "archivalHistory": "|".join(copy.taken_from for copy in copies if copy.taken_from),
        "scopeAndContent": getattr(document, f"summary_{language}"),
        "accessConditions": "|".join(copy.why_closed for copy in closed),
        "reproductionConditions": LICENCE_TEXTS.get(document.licence, ""),
        "language": "|".join(code for code in languages(document) if code),
        "locationOfOriginals": "|".join(held),
        "locationOfCopies": document.url,
        "digitalObjectURI": next(
            (settings.BASE_URL + copy.file.url for copy in document.open_copies), ""
        ),
        "generalNote": Document.Kind(document.kind).value,
        "sources": "|".join(block.value["title"] for block in document.sources),
        "publicationStatus": "Published",
        "eventDates": document.day,
        "eventTypes": "Creation" if document.day or document.author else "",
        "eventStartDates": document.day_from.isoformat() if document.day_from else "",
        "eventEndDates": document.day_to.isoformat() if document.day_to else "",
        "eventActors": "|".join(names(document)),
        "culture": language,
    }


def _extent(copy):
    pages = f"{copy.paper.page_count} p., " if copy.paper.page_count else ""
    return f"{pages}{copy.paper.media_type}, {copy.paper.size} bytes"


def ric(document):
    """Return Turtle: the record, its creators, and each copy as an instantiation."""
    graph = Graph()
    graph.bind("rico", RICO)
    graph.bind("dcterms", DCTERMS)
    record = URIRef(address(document))
    graph.add((record, RDF.type, RICO.Record))
    for code in CODES:
        graph.add((record, RICO.title, Literal(getattr(document, f"title_{code}"), code)))
        if words := getattr(document, f"summary_{code}"):
            graph.add((record, RICO.scopeAndContent, Literal(words, code)))
    graph.add((record, RICO.identifier, Literal(document.number or document.identifier)))
    if document.day:
        graph.add((record, RICO.creationDate, Literal(document.day)))
    if licence := LICENCE_TEXTS.get(document.licence):
        graph.add((record, RICO.conditionsOfUse, Literal(licence)))
    for code in languages(document):
        if code:
            graph.add((record, DCTERMS.language, Literal(code)))
    for name in names(document):
        agent = BNode()
        graph.add((record, RICO.hasCreator, agent))
        graph.add((agent, RDF.type, RICO.Agent))
        graph.add((agent, RICO.name, Literal(name)))
    for copy in document.copies.all():
        _instantiation(graph, record, copy)
    if document.url:
        elsewhere = URIRef(document.url)
        graph.add((record, RICO.hasOrHadInstantiation, elsewhere))
        graph.add((elsewhere, RDF.type, RICO.Instantiation))
    return graph.serialize(format="turtle")


def _instantiation(graph, record, copy):
    one = URIRef(f"{record}#copy-{copy.pk}")
    graph.add((record, RICO.hasOrHadInstantiation, one))
    graph.add((one, RDF.type, RICO.Instantiation))
    graph.add((one, RICO.title, Literal(copy.title)))
    graph.add((one, RICO.productionTechnique, Literal(Copy.SeenAs(copy.seen_as).value)))
    if copy.paper:
        graph.add((one, RICO.identifier, Literal(f"sha256:{copy.paper.fingerprint}")))
        graph.add((one, RICO.instantiationExtent, Literal(_extent(copy))))
        graph.add((one, DCTERMS.format, Literal(copy.paper.media_type)))
    if not copy.is_open:
        until = f" ({copy.closed_until})" if copy.closed_until else ""
        graph.add((one, RICO.conditionsOfAccess, Literal(f"{copy.why_closed}{until}")))
    if copy.rights:
        graph.add((one, RICO.conditionsOfUse, Literal(copy.rights)))
    if copy.holder:
        keeper = BNode()
        graph.add((one, RICO.hasOrHadHolder, keeper))
        graph.add((keeper, RDF.type, RICO.Agent))
        graph.add((keeper, RICO.name, Literal(copy.holder)))


def where(document, language):
    """Return the address a citation gives: its holder's, or ours."""
    return document.url or address(document, language)


def bibtex(document, language):
    fields = [
        ("title", "{" + tex(getattr(document, f"title_{language}")) + "}"),
        ("author", " and ".join("{" + tex(name) + "}" for name in names(document))),
        ("year", document.day[:4]),
        ("number", tex(document.number)),
        ("url", where(document, language)),
        ("language", document.language),
    ]
    lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
    kind = BIBTEX.get(document.kind, "misc")
    return f"@{kind}{{{document.identifier},\n" + ",\n".join(lines) + "\n}\n"


def ris(document, language):
    pairs = [
        ("TY", RIS.get(document.kind, "GEN")),
        ("TI", getattr(document, f"title_{language}")),
        *(("AU", name) for name in names(document)),
        ("PY", document.day[:4]),
        ("DA", document.day.replace("-", "/")),
        ("M1", document.number),
        ("AB", getattr(document, f"summary_{language}")),
        ("UR", where(document, language)),
        ("LA", document.language),
        ("ID", document.identifier),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in pairs if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def csl(document, language):
    item = {
        "id": document.identifier,
        "type": CSL.get(document.kind, "document"),
        "title": getattr(document, f"title_{language}"),
        "author": [{"literal": name} for name in names(document)],
        "issued": {"date-parts": [[int(part) for part in document.day.split("-")]]}
        if document.day
        else None,
        "number": document.number,
        "abstract": getattr(document, f"summary_{language}"),
        "URL": where(document, language),
        "language": document.language,
    }
    return [{name: value for name, value in item.items() if value}]
