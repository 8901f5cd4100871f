"""Read a codeBook in the registry's dialect into answers, field by field; nothing is dropped."""

import re

from ..answers import (
    Answer,
    Flag,
    Missing,
    Person,
    Reading,
    Unread,
    is_placeholder,
    read_date,
    read_number,
)
from ..source import Source, language_of, text_of
from . import paths, prose, specification

ORCID = re.compile(r"\b(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\b")
NUTS = re.compile(r"^[A-Z]{2}[0-9A-Z]{0,8}$")
FULL_DATASET = "Not applicable (full dataset accessible)"  # the longer label of -999 in 8.6
CYRILLIC = re.compile("[\u0400-\u04ff]")


def is_emm(root) -> bool:
    """Tell the registry's dialect from plain DDI: by its number, and by what only it writes."""
    if (
        root.find("{*}docDscr/{*}citation/{http://purl.org/dc/elements/1.1/}contributor")
        is not None
    ):
        return True
    identifier = root.get("ID") or ""
    return bool(re.fullmatch(r"[A-Z]{2,3}[NS]\d{3}", identifier))


def read(root) -> Reading:
    """Return what a codeBook of the registry says."""
    source = Source(root)
    reading = Reading("emm", language=language_of(root))
    answers = reading.answers
    _describe(source, reading)
    for path, code in paths.TEXTS:
        if text := source.text(path):
            answers[code] = answer_of(code, text)
    for path, lines in paths.BLOCKS:
        for element in source.find(path):
            _block(source, element, lines, reading, path)
    for number in paths.SUBGROUPS:
        _subgroup(source, number, reading)
    _topics(source, answers)
    _place(source, reading)
    _universe(source, reading)
    _modes(source, answers)
    _waves(source, answers)
    for identifier, title, fields in paths.DOCUMENTS:
        _document(source, identifier, title, fields, reading)
    _studies(source, answers)
    _fixed(source, answers)
    reading.identifier = root.get("ID", "").strip() or answers.get("1.1", Answer()).text
    if reading.identifier:
        answers.setdefault("1.1", Answer(reading.identifier))
    _titles(reading)
    reading.unread += source.unread()
    reading.warnings += [
        f"{code}: {answer.flag} ({answer.written or answer.text})"
        for code, answer in answers.items()
        if answer.flag
    ]
    return reading


def answer_of(code: str, text: str) -> Answer:
    """Return the answer a text gives to a field: typed, or kept as written with a flag."""
    text = text.strip()
    stripped = text.lstrip("'")
    if stripped in set(Missing):
        return Answer(missing=Missing(stripped))
    if code == "8.6" and specification.folded(text) == specification.folded(FULL_DATASET):
        return Answer(missing=Missing.NOT_APPLICABLE)
    if is_placeholder(text):
        return Answer(written=text, flag=Flag.PLACEHOLDER)
    field = specification.fields().get(code)
    if field is None:
        return Answer(text)
    repaired = repair(text)
    flag, written = (Flag.MOJIBAKE, text) if repaired != text else (None, "")
    text = repaired
    if field.vocabulary:
        option = specification.option_of(field.vocabulary, text)
        if option:
            return Answer(option.code)
        if missing := specification.option_of("missing", text):
            return Answer(missing=Missing(missing.code))
        return Answer(text, flag=Flag.NOT_IN_LIST)
    if field.kind == "date":
        return read_date(text)
    if field.kind == "number" and read_number(text) is None:
        return Answer(text, flag=Flag.NOT_A_NUMBER)
    if field.kind == "list":
        parts = tuple(part.strip() for part in text.split(";") if part.strip())
        return Answer(parts, written=written, flag=flag)
    return Answer(text, written=written, flag=flag)


def repair(text: str) -> str:
    """Return a text whose UTF-8 letters were once taken for Western ones as they were meant."""
    if not re.search("[ÃÂÐÑÅÄ][\u0080-\u00bf\u0152-\u2122]", text):
        return text
    for codec in ("cp1252", "latin-1"):
        try:
            return text.encode(codec).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
    return text


def person_of(text: str) -> Person:
    """Return the person a contributor element speaks of; its HTML is read, never kept as HTML."""
    before = text.split("<", 1)[0].strip()
    orcid = ORCID.search(text)
    name = repair(before)
    affiliation = ""
    if match := re.search(r"\s*\(([^()]*)\)\s*$", name):
        name, affiliation = name[: match.start()].strip(), match[1].strip()
    return Person(name, orcid[1] if orcid else "", affiliation, text)


