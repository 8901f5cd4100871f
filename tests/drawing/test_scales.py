import pytest

from chitalishte.drawing import (
    FILLS,
    Scale,
    around,
    breaks_around,
    missing_classes,
    sequential,
    third_of,
    two_numbers,
    unclassed,
)


def write(value):
    return f"{value:g}"


def test_classes_are_named_so_that_every_value_has_one():
    scale = sequential([10, 20.5], (3, 40), write, "bg")
    assert [line.label for line in scale.classes] == ["до 10", "10 – 20.5", "над 20.5"]
    assert [line.css for line in scale.classes] == ["seq-1", "seq-3", "seq-5"]
    assert [scale.key_of(value) for value in (3, 10, 10.1, 20.5, 40)] == list("11223")


def test_a_value_outside_the_range_of_other_years_has_a_class_too():
    scale = sequential([10], (3, 40), write, "en")
    assert (scale.key_of(-100), scale.key_of(1000)) == ("1", "2")


@pytest.mark.parametrize("nothing", [None, float("nan"), float("inf")])
def test_no_number_has_no_class(nothing):
    assert sequential([10], (3, 40), write, "en").key_of(nothing) is None
    assert Scale(()).key_of(5) is None


def test_one_class_says_its_range():
    assert sequential([], (3, 40), write, "en").classes[0].label == "3 – 40"
    assert sequential([], (3, 3), write, "en").classes[0].label == "3"


def test_more_classes_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="at most"):
        sequential([1, 2, 3, 4, 5], (0, 6), write, "en")


def test_values_around_a_middle_get_two_hues_that_meet_there():
    values = [-9, -4, -1, 2, 3, 8]
    scale = around(breaks_around("quantile", values, 0), (-9, 8), 0, write, "en")
    css = [line.css for line in scale.classes]
    assert css == ["div-1", "div-2", "div-4", "div-5"]
    assert scale.key_of(-0.1) == "2"
    assert scale.key_of(0.1) == "3"


def test_a_map_with_values_on_one_side_of_the_middle_has_one_hue():
    scale = around(breaks_around("quantile", [1, 2, 5, 9], 0), (1, 9), 0, write, "en")
    assert {line.css for line in scale.classes} == {"div-4", "div-5"}


def test_a_class_over_the_middle_has_neither_hue():
    scale = around([-1, 1], (-5, 5), 0, write, "en")
    assert [line.css for line in scale.classes] == ["div-1", "div-3", "div-5"]


def test_every_value_has_a_shade_of_its_own_and_the_legend_shows_five():
    scale = unclassed((0, 100), write)
    shades = [int(scale.key_of(value).removeprefix("step-")) for value in range(0, 101, 5)]
    assert shades == list(range(21))
    assert [line.label for line in scale.legend] == ["0", "25", "50", "75", "100"]


def test_two_numbers_make_nine_classes_by_their_thirds():
    classes = two_numbers([1, 2], [10, 20], ("деца", "училища"), ("малко", "средно", "много"))
    assert len({line.css for line in classes}) == 9
    assert (third_of([1, 2], 1), third_of([1, 2], 2.5)) == (1, 3)
    assert [line.label for line in classes][2] == "деца: малко; училища: много"
    with pytest.raises(ValueError, match="two breaks"):
        two_numbers([1], [10, 20], ("", ""), ("", "", ""))


def test_every_class_has_a_colour_for_files():
    drawn = [*around([-1, 1], (-5, 5), 0, write, "en").classes, *unclassed((0, 1), write).classes]
    drawn += two_numbers([1, 2], [1, 2], ("a", "b"), ("l", "m", "h"))
    drawn += missing_classes(["suppressed", "not-applicable"], "bg")
    assert all(line.css in FILLS for line in drawn)
    labels = [line.label for line in missing_classes(["suppressed"], "bg")]
    assert labels == ["скрито от източника"]
