"""A long act: its chapters above its articles, and no page longer than a reader can bear."""

import re
from itertools import pairwise

import pytest

from chitalishte.archive.chapter import Chapter
from chitalishte.archive.contents import MOST, Contents
from chitalishte.archive.lawimport import import_act
from chitalishte.archive.models import Act

pytestmark = pytest.mark.django_db


def a_law(*chapters):
    """Text of a law whose chapters have so many articles."""
    lines = ["ЗАКОН ЗА ЧИТАЛНИТЕ", "Обн., ДВ, бр. 10 от 3 февруари 1998 г."]
    number = 0
    for place, count in enumerate(chapters):
        lines += [f"Глава {('първа', 'втора', 'трета')[place]}", "ДЯЛ НА ЧИТАЛНИТЕ"]
        lines += ["Раздел I", "Общо"]
        for _ in range(count):
            number += 1
            lines.append(f"Чл. {number}. Текст на член {number}.")
    lines += ["Преходни и заключителни разпоредби", "§ 1. Законът се изпълнява от министъра."]
    return "\n".join(lines)


@pytest.fixture
def law_of(tmp_path):
    def make(*chapters):
        path = tmp_path / "act.txt"
        path.write_text(a_law(*chapters), encoding="utf-8")
        report = import_act(path)
        assert not report.errors
        return Act.objects.get(identifier="zakon-za-chitalnite")

    return make


def contents(act, **asked):
    return Contents(Chapter(act), asked)


def test_chapters_stay_whole_as_long_as_they_fit(law_of):
    pages = contents(law_of(60, 30, 40)).pages
    assert [len(page) for page in pages] == [90, 41]


def test_a_chapter_longer_than_a_page_is_parted(law_of):
    pages = contents(law_of(MOST + 5)).pages
    assert [len(page) for page in pages] == [MOST, 6]


def test_every_article_stands_on_one_page_once(law_of):
    whole = contents(law_of(130, 7, 110))
    shown = [one.article.rule.eid for page in whole.pages for one in page]
    assert len(shown) == len(set(shown)) == 130 + 7 + 110 + 1


def test_the_contents_lead_to_the_page_of_each_chapter(law_of, client):
    act = law_of(60, 30, 40)
    act.title_en, act.summary_bg, act.summary_en = "Act on reading rooms", "Опит.", "Trial."
    act.themes = [Act.objects.get(identifier="constitution-judiciary").themes.first()]
    act.save_revision().publish()
    said = client.get(act.get_absolute_url()).content.decode()
    assert "Съдържание" in said
    assert 'href="?page=2#chp_3"' in said
    second = client.get(act.get_absolute_url(), {"page": 2}).content.decode()
    assert 'id="chp_3"' in second
    assert "Преходни и заключителни разпоредби" in second
    levels = [int(level) for level in re.findall(r"<h(\d)", second)]
    assert all(then - first <= 1 for first, then in pairwise(levels))


@pytest.mark.parametrize(("asked", "number"), [("", 1), ("x", 1), ("0", 2), ("99", 2), ("2", 2)])
def test_a_page_that_is_none_is_the_nearest(law_of, asked, number):
    assert contents(law_of(60, 60), page=asked).page.number == number


def test_the_day_goes_with_the_links(law_of):
    shown = Contents(Chapter(law_of(60, 60), "2001-01-01"), {"day": "2001-01-01", "page": "1"})
    assert shown.links["next_url"] == "?day=2001-01-01&page=2"
    assert shown.entries[0]["url"] == "?day=2001-01-01#chp_1"


def test_an_act_without_chapters_has_no_contents():
    chapter = Contents(Chapter(Act.objects.get(identifier="constitution-judiciary")), {})
    assert chapter.entries == []
    assert len(chapter.pages) == 1


def test_a_day_before_the_act_has_no_page_and_no_error(law_of):
    before = Contents(Chapter(law_of(3), "1990-01-01"), {})
    assert before.shown == []
    assert before.links["num_pages"] == 1
