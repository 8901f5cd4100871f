from itertools import combinations, pairwise

import pytest

from chitalishte.drawing import ink_on
from chitalishte.drawing.colours import (
    CATEGORICAL,
    INK,
    INK_SOFT,
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
