"""Pages: the front page, themes, articles, in two languages with one tree."""

import pytest
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from chitalishte.archive.models import Act, Event
from chitalishte.datasets.models import Dataset
from chitalishte.pages.models import ArticlePage, HomePage, PlainPage, SiteFrame, ThemePage
from chitalishte.records import search
from chitalishte.visuals.models import Map

pytestmark = pytest.mark.django_db
FOUR = (
    *("constitutions", "constitutional-review"),
    *("judicial-self-government", "prosecution-investigation"),
)


@pytest.fixture
def home():
    return HomePage.objects.get(locale__language_code="bg")


@pytest.fixture
def theme():
    return ThemePage.objects.get(locale__language_code="bg", slug="justice")


def an_article(theme, **changes):
    fields = {"title": "Пробна статия за щъркела", "slug": "probna", "lede": "За щъркела."}
    page = ArticlePage(locale=theme.locale, **(fields | changes))
    theme.add_child(instance=page)
    return page


def words(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_front_page_asks_leads_to_the_themes_and_shows_a_map(client, home):
    page = words(client, "/bg/")
    assert home.question in page
    assert "/bg/justice/" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="map"' in page
    assert "4 набора от данни" in page


@pytest.mark.parametrize("language", ["bg", "en"])
def test_the_theme_page_introduces_all_four_maps(client, language):
    page = words(client, f"/{language}/justice/")
    four = Map.objects.public().filter(dataset__identifier__in=FOUR)
    assert four.count() == 4
    for record in four:
        assert record.get_absolute_url(language) in page


def test_the_front_page_gives_the_newest_texts_in_their_language(client):
    for language, word in (("bg", "Най-новото за четене"), ("en", "Newest to read")):
        page = words(client, f"/{language}/")
        newest = ArticlePage.objects.live().filter(locale__language_code=language)
        assert word in page
        assert any(article.url in page for article in newest.order_by("-first_published_at")[:3])


def test_a_theme_leads_from_its_texts_to_pictures_and_to_all_the_rest(client):
    page = words(client, "/bg/justice/")
    places = [page.index(f'id="{name}"') for name in ("articles", "maps", "charts", "datasets")]
    assert places == sorted(places)
    for name in ("articles", "maps", "charts", "datasets", "chronology"):
        assert f'href="#{name}"' in page
    maps = page[page.index('id="maps"') : page.index('id="charts"')]
    assert maps.count("/small.svg?face=dark") == 6
    total = Map.objects.public().filter(themes__identifier="justice").count()
    assert f'<a href="/bg/maps/?theme=justice">Вижте всички {total} карти</a>' in maps


def test_the_bare_address_leads_to_the_readers_language(client):
    assert client.get("/")["Location"] == "/bg/"
    assert client.get("/", headers={"Accept-Language": "en-GB,en"})["Location"] == "/en/"
    assert client.get("/", headers={"Accept-Language": "de"})["Location"] == "/bg/"


def test_a_draft_page_is_seen_by_nobody(client, theme):
    page = an_article(theme, live=False)
    page.save_revision()
    assert client.get("/bg/justice/probna/").status_code == 404
    assert "щъркела" not in words(client, "/bg/justice/")
    assert (
        "щъркела"
        not in words(client, "/bg/search/?q=щъркела").split("<main")[1].split("results")[-1]
    )
    assert search.find("щъркел", language="bg") == []


def test_a_published_page_is_found_and_an_unpublished_one_is_not(theme):
    page = an_article(theme)
    page.save_revision().publish()
    assert [entry.title for entry in search.find("щъркели", language="bg")] == [page.title]
    page.unpublish()
    assert search.find("щъркели", language="bg") == []


def test_a_new_bulgarian_page_gets_its_place_in_the_english_tree(client, desk, theme):
    form = nested_form_data(
        {
            "title": "Пробна статия за щъркела",
            "slug": "probna",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    desk.post(f"/admin/pages/add/pages/articlepage/{theme.pk}/", form | {"action-publish": "1"})
    page = ArticlePage.objects.get(slug="probna", locale=theme.locale)
    english = page.get_translation(Locale.objects.get(language_code="en"))
    assert english.get_parent().slug == "justice"
    assert 'lang="bg"' in words(client, "/en/justice/probna/").split("<main")[1]


def test_every_page_of_the_starter_collection_stands_in_both_languages():
    for page in Page.objects.filter(locale__language_code="bg", depth__gte=2):
        english = page.get_translation(Locale.objects.get(language_code="en"))
        assert english.live == page.live
        assert english.title != page.title, "translated, not copied"


def test_every_kind_of_block_shows_what_it_holds(client, theme):
    dataset = Dataset.objects.public().get(identifier="constitutions")
    record = Map.objects.public().get(identifier="constitutions-map")
    act = Act.objects.get(identifier="constitution-judiciary")
    event = Event.objects.get(identifier="ev-2023-12-20-third-vote")
    page = an_article(theme)
    page.body = [
        ("text", "<h2>Подзаглавие</h2><p>Думи с <b>тежест</b>.</p>"),
        ("quotation", {"text": "Знанието е сила.", "author": "Франсис Бейкън", "address": ""}),
        ("map", {"map": record, "show": "form_of_state"}),
        (
            "table",
            {
                "dataset": dataset,
                "columns": ["name_bg", "form_of_state"],
                "only": "form_of_state=monarchy",
                "most": 30,
                "caption": "Монархиите",
            },
        ),
        ("dataset", {"dataset": dataset}),
        ("footnotes", {"notes": ["<p>Първа бележка.</p>"]}),
        ("rules", {"act": act, "article": "art_130", "day": "2024-01-15", "against": "2023-11-30"}),
        ("rules", {"act": act, "article": "art_130", "day": "1980-01-01", "against": None}),
        ("event", {"event": event}),
    ]
    page.save_revision().publish()
    shown = words(client, "/bg/justice/probna/")
    for expected in (
        "Подзаглавие",
        "Знанието е сила.",
        'class="map"',
        "Монархиите",
        "Швеция",
        "Първа бележка.",
        "Чл. 130</a>, 15",
        "<ins>",
        "На този ден не е имало такова правило.",
        event.title,
        "<b>165</b>",
        dataset.get_absolute_url("bg"),
    ):
        assert expected in shown
    assert "<td>република</td>" not in "".join(shown.split())


def test_a_block_over_a_record_that_left_shows_nothing_of_it(client, theme):
    record = Map.objects.public().get(identifier="constitutions-map")
    page = an_article(theme, body=[("map", {"map": record, "show": ""})])
    page.save_revision().publish()
    record.unpublish()
    assert record.title_bg not in words(client, "/bg/justice/probna/").split("<main")[1]


def test_an_editor_writes_a_page_on_the_screen(desk, theme):
    form = nested_form_data(
        {
            "title": "Нова страница",
            "slug": "nova",
            "lede": "Какво има тук.",
            "body": streamfield([("text", rich_text("<p>Първи думи.</p>"))]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    answer = desk.post(
        f"/admin/pages/add/pages/plainpage/{theme.pk}/", form | {"action-publish": "1"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    assert PlainPage.objects.get(slug="nova", locale=theme.locale).live


def test_menu_footer_and_funder_are_the_editors(client, django_capture_on_commit_callbacks):
    from wagtail.models import Site

    frame = SiteFrame.for_site(Site.objects.get(is_default_site=True))
    frame.funder_bg = "С подкрепата на Европейския съюз."
    frame.programme, frame.contract = "Граждани, равенство, права", "BG-2026-001"
    frame.menu = [("link", {"label_bg": "Ново", "label_en": "New", "address": "maps/"})]
    with django_capture_on_commit_callbacks(execute=True):
        frame.save()
    page = words(client, "/bg/datasets/")
    assert "С подкрепата на Европейския съюз." in page
    assert "BG-2026-001" in page
    assert ">Ново</a>" in page
    assert ">New</a>" in words(client, "/en/datasets/")


def test_loading_the_starter_collection_again_changes_nothing():
    from chitalishte.pages.starter import load

    before = (Page.objects.count(), Dataset.objects.count(), Map.objects.count())
    said = []
    load(say=said.append)
    assert all(line.endswith(": 0 new") for line in said)
    assert (Page.objects.count(), Dataset.objects.count(), Map.objects.count()) == before


def test_a_language_link_leads_to_the_same_article(client):
    page = client.get("/bg/justice/chetiri-karti/")
    links = {link["code"]: link["url"] for link in page.context["language_links"]}
    assert links["en"] == "/en/justice/chetiri-karti/"


def test_robots_and_the_sitemap_know_the_way(client):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in robots
    sitemap = client.get("/sitemap.xml").content.decode()
    for address in ("/bg/justice/chetiri-karti/", "/en/justice/", "/bg/maps/"):
        assert address in sitemap


def test_a_document_is_not_given_past_its_own_address(client, settings):
    from pathlib import Path

    folder = Path(settings.MEDIA_ROOT) / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "secret.pdf").write_bytes(b"%PDF-1.7 secret")
    assert client.get("/media/documents/secret.pdf").status_code == 404
