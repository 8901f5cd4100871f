"""An act for machines: Akoma Ntoso 3.0, the European Legislation Identifier, schema.org.

Our text is never the authoritative one: only the State Gazette is, and every form says so.
"""

import re

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from chitalishte import law
from chitalishte.law.acts import ActInTime, Judgement, Place, Source, kind_of
from chitalishte.law.akoma import write_akoma

from .chapter import Chapter, work_of
from .models import Event

DECISION = re.compile(r"№\s*(\d{1,3})")
ELI = "http://data.europa.eu/eli/ontology#"
IN_FORCE = {True: "InForce", False: "NotInForce"}


def act_in_time(act):
    """Return what is held of an act, as far as it is believed now, as a law.acts.ActInTime."""
    changes = list(act.changes.believed().prefetch_related("event"))
    work = work_of(act, changes)
    events = {change.event.identifier: change.event for change in changes}
    places = tuple(
        Place(
            rule.eid,
            rule.parent,
            kind_of(rule.eid),
            "" if kind_of(rule.eid) == "transitional" else rule.number,
            {code: said for code in ("bg", "en") if (said := getattr(rule, f"heading_{code}"))},
        )
        for rule in act.rules.all()
    )
    sources = tuple(
        _source(event)
        for event in sorted(events.values(), key=lambda one: (one.day_from, one.identifier))
    )
    return ActInTime(act.uri, act.title_bg, places, work.effects, sources)


def _source(event):
    court = ""
    if event.kind == Event.Kind.COURT and (match := DECISION.search(event.title_bg)):
        court = f"{match[1]}/{event.day[:4]}"
    return Source(
        id=event.identifier,
        gazette=event.gazette,
        court=court,
        day=law.day(event.day),
        title=event.title_bg,
        record=event.identifier,
        address="" if event.gazette or court else _address(event),
        judgement=_judgement(event) if event.kind == Event.Kind.COURT else None,
    )


def _judgement(event):
    counts = (event.votes_for, event.votes_against)
    return Judgement(
        "" if None in counts else "{}:{}".format(*counts),
        event.ground_bg,
        tuple(event.dissenting_list),
        tuple(event.concurring_list),
    )


def akoma_ntoso(act, day=None):
    """Return the bytes of one expression at a day, or of all versions."""
    return write_akoma(act_in_time(act), at=day, portal=settings.BASE_URL)


def _address(record, language="bg"):
    return settings.BASE_URL + record.get_absolute_url(language)


def formats(act, day=None):
    """Return [{label, url, format}] of the forms of an act; `day` is asked for in the address."""
    from django.utils.translation import gettext as _

    whole = reverse("acts:akoma", args=[act.slug])
    asked = (day or timezone.localdate()).isoformat()
    return [
        {
            "label": _("Akoma Ntoso 3.0, as it stood on the day"),
            "url": f"{whole}?day={asked}",
            "format": "XML",
        },
        {"label": _("Akoma Ntoso 3.0, all versions"), "url": whole, "format": "XML"},
        {"label": "ELI", "url": reverse("acts:eli", args=[act.slug]), "format": "JSON-LD"},
    ]


