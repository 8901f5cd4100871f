"""What was in force on a day, derived from the effects alone."""

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chitalishte.law import (
    Consequence,
    Effect,
    Kind,
    Provision,
    Wording,
    Work,
    as_of,
    change_days,
    day,
    history,
    known_at,
    problems,
    versions,
)

URI = "/akn/bg/act/1991/constitution"
PLACES = (Provision("art_1"), *(Provision(f"art_1__para_{n}", "art_1") for n in (1, 2)))


def wording(text):
    return Wording({"bg": text})


def effect(name, kind, target, since, text=None, **more):
    more.setdefault("evidence", ("ДВ",))
    return Effect(
        name, kind, target, in_force_on=day(since),
        wording=wording(text) if text is not None else None, **more,
    )  # fmt: skip


def a_work(*effects):
    return Work(URI, PLACES, effects)


def texts(work, on):
    state = as_of(work, datetime.date.fromisoformat(on))
    return {version.provision: version.wording.text["bg"] for version in state.versions}


ADOPTED = effect("a", Kind.INSERTED, "art_1__para_1", "1991-07-13", "първо", number="1")
CHANGED = effect("b", Kind.SUBSTITUTED, "art_1__para_1", "2003-09", "второ")


def test_a_wording_is_in_force_until_the_next_one():
    work = a_work(ADOPTED, CHANGED)
    assert texts(work, "1991-07-12") == {}
    assert texts(work, "1991-07-13") == {"art_1__para_1": "първо"}
    assert texts(work, "2003-08-31") == {"art_1__para_1": "първо"}
    assert texts(work, "2003-09-01") == {"art_1__para_1": "второ"}


def test_a_change_known_to_the_month_is_uncertain_until_its_end():
    work = a_work(ADOPTED, CHANGED)
    assert as_of(work, datetime.date(2003, 9, 15)).uncertain == {"art_1__para_1"}
    assert as_of(work, datetime.date(2003, 9, 30)).uncertain == set()
    assert as_of(work, datetime.date(2003, 8, 31)).uncertain == set()


@pytest.mark.parametrize(
    ("consequence", "expected"),
    [
        (Consequence.REMOVED, {}),
        (Consequence.GAP, {}),
        (Consequence.UNKNOWN, {}),
        (Consequence.RESTORED, {"art_1__para_1": "първо"}),
        (Consequence.REST, {"art_1__para_1": "останалото"}),
    ],
)
def test_what_follows_when_a_text_falls_is_what_the_editor_found(consequence, expected):
    struck = effect(
        "c",
        Kind.UNCONSTITUTIONAL,
        "art_1__para_1",
        "2024-08-06",
        "останалото",
        consequence=consequence,
    )
    work = a_work(ADOPTED, CHANGED, struck)
    assert texts(work, "2024-08-05") == {"art_1__para_1": "второ"}
    assert texts(work, "2024-08-06") == expected


def test_a_restored_wording_says_what_brought_it_back_and_who_wrote_it():
    struck = effect(
        "c", Kind.UNCONSTITUTIONAL, "art_1__para_1", "2024-08-06",
        consequence=Consequence.RESTORED,
    )  # fmt: skip
    [version] = as_of(a_work(ADOPTED, CHANGED, struck), datetime.date(2025, 1, 1)).versions
    assert (version.made_by, version.restored_by) == ("a", "c")


def test_an_article_replaced_whole_takes_its_paragraphs_with_it():
    whole = effect("w", Kind.SUBSTITUTED, "art_1", "2006-04", "цялото")
    assert texts(a_work(ADOPTED, whole), "2006-05-01") == {"art_1": "цялото"}


def test_proposals_and_interpretations_change_nothing_and_stand_in_the_history():
    asked = effect("p", Kind.PROPOSED, "art_1__para_1", "2000-01-01", "искано")
    read = effect("i", Kind.INTERPRETED, "art_1", "2005-01-01")
    work = a_work(ADOPTED, asked, read)
    assert texts(work, "2010-01-01") == {"art_1__para_1": "първо"}
    assert [one.id for one in history(work, "art_1__para_1")] == ["a", "p", "i"]
    assert [str(one) for one in change_days(work)] == ["1991-07-13"]


def test_a_renumbered_provision_keeps_its_identity_and_its_text():
    moved = effect("n", Kind.RENUMBERED, "art_1__para_1", "2006-04-04", number="2")
    [version] = as_of(a_work(ADOPTED, moved), datetime.date(2007, 1, 1)).versions
    assert (version.provision, version.number, version.wording.text["bg"]) == (
        "art_1__para_1", "2", "първо",
    )  # fmt: skip


def test_a_suspended_provision_is_in_force_and_says_that_it_is_not_applied():
    held = effect("s", Kind.SUSPENDED, "art_1__para_1", "2000-01-01")
    back = effect("r", Kind.RESUMED, "art_1__para_1", "2001-01-01")
    work = a_work(ADOPTED, held, back)
    assert as_of(work, datetime.date(2000, 6, 1)).versions[0].is_suspended
    assert not as_of(work, datetime.date(2001, 6, 1)).versions[0].is_suspended


