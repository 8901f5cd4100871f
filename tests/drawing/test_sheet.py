import pytest
from defusedxml.ElementTree import fromstring

from chitalishte.drawing import EU27, FILLS, Area, categories, name, sheet
from chitalishte.drawing.sheet import wrapped

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = categories({"court": "конституционен съд", "mixed": "смесен модел"})


def drawn(eu27, changes=None, **options):
    areas = {code: Area(name(code, "bg"), "конституционен съд", "court") for code in EU27}
    given = {
        "classes": CLASSES,
        "title": "Кой пази Конституцията",
        "description": "Карта.",
        "subtitle": "Форми на контрол",
        "lang": "bg",
        "source": "Източник: конституциите.",
        "licence": "Читалище · CC BY 4.0",
    }
    return fromstring(sheet(eu27, areas | (changes or {}), **given | options))


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def test_heading_legend_source_and_licence_are_in_the_file(eu27):
    said = texts(drawn(eu27, {"FR": Area("Франция", "смесен модел", "mixed")}))
    for line in (
        "Кой пази Конституцията",
        "Форми на контрол",
        "конституционен съд (26)",
        "смесен модел (1)",
        "Източник: конституциите.",
        "Читалище · CC BY 4.0",
        "Граници: Natural Earth 1:50m, EPSG:3035",
    ):
        assert line in said


def test_nothing_is_left_to_a_style_sheet(eu27):
    root = drawn(eu27)
    shapes = [e for e in root.iter() if e.tag.removeprefix(SVG) in ("path", "rect", "circle")]
    assert all(e.get("fill") or e.get("stroke") for e in shapes)
    bulgaria = root.find(f".//{SVG}g[@data-code='BG']/{SVG}path")
    assert bulgaria.get("fill") == FILLS["cat-1"]


def test_no_data_is_in_the_legend_only_when_there_is_some(eu27):
    assert not [line for line in texts(drawn(eu27)) if line.startswith("няма данни")]
    some = {"RO": Area("Румъния", "", None), "BG": Area("България", "?", "unheard of")}
    assert "няма данни (2)" in texts(drawn(eu27, some))
    pattern = drawn(eu27, some).find(f".//{SVG}pattern").get("id")
    assert drawn(eu27, some).find(f".//{SVG}g[@data-code='RO']/{SVG}path").get("fill") == (
        f"url(#{pattern})"
    )


def test_the_letters_know_their_language_and_their_type(eu27):
    root = drawn(eu27)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == root.get("lang") == "bg"
    assert root.get("font-family").startswith("Sofia Sans")


def test_a_long_title_takes_more_lines_and_the_sheet_grows(eu27):
    short, long = drawn(eu27), drawn(eu27, title="Форми на контрол за съответствие " * 6)
    assert float(long.get("height")) > float(short.get("height"))
    assert long.get("width") == short.get("width")


@pytest.mark.parametrize(("words", "lines"), [("", 0), ("а" * 500, 5), ("дума " * 40, 2)])
def test_no_line_is_longer_than_the_sheet(words, lines):
    broken = wrapped(words, 1000, 18, "400")
    assert len(broken) == lines
    assert all(len(line) * 18 * 0.53 <= 1000 for line in broken)


def test_hostile_words_stay_words(eu27):
    hostile = "</text><script>1</script>&\x01"
    root = drawn(eu27, title=hostile, source=hostile, subtitle=hostile, licence=hostile)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
