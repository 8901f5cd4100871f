"""What the brackets of consolidated texts say, in the forms that legal sites print."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.law import Kind
from chitalishte.law.annotations import is_annotation, read


def told(written):
    found = read(written)
    assert found.unread == ""
    return [(one.kind, one.gazette, one.court, one.former) for one in found.notes]


S, N, R, M, U = (
    Kind.SUBSTITUTED, Kind.INSERTED, Kind.REPEALED, Kind.RENUMBERED, Kind.UNCONSTITUTIONAL,
)  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Изм. - ДВ, бр. 12 от 2007 г.", [(S, "12/2007", "", "")]),
        ("Изм. – ДВ, бр. 12 от 2007 г.", [(S, "12/2007", "", "")]),
        ("изм., ДВ, бр.12 от 2007г.", [(S, "12/2007", "", "")]),
        ("Изменена, ДВ, бр. 12/2007 г.", [(S, "12/2007", "", "")]),
        ("Нова - ДВ, бр. 27 от 2006 г.", [(N, "27/2006", "", "")]),
        ("Нов — ДВ, бр. 27 от 2006 г.", [(N, "27/2006", "", "")]),
        ("Отм. - ДВ, бр. 12 от 2007 г.", [(R, "12/2007", "", "")]),
        ("Доп. - ДВ, бр. 85 от 2003 г.", [(S, "85/2003", "", "")]),
        ("Изм. и доп. - ДВ, бр. 85 от 2003 г.", [(S, "85/2003", "", "")]),
        ("Предишна ал. 2 - ДВ, бр. 12 от 2007 г.", [(M, "12/2007", "", "2")]),
        ("предишна буква „б“ - ДВ, бр. 3 от 2009 г.", [(M, "3/2009", "", "б")]),
        (
            "Предишен текст на чл. 5, доп. - ДВ, бр. 5 от 2002 г.",
            [(M, "5/2002", "", ""), (S, "5/2002", "", "")],
        ),
        (
            "изм. с РКС № 13 от 2024 г. - ДВ, бр. 66 от 2024 г.",
            [(S, "66/2024", "13/2024", "")],
        ),
        ("обявен за противоконституционен с РКС № 7 от 2006 г.", [(U, "", "7/2006", "")]),
        (
            "Обявена за противоконституционна с Решение № 7 от 13.09.2006 г. на "
            "Конституционния съд на Република България - ДВ, бр. 78 от 2006 г.",
            [(U, "78/2006", "7/2006", "")],
        ),
        (
            "Изм. - ДВ, бр. 1 от 2001 г., бр. 5 от 2002 г. и бр. 6 от 2003 г.",
            [(S, "1/2001", "", ""), (S, "5/2002", "", ""), (S, "6/2003", "", "")],
        ),
        (
            "Предишна ал. 3 - ДВ, бр. 27 от 2006 г.; предишна ал. 4, изм. - ДВ, бр. 12 от 2007 г.",
            [(M, "27/2006", "", "3"), (M, "12/2007", "", "4"), (S, "12/2007", "", "")],
        ),
        ("Отм.", [(R, "", "", "")]),
    ],
)
def test_a_bracket_is_read_as_sites_print_it(written, expected):
    assert is_annotation(written)
    assert told(written) == expected


def test_the_day_in_force_belongs_to_the_source_named_before_it():
    first, second = read(
        "Изм. - ДВ, бр. 12 от 2007 г., в сила от 6.02.2007 г., доп., бр. 100 от 2015 г."
    ).notes
    assert (str(first.in_force), second.in_force) == ("2007-02-06", None)


def test_the_head_of_an_act_gives_days_of_promulgation():
    notes = read(
        "Обн., ДВ, бр. 56 от 13 юли 1991 г., в сила от 13.07.1991 г., изм., бр. 85 от 26.09.2003 г."
    ).notes
    assert [(one.is_publication, str(one.day)) for one in notes] == [
        (True, "1991-07-13"), (False, "2003-09-26"),
    ]  # fmt: skip


def test_a_part_that_fell_is_a_part():
    [note] = read("отм., в частта относно думите „и книги“ - ДВ, бр. 7 от 2010 г.").notes
    assert note.is_part


@pytest.mark.parametrize(
    ("written", "unread"),
    [
        ("Изм. - ДВ, бр. 12 от 2007 г., вж. бележката", "вж. бележката"),
        ("Изм. - ДВ, бр. 12 от 31.02.2007 г.", "ДВ, бр. 12 от 31.02.2007 г."),
    ],
)
def test_what_is_not_understood_comes_back(written, unread):
    assert read(written).unread == unread


@pytest.mark.parametrize("written", ["Нова сграда", "наричан по-нататък уредник", "1", ""])
def test_a_bracket_of_the_text_is_no_annotation(written):
    assert not is_annotation(written)


VERBS = {"изм.": S, "Изм.": S, "доп.": S, "нова": N, "Нов": N, "отм.": R, "Отм.": R}
ITEM = st.tuples(
    st.sampled_from(sorted(VERBS)), st.integers(1, 130), st.integers(1950, 2030),
    st.sampled_from([" - ДВ, бр. ", " – ДВ, бр. ", " - ДВ, бр.", ", ДВ, бр. "]),
)  # fmt: skip


@given(st.lists(ITEM, min_size=1, max_size=6), st.sampled_from([", ", "; ", " ,"]))
@settings(max_examples=80, deadline=None)
def test_what_is_written_by_the_rules_is_read_whole(items, comma):
    written = comma.join(f"{verb}{dash}{n} от {year} г." for verb, n, year, dash in items)
    assert told(written) == [(VERBS[verb], f"{n}/{year}", "", "") for verb, n, year, _ in items]


@given(st.text(alphabet="измдопнтаое.,;-–() 0123456789ДВбргРКС№", max_size=60))
@settings(max_examples=80, deadline=None)
def test_nothing_makes_the_reader_fail(written):
    read(written)
    is_annotation(written)
