"""Where the places of a file stand in an act that is held: by today's number, or identifier."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from chitalishte import law
from chitalishte.law.acts import CONTAINERS, kind_of
from chitalishte.law.structure import Trouble

from .chapter import name_of, work_of
from .lawreport import sentence_of
from .models import Rule


class Places:
    """The rules of an act; `take` makes what is missing and tells how each place is called here."""

    def __init__(self, act):
        self.act = act
        self.rules = {rule.eid: rule for rule in act.rules.all()}
        self.names = {}
        self.numbers = self._numbers_today() if self.rules else {}

    def parent(self, rule):
        return self.rules[rule].parent if rule in self.rules else ""

    def name(self, rule):
        return name_of(self.rules, rule, self.numbers) if rule in self.rules else rule

    def take(self, reading, report):
        """Return {id in the file: identifier of the rule here}."""
        by_path = self._paths_today() if self.rules else {}
        taken = set()
        for place in reading.act.places:
            path = reading.paths.get(place.id) or ()
            rule = by_path.get((_is_sign(place.kind), path)) if path else None
            if rule is None or rule in taken:
                rule = self._renamed(place)
            taken.add(rule)
            self.names[place.id] = rule
        new = []
        for position, place in enumerate(reading.act.places, start=1):
            self._rule(place, position, reading, report, new)
        if not report.errors:
            Rule.objects.bulk_create(new, batch_size=500)
        return self.names

    def _renamed(self, place):
        """The identifier of a new place, under the name that what holds it has here."""
        holder = self.names.get(place.parent, place.parent)
        if place.parent and place.id.startswith(f"{place.parent}__"):
            return holder + place.id[len(place.parent) :]
        return place.id

    def _numbers_today(self):
        work = work_of(self.act, list(self.act.changes.believed().prefetch_related("event")))
        return {
            version.provision: version.number
            for version in law.as_of(work, timezone.localdate()).versions
        }

    def _paths_today(self):
        """{(is it a §, numbers from the article down): identifier} of what is in force today."""
        numbers = self.numbers
        in_force = set(numbers)
        for rule in list(numbers):
            while rule := self.parent(rule):
                in_force.add(rule)
        found = {}
        for eid in self.rules:
            path, above = [], eid
            while above and kind_of(above) not in CONTAINERS:
                printed = numbers.get(above, self.rules[above].number)
                path.insert(0, _number(printed))
                top, above = above, self.parent(above)
            if path and eid in in_force and not top.startswith("transitional"):
                found[_is_sign(kind_of(top)), tuple(path)] = eid
        return found

    def _rule(self, place, position, reading, report, new):
        eid = self.names[place.id]
        rule = self.rules.get(eid)
        parent = self.names.get(place.parent, place.parent)
        heading = place.heading.get("bg", "")
        if rule is None:
            rule = Rule(act=self.act, eid=eid, parent=parent, number=place.number or "—",
                        heading_bg=heading, position=position)  # fmt: skip
            try:
                rule.clean_fields(exclude=["act"])
            except ValidationError as error:
                for field, said in error.message_dict.items():
                    line = reading.lines.get(place.id, 0)
                    told = Trouble(line, "too_long", f"{place.id}, {field}", " ".join(said))
                    report.troubles.append(sentence_of(told))
                return
            self.rules[eid] = rule
            new.append(rule)
            report.rules["new"] += 1
            return
        wanted = {"parent": parent or rule.parent, "heading_bg": heading or rule.heading_bg}
        if any(getattr(rule, field) != value for field, value in wanted.items()):
            for field, value in wanted.items():
                setattr(rule, field, value)
            rule.save()
            report.rules["changed"] += 1


def _is_sign(kind):
    return kind == "sign"


def _number(printed):
    try:
        return law.number(printed)
    except ValueError:
        return printed
