"""More files people really have: web pages named .xls, archives, groups, changing units, flags."""

import gzip
import json
import zipfile
from datetime import date

import pytest

from chitalishte.tables import read
from chitalishte.text import slugify

from .files import a_csv, the_table

PAGE = (
    "<html><head>{meta}</head><body><table><tr><th>Област</th><th>Брой</th></tr>"
    "<tr><td>Русе</td><td>1 234</td></tr><tr><td>Видин</td><td>2</td></tr></table></body></html>"
)


def labels(table):
    return [column.label for column in table.columns]


def codes(table):
    return {problem.code for problem in table.problems}


@pytest.mark.parametrize("meta", ['<meta charset="windows-1251">', ""])
def test_55_a_web_page_named_xls_in_windows_1251_is_a_table(tmp_path, meta):
    path = a_csv(tmp_path, PAGE.format(meta=meta), name="t.xls", encoding="windows-1251")
    assert list(the_table(path).rows) == [("Русе", 1234), ("Видин", 2)]


def test_56_an_archive_with_one_file_is_opened(tmp_path):
    path = tmp_path / "t.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("данни.csv", "а;б\nx;1\n".encode("cp1251"))
    assert list(the_table(path).rows) == [("x", 1)]
    path.write_bytes(gzip.compress(b"a;b\nx;1\n"))
    assert list(the_table(path).rows) == [("x", 1)]


def test_62_a_first_column_filled_by_groups_is_asked_about_and_filled_when_told(tmp_path):
    from chitalishte.tables.recipe import recipe_from

    text = "Област;Община;n\nРусе;Русе;1\n;Бяла;2\n;Ветово;3\nВидин;Видин;4\n;Лом;5\n"
    path = a_csv(tmp_path, text)
    table = the_table(path)
    assert "group_names" in codes(table)
    assert [row[0] for row in table.rows] == ["Русе", None, None, "Видин", None]
    recipe = recipe_from({"tables": {"": {"columns": {"Област": {"is_filled_down": True}}}}})
    rows = [row[0] for row in the_table(path, recipe=recipe).rows]
    assert rows == ["Русе", "Русе", "Русе", "Видин", "Видин"]


def test_63_subtotals_inside_the_body_stand_apart(tmp_path):
    text = "Област;Община;n\nРусе;Русе;1\nРусе;Бяла;2\nВсичко за Русе;;3\nВидин;Лом;4\nОбщо;;7\n"
    table = the_table(a_csv(tmp_path, text))
    assert [row[2] for row in table.rows] == [1, 2, 4]
    assert [total.line for total in table.totals] == [4, 6]


def test_65_leva_and_euro_in_one_column_keep_the_unit_of_each_row(tmp_path):
    text = "Дата;Сума\n01.12.2025;100,00 лв.\n05.01.2026;51,13 €\n"
    table = the_table(a_csv(tmp_path, text))
    assert labels(table) == ["Дата", "Сума", "Сума (мярка)"]
    assert list(table.rows)[1] == (date(2026, 1, 5), 51.13, "EUR")
    assert "mixed_units" in codes(table)


@pytest.mark.parametrize(
    ("label", "cells", "kind"),
    [
        ("Личен номер", ["8001010008", "0541011239"], "egn"),
        ("Телефон", ["0888 123 456", "+359 2 123 4567"], "phone"),
        ("Поща", ["a.b@example.org", "x@example.bg"], "email"),
        ("Сметка", ["BG80 BNBG 9661 1020 3456 78"], "iban"),
        ("Лична карта №", ["123456789", "AA1234567"], "id_card"),
    ],
)
def test_66_personal_data_are_found_and_shown_only_in_part(tmp_path, label, cells, kind):
    lines = "".join(f"лице {n};{cell}\n" for n, cell in enumerate(cells))
    table = the_table(a_csv(tmp_path, f"Име;{label}\n{lines}"))
    [finding] = table.personal
    assert (finding.kind, finding.count) == (kind, len(cells))
    assert finding.shown not in cells
    question = next(each for each in table.problems if each.code == "personal_data")
    assert not any(cell in question.message for cell in cells)


def test_numbers_that_only_look_like_personal_ones_are_left_alone(tmp_path):
    lines = "".join(f"дело {n};{20_230_000_000 + n * 7919}\n" for n in range(200))
    assert the_table(a_csv(tmp_path, f"Име;Номер на дело\n{lines}")).personal == []


def slug(header):
    return slugify(header, fallback="").replace("-", "_")


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["гр. София", "София"], True),
        (["София-град", "София (столица)"], True),
        (["Sofia (stolitsa)", "София"], True),
        (["Софийска", "София"], False),
        (["гр. Бяла", "с. Бяла"], False),
        (["област Варна", "община Варна"], False),
        (["Добрич", "Добричка"], False),
        (["Русе", "Видин"], False),
    ],
)
def test_60_one_place_written_in_two_ways_is_asked_about(tmp_path, cells, asked):
    text = "Населено място;n\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate(cells))
    [table] = read(a_csv(tmp_path, text), slug=slug).tables
    assert ("place_variants" in codes(table)) is asked
    assert [row[0] for row in table.rows] == cells


