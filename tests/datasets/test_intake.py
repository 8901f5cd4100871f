"""A file on its way in: from the browser of an editor to a published version."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from chitalishte.datasets.models import Dataset, Intake
from chitalishte.tables import query

pytestmark = pytest.mark.django_db

PRINTED = """Население по области
Източник: НСИ

Област;2019;2020
Русе;215 477;212 730
Видин;82 835;80 615
Общо;298 312;293 345

* Предварителни данни
"""


@pytest.fixture
def dataset():
    return Dataset.objects.public().get(identifier="constitutions")


def bring(desk, dataset, text=PRINTED, name="население.csv"):
    upload = SimpleUploadedFile(name, text.encode("windows-1251"))
    desk.post(reverse("intake_bring", args=[dataset.pk]), {"file": upload})
    return Intake.objects.first()


def meanings(*names):
    return {f"{name}-label_bg": name.title() for name in names}


def finish(desk, intake, names, **more):
    sent = {"reason": "Нови данни", "publish": "1", "mode": "replace"} | meanings(*names) | more
    return desk.post(reverse("intake_name", args=[intake.pk]), sent)


def look(desk, intake, **sent):
    address = reverse("intake_look", args=[intake.pk])
    return desk.post(address, sent) if sent else desk.get(address)


def rows_of(dataset):
    dataset.refresh_from_db()
    return list(query.all_rows(dataset.current_version.stored))


def test_a_printed_table_is_shown_with_what_each_row_was_taken_for(desk, dataset):
    page = look(desk, bring(desk, dataset)).content.decode()
    assert "windows-1251" in page
    assert page.count('class="is-row"') == 2
    assert 'class="is-header"' in page
    assert 'class="is-total"' in page
    assert "* Предварителни данни" in page


def test_the_file_becomes_a_public_version_with_names_in_the_dictionary(
    desk, dataset, django_capture_on_commit_callbacks
):
    intake = bring(desk, dataset)
    with django_capture_on_commit_callbacks(execute=True):
        answer = finish(desk, intake, ["oblast", "c_2019", "c_2020"])
    assert answer.status_code == 302, answer.context["errors"]
    assert rows_of(dataset) == [("Русе", 215477, 212730), ("Видин", 82835, 80615)]
    assert dataset.columns.get(name="oblast").label_bg == "Oblast"
    assert dataset.current_version.published_at
    assert not intake.path.exists()


def test_corrections_are_kept_and_the_next_file_begins_with_them(desk, dataset):
    intake = bring(desk, dataset)
    unpivot = {"unpivot": ["2019", "2020"], "unpivot_name": "year", "unpivot_value": "people"}
    look(desk, intake, header=["4"], **unpivot)
    finish(desk, intake, ["oblast", "year", "people"])
    assert ("Русе", 2019, 215477) in rows_of(dataset)
    second = bring(desk, dataset, PRINTED.replace("80 615", "80 000"))
    assert second.recipe == Intake.objects.get(pk=intake.pk).recipe
    finish(desk, second, ["oblast", "year", "people"])
    assert ("Видин", 2020, 80000) in rows_of(dataset)


def test_what_differs_from_the_last_version_is_said(desk, dataset):
    finish(desk, bring(desk, dataset), ["oblast", "c_2019", "c_2020"])
    changed = "Област;2019;2021\nРусе;няма;3\nВидин;x;4\n"
    found = look(desk, bring(desk, dataset, changed)).context["understood"].changes
    assert {(each.kind, "2020" in each.sentence) for each in found} == {
        ("gone", True),
        ("new", False),
        ("type", False),
    }


def test_personal_numbers_stop_the_way_until_an_editor_decides(desk, dataset):
    text = "Име;ЕГН\nИван;8001010008\nМария;0541011239\n"
    intake = bring(desk, dataset, text)
    names = ["ime", "egn"]
    refused = finish(desk, intake, names)
    assert refused.status_code == 200
    assert not Intake.objects.finished().exists()
    assert "8001010008" not in refused.content.decode().split("result")[0]
    look(desk, intake, **{"column-1-out": "on", "header": ["1"]})
    assert finish(desk, intake, ["ime"]).status_code == 302
    assert rows_of(dataset) == [("Иван",), ("Мария",)]


def test_a_question_that_must_be_answered_stops_until_it_is_ticked(desk, dataset):
    intake = bring(desk, dataset, "Име,Брой\nА,1\nБ,2,3\nВ,4\nГ,5\nД,6\n")
    assert finish(desk, intake, ["ime", "broy"]).status_code == 200
    assert finish(desk, intake, ["ime", "broy"], answered="on").status_code == 302
    assert len(rows_of(dataset)) == 4


def test_rows_are_added_or_put_in_place_by_their_key(desk, dataset):
    finish(desk, bring(desk, dataset, "код;брой\n01;1\n02;2\n"), ["kod", "broy"])
    finish(desk, bring(desk, dataset, "код;брой\n03;3\n"), ["kod", "broy"], mode="append")
    assert rows_of(dataset) == [("01", 1), ("02", 2), ("03", 3)]
    third = bring(desk, dataset, "код;брой\n02;7\n04;4\n")
    finish(desk, third, ["kod", "broy"], mode="update", key=["kod"])
    assert rows_of(dataset) == [("01", 1), ("02", 7), ("03", 3), ("04", 4)]
    other = bring(desk, dataset, "код;цена\n02;7,5\n")
    refused = finish(desk, other, ["kod", "tsena"], mode="append")
    assert "tsena" in " ".join(refused.context["errors"])
    assert len(rows_of(dataset)) == 4


def test_a_file_comes_in_pieces_and_goes_on_after_it_broke_off(desk, dataset):
    content = PRINTED.encode()
    sent = {"name": "n.csv", "size": len(content)}
    place = desk.post(reverse("intake_begin", args=[dataset.pk]), sent).json()

    def send(offset, piece):
        return desk.post(
            f"{place['piece']}?offset={offset}", piece, content_type="application/octet-stream"
        )

    assert send(0, content[:100]).json() == {"offset": 100}
    assert desk.get(place["look"]).status_code == 302, "it is not here whole"
    assert send(50, content[50:]).status_code == 409, "it goes on where it ended"
    assert desk.get(place["piece"]).json()["offset"] == 100
    assert send(100, content[100:]).json() == {"offset": len(content)}
    assert desk.get(place["look"]).status_code == 200
    assert send(len(content), b"more").status_code == 400


def test_pasted_cells_are_a_table(desk, dataset):
    pasted = "Област\tБрой\nРусе\t1\nВидин\t2\n"
    desk.post(reverse("intake_bring", args=[dataset.pk]), {"pasted": pasted})
    finish(desk, Intake.objects.first(), ["oblast", "broy"])
    assert rows_of(dataset) == [("Русе", 1), ("Видин", 2)]


def test_a_file_that_is_no_table_says_why_and_changes_nothing(desk, dataset):
    before = dataset.current_version
    upload = SimpleUploadedFile("t.csv", b"%PDF-1.7\n" + bytes(100))
    desk.post(reverse("intake_bring", args=[dataset.pk]), {"file": upload})
    page = look(desk, Intake.objects.first())
    assert "t.csv" in page.content.decode()
    assert 'role="alert"' in page.content.decode()
    dataset.refresh_from_db()
    assert dataset.current_version == before


def test_strangers_bring_nothing(client, dataset):
    address = reverse("intake_bring", args=[dataset.pk])
    assert client.post(address, {"pasted": "a\tb\n1\t2\n"}).status_code == 302
    assert not Intake.objects.exists()


def test_a_recipe_stays_plain_data(desk, dataset):
    intake = bring(desk, dataset)
    look(desk, intake, **{"header": ["4"], "column-1-type": "text", "row-5": "ignore"})
    intake.refresh_from_db()
    assert json.loads(json.dumps(intake.recipe)) == {
        "tables": {"": {"ignored_rows": [5], "columns": {"2019": {"type": "text"}}}}
    }


def test_what_was_decided_is_said_in_the_language_of_the_editor(desk, dataset):
    page = look(desk, bring(desk, dataset)).content.decode()
    assert "Заглавният ред е ред 4." in page
    assert "„2019“: цяло число, защото всички 2 стойности пасват." in page


def test_the_unit_of_a_column_is_given_with_its_names(desk, dataset):
    intake = bring(desk, dataset, "Област;Сума\nРусе;10\nВидин;20\n")
    finish(desk, intake, ["oblast", "suma"], **{"suma-unit": "хил. лв."})
    dataset.refresh_from_db()
    assert dataset.columns.get(name="suma").unit == "хил. лв."
    assert dataset.columns.get(name="oblast").unit == ""


def test_the_table_it_becomes_is_shown_as_readers_will_see_it(desk, dataset):
    text = "Държава;В еврозоната;Хора;От\nБългария;да;6437360;1.01.2026\nЧехия;не;10900555;\n"
    page = look(desk, bring(desk, dataset, text))
    first, second = page.context["understood"].rows
    assert [first[1], second[1]] == ["да", "не"]
    assert [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in first[2:]] == [
        "6 437 360",
        "1 януари 2026 г.",
    ]
    assert second[3] == ""
