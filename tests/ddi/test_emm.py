"""The EMM registry's XML: every element read, and given back as it was."""

from collections import Counter

import pytest
from lxml import etree

from chitalishte.ddi import Answer, Missing, Person
from chitalishte.ddi.answers import Flag, read_date, read_number
from chitalishte.ddi.emm import specification
from chitalishte.ddi.emm.reading import answer_of, person_of, read, repair
from chitalishte.ddi.emm.writing import write

from .files import EXAMPLES, FULL, codebook, element_of, faults

examples = pytest.mark.parametrize(
    "path", sorted(EXAMPLES.glob("*.xml")), ids=lambda path: path.stem
)


def leaves(root):
    """Return every text and attribute of a document with its path, blanks folded."""
    found = Counter()
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        steps = [one.tag.rpartition("}")[2] for one in (element, *element.iterancestors())]
        path = "/".join(step for step in reversed(steps) if step != "around")
        if text := " ".join((element.text or "").split()):
            found[path, text] += 1
        for name, value in element.attrib.items():
            found[f"{path}/@{name.rpartition('}')[2]}", " ".join(value.split())] += 1
    return found


def test_the_specification_is_the_registry_s():
    fields = specification.fields().values()
    assert len(fields) == 228
    assert sum(field.required for field in fields) == 120
    assert sum(not field.emitted for field in fields) == 38
    assert all(field.label_bg and field.label_en for field in fields)


@examples
def test_nothing_of_a_real_record_is_left_unread(path):
    assert read(element_of(path)).unread == []


@examples
def test_a_record_comes_back_as_it_was(path):
    """Nothing is lost; what is new the registry itself says twice in a whole record."""
    element = element_of(path)
    reading = read(element)
    again = etree.fromstring(write(reading.answers, number=reading.number, people=reading.people))
    lost = leaves(element) - leaves(again)
    # the second subgroup's answers are empty: an element with nothing but its name
    lost.pop(("codeBook/stdyDscr/method/anlyInfo/respRate/@ID", "respRate_sg2"), None)
    assert dict(lost) == {}
    second = read(again)
    assert second.answers == reading.answers
    assert second.people == reading.people


def a_full_record():
    """Answer every field that the registry emits, each with a word of its own."""
    answers = {}
    for code, field in specification.fields().items():
        if not field.emitted or code == "11.1":
            continue
        if field.group:
            answers[code] = Answer("1")
        elif field.vocabulary:
            options = specification.vocabulary(field.vocabulary)
            answers[code] = Answer(options[len(code) % len(options)].code)
        elif field.kind == "date":
            answers[code] = Answer("2011-05-14")
        elif field.kind == "number":
            answers[code] = Answer("1204")
        elif field.kind == "list":
            answers[code] = Answer((f"слово {code}", f"word {code}"))
        else:
            answers[code] = Answer(f"text of {code}: with a colon; a semicolon & an ampersand")
    answers["1.0"] = Answer("BG")
    answers["1.4"] = Answer("Измислено изследване")
    answers["1.6"], answers["1.7"] = Answer(("county",)), Answer(("Montana", "Vidin"))
    answers["1.8"], answers["1.8a"] = Answer(("Монтана", "Видин")), Answer(("BG312", "BG311"))
    answers["8.9a"] = answers["8.15a"] = answers["8.20a"] = Answer(("BUL", "ENG"))
    answers["2.11"], answers["2.12"] = Answer("2"), Answer("Study X, Study Y")
    answers["1.1"] = Answer("BGN999")
    answers["9.1"] = Answer("Institute A; Agency B")
    return answers


def test_every_field_that_the_registry_emits_makes_the_way_out_and_back():
    answers = a_full_record()
    people = [Person("Ana Example", "0000-0002-1825-0097", "UH"), Person("Boris Sample")]
    reading = read(etree.fromstring(write(answers, number="900001", people=people)))
    differing = {
        code: (answers.get(code), reading.answers.get(code))
        for code in answers.keys() | reading.answers.keys()
        if answers.get(code) != reading.answers.get(code)
    }
    assert differing == {}
    assert reading.unread == []
    assert reading.number == "900001"
    said = [(one.name, one.orcid, one.affiliation) for one in reading.people]
    assert said == [(one.name, one.orcid, one.affiliation) for one in people]


def test_what_we_write_for_the_registry_is_valid_where_the_standard_wants_numbers():
    answers = a_full_record()
    for code in ("5.1", "6a2", "6b2"):  # sizes: the schema wants whole numbers there
        answers[code] = Answer("900")
    assert faults(write(answers, number="1")) == []


