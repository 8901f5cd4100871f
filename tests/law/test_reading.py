"""A consolidated text: its structure, its past, and every mistake with its line."""

import datetime
import zipfile

import pytest

from chitalishte.law import as_of
from chitalishte.law.lines import ActFileError
from chitalishte.law.reading import read_act

from .samples import HEAD, SAMPLE


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("acts")


@pytest.fixture(scope="module")
def reading(folder):
    path = folder / "act.txt"
    path.write_text(SAMPLE, encoding="utf-8")
    return read_act(path)


def read_text(folder, text, name="one.txt"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_act(path)


def on(reading, day):
    state = as_of(reading.act.work, datetime.date.fromisoformat(day))
    return {
        version.provision: (version.number, version.wording.text.get("bg", "?"))
        for version in state.versions
        if version.provision.startswith(("art_", "sec_", "transitional_2006-30__"))
    }


def test_every_place_gets_the_identifier_it_was_born_with(reading):
    assert [place.id for place in reading.act.places] == [
        "chp_1", "art_1", "art_2", "art_2__para_1", "art_2__para_2-2006",
        "art_2__para_2-2006__point_1", "art_2__para_2-2006__point_2",
        "art_2__para_2-2006__point_2__point_a", "art_2__para_2-2006__point_2__point_b",
        "art_2__para_2", "art_2a", "art_2a__para_1", "art_2a__para_2", "chp_2", "chp_2__sec_1",
        "art_3", "art_3__point_1", "art_3__point_2", "art_4", "art_5", "art_6",
        "transitional_1", "sec_1", "sec_2", "transitional_2006-30", "transitional_2006-30__sec_1",
    ]  # fmt: skip
    headings = {place.id: place.heading.get("bg") for place in reading.act.places}
    assert headings["chp_1"] == "ОБЩИ ПОЛОЖЕНИЯ"
    assert headings["art_1"] == "Предмет"
    assert reading.troubles == []
    assert reading.unread == [(18, "(Загл. изм. - ДВ, бр. 30 от 2006 г.)")]


def test_any_day_follows_from_the_brackets(reading):
    first = on(reading, "1998-03-01")
    assert first["art_2__para_1"] == ("1", "?")  # was changed in 2003; we do not hold what it said
    assert first["art_2__para_2"] == ("2", "Входът е свободен.")
    assert "art_2a" not in first
    assert "art_4" in first
    today = on(reading, "2025-01-01")
    assert today["art_2__para_1"] == ("1", "Читалнята е отворена всеки ден.")
    assert today["art_2__para_2"] == ("3", "Входът е свободен.")
    assert today["art_2__para_2-2006__point_1"] == ("1", "спазва реда;")
    assert today["art_3"] == ("3", "Уредникът се избира за:")
    assert today["art_3__point_1"] == ("1", "три години;")
    assert not {"art_4", "art_5", "art_6", "art_2a__para_2", "art_3__point_2", "sec_2"} & {*today}
    assert "art_6" in on(reading, "2024-08-01")


def test_days_by_the_rule_are_marked_and_those_of_the_text_are_not(reading):
    by_id = {effect.id: effect for effect in reading.act.effects}
    adopted, changed = by_id["dv-1998-010-art_1"], by_id["dv-2003-020-art_2__para_1"]
    assert (str(adopted.in_force_on), adopted.is_computed) == ("1998-03-01", False)
    assert (str(changed.in_force_on), changed.is_computed) == ("2003-03-09", True)


def test_a_page_and_a_document_give_the_same_act(reading, folder):
    rows = "".join(
        f"<p><b>{line[:6]}</b>{line[6:]}<script>alert('Чл. 9. Лошо.')</script></p>"
        for line in SAMPLE.splitlines()
    )
    page = f"<html><head><title>x</title></head><body><nav>Чл. 8. Меню</nav>{rows}</body></html>"
    assert read_text(folder, page, "act.html").act == reading.act
    path = folder / "act.docx"
    body = "".join(
        f"<w:p><w:r><w:t>{line}</w:t></w:r><w:del><w:r><w:t>изтрито</w:t></w:r></w:del></w:p>"
        for line in SAMPLE.splitlines()
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:d xmlns:w="x">{body}</w:d>')
    assert read_act(path).act == reading.act
    old = folder / "old.txt"
    old.write_bytes(SAMPLE.replace("–", "-").encode("cp1251"))
    assert [one.id for one in read_act(old).act.places] == [one.id for one in reading.act.places]


@pytest.mark.parametrize(
    ("text", "line", "code", "is_question"),
    [
        ("Чл. 1. Едно.\nЧл. 1. Пак.", 4, "twice", False),
        ("Чл. 1. (1) Едно.\n(1) Пак.", 4, "twice", False),
        ("Чл. 1. (1) Едно.\n(3) Три.", 4, "skipped", True),
        ("Чл. 1. Едно.\nЧл. 3. Три.", 4, "skipped", True),
        ("Чл. 2. Две.\nЧл. 1. Едно.", 4, "order", False),
        ("Чл. 1. (Изм. - ДВ, бр. 5 от 1990 г.) Едно.", 3, "before_adoption", False),
        ("Чл. 1. (Изм. - ДВ, бр. 20 от 2003 г., нов - ДВ, бр. 3 от 2006 г.) А.", 3,
         "inserted_twice", False),
        ("Чл. 1. (Нов - ДВ, бр. 3 от 2006 г., изм. - ДВ, бр. 20 от 2003 г.) А.", 3,
         "before_birth", False),
        ("Чл. 1. (Изм.) Едно.", 3, "no_evidence", False),
        ("Чл. 1. (Изм. - ДВ, бр. 20 от 2003 г., в сила от 5.03.2003 г., доп. - ДВ, бр. 21 от "
         "7.03.2003 г., в сила от 5.03.2003 г.) Едно.", 3, "overlapping", False),
        ("Чл. 1. (Изм. - ДВ, бр. 7 от 2009 г.) Едно.", 3, "day_unknown", True),
        ("Чл. 1. (Отм. - ДВ, бр. 20 от 2003 г.) Още стои.", 3, "text_of_gone", True),
        ("Чл. 1.\nЧл. 2. Две.", 3, "empty", True),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_line(folder, text, line, code, is_question):
    found = read_text(folder, HEAD + text).troubles
    assert (line, code, is_question) in [(one.line, one.code, one.is_question) for one in found]


def test_an_act_repealed_and_written_anew_under_its_number_is_no_mistake(folder):
    text = "Чл. 1. (Отм. - ДВ, бр. 20 от 2003 г., нов - ДВ, бр. 3 от 4.01.2006 г.) Новото."
    reading = read_text(folder, HEAD + text)
    assert reading.troubles == []
    assert on(reading, "2005-01-01") == {}
    assert on(reading, "2007-01-01")["art_1"] == ("1", "Новото.")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"  \n", "empty_file"),
        ("a.docx", b"PK\x03\x04nonsense", "broken"),
        ("a.bin", b"\x00\x01\x02", "no_text"),
        ("a.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "doctype"),
        ("a.xml", b'<?xml version="1.0"?><other/>', "not_akoma"),
        ("a.xml", b'<?xml version="1.0"?><akomaNtoso', "broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(folder, name, data, code):
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(ActFileError) as caught:
        read_act(path)
    assert caught.value.code == code


def test_what_a_site_prints_around_the_text_is_no_text(folder):
    text = """Чл. 1. Обхваща:
1. едно;
2. (отм. - ДВ, бр. 20 от 2003 г.);
Заключителни разпоредби
§ 1. В Закона за друго се правят изменения:
1. Създава се чл. 5а:
„Чл. 5а. (1) Едно.
(2) Две.“
2. Член 6 се отменя.
-----------
Законът е приет от Народното събрание на 29 януари 1998 г.
Преходни и заключителни разпоредби
КЪМ ЗАКОНА ЗА ИЗМЕНЕНИЕ НА ЗАКОНА ЗА ПРИМЕРА
(ОБН. - ДВ, БР. 20 ОТ 2003 Г., В СИЛА ОТ 5.03.2003 Г.)
. . . . . . .
§ 7. Довършва се."""
    reading = read_text(folder, HEAD + text)
    assert reading.today == {
        "art_1": "Обхваща:", "art_1__point_1": "едно;",
        "sec_1": "В Закона за друго се правят изменения:",
        "sec_1__point_1": "Създава се чл. 5а:\n„Чл. 5а. (1) Едно.\n(2) Две.“",
        "sec_1__point_2": "Член 6 се отменя.",
        "transitional_2003-20__sec_7": "Довършва се.",
    }  # fmt: skip
    assert reading.unread == [(13, "Законът е приет от Народното събрание на 29 януари 1998 г.")]
    assert reading.troubles == []


def test_a_bracket_inside_the_text_is_told_and_stays(folder):
    text = (
        "Чл. 1. Едно. (Изр. второ отм. - ДВ, бр. 20 от 2003 г.)\n"
        "Чл. 2. По закона (обн., ДВ, бр. 1)."
    )
    reading = read_text(folder, HEAD + text)
    assert reading.unread == [(3, "(Изр. второ отм. - ДВ, бр. 20 от 2003 г.)")]
    assert reading.today["art_1"].endswith("бр. 20 от 2003 г.)")


def test_lines_that_a_mail_program_broke_are_whole_again(folder):
    broken = """ЗАКОН ЗА ПРИМЕРА
Обн., ДВ, бр. 10 от 3 февруари 1998 г., изм., бр. 20 от
5 март 2003 г.
Чл. 1. Този закон урежда
примера в съответствие с
чл. 5 на друг закон.
Чл. 2. (Изм. - ДВ, бр. 20 от
2003 г.) Второ (и последно)
изречение."""
    reading = read_text(folder, broken)
    assert (reading.troubles, reading.unread) == ([], [])
    assert reading.today == {
        "art_1": "Този закон урежда примера в съответствие с чл. 5 на друг закон.",
        "art_2": "Второ (и последно) изречение.",
    }
    assert [one.target for one in reading.act.effects if one.source == "dv-2003-020"] == ["art_2"]
    assert reading.lines["art_2"] == 7


def test_a_text_without_its_first_line_is_asked_for_it(folder):
    [trouble] = read_text(folder, "Чл. 1. Едно.").troubles
    assert trouble.code == "no_publication"
