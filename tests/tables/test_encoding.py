import pytest

from chitalishte.tables import read

from .files import a_csv, the_problem

BULGARIAN = "име;град;стойност\nИван Петров;София;1,5\nМария „Мими“;Пловдив;2,25\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1251"]
)
def test_bulgarian_is_recognised_in_the_encodings_of_real_files(tmp_path, encoding):
    reading = read(a_csv(tmp_path, BULGARIAN, encoding=encoding))
    assert reading.encoding == encoding
    assert list(reading.tables[0].rows)[1] == ("Мария „Мими“", "Пловдив", 2.25)
    assert reading.tables[0].columns[0].label == "име"


@pytest.mark.parametrize("encoding", ["cp866", "koi8-r", "iso8859-5", "mac-cyrillic"])
def test_old_cyrillic_encodings_are_told_apart_by_letter_frequency(tmp_path, encoding):
    text = BULGARIAN.replace("„", "").replace("“", "")
    assert read(a_csv(tmp_path, text, encoding=encoding)).encoding == encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,v\nСофия,2\n", "windows-1251"),
        ("name,v\nСОФИЯ,2\nВАРНА,3\n", "windows-1251"),
        ("name,v\n„Еко“ ЕООД № 5,2\n", "windows-1251"),
        ("name,city\nJosé,Köln\nFrançois,Besançon\n", "windows-1252"),
        ("name,v\nŁukasz,2\nŻółć,3\n", "windows-1250"),
    ],
)
def test_a_few_letters_are_enough(tmp_path, text, encoding):
    reading = read(a_csv(tmp_path, text, encoding=encoding))
    assert reading.encoding == encoding
    assert next(iter(reading.tables[0].rows))[0] == text.split("\n")[1].split(",")[0]


def test_a_letter_far_down_still_counts(tmp_path):
    text = "a,b\n" + "1,2\n" * 280_000 + "3,да\n"
    assert read(a_csv(tmp_path, text, encoding="windows-1251")).encoding == "windows-1251"


def test_a_bad_byte_in_utf8_is_named_with_its_row(tmp_path):
    content = "име,v\nдобре,1\nпак добре,2\n".encode() + b"\xff,3\n"
    problem = the_problem(a_csv(tmp_path, content), "undecodable_bytes")
    assert problem.row == 4
    assert "0xFF" in problem.message
    assert "table.csv, row 4" in problem.message


def test_utf16_cut_in_the_middle_of_a_letter_is_refused(tmp_path):
    content = "а,б\n1,д".encode("utf-16")[:-1]
    assert the_problem(a_csv(tmp_path, content), "undecodable_bytes").row == 2


def test_a_nul_byte_is_named_with_its_row(tmp_path):
    assert the_problem(a_csv(tmp_path, b"a,b\n1,2\n3\0,4\n"), "nul_byte").row == 3
