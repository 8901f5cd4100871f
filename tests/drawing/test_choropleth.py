import gzip
import time
from xml.etree.ElementTree import tostring

import pytest
from defusedxml.ElementTree import fromstring

from chitalishte.drawing import EU27, Area, categories, choropleth, name
from tests.drawing.paths import land

SVG = "{http://www.w3.org/2000/svg}"
CLASSES = categories({"court": "конституционен съд", "mixed": "смесен модел"})
HOSTILE = "\"><script>alert('1')</script>&\x00\ud800]]> onload="


def areas(**changes):
    everybody = {code: Area(name(code, "bg"), "конституционен съд", "court") for code in EU27}
    return everybody | changes


def drawn(eu27, what=None, **options):
    given = {
        "classes": CLASSES,
        "title": "Кой пази Конституцията",
        "description": "Двадесет и седем държави.",
        "lang": "bg",
        "href": lambda code: f"/bg/justice/countries/{code}/",
    }
    return choropleth(eu27, areas() if what is None else what, **given | options)


def links(svg):
    return fromstring(svg).findall(f"{SVG}a")


def by_code(svg, code):
    return next(link for link in links(svg) if link.get("data-code") == code)


def test_every_state_is_a_link_with_its_name_and_value_in_the_order_given(eu27):
    found = links(drawn(eu27))
    assert [link.get("data-code") for link in found] == list(EU27)
    bulgaria = by_code(drawn(eu27), "BG")
    assert bulgaria.get("href") == "/bg/justice/countries/BG/"
    assert bulgaria.get("aria-label") == "България: конституционен съд"
    assert bulgaria.get("data-class") == "court"


def test_the_map_is_named_by_its_title_and_description(eu27):
    svg = fromstring(drawn(eu27, prefix="one"))
    ids = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "group"
    assert [ids[part] for part in svg.get("aria-labelledby").split()] == [
        "Кой пази Конституцията",
        "Двадесет и седем държави.",
    ]


def test_two_maps_on_a_page_have_no_id_in_common(eu27):
    one, other = (fromstring(drawn(eu27, prefix=prefix)) for prefix in ("one", "two"))
    ids = [{element.get("id") for element in svg.iter()} - {None} for svg in (one, other)]
    assert ids[0]
    assert ids[0].isdisjoint(ids[1])


def test_a_strict_content_security_policy_finds_nothing_to_refuse(eu27):
    svg = fromstring(drawn(eu27, selected="BG"))
    assert not [element for element in svg.iter() if "style" in element.attrib]
    assert not [element for element in svg.iter() if element.tag.endswith(("style", "script"))]


def test_colours_come_from_classes_only(eu27):
    france = Area("Франция", "смесен модел", "mixed")
    shape = by_code(drawn(eu27, areas(FR=france)), "FR").find(f"{SVG}path")
    assert shape.get("class") == "area cat-2"
    assert shape.get("fill") is None


@pytest.mark.parametrize("key", [None, "", "a class nobody declared"])
def test_no_data_is_hatched_and_says_so(eu27, key):
    svg = drawn(eu27, areas(RO=Area("Румъния", "", key)))
    romania = by_code(svg, "RO")
    shape = romania.find(f"{SVG}path")
    assert romania.get("aria-label") == "Румъния: няма данни"
    assert romania.get("data-class") == "no-data"
    assert (shape.get("class"), shape.get("fill")) == ("area no-data", "url(#map-hatch)")
    assert fromstring(svg).find(f".//{SVG}pattern").get("id") == "map-hatch"


def test_a_state_without_a_row_is_hatched_too_and_the_rest_is_drawn(eu27):
    svg = drawn(eu27, {code: area for code, area in areas().items() if code != "RO"})
    assert len(links(svg)) == 26
    silent = fromstring(svg).find(f"{SVG}path[@class='area no-data']")
    assert silent.get("d") == eu27["RO"].path


