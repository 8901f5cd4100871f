"""The pages a reader meets speak one language: Bulgarian under /bg/, English under /en/."""

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from chitalishte.records.collection import collections
from tests.records.samples import a_published, publish

from .catalogue import OWN, entries

pytestmark = pytest.mark.django_db
SHORTEST = 9  # letters; shorter words can be somebody's data
SENTENCE = 40  # characters; so long a message is sought inside other texts too
UNSEEN = {"script", "style", "code", "pre"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAID_ALOUD = ("aria-label", "alt", "title", "placeholder", "data-label", "data-done", "data-failed")


class Words(HTMLParser):
    """Collects what a reader sees or hears, without the elements marked as another language."""

    def __init__(self, language):
        super().__init__()
        self.language = language
        self.open = []  # (tag, is it left out)
        self.found = []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        is_left_out = tag in UNSEEN or attrs.get("lang", self.language) != self.language
        if not is_left_out and not self._is_inside_left_out():
            self.found += [attrs[name] for name in SAID_ALOUD if attrs.get(name)]
        if tag not in VOID:
            self.open.append((tag, is_left_out))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self._is_inside_left_out():
            self.found.append(data)

    def _is_inside_left_out(self):
        return any(is_left_out for _, is_left_out in self.open)


def words(answer, language):
    reader = Words(language)
    reader.feed(answer.content.decode())
    return {" ".join(text.split()) for text in reader.found}


HOLE = re.compile(r"%\(\w+\)[a-z]|\{[^{}\s]*\}")


def _as_pattern(message):
    return ".+?".join(re.escape(part) for part in HOLE.split(message))


@cache
def messages(of_english):
    """Return the messages that are told apart by their language."""
    found = set()
    for entry in entries(OWN):
        english = [entry.msgid, entry.msgid_plural]
        bulgarian = [entry.msgstr, *entry.msgstr_plural.values()]
        for message in english if of_english else bulgarian:
            letters = re.sub(r"[\W\d]", "", HOLE.sub("", message))
            if len(letters) >= SHORTEST and message not in (bulgarian if of_english else english):
                found.add(message)
    return found


@cache
def _sought(of_english):
    """Return whole texts in small letters, a pattern of those with holes, and the same inside."""
    whole = {one for one in messages(of_english) if not HOLE.search(one)}
    holed = {one for one in messages(of_english) if HOLE.search(one)}
    long_ones = sorted(map(_as_pattern, (one for one in holed if len(one) >= SENTENCE)))
    return (
        {one.casefold().rstrip(".:…") for one in whole},
        re.compile(f"(?:{'|'.join(sorted(map(_as_pattern, holed)))})[.:…]?", re.IGNORECASE),
        [one for one in whole if len(one) >= SENTENCE],
        re.compile("|".join(long_ones)),
    )


def said(texts, of_english):
    """Return the messages of the wrong language among the texts of a page."""
    whole, holed, inside, holed_inside = _sought(of_english)
    return sorted(
        text
        for text in texts
        if text.casefold().rstrip(".:…") in whole
        or holed.fullmatch(text)
        or any(one in text for one in inside)
        or holed_inside.search(text)
    )


def addresses(language):
    """Return every kind of public page."""
    with translation.override(language):
        found = [
            f"/{language}/",
            reverse("countries"),
            reverse("country", args=["BG"]),
            reverse("power-models"),
            reverse("compare") + "?c=BG&c=RO",
            reverse("compare") + "?c=BG",
            reverse("search"),
            reverse("search") + "?q=" + ("конституция" if language == "bg" else "constitution"),
            reverse("search") + "?q=zzzzzz",
            reverse("report") + "?page=/bg/&title=x",
            reverse("report_thanks"),
            reverse("api-guide"),
            reverse("chronology:timeline"),
            reverse("chronology:timeline-embed"),
            reverse("chronology:table") + "?day=2015-09-01",
            reverse("chronology:decision-maps"),
            reverse("chronology:organs"),
            reverse("archive"),
            reverse("chronology:decision-map", args=["amendment-2023"]),
            f"/{language}/no-such-page/",
        ]
        for collection in collections():
            record = collection.public().first()
            address = reverse(f"{collection.name}:list")
            found += [address, address + "?q=zzzzzz", record.get_absolute_url()]
        with_version = reverse("datasets:list") + f"{_slug('datasets')}/"
        with_place = reverse("maps:list") + f"{_slug('maps')}/?place=BG"
        found += [with_version + "?find=zzzzzz", with_place]
    pages = Page.objects.live().filter(locale__language_code=language, depth__gt=2)
    return found + [page.url for page in pages.specific()]


def _slug(name):
    collection = next(one for one in collections() if one.name == name)
    return collection.public().first().slug


@pytest.mark.parametrize("language", ["bg", "en"])
def test_no_page_speaks_the_other_language(client, language):
    wrong = {}
    for address in addresses(language):
        answer = client.get(address)
        assert answer.status_code in (200, 404), f"{address}: {answer.status_code}"
        if found := said(words(answer, language), of_english=language == "bg"):
            wrong[address] = found
    assert not wrong


@pytest.mark.parametrize("language", ["bg", "en"])
def test_a_mistyped_report_is_answered_in_its_language(client, language):
    answer = client.post(f"/{language}/report/", {"page": "/bg/", "email": "not an address"})
    texts = words(answer, language)
    assert said(texts, of_english=language == "bg") == []
    expected = {"bg": "Напишете какво е грешно.", "en": "Write what is wrong."}
    assert expected[language] in texts


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("collection", collections(), ids=lambda one: one.name)
def test_a_withdrawn_record_says_so_in_the_language_of_the_page(client, collection, language):
    record = a_published(collection)
    with translation.override(language):
        address = record.get_absolute_url()
    record.withdrawn_on = date(2026, 7, 14)
    record.withdrawn_reason_bg = "Заменен е."
    record.withdrawn_reason_en = "It was replaced."
    publish(record)
    answer = client.get(address)
    assert answer.status_code == 410
    assert said(words(answer, language), of_english=language == "bg") == []


def test_the_address_decides_the_language_and_not_the_browser():
    browser = Client(headers={"accept-language": "en"})
    assert said(words(browser.get("/bg/datasets/"), "bg"), of_english=True) == []
    browser = Client(headers={"accept-language": "bg"})
    assert said(words(browser.get("/en/datasets/"), "en"), of_english=False) == []


def test_the_search_for_foreign_words_finds_them():
    page = (
        '<p>Нищо</p><p title="Report a mistake">Show  all classes</p>'
        '<p lang="en">Nothing matches</p>'
    )
    reader = Words("bg")
    reader.feed(page)
    texts = {" ".join(text.split()) for text in reader.found}
    assert said(texts, of_english=True) == ["Report a mistake", "Show all classes"]
    assert said({"Няма такава страница"}, of_english=False) == ["Няма такава страница"]
