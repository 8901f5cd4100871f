"""The best pages among many that all have the word; and none is lost where few have it."""

import pytest

from chitalishte import text
from chitalishte.archive.models import PaperFile
from chitalishte.archive.papers import keep_pages
from chitalishte.archive.reading import find_pages
from chitalishte.papers import Page
from chitalishte.records import ranking

pytestmark = pytest.mark.django_db

LENGTH = 40  # words a page: pages of one length are ordered by how often the word stands


@pytest.fixture(params=[0, ranking.FEW], ids=["of-many", "of-few"])
def paper(request, monkeypatch):
    """400 pages; page n has the word n mod 10 times, page 7 has a rare one too."""
    monkeypatch.setattr(ranking, "FEW", request.param)
    paper = PaperFile.objects.create(
        fingerprint="f" * 64, media_type="application/pdf", size=1, page_count=400
    )
    pages = []
    for number in range(1, 401):
        words = ["съдебна"] * (number % 10) + (["фестивал"] if number == 7 else [])
        words += ["книга"] * (LENGTH - len(words))
        pages.append(Page(number, 595, 842, " ".join(words), (), "file"))
    keep_pages(paper, pages)
    return paper


def test_pages_that_have_the_word_most_come_first(paper):
    found = find_pages("съдебната", [paper.pk], 10)
    assert len(found) == 10
    assert {page.number % 10 for page in found} == {9}


def test_every_page_is_found_when_all_are_wanted(paper):
    assert len(find_pages("съдебната", [paper.pk], 1000)) == 360


def test_a_rare_word_is_found_where_it_stands_once(paper):
    assert [page.number for page in find_pages("фестивалът", [paper.pk], 10)] == [7]
    assert [page.number for page in find_pages("фестивал съдебна", [paper.pk], 10)] == [7]


def test_another_document_between_them_does_not_show(paper):
    other = PaperFile.objects.create(
        fingerprint="a" * 64, media_type="application/pdf", size=1, page_count=1
    )
    keep_pages(other, [Page(1, 595, 842, "съдебна " * 20, (), "file")])
    assert other.pk not in {page.paper_id for page in find_pages("съдебна", [paper.pk], 1000)}
    assert [page.paper_id for page in find_pages("съдебна", [other.pk], 5)] == [other.pk]


def test_what_stands_often_is_told_by_how_often():
    key = text.search_key("съд " * 5 + "книга " * 2 + "закон")
    assert set(text.often(key).split()) == {"съд2", "съд3", "съд4", "книга2", "книг2"}
    assert text.often("") == ""
