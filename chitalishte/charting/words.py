"""A chart in words, for who hears it and who checks it: what, of when, extremes, home."""

from __future__ import annotations

import statistics
from typing import Any

from chitalishte.charting import scales
from chitalishte.charting.fields import TIME
from chitalishte.charting.shaping import Mark, Shaped
from chitalishte.charting.suggesting import HOME
from chitalishte.text import number

KIND = {
    "bg": {
        "line": "Линейна графика",
        "area": "Площна графика",
        "bar": "Стълбове",
        "stacked": "Наслагани стълбове",
        "grouped": "Стълбове по групи",
        "dot": "Точкова графика",
        "slope": "Наклонена графика",
        "scatter": "Разсейване на точки",
        "histogram": "Хистограма",
        "box": "Кутии с мустаци",
        "heat": "Цветна таблица",
        "multiples": "Малки графики",
        "timeline": "Времева линия",
    },
    "en": {
        "line": "Line chart",
        "area": "Area chart",
        "bar": "Bar chart",
        "stacked": "Stacked bars",
        "grouped": "Grouped bars",
        "dot": "Dot plot",
        "slope": "Slope chart",
        "scatter": "Scatter plot",
        "histogram": "Histogram",
        "box": "Box plot",
        "heat": "Heat table",
        "multiples": "Small multiples",
        "timeline": "Timeline",
    },
}
SAID: dict[str, dict[str, Any]] = {
    "bg": {
        "of": "{kind}: {what}.",
        "points": {1: "{n} стойност", 2: "{n} стойности"},
        "span": "от {first} до {last}",
        "from_to": "Стойностите са от {low} ({low_of}) до {high} ({high_of}).",
        "same": "Всички стойности са {low}.",
        "rank": "{name}: {value}, място {rank} от {of}.",
        "change": "{name}: {before} ({first}), {after} ({last}){placed}.",
        "placed": ", място {rank} от {of}",
        "events": "Първо: {first}. Последно: {last}.",
        "median": "Половината редове са до {median}.",
        "against": "{y} според {x}.",
        "correlation": "Корелация {r}.",
    },
    "en": {
        "of": "{kind}: {what}.",
        "points": {1: "{n} value", 2: "{n} values"},
        "span": "from {first} to {last}",
        "from_to": "Values run from {low} ({low_of}) to {high} ({high_of}).",
        "same": "All values are {low}.",
        "rank": "{name}: {value}, place {rank} of {of}.",
        "change": "{name}: {before} ({first}), {after} ({last}){placed}.",
        "placed": ", place {rank} of {of}",
        "events": "First: {first}. Last: {last}.",
        "median": "Half of the rows are at {median} or below.",
        "against": "{y} against {x}.",
        "correlation": "Correlation {r}.",
    },
}


