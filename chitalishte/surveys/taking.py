"""Put what a source says into a survey; what the source cannot say is never touched."""

import re

from chitalishte.ddi import Answer
from chitalishte.ddi.answers import is_placeholder
from chitalishte.ddi.emm import specification
from chitalishte.ddi.emm.reading import CYRILLIC
from chitalishte.records.models import Theme

from .bridging import COLUMNS, DOCUMENTS, MEMBERS, ORGANISATIONS, SUBGROUP_FIELDS, SUBGROUPS
from .models import Document, Person, Subgroup, Survey

THEME = "migration"
REGISTRY = "https://registry.ethmigsurveydatahub.eu/surveys/"


def take(reading, survey, names, told_before=frozenset()):
    """Write a Reading into a survey (not saved).

    told_before   the fields that the same source had when it was read last
    Only a field that this source once told and tells no more is emptied: what came from elsewhere,
    and what the source's format cannot say, stays.
    """
    gone = set(told_before) - set(reading.answers)
    _keep_answers(reading, survey, gone)
    _columns(survey, gone)
    _titles(reading, survey)
    country = Answer.from_json(survey.answers.get("1.0", "")).text
    if found := names.country(country):
        survey.country = found
    _terms(survey, names, gone)
    for code, relation in ORGANISATIONS:
        text = Answer.from_json(survey.answers.get(code, "")).text
        if code in reading.answers or code in gone:
            setattr(survey, relation, names.organisation_list(text))
    if reading.funders:
        survey.funders = names.organisation_list("; ".join(reading.funders))
    if reading.series and not survey.series_id:
        survey.series = names.series_named(reading.series)
    if reading.number:
        survey.emm_number = reading.number[:12]
    _people(reading, survey)
    _subgroups(reading, survey, gone)
    _documents(reading, survey, gone)
    _texts(reading, survey)
    if not len(survey.sources):
        survey.sources = [source_of(reading)]


def _keep_answers(reading, survey, gone):
    kept = {code: answer for code, answer in survey.answers.items() if code not in gone}
    for code, answer in reading.answers.items():
        if not _is_child(code):
            kept[code] = answer.as_json()
    survey.answers = kept


def _is_child(code):
    """Tell whether a table beside the survey holds the field."""
    return bool(re.match(r"6[a-e]\d$", code)) or any(
        code in fields.values() for fields in DOCUMENTS.values()
    )


def _columns(survey, gone):
    for column in COLUMNS:
        answer = survey.answers.get(column.code)
        if answer is None:
            if column.code in gone and column.code not in ("1.1", "1.3"):
                setattr(survey, column.name, column.read(None))
            continue
        value = column.read(Answer.from_json(answer))
        if column.name != "title_en":
            setattr(survey, column.name, value)
    address = re.search(r"https?://[^\s;,]+", Answer.from_json(survey.answers.get("8.2", "")).text)
    if address:
        survey.data_url = address[0].rstrip(".")[:500]


def _titles(reading, survey):
    english = Answer.from_json(survey.answers.get("1.3", "")).text
    national = Answer.from_json(survey.answers.get("1.4", "")).text
    bulgarian = reading.texts.get("title", {}).get("bg", "")
    longest = Survey._meta.get_field("title_bg").max_length
    if english:
        survey.title_en = " ".join(english.split())[:longest]
    if bulgarian and CYRILLIC.search(bulgarian):
        survey.title_bg = " ".join(bulgarian.split())[:longest]
        survey.title_status = survey.title_status or Survey.TitleStatus.PUBLISHED
    elif not survey.title_bg:
        survey.title_bg = (survey.title_en or " ".join(national.split()))[:longest]
        survey.title_status = Survey.TitleStatus.MISSING
    if national and national not in (survey.title_bg, survey.title_en):
        survey.title_original = national[:400]


def _terms(survey, names, gone):
    for group, relation in MEMBERS:
        vocabulary = {"1.13": "topic", "7.2": "mode"}[group]
        codes = [
            member.code
            for member in specification.members(group)
            if survey.answers.get(member.code) == "1"
        ]
        chosen = [names.term(vocabulary, notation=code) for code in codes]
        own = [term for term in getattr(survey, relation).all() if term.notation not in gone]
        other = Answer.from_json(survey.answers.get(f"{group}.other", "")).text
        own += [names.term(vocabulary, part.strip()) for part in other.split(";")]
        setattr(survey, relation, list(dict.fromkeys(filter(None, [*chosen, *own]))))
    said = [Answer.from_json(survey.answers.get(code, "")).text for code in ("3.1a", "3.1")]
    words = [part.strip() for text in said for part in re.split("[;,/]", text)]
    groups = [names.term("group", word) for word in words if word]
    if any(groups):
        kept = list(survey.groups.all())
        survey.groups = list(dict.fromkeys(filter(None, [*kept, *groups])))
    places = Answer.from_json(survey.answers.get("1.8a", "")).value or ()
    regions = [names.term("region", notation=place.split(" ")[0]) for place in places]
    if any(regions):
        survey.regions = list(filter(None, regions))
    languages = []
    for code in ("7.7a", "8.9a"):
        value = Answer.from_json(survey.answers.get(code, "")).value or ()
        parts = value if isinstance(value, tuple) else re.split("[;, ]+", value)
        languages += [names.term("language", notation=part.strip().upper()) for part in parts]
    if any(languages):
        survey.languages = list(dict.fromkeys(filter(None, languages)))


