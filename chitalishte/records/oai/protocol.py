"""OAI-PMH 2.0 as the protocol says it: arguments in, XML out. Knows no database and no Django.

Source: The Open Archives Initiative Protocol for Metadata Harvesting, version 2.0 of 2002-06-14.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from lxml import etree

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{OAI} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
SECONDS = "%Y-%m-%dT%H:%M:%SZ"
DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
SPEC = re.compile(r"^[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*$")
# verb: (required, optional, exclusive) arguments
VERBS = {
    "Identify": ((), (), ""),
    "ListMetadataFormats": ((), ("identifier",), ""),
    "ListSets": ((), (), "resumptionToken"),
    "GetRecord": (("identifier", "metadataPrefix"), (), ""),
    "ListIdentifiers": (("metadataPrefix",), ("from", "until", "set"), "resumptionToken"),
    "ListRecords": (("metadataPrefix",), ("from", "until", "set"), "resumptionToken"),
}


class OaiError(Exception):
    """A condition of the protocol: its code and a sentence for whoever harvests."""

    def __init__(self, code, sentence):
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class Format:
    """A way records are written: its prefix, schema and namespace."""

    prefix: str
    schema: str
    namespace: str


@dataclass(frozen=True)
class Header:
    """What a harvester knows of a record without its metadata; stamp is UTC."""

    identifier: str
    stamp: datetime
    sets: tuple[str, ...] = ()
    is_deleted: bool = False
    key: Any = None  # how the repository finds it again


@dataclass(frozen=True)
class Selection:
    """What a list is asked for; the bounds are inclusive."""

    prefix: str
    since: datetime | None = None
    until: datetime | None = None
    set_spec: str = ""


@dataclass
class Page:
    """One answer of a list; token is "" on the last."""

    headers: list[Header]
    token: str = ""
    cursor: int = 0
    total: int | None = None


class Repository(Protocol):
    """What a repository must know."""

    name: str
    address: str
    email: str
    sample_identifier: str

    def earliest(self) -> datetime: ...
    def formats(self, identifier: str | None = None) -> Iterable[Format]: ...
    def sets(self) -> Iterable[tuple[str, str]]: ...
    def header(self, identifier: str) -> Header: ...
    def page(self, selection: Selection) -> Page: ...
    def resume(self, token: str) -> tuple[Selection, Page]: ...
    def metadata(self, headers: list[Header], prefix: str) -> dict[str, Any]: ...


@dataclass
class Question:
    """The arguments as they came: names may repeat, which the protocol forbids."""

    pairs: list[tuple[str, str]]
    verb: str = ""
    arguments: dict[str, str] = field(default_factory=dict)

    def check(self):
        """Raise OaiError unless the verb and its arguments are what the protocol allows."""
        verbs = [value for name, value in self.pairs if name == "verb"]
        if len(verbs) != 1 or verbs[0] not in VERBS:
            known = ", ".join(VERBS)
            raise OaiError("badVerb", f"Give exactly one verb, one of: {known}.")
        self.verb = verbs[0]
        required, optional, exclusive = VERBS[self.verb]
        allowed = {*required, *optional, exclusive} - {""}
        for name, value in self.pairs:
            if name == "verb":
                continue
            if name not in allowed:
                raise OaiError("badArgument", f"{self.verb} takes no argument “{name}”.")
            if name in self.arguments:
                raise OaiError("badArgument", f"The argument “{name}” stands twice.")
            self.arguments[name] = value
        if exclusive and exclusive in self.arguments:
            if len(self.arguments) > 1:
                raise OaiError("badArgument", f"{exclusive} stands alone.")
            return
        for name in required:
            if not self.arguments.get(name):
                raise OaiError("badArgument", f"{self.verb} needs the argument “{name}”.")


def answer(pairs, repository: Repository, now: datetime | None = None) -> bytes:
    """Return the XML that answers a request.

    pairs   [(name, value)] of the query or the form, in their order
    """
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", LOCATION)
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    _add(root, "responseDate", moment.strftime(SECONDS))
    request = _add(root, "request", repository.address)
    question = Question(list(pairs))
    try:
        question.check()
        content = _ANSWERS[question.verb](question.arguments, repository)
    except OaiError as error:
        _add(root, "error", str(error)).set("code", error.code)
        if error.code not in ("badVerb", "badArgument"):
            _tell_request(request, question)
    else:
        _tell_request(request, question)
        root.append(content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _tell_request(request, question):
    request.set("verb", question.verb)
    for name, value in question.arguments.items():
        request.set(name, value)


def _add(parent, name, text=""):
    element = etree.SubElement(parent, f"{{{OAI}}}{name}")
    if text:
        element.text = text
    return element


def _identify(_arguments, repository):
    content = etree.Element(f"{{{OAI}}}Identify")
    for name, text in (
        ("repositoryName", repository.name),
        ("baseURL", repository.address),
        ("protocolVersion", "2.0"),
        ("adminEmail", repository.email),
        ("earliestDatestamp", repository.earliest().strftime(SECONDS)),
        ("deletedRecord", "persistent"),
        ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
    ):
        _add(content, name, text)
    description = _add(content, "description")
    namespace = "http://www.openarchives.org/OAI/2.0/oai-identifier"
    about = etree.SubElement(description, f"{{{namespace}}}oai-identifier", nsmap={None: namespace})
    about.set(
        f"{{{XSI}}}schemaLocation",
        f"{namespace} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd",
    )
    _scheme, domain, _local = repository.sample_identifier.split(":", 2)
    for name, text in (
        ("scheme", "oai"),
        ("repositoryIdentifier", domain),
        ("delimiter", ":"),
        ("sampleIdentifier", repository.sample_identifier),
    ):
        etree.SubElement(about, f"{{{namespace}}}{name}").text = text
    return content


def _list_formats(arguments, repository):
    content = etree.Element(f"{{{OAI}}}ListMetadataFormats")
    found = list(repository.formats(arguments.get("identifier")))
    if not found:
        raise OaiError("noMetadataFormats", "There are no metadata formats for this item.")
    for one in found:
        element = _add(content, "metadataFormat")
        _add(element, "metadataPrefix", one.prefix)
        _add(element, "schema", one.schema)
        _add(element, "metadataNamespace", one.namespace)
    return content


def _list_sets(arguments, repository):
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The list of sets comes in one piece.")
    content = etree.Element(f"{{{OAI}}}ListSets")
    found = list(repository.sets())
    if not found:
        raise OaiError("noSetHierarchy", "This repository has no sets.")
    for spec, name in found:
        element = _add(content, "set")
        _add(element, "setSpec", spec)
        _add(element, "setName", name)
    return content


def _get_record(arguments, repository):
    header = repository.header(arguments["identifier"])
    _check_format(repository, arguments["metadataPrefix"], arguments["identifier"])
    content = etree.Element(f"{{{OAI}}}GetRecord")
    _record(content, header, repository.metadata([header], arguments["metadataPrefix"]))
    return content


def _check_format(repository, prefix, identifier=None):
    if prefix not in {one.prefix for one in repository.formats(identifier)}:
        raise OaiError("cannotDisseminateFormat", f"There is no format “{prefix}” here.")


def _listed(arguments, repository):
    """Return (selection, page) of a list, first or resumed."""
    if "resumptionToken" in arguments:
        return repository.resume(arguments["resumptionToken"])
    selection = _selection(arguments)
    _check_format(repository, selection.prefix)
    if selection.set_spec and not list(repository.sets()):
        raise OaiError("noSetHierarchy", "This repository has no sets.")
    page = repository.page(selection)
    if not page.headers:
        raise OaiError("noRecordsMatch", "Nothing matches these arguments.")
    return selection, page


def _selection(arguments):
    since, until = arguments.get("from"), arguments.get("until")
    for value in (since, until):
        if value is not None and not (DAY.match(value) or MOMENT.match(value)):
            raise OaiError("badArgument", f"“{value}” is not a UTC date: YYYY-MM-DDThh:mm:ssZ.")
    if since and until and len(since) != len(until):
        raise OaiError("badArgument", "from and until must have the same granularity.")
    spec = arguments.get("set", "")
    if "set" in arguments and not SPEC.match(spec):
        raise OaiError("badArgument", f"“{spec}” is not a setSpec.")
    first, last = _moment(since, "T00:00:00Z"), _moment(until, "T23:59:59Z")
    if first and last and first > last:
        raise OaiError("badArgument", "from is later than until.")
    return Selection(arguments["metadataPrefix"], first, last, spec)


def _moment(text, day_ends):
    if not text:
        return None
    try:
        moment = datetime.strptime(text if "T" in text else text + day_ends, SECONDS)
    except ValueError as error:
        raise OaiError("badArgument", f"“{text}” is not a date of the calendar.") from error
    return moment.replace(tzinfo=UTC)


def _list_identifiers(arguments, repository):
    _asked, page = _listed(arguments, repository)
    content = etree.Element(f"{{{OAI}}}ListIdentifiers")
    for header in page.headers:
        _header(content, header)
    _resumption(content, page)
    return content


def _list_records(arguments, repository):
    selection, page = _listed(arguments, repository)
    content = etree.Element(f"{{{OAI}}}ListRecords")
    metadata = repository.metadata(page.headers, selection.prefix)
    for header in page.headers:
        _record(content, header, metadata)
    _resumption(content, page)
    return content


def _record(content, header, metadata):
    element = _add(content, "record")
    about = metadata.get(header.identifier)
    # a record may be withdrawn between the question for the headers and that for what they head
    _header(element, header if about is not None else replace(header, is_deleted=True))
    if about is not None:
        _add(element, "metadata").append(about)


def _header(parent, header):
    element = _add(parent, "header")
    if header.is_deleted:
        element.set("status", "deleted")
    _add(element, "identifier", header.identifier)
    _add(element, "datestamp", header.stamp.astimezone(UTC).strftime(SECONDS))
    for spec in header.sets:
        _add(element, "setSpec", spec)


def _resumption(content, page):
    """Close the page: a token for the next, an empty one at the end of a list of several pages."""
    if not page.token and not page.cursor:
        return
    element = _add(content, "resumptionToken", page.token)
    element.set("cursor", str(page.cursor))
    if page.total is not None:
        element.set("completeListSize", str(page.total))


_ANSWERS: dict[str, Callable] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}
