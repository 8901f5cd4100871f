"""What is wrong with a file is said to an editor in the editor’s language, to the last word."""

import gzip
import json
import re
import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import gettext, override

from chitalishte import tables
from chitalishte.records.messages import problem_sentence
from chitalishte.tables.causes import CAUSES
from tests.tables.files import a_workbook


def read(path):
    for sheet in tables.sheets(path).sheets:
        list(sheet.numbered())


def said(path):
    """Return what an editor reads of a file: in Bulgarian, then in English."""
    with pytest.raises(tables.TableError) as caught:
        read(path)
    sentences = []
    for language in ("bg", "en"):
        with override(language):
            sentences.append(problem_sentence(caught.value.problems[-1]))
    return sentences


@pytest.mark.parametrize("code", CAUSES)
def test_every_cause_has_its_bulgarian(code):
    with override("bg"):
        assert gettext(CAUSES[code]) != CAUSES[code]


def test_a_workbook_cut_short_is_said_to_be_so(tmp_path):
    path = a_workbook(tmp_path, [["a", "b"], [1, 2]], name="cut.xlsx")
    path.write_bytes(path.read_bytes()[:-200])
    bulgarian, english = said(path)
    assert "прекъснат по средата" in bulgarian
    assert "it was cut short" in english
    assert not re.search("[A-Za-z]{3,}", bulgarian.replace("cut.xlsx", "").replace(".xlsx", ""))


def test_a_wrong_sign_in_json_is_named_with_what_should_stand_there(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"a": 1} {"a": 2}]')
    bulgarian, english = said(path)
    assert "стои „{“, а трябва един от знаците , ]" in bulgarian
    assert "“{” stands where one of , ] should" in english


def test_an_archive_cut_short_is_said_to_be_so(tmp_path):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n" * 1000)[:-30])
    assert "прекъснат по средата" in said(path)[0]


def test_a_file_left_out_of_an_archive_says_why_in_one_language(tmp_path):
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("good.csv", "a,b\n1,2\n")
        archive.writestr("bad.json", json.dumps([{"a": 1}])[:-1])
    book = tables.sheets(path)
    problem = next(one for one in book.problems if one.code == "member_skipped")
    with override("bg"):
        assert "свършва, а тук трябва да стои един от знаците" in problem_sentence(problem)


@pytest.mark.django_db
def test_a_command_that_refuses_one_problem_counts_it_as_one(tmp_path):
    path = tmp_path / "maps.csv"
    path.write_text("identifier,title_bg\n,Без име\n")
    with pytest.raises(CommandError, match="една грешка"):
        call_command("import", "maps", path, stdout=StringIO())
