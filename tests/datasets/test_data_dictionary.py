"""The data dictionary as a spreadsheet: what it says of columns and codes, and what is wrong."""

import pytest
from django.core.exceptions import ValidationError

from chitalishte.datasets.data_dictionary import read_dictionary

HEADER = "column,value,label_bg,label_en,role,unit,code_system,key\n"


def a_dictionary(tmp_path, lines):
    path = tmp_path / "dictionary.csv"
    path.write_text(HEADER + lines, encoding="utf-8")
    return path


def test_a_row_describes_a_column_with_its_unit_code_list_and_key(tmp_path):
    lines = "geo,,Държава,Country,place,,eurostat-geo,да\nvalue,,Дял,Share,number,%,,\n"
    (geo, value), codes = read_dictionary(a_dictionary(tmp_path, lines))
    assert (geo.label_en, geo.code_system, geo.is_key) == ("Country", "eurostat-geo", True)
    assert (value.unit, value.is_key, codes) == ("%", False, [])


def test_a_row_with_a_value_describes_a_code(tmp_path):
    lines = "kind,,Вид,Kind,category,,,\nkind,a,Първи,First,,,,\n"
    columns, [code] = read_dictionary(a_dictionary(tmp_path, lines))
    assert (code.column, code.value, code.label_bg) == ("kind", "a", "Първи")
    assert len(columns) == 1


def test_what_is_wrong_is_named_by_file_row_and_column(tmp_path):
    lines = "a,,А,A,nothing,,,\nb,,,B,value,,,\n"
    with pytest.raises(ValidationError) as error:
        read_dictionary(a_dictionary(tmp_path, lines), name="речник.csv")
    said = " ".join(error.value.messages)
    assert "речник.csv" in said
    assert "2, role" in said
    assert "3, label_bg" in said
