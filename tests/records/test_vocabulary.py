"""What a reader may have meant: of few texts at once, of many by the clock."""

import os
import time

import pytest
from django.core.management import call_command

from chitalishte.records import search, vocabulary
from chitalishte.records.collection import get
from chitalishte.records.models import Edition
from tests.records.samples import a_published

pytestmark = pytest.mark.django_db

MISTYPED, MEANT = "щъркелуви", "щъркелови"


@pytest.fixture
def many(monkeypatch, settings, tmp_path):
    """As if the texts were too many to be counted while a reader waits."""
    monkeypatch.setattr(vocabulary, "FEW", 0)
    settings.VAR = tmp_path
    return tmp_path / "vocabulary" / "bg.txt"


def storks():
    for _ in range(vocabulary.LEAST):
        a_published(get("datasets"), title_bg="Щъркелови гнезда")
    Edition.advance()  # what the end of a real transaction does


def an_hour_later(path):
    before = time.time() - vocabulary.KEPT - 1
    os.utime(path, (before, before))


def meant():
    return search.did_you_mean(MISTYPED, language="bg")


def test_a_word_of_few_texts_is_suggested_at_once():
    storks()
    assert meant() == MEANT


def test_a_word_of_many_texts_is_suggested_once_they_were_counted(many):
    storks()
    assert meant() is None
    call_command("tidy", "--dry-run", verbosity=0)
    assert not many.exists()
    call_command("tidy", verbosity=0)
    assert meant() == MEANT


def test_many_texts_are_counted_again_after_an_hour_if_something_changed(many):
    call_command("tidy", verbosity=0)
    storks()
    call_command("tidy", verbosity=0)
    assert meant() is None
    an_hour_later(many)
    call_command("tidy", verbosity=0)
    assert meant() == MEANT
    an_hour_later(many)
    before = many.stat().st_mtime
    call_command("tidy", verbosity=0)
    assert many.stat().st_mtime == before


def test_a_word_that_stands_once_among_many_texts_is_not_suggested(many):
    a_published(get("datasets"), title_bg="Щъркелови гнезда")
    call_command("tidy", verbosity=0)
    assert meant() is None
