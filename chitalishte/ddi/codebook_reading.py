"""Read DDI-Codebook of other archives (NADA's 1.2.2 and 2.5, the CESSDA profile) into answers.

What the registry has a field for becomes that field's answer; the rest is kept as unread, with its
path, so that an editor sees it and nothing is lost.
"""

import re

from . import codes
from .answers import Answer, Flag, Person, Reading, Unread, read_date
from .codebook import ACHIEVED
from .emm import specification
from .emm.reading import ORCID, answer_of, repair
from .source import Source, language_of, local, text_of

STUDY = "stdyDscr/citation"
INFO = "stdyDscr/stdyInfo"
COLLECTION = "stdyDscr/method/dataColl"
NAMESPACES = {
    "ddi:codebook:2_5": "ddi-2.5",
    "ddi:codebook:2_6": "ddi-2.6",
    "http://www.icpsr.umich.edu/DDI": "ddi-1.2",
    "": "ddi-1.2",
}
# path, field; several texts of one path are joined
TEXTS = (
    (f"{STUDY}/titlStmt/altTitl", "1.2"),
    (f"{STUDY}/prodStmt/producer", "9.1"),
    (f"{STUDY}/prodStmt/copyright", "9.2"),
    (f"{STUDY}/distStmt/distrbtr", "9.3"),
    (f"{STUDY}/distStmt/contact", "9.4"),
    (f"{STUDY}/biblCit", "9.5"),
    (f"{STUDY}/serStmt/serInfo", "2.15"),
    (f"{COLLECTION}/dataCollector", "7.1"),
    (f"{COLLECTION}/frequenc", "2.7"),
    (f"{COLLECTION}/sampProc", "4.2"),
    (f"{COLLECTION}/weight", "5.8"),
    (f"{COLLECTION}/sources/srcDocu", "10.3"),
    ("stdyDscr/method/anlyInfo/dataAppr", "5.6"),
    ("stdyDscr/dataAccs/useStmt/restrctn", "8.8"),
    ("stdyDscr/dataAccs/useStmt/conditions", "8.21"),
    ("stdyDscr/othrStdyMat/relPubl", "9.7"),
    (f"{INFO}/sumDscr/universe", "3.1"),
    (f"{INFO}/sumDscr/geogCover", "1.7"),
    (f"{INFO}/notes", "1.17"),
)


def dialect_of(root) -> str:
    """Return "ddi-2.5", "ddi-1.2" and so on, or "" for a namespace that is not DDI's."""
    namespace = root.tag[1:].partition("}")[0] if root.tag.startswith("{") else ""
    return NAMESPACES.get(namespace, "")


def read(root) -> Reading:
    """Return what a codeBook in standard DDI says."""
    source = Source(root)
    reading = Reading(dialect_of(root) or "ddi-2.5", language=language_of(root))
    _identity(source, reading)
    _titles(source, reading)
    _people(source, reading)
    _concepts(source, reading)
    for path, code in TEXTS:
        if text := _joined(source, path, reading):
            reading.answers.setdefault(code, answer_of(code, text))
    _subject(source, reading)
    _country_and_dates(source, reading)
    _sample(source, reading)
    _access(source, reading)
    _materials(source, reading)
    for text in source.find(f"{INFO}/abstract"):
        language = language_of(text) or reading.language or "en"
        before = reading.texts.setdefault("abstract", {}).get(language, "")
        words = repair(" ".join(source.take(text).split()))
        reading.texts["abstract"][language] = f"{before}\n\n{words}".strip()
    reading.unread += source.unread()
    reading.warnings += [
        f"{code}: {answer.flag} ({answer.written or answer.text})"
        for code, answer in reading.answers.items()
        if answer.flag
    ]
    return reading


def _identity(source, reading):
    for element in source.find(f"{STUDY}/titlStmt/IDNo"):
        agency = source.attribute(element, "agency")
        text = source.take(element).strip()
        if not text:
            continue
        if "doi.org/" in text or agency.casefold() == "doi" or re.match(r"(doi:)?10\.\d{4}", text):
            reading.answers["8.4"] = Answer(re.sub(r"^(https?://(dx\.)?doi\.org/|doi:)", "", text))
        elif agency.startswith("EMM"):
            reading.answers["1.1"] = Answer(text)
        elif not reading.identifier:
            reading.identifier = text
            reading.answers["8.3"] = Answer(text)
        else:
            reading.unread.append(Unread("IDNo", f"{agency}: {text}" if agency else text))
    if not reading.identifier:
        reading.identifier = reading.answers.get("8.4", Answer()).text or source.root.get("ID", "")