def _people(reading, survey):
    for people, role in (
        (reading.people, Person.Role.COMPILER),
        (reading.authors, Person.Role.INVESTIGATOR),
    ):
        told = [
            Person(
                name=person.name[:200],
                orcid=person.orcid,
                affiliation=person.affiliation[:200],
                role=role,
                written=person.written,
            )
            for person in people
            if person.name
        ]
        before = [person for person in survey.people.all() if person.role == role]
        if told and _said(before) != _said(told):
            others = [person for person in survey.people.all() if person.role != role]
            survey.people = [*others, *told]


def _said(things):
    """Return rows of a table beside the survey without their keys, to be compared."""
    return [
        tuple(
            getattr(thing, field.name)
            for field in thing._meta.concrete_fields
            if field.name not in ("id", "survey")
        )
        for thing in things
    ]


def _subgroups(reading, survey, gone):
    before = list(survey.subgroups.all())
    after = list(before)
    for position, letter in enumerate(SUBGROUPS):
        codes = {name: f"6{letter}{number}" for number, name in enumerate(SUBGROUP_FIELDS, start=1)}
        if not any(code in reading.answers or code in gone for code in codes.values()):
            continue
        old = before[position] if position < len(before) else Subgroup()
        told = {
            name: _new_text(reading, code, gone, getattr(old, name)) for name, code in codes.items()
        }
        longest = {"name": 400, "issued": 200, "achieved": 200, "response_rate": 200}
        told = {name: text[: longest.get(name, 10**6)] for name, text in told.items()}
        told["name"] = told["name"] or "?"
        made = Subgroup(**told)
        if position < len(after):
            after[position] = made
        else:
            after.append(made)
    if _said(before) != _said(after):
        survey.subgroups = after


def _new_text(reading, code, gone, old):
    """Return what a field beside the survey holds now: told anew, emptied, or as it was."""
    if code in gone:
        return ""
    if code not in reading.answers:
        return old
    answer = reading.answers[code]
    vocabulary = specification.fields()[code].vocabulary
    if vocabulary:
        option = specification.option_of(vocabulary, answer.text) if answer.text else None
        return option.name if option else ""
    return answer.text or answer.written


def _documents(reading, survey, gone):
    before = list(survey.documents.all())
    after = []
    for kind, fields in DOCUMENTS.items():
        old = next((document for document in before if document.kind == kind), None)
        if not any(code in reading.answers or code in gone for code in fields.values()):
            after += [old] if old else []
            continue
        told = {
            name: _new_text(reading, code, gone, getattr(old, name) if old else "")
            for name, code in fields.items()
        }
        if any(told.values()):
            after.append(Document(kind=kind, **told))
    after += [document for document in before if document.kind not in DOCUMENTS]
    if _said(before) != _said(after):
        survey.documents = after


def _texts(reading, survey):
    for language, text in reading.texts.get("abstract", {}).items():
        if language in ("bg", "en"):
            setattr(survey, f"summary_{language}", text[:2000])
    unit = reading.texts.get("unit", {}).get("en", "")
    if unit and not survey.sample_unit_en:
        survey.sample_unit_en = unit[:200]
    for code, name in (("3.1", "target"), ("4.2", "sampling"), ("8.8", "access")):
        text = reading.answers.get(code, Answer()).text
        if text and not is_placeholder(text):
            language = "bg" if CYRILLIC.search(text) else "en"
            setattr(survey, f"{name}_{language}", text)


def source_of(reading):
    """Return the first source of an imported record: where it was taken from."""
    if reading.dialect == "emm":
        address = f"{REGISTRY}{reading.number}" if reading.number.isdecimal() else ""
        title = f"EMM Survey Registry, {reading.identifier}"
    else:
        addresses = reading.texts.get("holdings", {})
        address = addresses.get("en") or next(iter(addresses.values()), "")
        if not address and reading.answers.get("8.4", Answer()).text:
            address = f"https://doi.org/{reading.answers['8.4'].text}"
        title = reading.identifier or "DDI-Codebook"
    return ("source", {"title": title.replace("|", "/"), "address": address})


def theme():
    """Return the theme of imported surveys, where the portal has it."""
    return Theme.objects.filter(identifier=THEME).first()
