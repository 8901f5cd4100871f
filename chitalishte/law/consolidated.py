"""Effects from the brackets of a consolidated text.

A consolidated act prints today's wording and, in brackets, who changed each place. From that
follow the effects: today's wording belongs to the last of them, the wordings before it are known
to have been and are not held. A bracket above a place speaks of everything below it that was there.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .acts import ActInTime, Named, Place, Source, names_of
from .annotations import Note, read
from .days import Day, in_force_by_rule
from .eid import number
from .model import Consequence, Effect, Kind, Scope, Wording
from .numbering import number_troubles
from .problems import problems
from .structure import Outline, Part, Trouble

WRITES = (Kind.INSERTED, Kind.SUBSTITUTED)
QUESTIONS = frozenset({"dates_order", "no_wording"})


@dataclass
class Reading:
    """What a file gave.

    act        places, effects, sources
    lines      where each place stands in the file, by its id; 0 when the file has no lines
    inherited  ids of effects that follow from something above or from the adoption of the whole:
               an archive that knows better leaves them out
    today      wordings of the day of the file, by place
    paths      how readers name each place today, by its id: ("129", "3")
    foreign    (line, "art-1 → art_1"): identifiers of the file that are called otherwise here
    """

    act: ActInTime
    troubles: list[Trouble] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    inherited: set[str] = field(default_factory=set)
    today: dict[str, str] = field(default_factory=dict)
    paths: dict[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: list[tuple[int, str]] = field(default_factory=list)


def consolidated(
    found: Outline, *, days: Mapping[str, Day], adopted: Note | None = None, uri: str = ""
) -> Reading:
    """days     of promulgation by issue, {"12/2007": Day}, beside those the act itself prints
    adopted  where the act was published, for a text that does not say it
    """
    return _Builder(found, days, adopted, uri).run()


class _Builder:
    def __init__(
        self, found: Outline, days: Mapping[str, Day], adopted: Note | None, uri: str
    ) -> None:
        self.found = found
        self.days = dict(days)
        self.uri = uri
        self.troubles = [*found.troubles, *number_troubles(found.parts)]
        self.in_force: dict[str, Day] = {}  # what the head of the act says of a whole amendment
        self.adopted = next((one for one in found.past if one.is_publication), adopted)
        for note in found.past:
            if note.day and note.day.is_exact:
                self.days[note.gazette] = note.day
            if note.in_force:
                self.in_force[note.gazette] = note.in_force
        self.by_court = {
            note.court: note for note in self._all_notes() if note.court and note.gazette
        }
        self.sources: dict[str, Source] = {}
        self.ids: dict[int, str] = {}
        self.born: dict[int, Note] = {}
        self.effects: list[Effect] = []
        self.inherited: set[str] = set()
        self.line_of: dict[str, int] = {}

    def _all_notes(self) -> list[Note]:
        inside = [note for part in self.found.parts for note in part.notes]
        return [*self.found.past, *inside]

    def run(self) -> Reading:
        if self.adopted is None:
            line = self.found.parts[0].line if self.found.parts else 1
            self.troubles.append(Trouble(line, "no_publication"))
        if not self.found.parts:
            self.troubles.append(Trouble(1, "no_article"))
        if any(not one.is_question for one in self.troubles) or self.adopted is None:
            act = ActInTime(self.uri, self.found.title, (), ())
            return Reading(act, self.troubles, self.found.unread)
        self._births()
        self._names()
        orders: dict[str, int] = {}
        for part in self.found.parts:
            self._effects(part, orders)
        act = ActInTime(
            self.uri,
            self.found.title,
            tuple(self._place(part) for part in self.found.parts),
            tuple(self.effects),
            tuple(sorted(self.sources.values(), key=_time_of)),
        )
        self._check(act)
        return Reading(
            act,
            sorted(self.troubles, key=lambda one: one.line),
            self.found.unread,
            {self.ids[id(part)]: part.line for part in self.found.parts},
            self.inherited,
            {self.ids[id(part)]: part.text for part in self.found.parts if part.text},
            {self.ids[id(part)]: _path(part) for part in self.found.parts},
        )

    # Who was born when, and under which number

    def _births(self) -> None:
        for part in self.found.parts:
            own = [self._completed(note) for note in part.notes if not note.is_heading]
            first = next((note for note in own if note.kind is not Kind.RENUMBERED), None)
            above = self.born[id(part.parent)] if part.parent else self.adopted
            if part.kind == "transitional" and (
                issue := re.search(r"\(([^()]*бр\.[^()]*)\)", part.heading)
            ):
                above = next(iter(read(f"нова - {issue[1]}").notes), above)
            is_new = first is not None and first.kind is Kind.INSERTED
            self.born[id(part)] = first if is_new and first else above  # type: ignore[assignment]

    def _names(self) -> None:
        """Give each place the name of the number it was born with."""
        found, groups = [], 0
        for part in self.found.parts:
            born = self.born[id(part)]
            printed = _born_as(part)
            if part.kind == "transitional":
                groups += born is self.adopted
                issue, _, year = born.gazette.partition("/")
                printed = str(groups) if born is self.adopted else f"{year}-{issue}"
            above = id(part.parent) if part.parent else None
            found.append(Named(id(part), _kind_here(part), printed, above, self._order(born)))
        self.ids = names_of(found)

    def _place(self, part: Part) -> Place:
        heading = {"bg": part.heading} if part.heading else {}
        parent = self.ids[id(part.parent)] if part.parent else ""
        return Place(self.ids[id(part)], parent, _kind_here(part), _born_as(part), heading)

    # What happened to it

    def _completed(self, note: Note) -> Note:
        """A decision named without an issue, where another place names both."""
        known = self.by_court.get(note.court) if note.court and not note.gazette else None
        return replace(note, gazette=known.gazette, day=known.day) if known else note

    def _effects(self, part: Part, orders: dict[str, int]) -> None:
        target = self.ids[id(part)]
        born = self.born[id(part)]
        notes = [self._completed(note) for note in part.notes if not note.is_heading]
        own = [note for note in notes if note.kind is not Kind.INSERTED or note is not notes[0]]
        if notes and notes[0].kind is Kind.INSERTED:
            born = notes[0]
        own_sources = {note.source for note in own}
        above = [
            note
            for note in self._above(part)
            if note.source not in own_sources and self._order(note) > self._order(born)
        ]
        events = [(born, False), *((one, False) for one in own), *((one, True) for one in above)]
        if above:  # what is printed of the place itself keeps the order of print
            events.sort(key=lambda event: self._order(event[0]) if event[0] is not born else (0, 0))
        numbers = _numbers(part)
        made: list[Effect] = []
        for note, is_inherited in events:
            kind = _kind(note)
            if note is born:
                kind = Kind.INSERTED
            if any(one.source == note.source and _same(one.kind, kind) for one in made):
                continue  # "изм. и доп." and "изм., доп." by one issue are one change
            effect = self._effect(part, target, note, kind, orders)
            if kind is Kind.RENUMBERED:
                effect = replace(effect, number=numbers.pop(0) if numbers else part.printed)
            elif note is born:
                effect = replace(effect, number=_born_as(part))
            made.append(effect)
            if is_inherited or (note is born and not (notes and notes[0] is born)):
                self.inherited.add(effect.id)
        self.effects += _with_wording(made, part.text)

    def _above(self, part: Part) -> list[Note]:
        found: list[Note] = []
        above = part.parent
        while above:
            found += [
                note
                for note in map(self._completed, above.notes)
                if not note.is_heading
                and note.kind in (Kind.SUBSTITUTED, Kind.REPEALED, Kind.UNCONSTITUTIONAL)
            ]
            above = above.parent
        return found

    def _effect(
        self, part: Part, target: str, note: Note, kind: Kind, orders: dict[str, int]
    ) -> Effect:
        source = note.source
        name = f"{source or 'unknown'}-{target}"
        while name in self.line_of:
            name += f"-{kind.value[:5]}"
        self.line_of[name] = part.line
        promulgated = self._source(note)
        in_force = note.in_force or self.in_force.get(note.gazette)
        orders[source] = orders.get(source, -1) + 1
        fell = kind is Kind.UNCONSTITUTIONAL
        goes_on = fell and _goes_on(note)
        return Effect(
            name, kind, target, source,
            promulgated_on=promulgated,
            in_force_on=in_force or (in_force_by_rule(promulgated) if promulgated else None),
            is_computed=in_force is None and promulgated is not None and promulgated.is_exact,
            order=orders[source],
            scope=Scope.UNKNOWN if not fell else Scope.WORDS if goes_on else Scope.PROVISION,
            consequence=Consequence.REST if goes_on else Consequence.UNKNOWN,
            evidence=_evidence(note),
        )  # fmt: skip

    def _source(self, note: Note) -> Day | None:
        known = self.days.get(note.gazette) or note.day
        if note.source and note.source not in self.sources:
            self.sources[note.source] = Source(note.source, note.gazette, note.court, known)
        elif note.court and not self.sources[note.source].court:
            self.sources[note.source] = replace(self.sources[note.source], court=note.court)
        return known

    def _order(self, note: Note) -> tuple[int, int]:
        serial, _, year = (note.gazette or note.court).partition("/")
        return (int(year or 0), int(serial or 0))

    # What does not fit

    def _check(self, act: ActInTime) -> None:
        adopted = self.days.get(self.adopted.gazette) if self.adopted else None
        effects = {effect.id: effect for effect in act.effects}
        told: set[str] = set()
        paths = {self.ids[id(part)]: part.path for part in self.found.parts}
        older: set[str] = set()
        of_place: dict[str, list[Effect]] = defaultdict(list)
        for effect in act.effects:
            of_place[effect.target].append(effect)
            line = self.line_of[effect.id]
            if not effect.source:
                self.troubles.append(Trouble(line, "no_evidence", paths[effect.target]))
                continue
            day = effect.promulgated_on
            if adopted and day and day.latest < adopted.earliest:
                older.add(effect.id)
                detail = f"{day} < {adopted}"
                self.troubles.append(Trouble(line, "before_adoption", paths[effect.target], detail))
            if (day is None or not day.is_exact) and effect.source not in told:
                told.add(effect.source)
                self.troubles.append(
                    Trouble(
                        line, "day_unknown", self.sources[effect.source].named, is_question=True
                    )
                )
        for one in problems(act.work):
            if one.code in ("no_evidence", "no_date") or one.effect in older:
                continue  # told above
            target = effects[one.effect]
            is_exact = bool(target.begins and target.begins.is_exact)
            self.troubles.append(
                Trouble(
                    self.line_of[one.effect], one.code, paths[one.target],
                    self._detail(one.detail, effects),
                    is_question=one.code in QUESTIONS
                    or (one.code == "overlapping" and not is_exact),
                )
            )  # fmt: skip
        for part in self.found.parts:
            self._text(part, of_place[self.ids[id(part)]])

    def _detail(self, detail: str, effects: Mapping[str, Effect]) -> str:
        """Another effect is named by what made it."""
        other = effects.get(detail)
        return self.sources[other.source].named if other and other.source else detail

    def _text(self, part: Part, mine: list[Effect]) -> None:
        last = [one for one in mine if one.kind is not Kind.RENUMBERED][-1]
        ended = last.kind is Kind.REPEALED or (
            last.kind is Kind.UNCONSTITUTIONAL and not last.leaves_rest
        )
        if ended and part.text:
            self.troubles.append(Trouble(part.line, "text_of_gone", part.path, is_question=True))
        elif not ended and not part.text and not part.children and part.kind in (
            "article", "sign", "paragraph", "point", "letter", "subpoint",
        ):  # fmt: skip
            self.troubles.append(Trouble(part.line, "empty", part.path, is_question=True))


def _kind_here(part: Part) -> str:
    """A раздел under no chapter is a division, so that its name is not that of a §."""
    return "division" if part.kind == "section" and not part.parent else part.kind


def _kind(note: Note) -> Kind:
    """Words taken out of a text change it; so do words that fell, by the court."""
    if note.kind is Kind.REPEALED and note.is_part:
        return Kind.SUBSTITUTED
    if note.kind is Kind.SUBSTITUTED and note.court:
        return Kind.UNCONSTITUTIONAL
    return note.kind


def _same(first: Kind, second: Kind) -> bool:
    return first is second or (first in WRITES and second is Kind.SUBSTITUTED)


def _with_wording(made: list[Effect], text: str) -> list[Effect]:
    """Give the text of today to the last that wrote; of the others it is known only that they did.

    A decision after which the text still reads, but for the words that fell, writes too.
    """
    last = max((n for n, one in enumerate(made) if one.kind in WRITES), default=-1)
    for place, effect in enumerate(made):
        if effect.leaves_rest and place > last:
            last = place
    found = []
    for place, effect in enumerate(made):
        says = {"bg": text} if place == last and text else {}
        if effect.kind in WRITES or effect.leaves_rest:
            found.append(replace(effect, wording=Wording(says, is_official=True)))
        else:
            found.append(effect)
    return found


def _goes_on(note: Note) -> bool:
    """Whether the decision took only words out: "изм. с РКС …", "… в частта относно …"."""
    return note.kind is Kind.SUBSTITUTED or note.is_part


def _evidence(note: Note) -> tuple[str, ...]:
    if note.gazette and (note.is_publication or not note.written):
        issue, _, year = note.gazette.partition("/")
        return (f"ДВ, бр. {issue} от {year} г.",)
    return (note.written,) if note.source else ()


def _born_as(part: Part) -> str:
    """The number it was born with: the first "предишна ал. 2" tells it."""
    for note in part.notes:
        if note.kind is Kind.RENUMBERED and note.former:
            return note.former
    return part.printed


def _numbers(part: Part) -> list[str]:
    """The numbers after each renumbering: the one before the next, at last that of today."""
    formers = [note.former for note in part.notes if note.kind is Kind.RENUMBERED]
    return [*formers[1:], part.printed] if formers else []


def _path(part: Part) -> tuple[str, ...]:
    numbers: list[str] = []
    above: Part | None = part
    while above and above.kind in ("article", "sign", "paragraph", "point", "letter", "subpoint"):
        numbers.insert(0, number(above.printed))
        above = above.parent
    return tuple(numbers)


def _time_of(source: Source) -> tuple[object, ...]:
    return (source.day is None, source.day.earliest if source.day else None or 0, source.id)
