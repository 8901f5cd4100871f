"""Checks an answer of an OAI-PMH 2.0 repository against what the protocol says it MUST be.

Written from the text of the protocol, apart from the code it checks: section numbers are its own.
"""

import re

from lxml import etree

OAI = "{http://www.openarchives.org/OAI/2.0/}"
SECONDS = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
SPEC = re.compile(r"^([A-Za-z0-9_.!~*'()-])+(:[A-Za-z0-9_.!~*'()-]+)*$")
CODES = {
    *("badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat"),
    *("idDoesNotExist", "noRecordsMatch", "noMetadataFormats", "noSetHierarchy"),
}
INSIDE = {
    "Identify": (
        *("repositoryName", "baseURL", "protocolVersion", "adminEmail"),
        *("earliestDatestamp", "deletedRecord", "granularity"),
    ),
    "ListMetadataFormats": ("metadataFormat",),
    "ListSets": ("set",),
    "GetRecord": ("record",),
    "ListRecords": ("record",),
    "ListIdentifiers": ("header",),
}


def validated(answer, verb=None, arguments=None):
    """Return the root of an answer; raises AssertionError for anything the protocol forbids."""
    assert answer.status_code == 200  # 3.1.2.2: errors of the protocol are answers
    assert answer["Content-Type"].startswith("text/xml")  # 3.1.2.1
    assert answer.content.decode("utf-8")  # 3.2: UTF-8
    root = etree.fromstring(answer.content)
    assert root.tag == f"{OAI}OAI-PMH"  # 3.2
    location = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    assert location.split() == [OAI[1:-1], "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"]
    names = [child.tag.removeprefix(OAI) for child in root]
    assert names[:2] == ["responseDate", "request"]
    assert SECONDS.match(root[0].text)  # 3.3: UTC with seconds and Z
    assert root[1].text.startswith("http")
    errors = root.findall(f"{OAI}error")
    codes = {error.get("code") for error in errors}
    assert codes <= CODES
    if codes & {"badVerb", "badArgument"}:
        assert dict(root[1].attrib) == {}  # 3.2: no attributes then
    elif verb:
        assert dict(root[1].attrib) == {"verb": verb} | (arguments or {})
    if errors:
        assert names == ["responseDate", "request", *["error"] * len(errors)]
        return root
    assert len(names) == 3
    assert names[2] == root[1].get("verb")
    _check_content(root[2], names[2])
    return root


def _check_content(content, verb):
    names = [child.tag.removeprefix(OAI) for child in content]
    wanted = INSIDE[verb]
    if verb == "Identify":
        assert names[: len(wanted)] == list(wanted)  # in the order of the schema
        assert content.findtext(f"{OAI}protocolVersion") == "2.0"
        assert content.findtext(f"{OAI}deletedRecord") in ("no", "persistent", "transient")
        assert "@" in content.findtext(f"{OAI}adminEmail")
        assert SECONDS.match(content.findtext(f"{OAI}earliestDatestamp"))
        return
    assert set(names) <= {*wanted, "resumptionToken"}
    assert names[0] == wanted[0]
    if "resumptionToken" in names:
        assert names.index("resumptionToken") == len(names) - 1
    for header in content.iter(f"{OAI}header"):
        _check_header(header)
    for record in content.iter(f"{OAI}record"):
        inside = [child.tag.removeprefix(OAI) for child in record]
        is_deleted = record[0].get("status") == "deleted"
        assert inside == (["header"] if is_deleted else ["header", "metadata"])  # 2.5.1
        if not is_deleted:
            (metadata,) = record[1]  # one root element
            assert metadata.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")


def _check_header(header):
    names = [child.tag.removeprefix(OAI) for child in header]
    assert names[:2] == ["identifier", "datestamp"]
    assert set(names[2:]) <= {"setSpec"}
    assert header[0].text.startswith("oai:")
    assert SECONDS.match(header[1].text)
    assert all(SPEC.match(child.text) for child in header[2:])
    assert header.get("status") in (None, "deleted")