def _describe(source, reading):
    """The head: whose record it is, who compiled it, by which rules."""
    head = "docDscr/citation"
    answers = reading.answers
    reading.number = source.text(f"{head}/identifier")
    for text in source.texts(f"{head}/contributor"):
        if text.strip():
            reading.people.append(person_of(text))
    if text := source.text(f"{head}/modified"):
        answers["11.2"] = read_date(text)
    for text in source.texts(f"{head}/temporal"):
        answer = read_date(text)
        if answer.flag == Flag.NOT_A_DATE or "11.3" in answers:
            _add(reading, "11.4", text)
        else:
            answers["11.3"] = answer
    coverage = [text.strip() for text in source.texts(f"{head}/coverage")]
    if len(coverage) == 3:
        for code, text in zip(("11.5", "11.6", "11.7"), coverage, strict=True):
            if text:
                answers[code] = answer_of(code, text)
    elif any(coverage):
        # one or two: a missing one moved the others up, so the place tells nothing
        answers["11.coverage"] = Answer(tuple(filter(None, coverage)), flag=Flag.ROLE_UNKNOWN)


def _add(reading, code, text):
    """Take a text into a field; a second one goes beside what nobody takes."""
    if code in reading.answers:
        reading.unread.append(Unread(code, text.strip()))
    else:
        reading.answers[code] = answer_of(code, text)


def _block(source, element, lines, reading, path):
    text = source.take(element)
    found, before = prose.split(text, lines)
    if before:
        reading.unread.append(Unread(path, before))
    for line, answer in found.items():
        for code, part in prose.parts(line, answer):
            if code.endswith(".other"):
                reading.answers[code] = Answer(part)
            else:
                reading.answers[code] = answer_of(code, part)


def _subgroup(source, number, reading):
    letter = "abcde"[number - 1]
    for path, code in paths.SUBGROUP_TEXTS:
        if text := source.text(path.format(n=number)):
            reading.answers[code.format(letter=letter)] = Answer(text)
    path = f"stdyDscr/method/anlyInfo/respRate[@ID=respRate_sg{number}]"
    for element in source.find(path):
        _block(source, element, prose.subgroup_response(number), reading, path)
    # said a second time for the first subgroup
    for element in source.find(f"stdyDscr/method/anlyInfo/dataAppr[@ID=dataAppr_sg{number}]"):
        _same(source, element, reading.answers, f"6{letter}7")
    unit = f"{paths.COLLECTION}/sampleFrame/frameUnit[@ID=frameUnit_sg{number}]/unitType"
    for element in source.find(unit):
        if not text_of(element).strip():
            source.take(element)


def _same(source, element, answers, code):
    """Take an element that repeats a field; when it says something else, leave it unread."""
    text = text_of(element).strip()
    if code not in answers:
        answers[code] = answer_of(code, text) if text else Answer()
        if not text:
            del answers[code]
        source.take(element)
    elif text in (answers[code].text, answers[code].written, ""):
        source.take(element)


def _topics(source, answers):
    others = []
    for text in source.texts("stdyDscr/stdyInfo/subject/keyword"):
        text = text.strip()
        if member := specification.member_of("1.13", text):
            answers[member.code] = Answer("1")
        elif text:
            others.append(repair(text))
    if others:
        answers["1.13.30a"] = Answer(tuple(others))


def _place(source, reading):
    """Country, and the lines of geogCover that say what they are only by their value."""
    answers = reading.answers
    for element in source.find("stdyDscr/stdyInfo/sumDscr/nation"):
        code = source.attribute(element, "abbr")
        option = specification.option_of("country", code or text_of(element))
        answers["1.0"] = Answer(option.code) if option else answer_of("1.0", text_of(element))
        source.take(element)
    for element in source.find("docDscr/citation/spatial"):
        _same_country(source, element, answers)
    places: list[str] = []
    for text in source.texts("stdyDscr/stdyInfo/sumDscr/geogCover"):
        for line in filter(None, map(str.strip, text.splitlines())):
            _place_line(line, answers, places)
    english = [line for line in places if not CYRILLIC.search(line)]
    national = [line for line in places if CYRILLIC.search(line)]
    codes = ["1.8"] * len(national)
    # keywords, English names, national names: the last Latin line but one may be the keywords
    latin = {
        1: ["1.7"],
        2: ["1.7", "1.8"] if not national else ["1.6", "1.7"],
        3: ["1.6", "1.7", "1.8"],
    }
    for line, code in [
        *zip(english, latin.get(len(english), []), strict=False),
        *zip(national, codes, strict=False),
    ]:
        if code in answers:
            reading.unread.append(Unread("geogCover", line))
        else:
            answers[code] = answer_of(code, line)
    for line in english[3:]:
        reading.unread.append(Unread("geogCover", line))


def _place_line(line, answers, places):
    for code in ("1.5", "1.8b"):
        option = specification.option_of(specification.fields()[code].vocabulary, line)
        if option and code not in answers and not line.isdigit():
            answers[code] = Answer(option.code)
            return
    parts = [part.strip() for part in re.split("[;,]", line) if part.strip()]
    if parts and all(NUTS.match(part.split(" ")[0]) for part in parts) and "1.8a" not in answers:
        answers["1.8a"] = Answer(tuple(parts))
        return
    places.append(line)