def eli(act):
    """Return ELI in JSON-LD: the act, its expressions on every day of change, their files.

    Only the official publisher may mint a national ELI; these addresses are ours, and the legal
    value is said to be unofficial.
    """
    work = work_of(act, list(act.changes.believed().prefetch_related("event")))
    days = [day for day in law.change_days(work) if day.is_exact or day.earliest]
    own = f"{settings.BASE_URL}{reverse('acts:eli', args=[act.slug])}"
    root = f"{settings.BASE_URL}/eli/bg/{act.slug}"
    events = {one.source for one in work.effects if one.kind not in law.SILENT}
    known = Event.objects.public().filter(identifier__in=events).order_by("day_from")
    addresses = [_address(event) for event in known]
    with override("bg"):
        page = settings.BASE_URL + act.get_absolute_url("bg")
        akoma = settings.BASE_URL + reverse("acts:akoma", args=[act.slug])
    first = days[0].earliest.isoformat() if days else None
    expressions = []
    for day in days:
        on = day.earliest.isoformat()
        expressions.append(
            {
                "@id": f"{root}/{on}/bul",
                "@type": "eli:LegalExpression",
                "eli:realizes": {"@id": root},
                "eli:language": {
                    "@id": "http://publications.europa.eu/resource/authority/language/BUL"
                },
                "eli:title": {"@language": "bg", "@value": act.title_bg},
                "eli:version_date": _typed(on),
                "eli:legal_value": {"@id": f"{ELI}LegalValue-unofficial"},
                "eli:is_embodied_by": [
                    _format(f"{root}/{on}/bul/html", f"{page}?day={on}", "text/html"),
                    _format(f"{root}/{on}/bul/xml", f"{akoma}?day={on}", "application/xml"),
                ],
            }
        )
    resource = {
        "@id": root,
        "@type": "eli:LegalResource",
        "eli:uri_schema": own,
        "eli:id_local": act.uri or act.identifier,
        "eli:type_document": {"@id": f"{settings.BASE_URL}/eli/type/{_type(act)}"},
        "eli:jurisdiction": {"@id": "http://publications.europa.eu/resource/authority/country/BGR"},
        "eli:in_force": {"@id": f"{ELI}InForce-{_force(work)}"},
        "eli:is_realized_by": [{"@id": one["@id"]} for one in expressions],
    }
    if first:
        resource["eli:first_date_entry_in_force"] = _typed(first)
    if known:
        resource["eli:date_publication"] = _typed(known[0].day_from.isoformat())
        resource["eli:date_document"] = _typed(known[0].day_from.isoformat())
        resource["eli:changed_by"] = [{"@id": address} for address in addresses[1:]]
        resource["eli:published_in"] = f"Държавен вестник, бр. {known[0].gazette}"
    return {
        "@context": {"eli": ELI, "xsd": "http://www.w3.org/2001/XMLSchema#"},
        "@graph": [resource, *expressions],
    }


def _typed(day):
    return {"@type": "xsd:date", "@value": day}


def _format(name, address, media_type):
    return {
        "@id": name,
        "@type": "eli:Format",
        "eli:format": {"@id": f"http://www.iana.org/assignments/media-types/{media_type}"},
        "eli:is_exemplified_by": {"@id": address},
    }


def _type(act):
    return "constitution" if "constitution" in act.uri else "act"


def _force(work):
    """Whether anything of the act stands today."""
    state = law.as_of(work, timezone.localdate())
    return "inForce" if state.versions else "notInForce"


def schema_org(act):
    """Return the schema.org properties of an act as Legislation."""
    shown = getattr(act, "chapter_shown", None)
    chapter = shown if shown and not shown.known else Chapter(act)
    days = law.change_days(chapter.work)
    past = [one for one in days if one.earliest <= timezone.localdate()]
    is_in_force = bool(chapter.state(timezone.localdate()).versions)
    akoma = settings.BASE_URL + reverse("acts:akoma", args=[act.slug])
    events = sorted(
        {
            change.event
            for change in chapter.changes.values()
            if law.Kind(change.kind) not in law.SILENT and change.event.is_public
        },
        key=lambda event: (event.day_from, event.identifier),
    )
    return {
        "legislationIdentifier": act.uri,
        "legislationJurisdiction": "BG",
        "legislationType": "Constitution" if _type(act) == "constitution" else "Act",
        "legislationDate": events[0].day if events else None,
        "legislationDateVersion": past[-1].written if past else None,
        "legislationLegalForce": f"https://schema.org/{IN_FORCE[is_in_force]}",
        "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        "temporalCoverage": f"{days[0].written}/.." if days and is_in_force else None,
        "isBasedOn": act.gazette_url or None,
        "legislationChangedBy": [
            {
                "@type": "Legislation",
                "name": event.title,
                "url": settings.BASE_URL + event.get_absolute_url(),
                "legislationDate": event.day,
            }
            for event in events[1:]
        ],
        "encoding": [
            {
                "@type": "LegislationObject",
                "contentUrl": akoma,
                "encodingFormat": "application/akn+xml",
                "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
            }
        ],
    }
