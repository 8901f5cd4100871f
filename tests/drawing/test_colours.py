from itertools import combinations, pairwise

import pytest

from chitalishte.drawing import ink_on
from chitalishte.drawing.colours import (
    BIVARIATE,
    CATEGORICAL,
    DIVERGING,
    FILLS,
    INK,
    INK_SOFT,
    LAST_STEP,
    NO_DATA,
    NO_DATA_LINE,
    PAPER,
    SEQUENTIAL,
    contrast,
)
from tests.drawing.vision import VISION, apart, lab


@pytest.mark.parametrize("vision", VISION)
def test_no_two_categories_look_alike(vision):
    nearest = min(combinations(CATEGORICAL, 2), key=lambda pair: apart(*pair, vision))
    assert apart(*nearest, vision) >= 20, nearest


@pytest.mark.parametrize("vision", VISION)
def test_ordered_colours_go_from_light_to_dark_in_steps_that_are_seen(vision):
    lightness = [lab(colour, vision)[0] for colour in SEQUENTIAL]
    assert lightness == sorted(lightness, reverse=True)
    assert all(apart(one, other, vision) >= 10 for one, other in pairwise(SEQUENTIAL))


def test_categories_stand_out_from_the_paper():
    assert all(contrast(colour, PAPER) >= 3 for colour in CATEGORICAL)


def test_text_on_every_colour_can_be_read():
    for colour in CATEGORICAL + SEQUENTIAL + (NO_DATA,):
        assert contrast(ink_on(colour), colour) >= 4.5


def test_text_on_paper_and_the_lines_of_the_hatch_can_be_seen():
    assert contrast(INK, PAPER) >= 4.5
    assert contrast(INK_SOFT, PAPER) >= 4.5
    assert contrast(NO_DATA_LINE, NO_DATA) >= 3


def test_contrast_agrees_with_known_values():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("vision", VISION)
def test_the_two_sides_of_a_middle_look_different_and_grow_darker(vision):
    lightness = [lab(colour, vision)[0] for colour in DIVERGING]
    assert lightness[0] < lightness[1] < lightness[2] > lightness[3] > lightness[4]
    assert all(apart(one, other, vision) >= 20 for one, other in combinations(DIVERGING, 2))


@pytest.mark.parametrize("vision", VISION)
def test_the_nine_classes_of_two_numbers_are_told_apart(vision):
    nearest = min(combinations(BIVARIATE.values(), 2), key=lambda pair: apart(*pair, vision))
    assert apart(*nearest, vision) >= 10, nearest


@pytest.mark.parametrize("vision", VISION)
def test_shades_without_classes_grow_darker_step_by_step(vision):
    lightness = [lab(FILLS[f"step-{n}"], vision)[0] for n in range(LAST_STEP + 1)]
    assert lightness == sorted(lightness, reverse=True)
    assert FILLS["step-0"] == SEQUENTIAL[0]
    assert FILLS[f"step-{LAST_STEP}"] == SEQUENTIAL[-1]
    assert [FILLS[f"step-{n}"] for n in (5, 10, 15)] == list(SEQUENTIAL[1:4])
