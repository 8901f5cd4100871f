import struct

import pytest
from fontTools.ttLib import TTFont

from chitalishte.drawing import EU27, Area, categories, name, sheet
from chitalishte.drawing.picture import pdf, png

TEXT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60">'
    '<text x="9" y="40" font-family="Sofia Sans" font-size="30" font-weight="{}">{}</text></svg>'
)


def size_of(picture):
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


def written(words, weight="400"):
    return TEXT.format(weight, words)


def test_a_map_becomes_a_picture_of_the_asked_size(eu27, sofia_sans):
    areas = {code: Area(name(code, "bg"), "съд", "court") for code in EU27}
    classes = categories({"court": "съд"})
    svg = sheet(eu27, areas, classes=classes, title="Карта", description="", lang="bg")
    width, height = size_of(png(svg, fonts=sofia_sans))
    assert width == 1080
    assert size_of(png(svg, fonts=sofia_sans, scale=2)) == (2 * width, 2 * height)
    assert pdf(svg, fonts=sofia_sans).startswith(b"%PDF")


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_font_has_the_letters_of_europe_once_each(sofia_sans, weight):
    font = TTFont(sofia_sans / f"SofiaSans-{weight}.ttf")
    letters = "АаЩщЪъЮюѝ №„“–… AaŁłÆøßőŞ ΑαΩώ Єґ 0123 €"
    assert set(map(ord, letters)) <= set(font.getBestCmap())
    assert font["name"].getBestFamilyName() == "Sofia Sans"
    assert "fvar" not in font


def test_bulgarian_words_are_drawn_in_sofia_sans_and_not_in_what_the_machine_has(sofia_sans):
    ours = png(written("жълъд"), fonts=sofia_sans)
    other = png(written("жълъд").replace("Sofia Sans", "No such font"), fonts=sofia_sans)
    assert ours != other
    assert ours != png(written("жълъд", "700"), fonts=sofia_sans)
    assert ours != png(written("жьльд"), fonts=sofia_sans)


@pytest.mark.parametrize("scale", [0, 5, -1, 100])
def test_a_scale_that_would_fill_the_memory_is_refused(sofia_sans, scale):
    with pytest.raises(ValueError, match="scale"):
        png(written("а"), fonts=sofia_sans, scale=scale)


@pytest.mark.parametrize(
    "svg", ["", "<svg/>", '<svg width="100000" height="100000"/>', '<svg width="9"/>']
)
def test_what_cannot_be_a_picture_is_refused(sofia_sans, svg):
    with pytest.raises(ValueError, match="picture"):
        png(svg, fonts=sofia_sans)