def test_special_codes_are_three_kinds_of_not_knowing_never_numbers():
    for code in ("5.2", "1.11", "4.1", "9.1"):
        for written, missing in (("-9", "-9"), ("'-99", "-99"), ("-999", "-999")):
            assert answer_of(code, written) == Answer(missing=Missing(missing))
    assert answer_of("8.6", "Not applicable (full dataset accessible)").missing == "-999"
    assert write({"9.1": Answer(missing=Missing.NOT_KNOWN)}).count(b"producer") == 0


DATES = {
    "2004": ("2004", None),
    "2004-11": ("2004-11", None),
    "2004-11-01": ("2004-11-01", None),
    "1992-08-00": ("1992-08", Flag.PART_UNKNOWN),
    "2004-00-00": ("2004", Flag.PART_UNKNOWN),
    "2022-16-05": ("2022-05-16", Flag.DAY_MONTH_SWAPPED),
    "00/09/2004": ("2004-09", Flag.PART_UNKNOWN),
    "2/8/2019": ("2019-08-02", Flag.DAY_MONTH_SWAPPED),
    "2022-02-30": ("2022-02-30", Flag.NOT_A_DATE),
    "2022-13": ("2022-13", Flag.NOT_A_DATE),
    "Only some surveys": ("Only some surveys", Flag.NOT_A_DATE),
    "0000-01-01": ("0000-01-01", Flag.NOT_A_DATE),
}


@pytest.mark.parametrize(("text", "expected"), DATES.items(), ids=list(DATES))
def test_an_impossible_date_is_corrected_or_kept_and_always_flagged(text, expected):
    answer = read_date(text)
    assert (answer.value, answer.flag) == expected
    assert (answer.written or answer.value) == text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *[("1204", 1204), ("1,600", 1600), ("1 600", 1600), ("12.345", 12345)],
        *[("ca. 700", None), ("75.3", None), ("45-60", None), ("", None), ("1,60", None)],
    ],
)
def test_only_a_whole_number_is_a_number(text, number):
    assert read_number(text) == number


def test_the_html_of_a_contributor_becomes_a_name_and_an_orcid():
    written = (
        'Katja Wikstr\u00c3\u00b6m (THL) <a href="https://orcid.org/0000-0002-0258-0550"><img/></a>'
    )
    person = person_of(written)
    assert (person.name, person.orcid, person.affiliation) == (
        "Katja Wikström",
        "0000-0002-0258-0550",
        "THL",
    )
    assert person.written == written


def test_wrongly_decoded_letters_are_repaired_and_the_original_kept():
    wrong = "Европейско изследване".encode().decode("latin-1")
    answer = answer_of("9.1", wrong)
    assert (answer.value, answer.written, answer.flag) == (
        "Европейско изследване",
        wrong,
        Flag.MOJIBAKE,
    )
    assert repair("Ångström à la carte") == "Ångström à la carte"


def test_older_spellings_of_labels_are_recognised():
    for label in (
        "Public attitudes about migration and  migrants",
        "Public attitudes about migration & migrants",
        "1.13.21Public attitudes about migration and migrants",
        "public attitudes about migration and migrants.",
    ):
        assert specification.member_of("1.13", label).code == "1.13.21"


def test_an_answer_of_several_lines_keeps_colons_and_breaks():
    reading = read(element_of(FULL))
    assert reading.answers["4.3"].value == (
        "150 clusters of 8 households.\nSecond line of the same answer."
    )
    assert reading.answers["4.2"].value == "two stages, clusters: first, then households"


def test_two_coverages_do_not_pretend_to_know_their_roles():
    reading = read(element_of(EXAMPLES / "BGN020_3390.xml"))
    assert reading.answers["11.coverage"].flag == Flag.ROLE_UNKNOWN
    assert len(reading.answers["11.coverage"].value) == 2
    assert "11.5" not in reading.answers


def test_what_no_field_takes_is_told_with_its_path(tmp_path):
    path = tmp_path / "in.xml"
    inside = "<stdyInfo><exPostEvaluation type='peer'>Looked at</exPostEvaluation></stdyInfo>"
    path.write_text(codebook(inside, identifier="BGN001"), encoding="utf-8")
    reading = read(element_of(path))
    assert {(one.path, one.text) for one in reading.unread} >= {
        ("codeBook/stdyDscr/stdyInfo/exPostEvaluation", "Looked at"),
        ("codeBook/stdyDscr/stdyInfo/exPostEvaluation/@type", "peer"),
    }
