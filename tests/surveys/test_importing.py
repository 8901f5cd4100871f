"""Surveys from files: all told, nothing dropped, twice the same, the rest of a broken file."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from lxml import etree

from chitalishte.ddi.emm.reading import read
from chitalishte.ddi.emm.specification import fields
from chitalishte.records.collection import get
from chitalishte.records.importing import import_file
from chitalishte.surveys.bridging import answers_of
from chitalishte.surveys.models import SourceCopy, Survey
from chitalishte.surveys.views import emm_xml
from tests.ddi.files import EXAMPLES, FULL, codebook, element_of

pytestmark = pytest.mark.django_db


def take(path, **options):
    return import_file(get("surveys"), path, name=path.name, **options)


def latest(identifier):
    return Survey.objects.get(identifier=identifier).get_latest_revision_as_object()


def test_the_registry_s_record_goes_in_and_comes_out_with_every_field():
    report = take(FULL)
    assert (report.new, report.left_out) == (["zzn001"], [])
    survey = Survey.objects.get(identifier="zzn001")
    before = read(element_of(FULL))
    after = read(etree.fromstring(emm_xml(survey)))
    differing = {
        code: (before.answers.get(code), after.answers.get(code))
        for code in before.answers.keys() | after.answers.keys()
        if before.answers.get(code) != after.answers.get(code)
    }
    assert differing == {}
    assert after.people == before.people
    assert after.number == before.number


def test_columns_tables_and_terms_hold_what_readers_filter_by():
    take(FULL)
    survey = Survey.objects.get(identifier="zzn001")
    assert (survey.country.notation, survey.sample_size, survey.size_class) == (
        "BG",
        1204,
        "1000-2999",
    )
    assert (survey.collected_from, survey.collected_to) == ("2019-09", "2019-12-15")
    assert (survey.sampling, survey.time_method, survey.scope) == (
        "probability",
        "panel",
        "national",
    )
    assert {term.identifier for term in survey.groups.all()} == {"roma", "turks"}
    assert {term.identifier for term in survey.modes.all()} == {"papi", "capi"}
    assert {"discrimination", "citizenship", "attitudes"} == {
        term.identifier for term in survey.topics.all()
    }
    assert [part.achieved_number for part in survey.subgroups.all()] == [650, None]
    assert survey.subgroups.all()[1].issued == "ca. 700"
    assert {one.name for one in survey.people.all()} == {"Ana Example", "Boris Sample"}
    assert {one.kind for one in survey.documents.all()} == {"documentation", "questionnaire"}
    assert {one.name_en for one in survey.producers.all()} == {"Agency B", "Institute A"}
    assert survey.data_doi == "10.5072/ex-1"


def test_importing_twice_changes_nothing():
    for path in sorted(EXAMPLES.glob("*.xml")):
        take(path)
    revisions = {one.pk: one.latest_revision_id for one in Survey.objects.all()}
    for path in sorted(EXAMPLES.glob("*.xml")):
        report = take(path)
        assert (report.new, report.changed, len(report.unchanged)) == ([], [], 1), path.name
    assert {one.pk: one.latest_revision_id for one in Survey.objects.all()} == revisions


def test_a_changed_record_is_told_field_by_field_and_waits_as_a_draft(tmp_path):
    take(FULL, publish=True)
    changed = tmp_path / "again.xml"
    text = FULL.read_text(encoding="utf-8")
    text = text.replace("Total net/achieved sample: 1204", "Total net/achieved sample: 1250")
    text = text.replace("<dataCollector>Agency B</dataCollector>", "")
    changed.write_text(text, encoding="utf-8")
    dry = take(changed, dry_run=True)
    assert dry.details[0]["changes"] == [
        {"field": "5.2", "before": "1204", "after": "1250"},
        {"field": "7.1", "before": "Agency B", "after": ""},
    ]
    assert latest("zzn001").sample_size == 1204
    take(changed)
    assert latest("zzn001").sample_size == 1250
    assert Survey.objects.get(identifier="zzn001").sample_size == 1204  # readers' version


def test_what_came_from_elsewhere_stays_when_the_registry_is_read(tmp_path):
    """The starter's survey knows topics and remarks that the cut record of the registry lacks."""
    before = Survey.objects.get(emm_id="BGN046")
    report = take(EXAMPLES / "BGN046_3837.xml")
    after = latest(before.identifier)
    assert report.changed == ["bgn046"]
    assert {t.pk for t in after.topics.all()} == {t.pk for t in before.topics.all()}
    assert after.answers["10.4"] == before.answers["10.4"]
    assert after.answers["2.6"] == "2004-11-01"


def test_a_correction_of_ours_is_written_over_the_source_s_spelling():
    take(FULL)
    survey = Survey.objects.get(identifier="zzn001")
    assert answers_of(survey)["1.11"].text == "2019-09"
    survey.collected_from = "2019-09-03"
    survey.sample_size = None
    answers = answers_of(survey)
    assert answers["1.11"].text == "2019-09-03"
    assert "5.2" not in answers


