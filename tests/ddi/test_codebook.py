"""Standard DDI-Codebook: valid, as the CESSDA profile asks, read from other archives."""

import pytest
from lxml import etree

from chitalishte.ddi import Person
from chitalishte.ddi.codebook import write
from chitalishte.ddi.reading import WrongNamespaceError, read
from chitalishte.ddi.study import Material, Named, Study

from .files import faults

NS = {"d": "ddi:codebook:2_5", "xml": "http://www.w3.org/XML/1998/namespace"}


def named(code, bg="нещо", en="something"):
    return Named(code, {"bg": bg, "en": en})


def a_study(**changes):
    """Return a study with every field filled."""
    given = {
        "identifier": "bg-emm-001",
        "agency": "Читалище",
        "addresses": {"bg": "https://example.org/bg/1/", "en": "https://example.org/en/1/"},
        "titles": {"bg": "Заглавие & още", "en": "A title <b>"},
        "abstracts": {"bg": "Резюме", "en": "Abstract"},
        "has_built_abstract": True,
        "acronym": "ACR",
        "emm_id": "BGN001",
        "authors": [Person("Ana Nakova", "0000-0002-1825-0097", "BAS")],
        "compilers": [Person("Boris Sample")],
        "producers": [named("p", "Институт", "Institute")],
        "collectors": [named("c", "Агенция", "Agency")],
        "funders": [named("f", "Фонд", "Fund")],
        "owners": [named("o", "Собственик", "Owner")],
        "distributors": [named("d", "Архив", "Archive")],
        "publisher": "Читалище",
        "publisher_address": "https://example.org",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "issued": "2026-11-25T10:00:00+00:00",
        "modified": "2026-11-26T10:00:00+00:00",
        "version": 3,
        "series": named("s", "Поредица", "Series"),
        "wave": "2",
        "topics": [named("1.13.5", "Дискриминация", "Discrimination, racism and/or xenophobia")],
        "groups": [named("", "Роми", "Roma")],
        "keywords": ["digital skills"],
        "collected": ("2011-05", "2011-07-30"),
        "country": named("BG", "България", "Bulgaria"),
        "regions": [named("BG312", "Монтана", "Montana")],
        "territory": {"en": "30 municipalities"},
        "universe": {"bg": "Роми", "en": "Roma aged 16+"},
        "unit": {"en": "households"},
        "time_method": "panel",
        "sampling": "probability",
        "sampling_words": {"en": "two stages"},
        "modes": [named("7.2.1", "Лице в лице", "Face to face (PAPI)"), named("")],
        "sample_size": 1100,
        "languages": [named("BUL", "български", "Bulgarian")],
        "availability": "request",
        "access_words": {"en": "Signed agreement"},
        "data_address": "https://example.org/data",
        "data_doi": "10.4232/1.3963",
        "data_number": "ZA3963",
        "data_formats": "SPSS",
        "materials": [Material("questionnaire", "https://example.org/q", "10.1/q", "Q1", "Cited")],
        "publications": "Article one",
        "sources": [("A report", "https://example.org/report")],
    }
    return Study(**given | changes)


@pytest.mark.parametrize("language", ["bg", "en"])
def test_what_we_write_is_valid_by_the_schema(language):
    assert faults(write(a_study(), language)) == []


def test_a_study_of_which_only_the_title_is_known_is_valid_too():
    bare = Study("x1", "Читалище", {}, {"bg": "Само заглавие"}, {}, publisher="Читалище")
    assert faults(write(bare)) == []


