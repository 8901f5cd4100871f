"""One look at a map, as an address describes it: the column shown, the chosen place and classes."""

from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chitalishte import text
from chitalishte.datasets.dictionary import Dictionary
from chitalishte.datasets.models import Column
from chitalishte.datasets.rows import page_of
from chitalishte.drawing import (
    MOST_CATEGORIES,
    Area,
    LegendClass,
    categories,
    choropleth,
    countries,
    periods,
    yes_no,
)
from chitalishte.records.language import current

from .geographies import geography

MOST_PLACES = 1000
NO_DATA = "no-data"


class MapView:
    """A map with what the reader chose.

    params  show (a mappable column), place (a code), class (keys of classes; may repeat)
    """

    def __init__(self, record, params):
        self.record = record
        self.params = params
        self.dictionary = Dictionary(record.dataset)
        self.geography = geography(record.geography)

    @cached_property
    def column(self):
        """Return the column that is drawn: the one asked for, else the one the map opens with."""
        wanted = (self.params.get("show"), self.record.variable)
        for name in wanted:
            for column in self.dictionary.mappable:
                if column.name == name:
                    return column
        return self.dictionary.get(self.record.variable)

    @cached_property
    def _rows(self):
        """Return every row with the code of its place as written, in the order of the table."""
        place = self.dictionary.by_role(Column.Role.PLACE)
        rows, _total = page_of(self.record.dataset.current_version, limit=MOST_PLACES)
        if place is None:
            return []
        return [(number, row.get(place.name), row) for number, row in enumerate(rows, start=2)]

    @cached_property
    def places(self):
        """Return {code: row} of the places the geography knows, in the order of their names."""
        known = {}
        for _number, written, row in self._rows:
            code = countries.normalise(str(written or ""))
            if code in self.geography:
                known[code] = row
        return dict(
            text.alphabetical(known.items(), current(), key=lambda item: self.name_of(item[0]))
        )

    @cached_property
    def unknown(self):
        """Return [(row number, code)] of the rows whose place the geography does not know."""
        return [
            (number, str(written or ""))
            for number, written, _row in self._rows
            if countries.normalise(str(written or "")) not in self.geography
        ]

    @property
    def unknown_words(self):
        """Return the rows that are not drawn, by code and row."""
        return "; ".join(
            _("“%(code)s” (row %(row)s)") % {"code": code, "row": number}
            for number, code in self.unknown
        )

    def name_of(self, code):
        return countries.name(code, current())

    @cached_property
    def selected(self):
        code = countries.normalise(self.params.get("place", ""))
        return code if code in self.places else None

    @cached_property
    def chosen_classes(self):
        keys = {line["code"] for line in self._counted}
        return [key for key in self.params.getlist("class") if key in keys]

    @cached_property
    def _classification(self):
        """Return (classes, the function from a cell's value to the key of its class)."""
        column = self.column
        if column.type == "boolean":
            return yes_no(current()), lambda value: _yes_no_key(value)
        values = [row.get(column.name) for row in self.places.values()]
        if column.role == Column.Role.YEAR:
            found = periods([_year(value) for value in values], current())
            return found.classes, lambda value: found.key_of(_year(value))
        present = {str(value) for value in values if value not in (None, "")}
        labels = {value: known.label for value, known in column.codes.items() if value in present}
        labels |= {value: column.show(value) for value in sorted(present - labels.keys())}
        order = sorted(labels, key=lambda value: _position(column, value))
        kept = {value: labels[value] for value in order[:MOST_CATEGORIES]}
        return categories(kept), lambda value: None if value in (None, "") else str(value)

    @property
    def classes(self) -> list[LegendClass]:
        return self._classification[0]

    def key_of(self, row):
        """Return the key of the class a row falls in, or None."""
        return self._classification[1](row.get(self.column.name))

    @cached_property
    def areas(self):
        return {
            code: Area(
                name=self.name_of(code),
                value=self.column.show(row.get(self.column.name)),
                key=self.key_of(row),
            )
            for code, row in self.places.items()
        }

    @cached_property
    def _counted(self):
        counts = {}
        known = {line.key for line in self.classes}
        for area in self.areas.values():
            key = area.key if area.key in known else NO_DATA
            counts[key] = counts.get(key, 0) + 1
        lines = [
            {"code": line.key, "label": line.label, "swatch": line.css, "count": counts[line.key]}
            for line in self.classes
            if line.key in counts
        ]
        if NO_DATA in counts:
            lines.append(
                {
                    "code": NO_DATA,
                    "label": _("no data"),
                    "swatch": NO_DATA,
                    "count": counts[NO_DATA],
                }
            )
        return lines

    @cached_property
    def legend(self):
        """Return the classes with counts; each line's address switches the class on or off."""
        lines = []
        for line in self._counted:
            chosen = self.chosen_classes
            is_on = line["code"] in chosen
            after = [key for key in chosen if key != line["code"]]
            if not is_on:
                after.append(line["code"])
            lines.append(line | {"current": is_on, "url": self.address(classes=after)})
        return lines

    @property
    def dimmed(self):
        """Return the keys of the classes that step back behind the chosen ones."""
        if not self.chosen_classes:
            return frozenset()
        return {
            "" if line["code"] == NO_DATA else line["code"]
            for line in self._counted
            if line["code"] not in self.chosen_classes
        }

    def address(self, *, show=None, place="keep", classes=None, anchor=""):
        """Return the query string of another look at this map."""
        pairs = []
        show = show or (self.column.name if self.column.name != self.record.variable else None)
        if show and show != self.record.variable:
            pairs.append(("show", show))
        code = self.selected if place == "keep" else place
        if code:
            pairs.append(("place", code))
        kept = self.chosen_classes if classes is None else classes
        pairs += [("class", key) for key in kept]
        return (f"?{urlencode(pairs)}" if pairs else "?") + anchor

    @cached_property
    def description(self):
        """Return the map in words: how many places each class has."""
        parts = [f"{line['label']} – {line['count']}" for line in self._counted]
        return _("%(column)s. %(classes)s.") % {
            "column": self.column.label,
            "classes": "; ".join(parts),
        }

    def svg(self, base=""):
        """Return the map for a page; `base` is the address of the map's own page, elsewhere."""
        return choropleth(
            self.geography,
            self.areas,
            classes=self.classes,
            title=self.record.title,
            description=self.description,
            lang=current(),
            href=lambda code: base + self.address(place=code, anchor="#place"),
            selected=self.selected,
            dimmed=self.dimmed,
            prefix=f"map-{self.record.pk}",
        )

    @cached_property
    def variables(self):
        """Return the columns that can be drawn, as links."""
        return [
            {
                "label": column.label,
                "url": self.address(show=column.name, classes=[]),
                "name": column.name,
                "current": column.name == self.column.name,
            }
            for column in self.dictionary.mappable
        ]

    @cached_property
    def place(self):
        """Return what the panel says of the chosen place, or None."""
        if not self.selected:
            return None
        row = self.places[self.selected]
        return {
            "code": self.selected,
            "title": self.name_of(self.selected),
            "eyebrow": self.areas[self.selected].value or _("no data"),
            "pairs": self.dictionary.facts(row),
            "close_url": self.address(place=None),
            "url": reverse("country", args=[self.selected]),
            **self.dictionary.aside(row),
        }

    @cached_property
    def table(self):
        """Return the values behind the map: places, the shown column, its provenance."""
        columns = [{"label": _("State")}, {"label": self.column.label}]
        aside = [
            (self.dictionary.by_role(role), label)
            for role, label in (
                (Column.Role.AS_OF, _("As of")),
                (Column.Role.CONFIDENCE, _("Confidence")),
            )
        ]
        columns += [{"label": label} for column, label in aside if column]
        rows = []
        for code, row in self.places.items():
            if self.dimmed and (self.areas[code].key or "") in self.dimmed:
                continue
            cells = [
                {"label": self.name_of(code), "url": self.address(place=code, anchor="#place")},
                self.areas[code].value or "–",
            ]
            cells += [column.show(row.get(column.name)) for column, _label in aside if column]
            rows.append(cells)
        return {"columns": columns, "rows": rows}

    @property
    def count_sentence(self):
        total = len(self.places)
        return ngettext("%(count)s state", "%(count)s states", total) % {"count": total}


def _yes_no_key(value):
    if value is None:
        return None
    return "yes" if value else "no"


def _year(value):
    try:
        return int(str(value)[:4]) if value not in (None, "") else None
    except ValueError:
        return None


def _position(column, value):
    known = column.codes.get(value)
    return (0, known.position, "") if known else (1, 0, value)