def test_the_rest_of_a_bulk_file_comes_in_and_what_does_not_is_named(tmp_path):
    nation = "<stdyInfo><sumDscr><nation abbr='BG'>Bulgaria</nation></sumDscr></stdyInfo>"
    path = tmp_path / "bulk.xml"
    parts = [
        "<root>",
        codebook(nation, "BGN901"),
        "<codeBook ID='BGN902'><a></b></codeBook>",
        codebook(nation, "BGN903"),
        codebook(nation, "BGN901"),
        "<codeBook xmlns='urn:other' ID='BGN904'/>",
        codebook("", "XYZ905"),
    ]
    path.write_text("\n".join(parts), encoding="utf-8")
    report = take(path)
    assert report.new == ["bgn901", "bgn903"]
    left = {problem.row: problem.message for problem in report.left_out}
    assert set(left) == {3, 5, 6, 7}
    assert "mismatch" in left[3]
    assert "2" in left[5]  # the line of the first
    assert "urn:other" in left[6]
    assert left[7]


def test_what_no_field_takes_is_kept_and_shown_to_editors(tmp_path, desk):
    from django.urls import reverse

    path = tmp_path / "in.xml"
    inside = (
        "<stdyInfo><sumDscr><nation abbr='BG'>Bulgaria</nation></sumDscr>"
        "<exPostEvaluation>Никой не пита за това</exPostEvaluation></stdyInfo>"
    )
    path.write_text(codebook(inside, "BGN906"), encoding="utf-8")
    report = take(path)
    assert [one["text"] for one in report.details[0]["not_understood"]] == ["Никой не пита за това"]
    survey = Survey.objects.get(identifier="bgn906")
    assert SourceCopy.objects.get(survey=survey).raw == path.read_text(encoding="utf-8")
    screen = desk.get(reverse(Survey.snippet_viewset.get_url_name("edit"), args=[survey.pk]))
    assert "Никой не пита за това" in screen.content.decode()


def test_the_command_reports_each_record_as_json():
    out = StringIO()
    call_command("import", "surveys", str(FULL), "--dry-run", "--json", stdout=out)
    report = json.loads(out.getvalue())
    (detail,) = report["details"]
    assert detail["fields_read"] == len(read(element_of(FULL)).answers)
    assert {"field": "11.2", "text": "2022-16-05"} in detail["kept_as_written"]
    assert not Survey.objects.filter(identifier="zzn001").exists()


@pytest.mark.parametrize("has_number", [True, False])
def test_the_registry_s_sheet_is_read_with_or_without_its_running_numbers(tmp_path, has_number):
    rows = [
        ("f_1_0", "Country", "HR (Croatia)"),
        ("f_1_1", "Number", "HRS777"),
        ("f_1_3", "English title", "Migrants in Zagreb"),
        ("f_1_4", "National title", "Migranti u Zagrebu"),
        ("f_1_5", "Scope", "2.Subnational"),
        ("f_1_11", "Start", "00/09/2004"),
        ("sh_1_13", "Topics", ""),
        ("f_1_13_5", "Discrimination", "1.Yes"),
        ("f_1_13_4", "Demography", "0.No"),
        ("f_5_2", "Net sample", "'-99"),
        ("f_9_1", "Producer", "Institute A; Agency B"),
    ]
    path = tmp_path / "sheet.csv"
    lines = [
        ";".join(f'"{cell}"' for cell in ([str(n)] if has_number else []) + list(row))
        for n, row in enumerate(rows, start=1)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = take(path)
    assert (report.new, report.left_out) == (["hrs777"], [])
    survey = Survey.objects.get(identifier="hrs777")
    assert (survey.country.notation, survey.scope, survey.collected_from) == (
        "HR",
        "subnational",
        "2004-09",
    )
    assert survey.title_original == "Migranti u Zagrebu"
    assert survey.answers["5.2"] == {"missing": "-99"}
    assert survey.answers["1.13.4"] == "0"
    assert [term.identifier for term in survey.topics.all()] == ["discrimination"]


def test_every_field_of_the_registry_has_a_place_that_survives_a_save():
    """All 228, also those the registry never emits, by the column, table or answer they have."""
    from chitalishte.ddi import Answer, Reading
    from chitalishte.surveys.naming import Names
    from chitalishte.surveys.taking import take as write
    from tests.ddi.test_emm import a_full_record

    answers = a_full_record()
    for code, field in fields().items():
        if code not in answers and code != "11.1":
            answers[code] = Answer("1") if field.vocabulary else Answer(f"only the sheet: {code}")
    answers |= {"1.1": Answer("BGN777"), "2.8": Answer("third"), "8.3": Answer("ZA1")}
    reading = Reading("sheet", identifier="BGN777", answers=answers)
    reading.texts["title"] = {"bg": "Измислено изследване"}
    country = Survey.objects.first().country
    survey = Survey(identifier="bgn777", country=country, live=False)
    write(reading, survey, Names())
    survey.full_clean()
    survey.save()
    kept = answers_of(Survey.objects.get(pk=survey.pk))
    assert {c: (answers[c], kept.get(c)) for c in answers if kept.get(c) != answers[c]} == {}
