"""The colours of the style sheets, computed: contrast, and classes told apart by every eye."""

import re
from itertools import combinations, pairwise

import pytest

from chitalishte.drawing import colours
from tests.look.sample import STATIC

TOKENS = (STATIC / "css" / "tokens.css").read_text()
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")
PLAIN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
FACES = {
    "light": {name: light for name, light, _ in PAIR.findall(TOKENS)},
    "dark": {name: dark for name, _, dark in PAIR.findall(TOKENS)},
}

GROUNDS = ["paper", "surface", "sunken"]
TEXT_ON_GROUND = [
    (text, ground)
    for text in ["ink", "ink-soft", "accent", "link", "good", "warn", "alarm"]
    for ground in GROUNDS
]
TEXT = [
    *TEXT_ON_GROUND,
    ("paper", "ink"),  # main button
    ("surface", "accent"),  # main button under the pointer
    ("ink", "accent-soft"),
    ("ink-soft", "accent-soft"),
    ("ink", "good-soft"),
    ("ink", "warn-soft"),
    ("ink", "alarm-soft"),
    ("link", "good-soft"),
    ("link", "warn-soft"),
    ("link", "alarm-soft"),
    ("ink", "mark"),
]
LINES = [
    (line, ground)
    for line in ["rule-strong", "focus", "accent", "map-line", "good", "warn", "alarm"]
    for ground in ["paper", "surface"]
]
CATEGORIES = [f"cat-{n}" for n in range(1, 7)]
TWO_NUMBERS = [f"bi-{across}{up}" for across in (1, 2, 3) for up in (1, 2, 3)]


def channels(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]


def linear(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one, other):
    """Return the contrast of two colours by WCAG 2.2, 1 to 21."""
    weights = (0.2126, 0.7152, 0.0722)
    light, dark = sorted(
        (
            sum(w * linear(c) for w, c in zip(weights, channels(colour), strict=True))
            for colour in (one, other)
        ),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


# How a reader without one kind of cone sees a linear colour:
# Machado, Oliveira and Fernandes (2009), severity 1.
EYES = {
    "all cones": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "protanopia": [
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ],
    "deuteranopia": [
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ],
    "tritanopia": [
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ],
}


def oklab(colour, eye):
    """Return the colour in OKLab (Ottosson 2020); a distance of 0.02 is just noticeable."""
    rgb = [linear(c) for c in channels(colour)]
    r, g, b = (
        min(1, max(0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in EYES[eye]
    )
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def distance(one, other, eye):
    return sum((a - b) ** 2 for a, b in zip(oklab(one, eye), oklab(other, eye), strict=True)) ** 0.5


def test_contrast_agrees_with_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_reaches_four_and_a_half_to_one(face, text, ground):
    assert contrast(FACES[face][text], FACES[face][ground]) >= 4.5


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_carry_meaning_reach_three_to_one(face, line, ground):
    assert contrast(FACES[face][line], FACES[face][ground]) >= 3


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("category", CATEGORIES)
def test_a_category_reaches_three_to_one_on_the_surface(face, category):
    assert contrast(FACES[face][category], FACES[face]["surface"]) >= 3


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("face", FACES)
def test_categories_are_told_apart_by_every_eye(face, eye):
    near = {
        (one, other): round(distance(FACES[face][one], FACES[face][other], eye), 3)
        for one, other in combinations(CATEGORIES, 2)
    }
    assert {pair: gap for pair, gap in near.items() if gap < 0.06} == {}


@pytest.mark.parametrize("face", FACES)
def test_ordered_values_go_evenly_away_from_the_paper(face):
    steps = [oklab(FACES[face][f"seq-{n}"], "all cones")[0] for n in range(1, 6)]
    gaps = [abs(b - a) for a, b in pairwise(steps)]
    assert steps == sorted(steps, reverse=face == "light")
    assert min(gaps) > 0.08


@pytest.mark.parametrize("eye", ["all cones", "protanopia", "deuteranopia"])
@pytest.mark.parametrize("face", FACES)
def test_the_classes_of_two_numbers_are_told_apart(face, eye):
    near = {
        (one, other): round(distance(FACES[face][one], FACES[face][other], eye), 3)
        for one, other in combinations(TWO_NUMBERS, 2)
    }
    assert {pair: gap for pair, gap in near.items() if gap < 0.04} == {}


def test_a_drawn_file_has_the_colours_of_the_light_page():
    light = FACES["light"]
    assert [light[name] for name in CATEGORIES] == list(colours.CATEGORICAL)
    assert [light[f"seq-{n}"] for n in range(1, 6)] == list(colours.SEQUENTIAL)
    assert [light[f"div-{n}"] for n in range(1, 6)] == list(colours.DIVERGING)
    assert {name: light[name] for name in TWO_NUMBERS} == {
        f"bi-{key}": colour for key, colour in colours.BIVARIATE.items()
    }
    assert light["no-data"] == colours.NO_DATA
    assert light["land"] == colours.LAND
    assert light["map-line"] == colours.NO_DATA_LINE


def test_an_old_browser_gets_the_light_face():
    plain = dict(PLAIN.findall(TOKENS))
    assert plain == FACES["light"]


@pytest.mark.parametrize(
    "sheet", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name
)
def test_raw_colours_stand_only_in_the_tokens(sheet):
    if sheet.name not in {"tokens.css", "editors-tokens.css", "print.css"}:
        colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;,) ])", sheet.read_text()))
        assert colours <= {"#fff", "#000"}  # the ground of a logo, and a mask


@pytest.mark.parametrize(
    "sheet", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name
)
def test_a_sheet_uses_only_tokens_that_exist(sheet):
    text = sheet.read_text()
    of_editors = (STATIC / "css" / "editors-tokens.css").read_text()
    named = set(re.findall(r"(--[\w-]+):", TOKENS + of_editors + text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= named
    assert text.count("\n") <= 300


def test_files_have_the_dark_colours_of_the_style_sheet():
    light_of = {name: FACES["light"][name] for name in FACES["light"]}
    drawn = set(colours.FILLS.values()) | {colours.PAPER, colours.LAND, colours.INK}
    for name, light in light_of.items():
        if light in drawn and name != "paper":
            assert colours.DARK[light] == FACES["dark"][name], name
