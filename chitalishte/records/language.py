"""Two languages side by side in one row: title_bg and title_en, read as `title`."""

from contextlib import contextmanager

from django.conf import settings
from django.utils import translation

CODES = ("bg", "en")


def current():
    """Return "bg" or "en": the language of the page being made."""
    return "en" if (translation.get_language() or settings.LANGUAGE_CODE)[:2] == "en" else "bg"


def other(code=None):
    """Return the code of the second language."""
    return "bg" if (code or current()) == "en" else "en"


@contextmanager
def speaking(code):
    """Do something in the language of this code, whatever the request's language is."""
    with translation.override(code):
        yield code


class InLanguage:
    """Read `title` as title_bg or title_en by the language of the page.

    A missing translation falls back to the other language: a reader gets the text that there is,
    and `is_translated` tells the template to mark its language.
    """

    def __init__(self, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        code = current()
        return getattr(instance, f"{self.name}_{code}") or getattr(
            instance, f"{self.name}_{other(code)}"
        )


def language_of(instance, name):
    """Return the code of the language in which `name` is shown now: not always the page's."""
    code = current()
    return code if getattr(instance, f"{name}_{code}") else other(code)
