"""What the gallery and the base template are shown with in these tests."""

import json
from pathlib import Path

from django import forms

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "chitalishte" / "templates"
COMPONENTS = TEMPLATES / "components"
STATIC = ROOT / "chitalishte" / "static"
TEMPLATES_OF_TESTS = Path(__file__).parent / "templates"


class SampleForm(forms.Form):
    """One field of every shape; three of them are wrong."""

    name = forms.CharField(label="Вашето име", required=False)
    address = forms.URLField(
        label="Адрес на източника",
        help_text="Целият адрес, с https:// отпред.",
        assume_scheme="https",
    )
    what = forms.CharField(label="Какво е грешно?", widget=forms.Textarea)
    kind = forms.ChoiceField(
        label="Какво е това?",
        choices=[("number", "Число"), ("word", "Дума"), ("source", "Източник")],
        widget=forms.RadioSelect,
    )
    agree = forms.BooleanField(label="Пишете ми какво е станало", required=False)


def sample():
    return json.loads((TEMPLATES / "gallery.json").read_text())


def frame():
    """Return a full context of the base template."""
    words = "Данни Карти Архив Правосъдие Проучвания Закони Институции Услуги"
    return {
        "site_name": "Читалище",
        "menu": [
            {"label": word, "url": f"#menu-{n}", "current": word == "Карти"}
            for n, word in enumerate(words.split())
        ],
        "search_url": "/bg/search/",
        "suggest_url": "/suggest",
        "language_links": [
            {"code": "bg", "label": "Български", "url": "/bg/", "current": True},
            {"code": "en", "label": "English", "url": "/en/", "current": False},
        ],
        "canonical_url": "https://example.org/bg/gallery/",
        "footer": {
            "text": "Съдържанието е свободно за използване с посочване на източника.",
            "links": [{"label": "API", "url": "#api"}, {"label": "Достъпност", "url": "#access"}],
            "funder": {
                "text": "С подкрепата на",
                "programme": "Фонд „Активни граждани“",
                "contract": "BG-14",
            },
        },
    }


def gallery_context():
    return frame() | {
        "sample": sample(),
        "form": SampleForm({"address": "evropa", "name": "Мария"}),
    }