def _titles(source, reading):
    titles = reading.texts.setdefault("title", {})
    for name in ("titl", "parTitl", "subTitl"):
        for element in source.find(f"{STUDY}/titlStmt/{name}"):
            text = repair(" ".join(text_of(element).split()))
            language = language_of(element) or ("en" if name == "titl" else "")
            if text and name != "subTitl" and language and language not in titles:
                titles[language] = text
                source.take(element)
    if "en" in titles:
        reading.answers["1.3"] = Answer(titles["en"])
    other = next((text for code, text in titles.items() if code != "en"), "")
    if other or titles:
        reading.answers["1.4"] = Answer(other or titles["en"])
    for element in source.find("docDscr/citation/titlStmt/titl"):
        if text_of(element).strip() in titles.values():
            source.take(element)
    for element in source.find(f"{STUDY}/serStmt/serName"):
        name = " ".join(source.take(element).split())
        reading.series = reading.series or name
        reading.answers.setdefault("2.3", Answer(name))


def _people(source, reading):
    for path, people in (
        (f"{STUDY}/rspStmt/AuthEnty", reading.authors),
        ("docDscr/citation/rspStmt/othId", reading.people),
    ):
        for element in source.find(path):
            affiliation = source.attribute(element, "affiliation")
            link = " ".join(value for child in element.iter() for value in child.attrib.values())
            orcid = ORCID.search(link)
            name = " ".join(source.take(element).split())
            if name:
                people.append(Person(repair(name), orcid[1] if orcid else "", affiliation))
    for element in source.find(f"{STUDY}/prodStmt/fundAg"):
        name = " ".join(source.take(element).split())
        if name and name not in reading.funders:
            reading.funders.append(name)


def _joined(source, path, reading):
    """Return the texts of a path, in English where each language says the same."""
    elements = source.find(path)
    languages = {language_of(element) for element in elements}
    texts: list[str] = []
    for element in elements:
        if len(languages) > 1 and "en" in languages and language_of(element) == "bg":
            reading.unread.append(Unread(path, text_of(element).strip()))
            source.take(element)
            continue
        details = [
            value
            for name, value in element.attrib.items()
            if local(name) in ("affiliation", "email", "abbr", "role")
        ]
        text = repair(" ".join(source.take(element).split()))
        if details and text:
            text += f" ({', '.join(details)})"
        if text and text not in texts:
            texts.append(text)
    return "; ".join(texts)


def _subject(source, reading):
    others = []
    for element in source.find(f"{INFO}/subject/keyword"):
        language = language_of(element) or reading.language
        text = " ".join(source.take(element).split())
        if not text:
            continue
        reading.keywords.append((language, text))
        if member := specification.member_of("1.13", text):
            reading.answers[member.code] = Answer("1")
        elif language != "bg":
            others.append(repair(text))
    for element in source.find(f"{INFO}/subject/topcClas"):
        term = " ".join(source.take(element).split())
        members = [code for code, known in codes.TOPIC.items() if known == term]
        if len(members) == 1:
            reading.answers[members[0]] = Answer("1")
        elif term and not members:
            others.append(repair(term))
    if others:
        reading.answers["1.13.30a"] = Answer(tuple(dict.fromkeys(others)))


def _country_and_dates(source, reading):
    nations = source.find(f"{INFO}/sumDscr/nation")
    found = []
    for element in nations:
        abbr = source.attribute(element, "abbr")
        text = " ".join(source.take(element).split())
        if not (text or abbr):
            continue
        option = specification.option_of("country", text) or _by_abbreviation(abbr)
        found.append(option.code if option else text or abbr)
    countries = list(dict.fromkeys(found))
    if len(countries) == 1:
        known = specification.option_of("country", countries[0])
        reading.answers["1.0"] = Answer(countries[0], flag=None if known else Flag.NOT_IN_LIST)
    elif countries:
        reading.answers["1.0"] = answer_of("1.0", countries[0])
        reading.answers["2.5"] = Answer("; ".join(countries))
    for element in source.find(f"{INFO}/sumDscr/collDate"):
        event = source.attribute(element, "event")
        text = source.attribute(element, "date") or text_of(element)
        source.take(element)
        code = {"start": "1.11", "end": "1.12"}.get(event)
        if not text.strip():
            continue
        for one in (code,) if code else ("1.11", "1.12"):
            answer = read_date(text.strip()[:10])
            before = reading.answers.get(one)
            if before is None or (one == "1.12" and answer.text > before.text):
                reading.answers[one] = answer


def _by_abbreviation(abbr):
    """Take the two letters of ISO 3166; NADA writes three."""
    three = {"BGR": "BG", "ROU": "RO", "SRB": "RS", "MKD": "MK", "GRC": "GR", "TUR": "TR"}
    return specification.option_of("country", three.get(abbr.upper(), abbr.upper()))