@pytest.mark.parametrize(
    ("header", "asked"), [("Община;n", True), ("Община;Област", False), ("Градче;n", False)]
)
def test_61_municipalities_of_one_name_are_asked_about_unless_something_tells_them_apart(
    tmp_path, header, asked
):
    table = the_table(a_csv(tmp_path, f"{header}\nБяла;Русе\nБорово;Русе\n"))
    assert ("same_names" in codes(table)) is asked


@pytest.mark.parametrize(
    ("cells", "asked"),
    [
        (["HU10", "HU11", "HU21"], True),
        (["PT170", "PT1A0"], True),
        (["HU11", "HU21", "PL71"], False),
        (["EE006", "EE00A"], True),
        (["BG311", "BG411"], False),
    ],
)
def test_68_codes_of_two_revisions_of_nuts_are_asked_about(tmp_path, cells, asked):
    text = "Регион NUTS;n\n" + "".join(f"{cell};{n}\n" for n, cell in enumerate(cells))
    assert ("nuts_revisions" in codes(the_table(a_csv(tmp_path, text)))) is asked


def test_68_regions_of_the_european_union_are_known(tmp_path):
    table = the_table(a_csv(tmp_path, "Регион;n\nBG411;1\nBG311;2\nBG42;3\n"))
    assert table.columns[0].code_system == "nuts"


def test_76_lines_of_json_with_changing_keys_have_all_columns(tmp_path):
    table = the_table(a_csv(tmp_path, '{"a":1,"b":"x"}\n{"a":2,"c":true}\n', name="t.ndjson"))
    assert list(table.rows) == [(1, "x", None), (2, None, True)]


def test_77_quarters_in_roman_numerals_are_quarters(tmp_path):
    table = the_table(a_csv(tmp_path, "Период;n\nI трим. 2023 г.;1\nIV трим. 2023 г.;2\n"))
    assert [row[0] for row in table.rows] == ["2023-Q1", "2023-Q4"]


def test_78_ages_stay_words(tmp_path):
    table = the_table(a_csv(tmp_path, "Възраст;n\n85+;1\nпод 15;2\n15-19;3\n"))
    assert [row[0] for row in table.rows] == ["85+", "под 15", "15-19"]


def test_79_a_range_that_became_a_date_is_asked_about(tmp_path):
    assert "range_as_date" in codes(the_table(a_csv(tmp_path, "Възраст;n\n0-4;1\n14.окт;2\n")))


def test_80_footnote_signs_leave_the_number(tmp_path):
    table = the_table(a_csv(tmp_path, "Област;n\nРусе;1234¹\nВидин;1234*\nЛом;5\n"))
    assert list(table.rows) == [("Русе", 1234, "¹"), ("Видин", 1234, "*"), ("Лом", 5, None)]


def test_points_of_geojson_are_points(tmp_path):
    feature = {
        "type": "Feature",
        "properties": {"n": "a"},
        "geometry": {"type": "Point", "coordinates": [23.3219, 42.6977]},
    }
    text = json.dumps({"type": "FeatureCollection", "features": [feature]})
    table = the_table(a_csv(tmp_path, text, name="t.geojson"))
    assert [column.type for column in table.columns] == ["text", "point"]
    assert list(table.rows) == [("a", "42.6977, 23.3219")]


def test_a_file_of_eurostat_is_understood(tmp_path):
    text = "geo,2019,2020\nBG,12.3 b,: \nEL,: c,4.5 e\nUK,1.0,2.0\n"
    table = the_table(a_csv(tmp_path, text))
    assert table.columns[0].code_system == "eurostat-geo"
    assert list(table.rows)[1] == ("EL", None, "c", 4.5, "e")


def test_a_budget_of_a_municipality_is_understood(tmp_path):
    text = "№;Наименование;Стойност в лв.\n1;Асфалт;1 250,00\n2;Ремонт;300,50\n;ВСИЧКО:;1 550,50\n"
    table = the_table(a_csv(tmp_path, text, encoding="windows-1251"))
    assert list(table.rows) == [(1, "Асфалт", 1250.0), (2, "Ремонт", 300.5)]
    assert table.columns[2].unit == "BGN"
    assert len(table.totals) == 1


@pytest.mark.parametrize("text", ["Русе;1;2\nВидин;3;4\n", "1;2;3\n4;5;6\n"])
def test_a_table_without_a_header_keeps_every_row_and_asks(tmp_path, text):
    table = the_table(a_csv(tmp_path, text))
    assert len(table.rows) == 2
    assert "no_header" in codes(table)


def test_what_stands_in_a_json_of_columns_is_a_table(tmp_path):
    path = a_csv(tmp_path, '{"град": ["Русе", "Лом"], "n": [1, 2]}', name="t.json")
    assert list(read(path).tables[0].rows) == [("Русе", 1), ("Лом", 2)]