def test_an_unknown_code_is_passed_over_and_the_rest_is_drawn(eu27):
    svg = drawn(eu27, areas(XX=Area("Никъде", "смесен модел", "mixed")))
    assert len(links(svg)) == 27
    assert "Никъде" not in svg


def test_a_neighbour_with_a_value_is_drawn_as_a_place(eu27):
    svg = drawn(eu27, areas(GB=Area("Обединено кралство", "смесен модел", "mixed")))
    assert by_code(svg, "GB").find(f"{SVG}path").get("class") == "area cat-2"


def test_the_selected_outline_is_drawn_last_and_leaves_the_order_alone(eu27):
    svg = fromstring(drawn(eu27, selected="BG"))
    assert [link.get("data-code") for link in svg.findall(f"{SVG}a")] == list(EU27)
    last = list(svg)[-1]
    assert (last.get("class"), last.get("aria-hidden")) == ("place-outlines", "true")
    assert {outline.get("d") for outline in last} == {eu27["BG"].path}
    assert by_code(drawn(eu27, selected="BG"), "BG").get("class") == "place-link is-selected"
    assert "place-outlines" not in drawn(eu27, selected="XX")


def test_dimmed_classes_step_back(eu27):
    mixed = Area("Франция", "смесен модел", "mixed")
    nothing = Area("Румъния", "", None)
    svg = drawn(eu27, areas(FR=mixed, RO=nothing), dimmed={"mixed", "no-data"})
    dimmed = [a.get("data-code") for a in links(svg) if "is-dimmed" in a.get("class")]
    assert dimmed == ["FR", "RO"]


def test_a_small_state_has_its_picture_in_the_same_link(eu27):
    malta = by_code(drawn(eu27), "MT")
    disc = malta.find(f"{SVG}circle")
    outlines = malta.findall(f"{SVG}path")
    assert float(disc.get("r")) * 2 * 350 / 1000 >= 44
    assert [path.get("class") for path in outlines] == ["area cat-1", "area cat-1 callout"]
    assert malta.find(f"{SVG}text").text == "Малта"


def test_the_lines_to_the_small_states_lie_over_their_neighbours(eu27):
    tags = [(part.tag.removeprefix(SVG), part.get("class")) for part in fromstring(drawn(eu27))]
    assert tags[-1] == ("path", "leader")


def test_without_addresses_places_are_pictures_and_no_links(eu27):
    svg = fromstring(drawn(eu27, href=None))
    assert not svg.findall(f"{SVG}a")
    pictures = [g for g in svg.findall(f"{SVG}g") if g.get("role") == "img"]
    assert len(pictures) == 27


def test_hostile_words_stay_words(eu27):
    hostile = {code: Area(HOSTILE, HOSTILE, "court") for code in EU27}
    svg = drawn(eu27, hostile, title=HOSTILE, description=HOSTILE, href=lambda code: HOSTILE)
    root = fromstring(svg)
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert not [e for e in root.iter() if any(a.startswith("on") for a in e.attrib)]
    said = HOSTILE.replace("\x00", "").replace("\ud800", "")
    assert by_code(svg, "BG").get("aria-label") == f"{said}: {said}"
    svg.encode()


def test_the_whole_map_is_light(eu27):
    svg = drawn(eu27).encode()
    with_the_longest_outline = drawn(eu27, selected="GR").encode()
    assert len(svg) <= 60_000
    assert len(with_the_longest_outline) <= 66_000
    assert len(gzip.compress(with_the_longest_outline)) <= 25_000


def test_a_map_is_drawn_in_a_few_milliseconds(eu27):
    what = areas()
    drawn(eu27, what)
    times = []
    for _ in range(5):
        started = time.perf_counter()
        drawn(eu27, what)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.005


def test_the_paths_that_reach_the_page_still_cover_the_states(eu27):
    shape = by_code(drawn(eu27), "BG").find(f"{SVG}path")
    km2 = land(shape.get("d")).area * eu27.metres_per_unit**2 / 1e6
    assert km2 == pytest.approx(110_994, rel=0.02)
    assert tostring(shape)
