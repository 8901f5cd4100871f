"""What every template keeps to, read as text and rendered without a browser."""

import re
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.look.sample import COMPONENTS, TEMPLATES, gallery_context

ALL = sorted(TEMPLATES.rglob("*.html"))
PARTS = sorted(COMPONENTS.glob("*.html"))
NAMES = {path: str(path.relative_to(TEMPLATES)) for path in ALL}
SCRIPT = re.compile(r"<script\b([^>]*)>")
CYRILLIC = re.compile("[а-яА-Я]")


@pytest.mark.parametrize("path", ALL, ids=NAMES.get)
def test_a_template_holds_no_inline_style_and_no_inline_script(path):
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"javascript:", text)
    # a block of data is not run, so the policy does not forbid it
    data = ("application/ld+json", "application/json")
    assert all("src=" in tag or any(kind in tag for kind in data) for tag in SCRIPT.findall(text))


@pytest.mark.parametrize("path", ALL, ids=NAMES.get)
def test_the_words_of_a_template_are_english_message_ids(path):
    if path.name != "gallery.html":
        assert not CYRILLIC.search(path.read_text())


@pytest.mark.parametrize("path", PARTS, ids=NAMES.get)
def test_a_component_states_what_it_takes(path):
    text = path.read_text()
    stated = re.search(r"{% comment %}\n(.+?){% endcomment %}", text, re.DOTALL)
    assert stated, "a component begins with a comment that states its parameters"
    words, body = stated[1], text.replace(stated[0], "")
    local = set(re.findall(r"\bas (\w+)|\bfor (\w+) in|\b(?:with|count) (\w+)=", body))
    local = {name for names in local for name in names} | {"forloop"}
    used = set(re.findall(r"{{ ?(\w+)", body)) | set(
        re.findall(r"{% (?:if|elif) (?:not )?(\w+)", body)
    )
    used |= set(re.findall(r"{% for \w+ in (\w+)", body))
    assert {name for name in used - local if not re.search(rf"\b{name}\b", words)} == set()


@pytest.mark.parametrize("path", PARTS, ids=NAMES.get)
def test_a_component_stands_in_the_gallery(path):
    pages = [p.read_text() for p in [TEMPLATES / "gallery.html", *PARTS]]
    assert any(f"components/{path.name}" in page for page in pages)


@pytest.mark.parametrize("path", ALL, ids=NAMES.get)
def test_a_template_includes_components_with_nothing_but_what_they_take(path):
    tags = re.findall(r'{% include "components/[^%]*%}', path.read_text())
    assert [tag for tag in tags if not tag.endswith(" only %}")] == []


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize(
    "name", ["base.html", "gallery.html", "404.html", "403.html", "500.html", "errors/410.html"]
)
def test_a_page_renders_with_no_context_at_all(name, language):
    with translation.override(language):
        page = render_to_string(name)
    assert f'<html lang="{language}">' in page
    assert page.lstrip().startswith("<!DOCTYPE html>")


def test_the_language_link_is_in_its_own_language():
    page = render_to_string("base.html", gallery_context())
    assert re.search(r'<a [^>]*href="/en/"[^>]*lang="en"[^>]*hreflang="en"[^>]*>English</a>', page)


def test_words_from_readers_are_escaped_everywhere():
    nasty = '"><script>alert(1)</script>'

    def spoil(value):
        if isinstance(value, dict):
            return {key: spoil(item) for key, item in value.items()}
        if isinstance(value, list):
            return [spoil(item) for item in value]
        return nasty if isinstance(value, str) else value

    context = gallery_context()
    page = render_to_string("gallery.html", context | {"sample": spoil(context["sample"])})
    assert "<script>alert" not in page


class Nesting(HTMLParser):
    """Counts what is opened and not closed, and ids given twice."""

    VOID = {"meta", "link", "input", "img", "br", "hr"}

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.wrong = [], set(), []

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name == "id" and value in self.ids:
                self.wrong.append(f"id {value} twice")
            if name == "id":
                self.ids.add(value)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


def test_the_gallery_is_well_formed():
    reader = Nesting()
    reader.feed(render_to_string("gallery.html", gallery_context()))
    assert reader.wrong == []
    assert reader.open == []


@pytest.mark.parametrize(
    ("level", "diamonds"), [("high", 3), ("medium", 2), ("low", 1), ("unheard of", 0)]
)
def test_confidence_is_told_by_words_and_by_filled_diamonds(level, diamonds):
    with translation.override("en"):
        mark = render_to_string("components/confidence.html", {"level": level})
    assert mark.count('class="full"') == diamonds
    assert (f"{level} confidence" in mark) == bool(diamonds)


def test_a_field_ties_its_help_and_its_errors_to_the_box():
    field = gallery_context()["form"]["address"]
    part = render_to_string("components/field.html", {"field": field})
    described = re.search(r'aria-describedby="([^"]+)"', part)[1].split()
    assert described == ["id_address_helptext", "id_address_error"]
    assert all(f'id="{name}"' in part for name in described)
    assert 'aria-invalid="true"' in part
    assert 'value="evropa"' in part


def test_a_table_says_which_column_orders_it():
    columns = [
        {"label": "A", "sorted": "ascending", "sort_url": "?"},
        {"label": "B", "numeric": True},
    ]
    table = render_to_string(
        "components/data_table.html",
        {
            "columns": columns,
            "rows": [["a", 0], [{"label": "b", "url": "/b"}, None]],
            "caption": "T",
        },
    )
    assert table.count('aria-sort="ascending"') == 1
    assert 'class="table n2"' in table
    assert table.count('<th scope="row">') == 2
    assert re.search(r"<td>\s*0\s*</td>", table)
    assert "None" not in table
