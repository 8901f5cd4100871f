"""An act in Akoma Ntoso 3.0: one expression at a day, or all its versions in one file.

Every effect stands in `passiveModifications` (textual, force, efficacy or meaning), every version
carries its period. What the standard has no place for (a day known to the month, which finding
followed a decision) stands in attributes of a namespace of our own, which the schema allows.
Source: OASIS Akoma Ntoso 3.0, part 2, and its schema.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable

from lxml import etree

from .acts import CONTAINERS, ActInTime, Judgement, Place, Source
from .days import Day
from .derive import sequence, versions
from .model import Effect, Kind, Version

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:chitalishte:law"
ELEMENTS = {"sign": "section", "letter": "point", "subpoint": "point"}
MODS = {
    Kind.INSERTED: "textualMod", Kind.SUBSTITUTED: "textualMod", Kind.REPEALED: "textualMod",
    Kind.RENUMBERED: "textualMod", Kind.UNCONSTITUTIONAL: "forceMod", Kind.RESUMED: "forceMod",
    Kind.INTERPRETED: "meaningMod", Kind.SUSPENDED: "efficacyMod",
}  # fmt: skip
LANGUAGES = {"bg": "bul", "en": "eng"}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DRESS = {
    "article": "Чл. {}.", "sign": "§ {}.", "paragraph": "({})", "point": "{}.", "letter": "{})",
    "subpoint": "{})", "chapter": "Глава {}", "section": "Раздел {}", "division": "Раздел {}",
    "part": "Част {}", "title": "Дял {}",
}  # fmt: skip


def write_akoma(act: ActInTime, *, at: datetime.date | None = None, portal: str = "") -> bytes:
    """at  the day of one expression; all versions in one file when left out

    portal  the address of who gives the file out
    """
    return _Writer(act, at, portal).run()


def our(name: str) -> str:
    return f"{{{OURS}}}{name}"


class _Writer:
    def __init__(self, act: ActInTime, at: datetime.date | None, portal: str):
        self.act, self.at = act, at
        self.portal = portal or "/akn/ontology/organization/bg/archive"
        self.effects = [
            one for one in sequence(act.effects) if at is None or _begins(one).earliest <= at
        ]
        self.by_id = {one.id: one for one in self.effects}
        self.sources = {one.id: one for one in act.sources}
        self.children: dict[str, list[Place]] = defaultdict(list)
        for place in act.places:
            self.children[place.parent].append(place)
        self.versions: dict[str, list[Version]] = defaultdict(list)
        for version in versions(act.work):
            self.versions[version.provision].append(version)
        self.events: dict[tuple[str, str], str] = {}
        self.days: dict[str, Day] = {}
        self.groups: dict[tuple[str, str], str] = {}
        self.shown: dict[str, str] = {}  # effect: identifier of the version it wrote
        self.touched = {one.target for one in self.effects}

    def run(self) -> bytes:
        root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap={None: AKN, "c": OURS})
        kind = "singleVersion" if self.at else "multipleVersions"
        document = self._under(root, "act", name="act", contains=kind)
        meta = self._under(document, "meta")
        if self.act.title:
            title = self._under(self._under(document, "preface"), "p")
            self._under(title, "docTitle").text = _clean(self.act.title)
        body = self._under(document, "body")
        for effect in self.effects:
            self._event(effect)  # in their order, so that the same act gives the same file
        for place in self.children[""]:
            self._place(body, place)
        self._identification(meta)
        self._lifecycle(meta)
        self._modifications(meta)
        self._temporal(meta)
        self._references(meta)
        self._proposals(meta)
        etree.indent(root)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    def _under(self, parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{AKN}}}{tag}", attributes)

    # What the body says

    def _place(self, parent: etree._Element, place: Place) -> None:
        if self.at and place.id not in self.touched and not self._holds_touched(place):
            return  # born after the day
        found = self.versions[place.id]
        if self.at:
            found = [one for one in found if _is_on(one, self.at)]
        if self.children[place.id]:
            self._holder(parent, place, found)
            return
        for position, version in enumerate(found, start=1):
            is_last = position == len(found)
            element = self._element(
                parent, place, place.id if is_last else f"{place.id}-v{position}"
            )
            self._number(element, place, version.number)
            self._dated(element, place, version)
            content = self._under(element, "content")
            self._text(content, version, f"{element.get('eId')}__content")
            self._shown(version, element.get("eId"))
        if not found:
            element = self._element(parent, place, place.id)
            element.set("status", "removed")
            self._number(element, place, self._last_number(place))
            self._under(self._under(element, "content"), "p")

    def _holds_touched(self, place: Place) -> bool:
        return any(
            child.id in self.touched or self._holds_touched(child)
            for child in self.children[place.id]
        )

    def _last_number(self, place: Place) -> str:
        known = [
            one
            for one in self.versions[place.id]
            if self.at is None or one.since.earliest <= self.at
        ]
        return known[-1].number if known else place.number

    def _holder(self, parent: etree._Element, place: Place, found: list[Version]) -> None:
        """What holds others stands once; its own words stand in the intro, each with its period."""
        element = self._element(parent, place, place.id)
        if place.id in self.touched and not found:
            element.set("status", "removed")
        self._number(element, place, self._last_number(place))
        if place.kind not in CONTAINERS and any(self._says(one) for one in found):
            intro = self._under(element, "intro")
            for position, version in enumerate(found, start=1):
                self._intro(intro, place, version, position)
        for child in self.children[place.id]:
            self._place(element, child)

    def _intro(self, intro: etree._Element, place: Place, version: Version, position: int) -> None:
        name = f"{place.id}__intro-v{position}"
        for line, said in enumerate((self._says(version) or "").split("\n"), start=1):
            p = self._under(intro, "p", eId=name if line == 1 else f"{name}-{line}")
            p.text = _clean(said)
            self._dated(p, place, version)
            p.set(our("version"), name)
        self._shown(version, name)

    def _element(self, parent: etree._Element, place: Place, name: str) -> etree._Element:
        element = self._under(parent, ELEMENTS.get(place.kind, place.kind), eId=name, wId=place.id)
        if place.number != self._last_number(place):
            element.set(our("born-as"), place.number)
        return element

    def _number(self, element: etree._Element, place: Place, printed: str) -> None:
        if place.kind in DRESS:
            self._under(element, "num").text = _clean(DRESS[place.kind].format(printed))
        heading = place.heading.get(self.act.language, "")
        if heading:
            self._under(element, "heading").text = _clean(heading)

    def _dated(self, element: etree._Element, place: Place, version: Version) -> None:
        if self.at is None:
            element.set("period", f"#{self._period(place, version)}")
        ended = self.by_id.get(version.ended_by)
        status = "" if version.wording.is_official else "editorial"
        if not self._says(version):
            status = "incomplete"
        if ended and ended.kind is Kind.UNCONSTITUTIONAL and self.at is None:
            if status:
                element.set(our("was"), status)
            status = "removed"
        if status:
            element.set("status", status)

    def _says(self, version: Version) -> str:
        return version.wording.text.get(self.act.language, "")

    def _text(self, content: etree._Element, version: Version, name: str) -> None:
        for line, said in enumerate(self._says(version).split("\n"), start=1):
            self._under(content, "p", eId=f"{name}__p_{line}").text = _clean(said)

    def _shown(self, version: Version, name: str) -> None:
        self.shown.setdefault(version.made_by, name)

    # When

    def _event(self, effect: Effect) -> str:
        begins = _begins(effect)
        key = (begins.written, effect.source)
        self.days[begins.written] = begins
        return self.events.setdefault(key, f"e_{len(self.events) + 1}")

    def _period(self, place: Place, version: Version) -> str:
        """A version began by what wrote it, brought it back, or ended the one before it."""
        known = self.versions[place.id]
        at = known.index(version)
        starter = self.by_id[version.restored_by or version.made_by]
        if _begins(starter) != version.since and at:
            starter = self.by_id[known[at - 1].ended_by]
        end = self.by_id.get(version.ended_by)
        return self._group(self._event(starter), self._event(end) if end else "")

    def _group(self, start: str, end: str = "") -> str:
        return self.groups.setdefault((start, end), f"tg_{len(self.groups) + 1}")

    # What stands in the head

    def _identification(self, meta: etree._Element) -> None:
        uri = self.act.uri or "/akn/bg/act/0000/unknown"
        first = self.effects[0] if self.effects else None
        adopted = (_begins(first).earliest if first else datetime.date.min).isoformat()
        last = self.at or max(
            (_begins(one).earliest for one in self.effects), default=datetime.date.min
        )
        expression = f"{uri}/{LANGUAGES[self.act.language]}@{last.isoformat()}"
        block = self._under(meta, "identification", source="#portal")
        for name, value, day, label in (
            ("FRBRWork", uri, adopted, "adoption"),
            ("FRBRExpression", expression, last.isoformat(), "validity"),
            ("FRBRManifestation", f"{expression}.xml", last.isoformat(), "export"),
        ):
            part = self._under(block, name)
            this = f"{value.removesuffix('.xml')}/!main" + (
                ".xml" if value.endswith(".xml") else ""
            )
            self._under(part, "FRBRthis", value=this)
            self._under(part, "FRBRuri", value=value)
            self._under(part, "FRBRdate", date=day, name=label)
            self._under(part, "FRBRauthor", href="#issuer" if name == "FRBRWork" else "#portal")
            if name == "FRBRWork":
                self._under(part, "FRBRcountry", value="bg")
            elif name == "FRBRExpression":
                self._under(part, "FRBRlanguage", language=LANGUAGES[self.act.language])

    def _lifecycle(self, meta: etree._Element) -> None:
        block = self._under(meta, "lifecycle", source="#portal")
        first = self.effects[0].source if self.effects else ""
        for (written, source), name in self.events.items():
            day = self.days[written]
            event = self._under(
                block, "eventRef", eId=name, date=day.earliest.isoformat(),
                source=f"#{_ref(source)}",
                type="generation" if source == first else "amendment",
            )  # fmt: skip
            if not day.is_exact:
                event.set(our("day"), written)

    def _modifications(self, meta: etree._Element) -> None:
        told = [one for one in self.effects if one.kind in MODS]
        if not told:
            return
        analysis = self._under(meta, "analysis", source="#portal")
        block = self._under(analysis, "passiveModifications")
        for position, effect in enumerate(told, start=1):
            mod = self._under(
                block, MODS[effect.kind], type=effect.kind.value, eId=f"pmod_{position}"
            )
            self._under(mod, "source", href=f"#{_ref(effect.source)}")
            self._under(mod, "destination", href=f"#{effect.target}")
            self._under(mod, "force", period=f"#{self._group(self._event(effect))}")
            if effect.id in self.shown and MODS[effect.kind] == "textualMod":
                self._under(mod, "new", href=f"#{self.shown[effect.id]}")
            self._own(mod, effect)

    def _own(self, mod: etree._Element, effect: Effect) -> None:
        told = {
            "id": effect.id,
            "order": str(effect.order),
            "decided": str(effect.decided_on or ""),
            "promulgated": str(effect.promulgated_on or ""),
            "in-force": str(effect.in_force_on or ""),
            "applies": str(effect.applies_on or ""),
            "computed": "yes" if effect.is_computed else "",
            "number": effect.number,
            "strikes": effect.strikes,
            "scope": effect.scope.value,
            "consequence": effect.consequence.value,
            "evidence": "\n".join(effect.evidence),
        }
        if effect.kind is Kind.UNCONSTITUTIONAL and effect.id in self.shown:
            told["new"] = f"#{self.shown[effect.id]}"
        elif effect.wording is not None and effect.id not in self.shown and self.at is None:
            # a wording that was replaced on the day it began was never in force
            told["says"] = effect.wording.text.get(self.act.language, "")
            told["official"] = "yes" if effect.wording.is_official else "no"
        for name, value in told.items():
            if value:
                mod.set(our(name), _clean(value))

    def _temporal(self, meta: etree._Element) -> None:
        if not self.groups:
            return
        block = self._under(meta, "temporalData", source="#portal")
        for (start, end), name in self.groups.items():
            group = self._under(block, "temporalGroup", eId=name)
            interval = self._under(group, "timeInterval", refersTo="#inForce", start=f"#{start}")
            if end:
                interval.set("end", f"#{end}")

    def _references(self, meta: etree._Element) -> None:
        block = self._under(meta, "references", source="#portal")
        for source in self._told_sources():
            name = "jurisprudence" if source.court else "passiveRef"
            if self.effects and source.id == self.effects[0].source:
                name = "original"
            element = self._under(
                block, name, eId=_ref(source.id), href=source.uri or self.portal,
                showAs=_clean(source.title or source.named),
            )  # fmt: skip
            for key in ("gazette", "court", "day", "record"):
                if value := getattr(source, key):
                    element.set(our(key), str(value))
            if source.judgement:
                _judged(element, source.judgement)
        if any(not one.source for one in self.effects):
            self._under(block, "passiveRef", eId="unknown", href=self.portal, showAs="—")
        for name, href, said in (
            ("portal", self.portal, self.portal),
            ("issuer", "/akn/ontology/organization/bg/issuer", "Органът, приел акта"),
        ):
            self._under(block, "TLCOrganization", eId=name, href=href, showAs=said)
        self._under(
            block, "TLCConcept", eId="inForce", href="/akn/ontology/concept/inForce",
            showAs="в сила",
        )  # fmt: skip

    def _told_sources(self) -> Iterable[Source]:
        used = {one.source for one in self.effects}
        known = [one for one in self.act.sources if one.id in used]
        missing = used - {one.id for one in known} - {""}
        return [*known, *(Source(one, title=one) for one in sorted(missing))]

    def _proposals(self, meta: etree._Element) -> None:
        """The standard knows no change that was asked for and failed."""
        asked = [one for one in self.effects if one.kind is Kind.PROPOSED]
        if not asked:
            return
        block = self._under(meta, "proprietary", source="#portal")
        for effect in asked:
            element = etree.SubElement(block, our("proposal"))
            element.set("source", f"#{_ref(effect.source)}")
            element.set("destination", f"#{effect.target}")
            self._own(element, effect)


def _judged(element: etree._Element, judgement: Judgement) -> None:
    """The standard keeps votes and opinions in the decision itself, which is not this file."""
    told = {
        "votes": judgement.votes,
        "ground": judgement.ground,
        "dissenting": "; ".join(judgement.dissenting),
        "concurring": "; ".join(judgement.concurring),
    }
    for name, value in told.items():
        if value:
            element.set(our(name), _clean(value))


def _begins(effect: Effect) -> Day:
    if effect.begins is None:
        raise ValueError(f"{effect.id} has no date")
    return effect.begins


def _is_on(version: Version, day: datetime.date) -> bool:
    return version.since.earliest <= day and (version.until is None or day < version.until.earliest)


def _ref(source: str) -> str:
    """An identifier of the file: it must not look like one of its places or events."""
    return re.sub(r"[^\w.-]", "-", source) or "unknown"


def _clean(text: str) -> str:
    return FORBIDDEN.sub("", text)
