import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.text import slugify, transliterate


@pytest.mark.parametrize(
    ("bulgarian", "latin"),
    [
        # what the articles of the Act say, and places everybody knows
        ("България", "Bulgaria"),
        ("Република България", "Republika Bulgaria"),
        ("БЪЛГАРИЯ", "BULGARIA"),
        ("София", "Sofia"),
        ("Мария", "Maria"),
        ("Марияна", "Mariyana"),
        ("Добруджа", "Dobrudzha"),
        ("синьо", "sinyo"),
        ("Йордан", "Yordan"),
        ("Стара планина", "Stara planina"),
        # the letters that become several
        ("Щастие", "Shtastie"),
        ("ЩАСТИЕ", "SHTASTIE"),
        ("Ю", "Yu"),
        ("Южен парк ЮГ", "Yuzhen park YUG"),
        ("ЦИЯ", "TSIA"),
        ("ъгъл", "agal"),
        ("Мария-Луиза", "Maria-Luiza"),
        ("чл. 5 (изм.)", "chl. 5 (izm.)"),
        ("и\u0306од", "yod"),
    ],
)
def test_the_streamlined_system(bulgarian, latin):
    assert transliterate(bulgarian) == latin


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Закон за Конституционния съд (изм. 2024 г.)", "zakon-za-konstitutsionnia-sad-izm-2024-g"),
        ("Кой пази Конституцията?", "koy-pazi-konstitutsiyata"),
        ("Cour européenne – arrêt nº 12", "cour-europeenne-arret-no-12"),
        ("Łódź & Ærø", "lodz-aero"),
        ("Europe's courts", "europes-courts"),
    ],
)
def test_a_title_becomes_an_address(title, slug):
    assert slugify(title) == slug


def test_a_long_title_is_cut_after_a_whole_word():
    assert slugify("правосъдие и съдебна власт", max_length=20) == "pravosadie-i-sadebna"
    assert slugify("правосъдие и съдебна власт", max_length=19) == "pravosadie-i"
    assert slugify("правосъдие", max_length=4) == "prav"


def test_an_address_is_never_empty():
    with pytest.raises(ValueError, match="no letter or digit"):
        slugify("???")
    assert slugify("法律", fallback="record-7") == "record-7"


@settings(deadline=None)  # the machine may be busy
@given(st.text())
def test_any_text_gives_an_address_or_an_error(text):
    slug = slugify(text, fallback="x")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 80
    assert slugify(slug) == slug