def test_what_the_archive_believed_then_can_be_asked_for():
    def at(year):
        return datetime.datetime(year, 1, 1, tzinfo=datetime.UTC)

    wrong = effect(
        "x", Kind.SUBSTITUTED, "art_1__para_1", "2003-09", "сгрешено",
        recorded_at=at(2020), superseded_at=at(2022),
    )  # fmt: skip
    right = effect("y", Kind.SUBSTITUTED, "art_1__para_1", "2003-09", "вярно", recorded_at=at(2022))
    work = a_work(ADOPTED, wrong, right)
    on = datetime.date(2010, 1, 1)

    def believed(year):
        return known_at(work, on, at(year)).versions[0].wording.text["bg"]

    assert (believed(2019), believed(2021), believed(2023)) == ("първо", "сгрешено", "вярно")


KINDS = st.sampled_from(
    [Kind.INSERTED, Kind.SUBSTITUTED, Kind.REPEALED, Kind.UNCONSTITUTIONAL, Kind.PROPOSED]
)
DAYS = st.dates(datetime.date(1991, 1, 1), datetime.date(1992, 1, 1))
EFFECTS = st.lists(
    st.tuples(KINDS, st.sampled_from([one.id for one in PLACES]), DAYS,
              st.sampled_from(list(Consequence))),
    max_size=14,
)  # fmt: skip


def made(drawn):
    return [
        effect(f"e{at:02}", kind, target, on.isoformat(), f"текст {at}", consequence=consequence)
        for at, (kind, target, on, consequence) in enumerate(drawn)
    ]


@given(EFFECTS, st.randoms(use_true_random=False), DAYS)
@settings(max_examples=150)
def test_the_order_of_recording_never_matters(drawn, luck, on):
    effects = made(drawn)
    shuffled = effects[:]
    luck.shuffle(shuffled)
    assert as_of(a_work(*effects), on) == as_of(a_work(*shuffled), on)
    assert versions(a_work(*effects)) == versions(a_work(*shuffled))


def slow_replay(effects, on):
    """The obvious way: walk the days, keep a table of what is there, and every text there was."""
    now, before = {}, {}
    inside = {one.id: [other.id for other in PLACES if other.parent == one.id] for one in PLACES}
    for one in sorted(effects, key=lambda each: (each.in_force_on.earliest, each.id)):
        if one.in_force_on.earliest > on or one.kind is Kind.PROPOSED:
            continue
        stood = now.get(one.target)
        gone = [] if one.kind is Kind.INSERTED else inside[one.target]
        for target in [*gone, one.target]:
            if target in now:
                before.setdefault(target, []).append(now.pop(target))
        if one.kind in (Kind.INSERTED, Kind.SUBSTITUTED) or one.leaves_rest:
            now[one.target] = one.id
        elif one.kind is Kind.UNCONSTITUTIONAL and one.consequence is Consequence.RESTORED:
            earlier = [name for name in before.get(one.target, []) if name != stood]
            if earlier:
                now[one.target] = earlier[-1]
    return now


@given(EFFECTS, DAYS)
@settings(max_examples=150, deadline=None)
def test_the_state_of_a_day_equals_a_slow_replay_of_all_effects(drawn, on):
    effects = made(drawn)
    state = as_of(a_work(*effects), on)
    assert {one.provision: one.made_by for one in state.versions} == slow_replay(effects, on)


def test_what_does_not_fit_is_named():
    early = effect("early", Kind.SUBSTITUTED, "art_1__para_2", "1990-01-01", "рано")
    bare = effect("bare", Kind.REPEALED, "art_1__para_1", "2000-01-01", evidence=())
    strange = effect("strange", Kind.INSERTED, "art_99", "2000-01-01", "чуждо")
    twice = effect("twice", Kind.INSERTED, "art_1__para_1", "1995-01-01", "пак")
    reversed_days = effect(
        "turned", Kind.INSERTED, "art_1__para_2", "2000-01-01", "x", decided_on=day("2001")
    )
    undated = Effect("undated", Kind.REPEALED, "art_1__para_1", evidence=("x",))
    work = a_work(ADOPTED, early, bare, strange, twice, reversed_days, undated)
    assert {(one.code, one.effect) for one in problems(work)} == {
        ("before_birth", "early"), ("no_evidence", "bare"), ("unknown_target", "strange"),
        ("inserted_twice", "twice"), ("dates_order", "turned"), ("no_date", "undated"),
    }  # fmt: skip


def test_two_texts_of_one_provision_from_one_day_are_named():
    other = effect("b2", Kind.SUBSTITUTED, "art_1__para_1", "2003-09", "друго")
    assert [one.code for one in problems(a_work(ADOPTED, CHANGED, other))] == ["overlapping"]


def test_an_act_of_a_thousand_articles_is_derived_whole():
    luck = random.Random(7)  # noqa: S311 - the same act each time
    places = [Provision(f"art_{n}") for n in range(1, 1001)]
    effects = [
        effect(f"i{n}", Kind.INSERTED, f"art_{n}", "1991-01-01", "t") for n in range(1, 1001)
    ]
    for n in range(4000):
        on = datetime.date(1992, 1, 1) + datetime.timedelta(days=luck.randrange(12_000))
        target = f"art_{luck.randrange(1, 1001)}"
        effects.append(effect(f"s{n}", Kind.SUBSTITUTED, target, on.isoformat(), f"t{n}"))
    state = as_of(Work(URI, tuple(places), tuple(effects)), datetime.date(2020, 1, 1))
    assert [one.provision for one in state.versions] == [one.id for one in places]