def describe(shaped: Shaped) -> str:
    """Say a chart in a few sentences of its language."""
    say = SAID[shaped.language]
    choice = shaped.choice
    sentences = [say["of"].format(kind=KIND[shaped.language][choice.kind], what=_what(shaped))]
    if choice.kind == "timeline":
        ordered = sorted(shaped.marks, key=lambda mark: mark["x"])
        first, last = (_event(mark) for mark in (ordered[0], ordered[-1]))
        said = say["events"].format(first=first, last=last)
        return " ".join([*sentences, said]).replace("..", ".")  # „… г.“ ends a sentence already
    sentences.append(_range(shaped))
    if choice.kind == "scatter" and len(shaped.marks) > 2:
        sentences += _correlation(shaped)
    if choice.kind in ("histogram", "box"):
        middle = sorted(shaped.values)[(len(shaped.values) - 1) // 2]
        sentences.append(say["median"].format(median=_number(shaped, middle)))
    sentences += _told(shaped)
    return " ".join(sentences)


def _what(shaped: Shaped) -> str:
    say, choice = SAID[shaped.language], shaped.choice
    measured, x = shaped.measured, shaped.x
    if choice.kind == "scatter" and measured is not None:
        parts = [say["against"].format(y=measured.title, x=x.title).rstrip(".")]
    elif len(choice.y) > 1:
        parts = ["; ".join(name for name in shaped.series if name)]
    else:
        parts = [measured.title if measured is not None else x.title]
    if choice.by:
        parts.append(f"{shaped.field(choice.by).label}: {len(shaped.series)}")
    else:
        parts.append(_counted(say["points"], len(shaped.marks), shaped.language))
    if shaped.moment:
        parts.append(shaped.moment)
    elif x.kind == TIME:
        ordered = sorted(shaped.marks, key=lambda mark: mark["x"])
        parts.append(say["span"].format(first=ordered[0]["xs"], last=ordered[-1]["xs"]))
    return ", ".join(parts)


def _counted(forms: Any, count: int, language: str) -> str:
    return forms[1 if count == 1 else 2].format(n=number(count, language))


def _number(shaped: Shaped, value: float) -> str:
    return number(value, shaped.language, scales.decimals([value]) if value else 0)


def _event(mark: Mark) -> str:
    return ", ".join(part for part in (mark.get("n"), mark["xs"]) if part)


def _name(shaped: Shaped, mark: Mark) -> str:
    parts = [mark.get("n") or mark["s"]]
    if shaped.x.kind != "number":
        parts.append(mark["xs"])
    return ", ".join(part for part in parts if part)


def _range(shaped: Shaped) -> str:
    say = SAID[shaped.language]
    low = min(shaped.marks, key=lambda mark: mark["y"])
    high = max(shaped.marks, key=lambda mark: mark["y"])
    if low["y"] == high["y"]:
        return say["same"].format(low=_number(shaped, low["y"]))
    names = {"low_of": _name(shaped, low), "high_of": _name(shaped, high)}
    said = say["from_to"].format(
        low=_number(shaped, low["y"]), high=_number(shaped, high["y"]), **names
    )
    return str(said).replace(" ()", "")


def _told(shaped: Shaped) -> list[str]:
    """What the chart says of the highlighted, and of Bulgaria where it is there."""
    wanted = {mark["s"] if mark["s"] else mark["xs"] for mark in shaped.marks if mark["h"]}
    for mark in shaped.marks:
        if {mark["sk"], mark["xk"], mark.get("nk"), mark["s"], mark["xs"]} & set(HOME):
            wanted.add(mark["s"] or mark.get("n") or mark["xs"])
    names = [name for name in dict.fromkeys(_subject(m) for m in shaped.marks) if name in wanted]
    return [sentence for name in names[:3] if (sentence := _subject_said(shaped, name))]


def _subject(mark: Mark) -> str:
    return str(mark["s"] or mark.get("n") or mark["xs"])


def _subject_said(shaped: Shaped, name: str) -> str:
    say = SAID[shaped.language]
    own = [mark for mark in shaped.marks if _subject(mark) == name]
    if shaped.x.kind == TIME:
        own.sort(key=lambda mark: mark["x"])
        if len(own) < 2:
            return ""
        before, after = own[0], own[-1]
        peers = [mark["y"] for mark in shaped.marks if mark["x"] == after["x"]]
        placed = say["placed"].format(rank=_rank(after, peers), of=len(peers))
        said: str = say["change"].format(
            name=name,
            before=_number(shaped, before["y"]),
            first=before["xs"],
            after=_number(shaped, after["y"]),
            last=after["xs"],
            placed=placed if len(peers) > 2 else "",
        )
        return said
    if len(own) != 1:
        return ""
    peers = [mark["y"] for mark in shaped.marks]
    value = _number(shaped, own[0]["y"])
    ranked: str = say["rank"].format(
        name=name, value=value, rank=_rank(own[0], peers), of=len(peers)
    )
    return ranked


def _rank(mark: Mark, peers: list[float]) -> int:
    """The place from the highest down; equal values share it."""
    return 1 + sum(value > mark["y"] for value in peers)


def _correlation(shaped: Shaped) -> list[str]:
    across, up = [m["x"] for m in shaped.marks], shaped.values
    if len(set(across)) < 2 or len(set(up)) < 2:
        return []
    r = statistics.correlation(across, up)
    return [SAID[shaped.language]["correlation"].format(r=number(r, shaped.language, 2))]
