"""What a reader finds, typing as people type."""

import pytest

from chitalishte.records import search
from chitalishte.records.collection import get
from chitalishte.records.models import SearchEntry

from .samples import a_published

pytestmark = pytest.mark.django_db


def titles(query, language="bg"):
    return [entry.title for entry in search.find(query, language=language)]


@pytest.fixture
def council():
    return a_published(
        get("datasets"),
        title_bg="Съдебна власт и висш съдебен съвет",
        title_en="Judicial power and the supreme council",
        summary_bg="Правомощия на съветите.",
        summary_en="Powers of councils.",
    )


@pytest.mark.parametrize(
    "query",
    ["съдебна власт", "съдебната", "съдебни", "СЪДЕБНА", "sadebna", "sydebna vlast", "съвети"],
)
def test_word_forms_and_latin_letters_find_the_same(council, query):
    assert council.title_bg in titles(query)


def test_english_readers_search_in_english(council):
    assert council.title_en in titles("councils", language="en")
    assert council.title_en not in titles("councils", language="bg")


def test_every_word_must_be_there(council):
    assert council.title_bg not in titles("съдебна щъркелница")


def test_a_title_weighs_more_than_a_mention(council):
    other = a_published(
        get("datasets"), title_bg="Нещо друго", summary_bg="Тук се споменава висш съвет."
    )
    found = titles("висш съвет")
    assert found.index(council.title_bg) < found.index(other.title_bg)


@pytest.mark.parametrize("query", ["", "   ", "!!!", '"', "AND OR NOT", "съд*", "(", "a" * 500])
def test_no_query_is_an_error(client, query):
    assert client.get("/bg/search/", {"q": query}).status_code == 200
    assert client.get("/bg/search/suggest/", {"q": query}).status_code == 200


def test_results_stand_in_groups_with_the_hits_marked(client, council):
    page = client.get("/bg/search/?q=sadebna").content.decode()
    assert "<mark>Съдебна</mark>" in page
    assert 'id="group-datasets"' in page


def test_a_typing_error_is_answered_with_what_was_meant(client):
    page = client.get("/bg/search/", {"q": "конститутция"})
    assert page.context["did_you_mean"] == "конституция"


def test_suggestions_come_while_a_word_is_being_typed(client):
    stork = a_published(get("datasets"), title_bg="Щъркелови гнезда")
    told = client.get("/bg/search/suggest/", {"q": "щърк"}).json()["suggestions"]
    assert stork.title_bg in [one["text"] for one in told]
    latin = client.get("/bg/search/suggest/", {"q": "shtark"}).json()["suggestions"]
    assert stork.title_bg in [one["text"] for one in latin]


def test_markup_in_a_title_is_shown_as_text(client):
    a_published(get("datasets"), title_bg="Щъркел <img src=x onerror=alert(1)>")
    page = client.get("/bg/search/?q=щъркел").content.decode()
    assert "<img src=x" not in page


def test_what_leaves_the_public_leaves_the_search(council):
    council.unpublish()
    assert council.title_bg not in titles("съдебна власт")
    assert not SearchEntry.objects.filter(key=f"datasets:{council.pk}").exists()
