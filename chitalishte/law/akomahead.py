"""The head of a file in Akoma Ntoso: its work, its days, what its modifications refer to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from . import days
from .acts import Judgement, Source
from .akoma import AKN, our
from .days import Day
from .lines import LARGEST, ActFileError
from .model import Effect
from .structure import Trouble

URI = re.compile(r"/akn/[a-z]{2}/[\w./-]{1,180}")


@dataclass
class Event:
    day: Day
    source: str


Spans = dict[str, tuple["Event | None", "Event | None"]]


def parsed(data: bytes) -> etree._Element:
    if len(data) > LARGEST:
        raise ActFileError("too_large", str(LARGEST // 1024**2))
    head = re.sub(rb"<!--.*?-->", b"", data, flags=re.S)
    if (
        re.search(rb"<!\s*(DOCTYPE|ENTITY)", head)
        or b"<\x00!\x00D" in data
        or b"\x00<\x00!\x00D" in data
    ):
        raise ActFileError("doctype", line=data[: max(data.find(b"<!D"), 0)].count(b"\n") + 1)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ActFileError("broken", str(error)[:200], getattr(error, "lineno", 0) or 0) from error
    if root.getroottree().docinfo.doctype:
        raise ActFileError("doctype", line=1)
    if root.tag != f"{{{AKN}}}akomaNtoso":
        raise ActFileError("not_akoma", str(root.tag)[:120], root.sourceline or 0)
    return root


class Head:
    """Reads what stands beside the text; every fault is added to `troubles`."""

    def __init__(self, document: etree._Element, troubles: list[Trouble]):
        self.document, self.troubles = document, troubles

    def uri(self) -> str:
        """The address of the work, "" for one that is none; a language we do not read ends it."""
        language = self._first("FRBRExpression", "FRBRlanguage", "language") or "bul"
        if language != "bul":
            raise ActFileError("language", language)
        uri = self._first("FRBRWork", "FRBRuri", "value")
        if URI.fullmatch(uri) or not uri:
            return uri
        self.trouble(self.document, "bad_uri", uri[:120])
        return ""

    def _first(self, block: str, name: str, attribute: str) -> str:
        for element in self.document.iter(f"{{{AKN}}}{name}"):
            parent = element.getparent()
            if parent is not None and tag_of(parent) == block:
                return element.get(attribute, "")
        return ""

    def title(self) -> str:
        for name in ("docTitle", "longTitle", "shortTitle"):
            for element in self.document.iter(f"{{{AKN}}}{name}"):
                return said_in(element)
        return self._first("FRBRWork", "FRBRname", "value") or self._first(
            "FRBRWork", "FRBRalias", "value"
        )

    def trouble(self, element: etree._Element, code: str, value: str, detail: str = "") -> None:
        self.troubles.append(Trouble(element.sourceline or 0, code, value, detail))

    def day(self, element: etree._Element, written: str) -> Day | None:
        try:
            return days.day(written[:10])
        except ValueError:
            self.trouble(element, "bad_day", written[:40])
            return None

    def events(self) -> dict[str, Event]:
        found = {}
        for element in self.document.iter(f"{{{AKN}}}eventRef"):
            known = self.day(element, element.get(our("day")) or element.get("date", ""))
            if known:
                source = element.get("source", "").lstrip("#")
                found[element.get("eId", "")] = Event(known, source)
        return found

    def spans(self, events: dict[str, Event]) -> Spans:
        """{period: (start, end)} of the temporal groups."""
        found: Spans = {}
        for group in self.document.iter(f"{{{AKN}}}temporalGroup"):
            ends: list[Event | None] = [None, None]
            for interval in group.iter(f"{{{AKN}}}timeInterval"):
                for at, name in enumerate(("start", "end")):
                    ref = interval.get(name, "").lstrip("#")
                    if ref and ref not in events:
                        self.trouble(interval, "unknown_reference", ref[:80])
                    ends[at] = events.get(ref)
            found[group.get("eId", "")] = (ends[0], ends[1])
        return found

    def sources(self, effects: Iterable[Effect]) -> tuple[Source, ...]:
        used = {one.source for one in effects}
        found = []
        for block in self.document.iter(f"{{{AKN}}}references"):
            for element in block:
                name = element.get("eId", "")
                if name not in used or tag_of(element) not in (
                    "original",
                    "passiveRef",
                    "jurisprudence",
                ):
                    continue
                href = element.get("href", "")
                gazette = element.get(our("gazette"), "") or _pair(href, r"officialGazette/dv")
                court = element.get(our("court"), "") or _pair(href, r"judgment/cc")
                written = element.get(our("day"), "")
                found.append(
                    Source(
                        name,
                        gazette if re.fullmatch(r"\d{1,4}/\d{4}", gazette) else "",
                        court if re.fullmatch(r"\d{1,4}/\d{4}", court) else "",
                        self.day(element, written) if written else None,
                        element.get("showAs", "")[:300],
                        element.get(our("record"), "")[:120],
                        "" if gazette or court else href[:300],
                        _judgement(element),
                    )
                )
        return tuple(found)

    def adopted(self) -> Event | None:
        for element in self.document.iter(f"{{{AKN}}}FRBRWork"):
            date = element.find(f"{{{AKN}}}FRBRdate")
            if date is not None and (known := self.day(date, date.get("date", ""))):
                return Event(known, "adoption")
        return None


def tag_of(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def said_in(element: etree._Element) -> str:
    return re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()


def _judgement(element: etree._Element) -> Judgement | None:
    said = {
        name: element.get(our(name), "") for name in ("votes", "ground", "dissenting", "concurring")
    }
    if not any(said.values()):
        return None
    votes = re.fullmatch(r"\d{1,3}:\d{1,3}", said["votes"])
    return Judgement(
        votes[0] if votes else "",
        said["ground"][:300],
        _names(said["dissenting"]),
        _names(said["concurring"]),
    )


def _names(written: str) -> tuple[str, ...]:
    return tuple(name for one in written[:600].split(";") if (name := one.strip()))


def _pair(href: str, kind: str) -> str:
    match = re.search(rf"/akn/bg/{kind}/(\d{{4}})/(\d{{1,4}})$", href)
    return f"{match[2]}/{match[1]}" if match else ""