@pytest.mark.parametrize("language", ["bg", "en"])
def test_everything_the_cessda_profile_makes_mandatory_is_there(language):
    root = etree.fromstring(write(a_study(), language))

    def at(path):
        return root.xpath(path, namespaces=NS)

    citation = "//d:stdyDscr/d:citation"
    location = root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
    assert location.startswith("ddi:codebook:2_5 http")
    assert at("/d:codeBook/@xml:lang") == [language]
    assert at(f"{citation}/d:titlStmt/d:titl/@xml:lang") == [language]
    assert at(f"{citation}/d:titlStmt/d:parTitl/@xml:lang") != [language]
    assert set(at(f"{citation}/d:titlStmt/d:IDNo/@agency")) == {
        "Читалище",
        "DOI",
        "EMM Survey Registry",
    }
    assert at(f"{citation}/d:holdings/@URI")
    assert set(at(f"{citation}/d:holdings/@xml:lang")) == {"bg", "en"}
    distributors = at(f"{citation}/d:distStmt/d:distrbtr")
    assert distributors
    assert all(one.get(f"{{{NS['xml']}}}lang") for one in distributors)
    assert set(at("//d:stdyInfo/d:abstract/@xml:lang")) == {"bg", "en"}
    for path in ("//d:keyword", "//d:topcClas", "//d:nation", "//d:restrctn"):
        assert all(one.get(f"{{{NS['xml']}}}lang") for one in at(path)), path
    assert at("//d:timeMeth/d:concept/text()") == ["Longitudinal.Panel"] * len(at("//d:timeMeth"))
    assert "Interview.FaceToFace.PAPI" in at("//d:collMode/d:concept/text()")
    assert at("//d:collDate[@event='start']/@date") == ["2011-05"]


def test_our_own_ddi_is_read_back_to_the_same_answers():
    reading = read(etree.fromstring(write(a_study())))
    answers = {code: answer.text for code, answer in reading.answers.items()}
    expected = {
        "1.1": "BGN001",
        "1.3": "A title <b>",
        "1.4": "Заглавие & още",
        "1.2": "ACR",
        "1.0": "BG",
        "1.11": "2011-05",
        "1.12": "2011-07-30",
        "1.10": "3",
        "1.13.5": "1",
        "4.1": "1",
        "4.2": "two stages",
        "5.2": "1100",
        "7.2.1": "1",
        "8.1": "3",
        "8.2": "https://example.org/data",
        "8.4": "10.4232/1.3963",
        "8.17": "https://example.org/q",
        "9.1": "Institute",
        "7.1": "Agency",
        "3.1": "Roma aged 16+",
    }
    assert {code: answers.get(code) for code in expected} == expected
    assert reading.authors[0].orcid == "0000-0002-1825-0097"
    assert reading.texts["abstract"] == {"bg": "Резюме", "en": "Abstract"}


NADA = """<codeBook version="1.2.2" ID="UNHCR_BGR_2023_MSNA" xml-lang="en"
  xmlns="http://www.icpsr.umich.edu/DDI"><stdyDscr><citation><titlStmt>
  <titl>Multi-Sector Needs Assessment 2023,
   Bulgaria</titl><altTitl>MSNA 2023</altTitl><IDNo>UNHCR_BGR_2023_MSNA</IDNo></titlStmt>
  <rspStmt><AuthEnty affiliation="">UN Refugee Agency</AuthEnty></rspStmt>
  <prodStmt><producer affiliation="Sofia" role="collector">SocioFactor</producer></prodStmt>
  </citation><stdyInfo><abstract>In 2023 a needs assessment was made.</abstract><sumDscr>
  <collDate date="2023-08-01" event="start" cycle=""/><collDate date="2023-09-15" event="end"/>
  <nation abbr="BGR">Bulgaria</nation><dataKind>Sample survey data</dataKind></sumDscr></stdyInfo>
  <method><dataColl><collMode>Face-to-face [f2f]</collMode></dataColl></method>
  <dataAccs><useStmt><confDec required="yes">Yes</confDec></useStmt></dataAccs></stdyDscr>
  <dataDscr/></codeBook>"""


def test_a_record_of_nada_is_read_and_its_rest_is_told():
    reading = read(etree.fromstring(NADA))
    answers = {code: answer.text for code, answer in reading.answers.items()}
    assert reading.dialect == "ddi-1.2"
    assert reading.identifier == "UNHCR_BGR_2023_MSNA"
    assert answers["1.3"] == "Multi-Sector Needs Assessment 2023, Bulgaria"
    assert (answers["1.0"], answers["1.11"], answers["1.12"]) == ("BG", "2023-08-01", "2023-09-15")
    assert answers["7.2.other"] == "Face-to-face [f2f]"
    told = {(one.path.rpartition("/")[2], one.text) for one in reading.unread}
    assert {("dataKind", "Sample survey data"), ("confDec", "Yes")} <= told


def test_another_namespace_is_named_not_guessed_at():
    with pytest.raises(WrongNamespaceError, match="urn:other"):
        read(etree.fromstring('<codeBook xmlns="urn:other"/>'))