def _same_country(source, element, answers):
    option = specification.option_of("country", text_of(element))
    if "1.0" not in answers and text_of(element).strip():
        answers["1.0"] = Answer(option.code) if option else answer_of("1.0", text_of(element))
        source.take(element)
    elif option and option.code == answers.get("1.0", Answer()).value:
        source.take(element)


def _universe(source, reading):
    for element in source.find("stdyDscr/stdyInfo/sumDscr/universe"):
        for line in filter(None, map(str.strip, source.take(element).splitlines())):
            for code in ("1.15", "1.16"):
                field = specification.fields()[code]
                option = specification.option_of(field.vocabulary, line)
                if option and code not in reading.answers:
                    reading.answers[code] = Answer(option.code)
                    break
            else:
                reading.unread.append(Unread("sumDscr/universe", line))


def _modes(source, answers):
    line = prose.Line("", ("7.2",), "members")
    for text in source.texts(f"{paths.COLLECTION}/collMode"):
        for code, value in prose.parts(line, text):
            answers[code] = Answer(value)


def _waves(source, answers):
    for element in source.find(f"{paths.COLLECTION}/timeMeth"):
        text = source.attribute(element, "method") or text_of(element)
        if text.strip():
            answers["1.10"] = answer_of("1.10", text)
        source.take(element)
    for text in source.texts("stdyDscr/stdyInfo/notes[@subject=subsurvey]"):
        date, _comma, often = text.partition(",")
        if date.strip():
            answers["2.9"] = answer_of("2.9", date)
        if often.strip():
            answers["2.10"] = answer_of("2.10", often)


def _document(source, identifier, title, fields, reading):
    answers = reading.answers
    for element in source.find(f"{paths.RELATED}/relMat[@ID={identifier}]"):
        for path, code in fields.items():
            if path == "holdings/@URI":
                for holdings in source.find("citation/holdings", element):
                    text = source.attribute(holdings, "URI")
                    if text:
                        answers[code] = answer_of(code, text)
            elif path == "languages":
                continue
            elif path == "language":
                texts = [text.strip() for text in source.texts("citation/language", element)]
                texts = [text for text in texts if text]
                # the first is in words; without words a list of codes begins at once
                if texts and not re.fullmatch("[A-Z]{3}", texts[0]):
                    answers[code] = answer_of(code, texts.pop(0))
                if texts:
                    answers[fields["languages"]] = Answer(tuple(texts))
            elif text := source.text(f"citation/{path}", element):
                answers[code] = answer_of(code, text)
        _take_title(source, element, title)


def _take_title(source, element, title):
    for titl in source.find("citation/titlStmt/titl", element):
        if text_of(titl).strip() in (title, ""):
            source.take(titl)


def _studies(source, answers):
    """The larger study, and the qualitative one whose title says only Yes or No."""
    for element in source.find(f"{paths.RELATED}/relStdy"):
        titl = next(iter(source.find("citation/titlStmt/titl", element)), None)
        title = text_of(titl).strip() if titl is not None else ""
        has_number = source.text("citation/titlStmt/IDNo", element) if title else ""
        if specification.option_of("yes_no", title) and not has_number:
            answers["2.13"] = answer_of("2.13", source.take(titl))
            if text := source.text("citation/notes", element):
                answers["2.14"] = answer_of("2.14", text)
            continue
        for path, code in paths.SERIES.items():
            if text := source.text(f"citation/{path}", element):
                answers[code] = answer_of(code, text)
        # where 2.4 is empty the English title stands in its place too
        if "2.4" in answers and answers["2.4"] == answers.get("2.3"):
            del answers["2.4"]
    for element in source.find("stdyDscr/stdyInfo/sumDscr/collDate"):
        cycle = source.attribute(element, "cycle")
        if cycle and cycle not in (answers.get("2.4", Answer()).text, ""):
            answers.setdefault("2.4", answer_of("2.4", cycle))


def _fixed(source, answers):
    """What the exporter writes into every record, and what it says twice."""
    for path, texts in (
        ("docDscr/citation/titlStmt/titl", None),
        (f"{paths.COLLECTION}/sampleFrame/frameUnit[@ID=frameUnit_total]/txt", ("[Total]",)),
        (f"{paths.RELATED}/othRefs/citation/titlStmt/titl", (paths.PUBLICATIONS_TITLE,)),
    ):
        for element in source.find(path):
            if texts is None:
                _same(source, element, answers, "1.3")
            elif text_of(element).strip() in texts:
                source.take(element)
    unit = f"{paths.COLLECTION}/sampleFrame/frameUnit[@ID=frameUnit_total]/unitType"
    for element in source.find(unit):
        if element.get("numberOfUnits") == "00000":
            source.attribute(element, "numberOfUnits")


def _titles(reading):
    english = reading.answers.get("1.3", Answer()).text
    national = reading.answers.get("1.4", Answer()).text
    reading.texts["title"] = {"en": english}
    if CYRILLIC.search(national) and reading.answers.get("1.0", Answer()).value == "BG":
        reading.texts["title"]["bg"] = national