def _concepts(source, reading):
    """Terms of the DDI vocabularies, beside the words or as the words themselves."""
    for path, table, code, vocabulary in (
        (f"{COLLECTION}/timeMeth", codes.TIME_METHOD, "1.10", "time_method"),
        (f"{COLLECTION}/sampProc", codes.SAMPLING, "4.1", "sampling"),
    ):
        for element in source.find(path):
            word = codes.of(table, _term(source, element))
            if word:
                option = specification.option_named(vocabulary, word)
                reading.answers[code] = Answer(option.code)
            if path.endswith("timeMeth"):
                text = " ".join(source.take(element).split())
                if text and not word:
                    reading.answers["1.10a"] = Answer(text)
    for element in source.find(f"{COLLECTION}/collMode"):
        term = _term(source, element)
        text = " ".join(source.take(element).split())
        code = codes.of(codes.MODE, term) or codes.of(codes.MODE, text)
        if member := specification.member_of("7.2", text):
            code = member.code
        if code:
            reading.answers[code] = Answer("1")
        elif text:
            before = reading.answers.get("7.2.other", Answer()).text
            parts = dict.fromkeys(part for part in (before, text) if part)
            reading.answers["7.2.other"] = Answer("; ".join(parts))


def _term(source, element):
    """Take the concepts out of an element, so that its words stand alone."""
    term = ""
    for concept in [child for child in element if local(child.tag) == "concept"]:
        term = term or " ".join(source.take(concept).split())
        tail, before = concept.tail or "", concept.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            element.text = (element.text or "") + tail
        element.remove(concept)
    return term


def _sample(source, reading):
    texts = []
    for element in source.find("stdyDscr/method/anlyInfo/respRate"):
        text = " ".join(source.take(element).split())
        if match := re.match(rf"{ACHIEVED} (\d+)\s*(.*)", text):
            reading.answers["5.2"] = Answer(match[1])
            if match[2]:
                reading.texts["unit"] = {"en": match[2]}
        elif text:
            texts.append(text)
    if texts:
        reading.answers["5.3"] = Answer("; ".join(texts))
    for element in source.find(f"{COLLECTION}/targetSampleSize/sampleSize"):
        text = source.take(element).strip()
        if text:
            reading.answers["5.1"] = Answer(text)


def _access(source, reading):
    for element in source.find("stdyDscr/dataAccs/setAvail/accsPlac"):
        address = source.attribute(element, "URI")
        text = " ".join(source.take(element).split())
        place = "; ".join(part for part in dict.fromkeys((address, text)) if part)
        if place:
            reading.answers.setdefault("8.2", Answer(place))
    for element in source.find(f"{STUDY}/holdings"):
        address = source.attribute(element, "URI")
        source.take(element)
        if address:
            reading.texts.setdefault("holdings", {}).setdefault(language_of(element), address)
    for element in source.find("stdyDscr/dataAccs/setAvail/avlStatus"):
        text = " ".join(source.take(element).split())
        option = specification.option_named("availability", text) or specification.option_of(
            "availability", text
        )
        if option:
            reading.answers["8.1"] = Answer(option.code)
        elif text:
            reading.unread.append(Unread("avlStatus", text))
    condition = reading.answers.get("8.21", Answer()).text
    for word, (term, coar) in codes.ACCESS.items():
        if "8.1" not in reading.answers and (term in condition or coar in condition):
            option = specification.option_named("availability", word)
            reading.answers["8.1"] = Answer(option.code)


def _materials(source, reading):
    """The first questionnaire and the first other document get the registry's fields."""
    units = [" ".join(source.take(e).split()) for e in source.find(f"{INFO}/sumDscr/anlyUnit")]
    if units and units[0]:
        reading.texts.setdefault("unit", {"en": units[0]})
    for element in source.find("stdyDscr/othrStdyMat/relMat"):
        title = " ".join(source.texts("citation/titlStmt/titl", element)).strip()
        is_questionnaire = "questionnaire" in title.casefold()
        place, number, doi = (
            ("8.17", "8.18", "8.19") if is_questionnaire else ("8.11", "8.12", "8.13")
        )
        if place in reading.answers or number in reading.answers:
            continue
        for holdings in source.find("citation/holdings", element):
            if address := source.attribute(holdings, "URI"):
                reading.answers[place] = Answer(address)
        for identifier in source.find("citation/titlStmt/IDNo", element):
            agency = source.attribute(identifier, "agency")
            if text := source.take(identifier).strip():
                reading.answers[doi if agency == "DOI" else number] = Answer(text)
        if not is_questionnaire and (text := source.text("citation/biblCit", element)):
            reading.answers["9.6"] = Answer(text)
        if title and title not in ("Questionnaire", "Documentation"):
            reading.unread.append(Unread("relMat/titl", title))
