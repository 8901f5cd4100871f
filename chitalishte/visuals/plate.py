"""What a map must tell so that it can be saved: words, numbers, rows, outlines.

`saving` and `pictures` know nothing else of a map; `MapView` is one, an answer to SQL another.
"""

from functools import cached_property

from django.conf import settings
from django.utils.translation import gettext as _

from chitalishte.tables.columns import Column

PROVENANCE = ("place", "place_name", "source", "as_of", "confidence")


class Plate:
    """Of a map over a dataset; needs `record`, `version`, `atlas`, `areas`, `places`."""

    @property
    def title(self):
        return self.record.title

    @property
    def home(self):
        """Return the path of the page that the map is from: its own, or its dataset's."""
        record = self.record if self.record.pk else self.record.dataset
        return record.get_absolute_url()

    @property
    def licence(self):
        return self.record.licence

    @property
    def credits(self):
        """Return the two sentences below the map: its source, its terms."""
        number = _("version %(number)s of the data") % {"number": self.version.number}
        source = _("Source: %(address)s") % {"address": settings.BASE_URL + self.home}
        terms = f"{settings.SITE_NAME} · {self.record.get_licence_display()} · {number}"
        return source, terms

    @property
    def extra(self):
        """Return what a drawing needs for circles or dots; nothing for coloured areas."""
        if self.has_dots:
            return {"at": self.spots}
        if not self.has_circles:
            return {}
        return {"values": self.measure.at(self.year), "write": self.measure.write}

    @cached_property
    def numbers(self):
        """Return {code: number}; None where words are shown."""
        return self.measure.at(self.year) if self.is_numeric else None

    @property
    def outlines(self):
        """Return {code: GeoJSON geometry in degrees}."""
        if not self.has_dots:
            return self.atlas.shapes
        return {
            code: {"type": "Point", "coordinates": list(spot)}
            for code, spot in self.degrees.items()
        }

    @cached_property
    def values_table(self):
        """Return (columns, rows) of the values on the map: place, value, provenance.

        A rate or a change is in no column of the table: it stands last, as the map has it.
        """
        shown = {self.column.name, self.record.time_column}
        if self.second_measure:
            shown.add(self.second_measure.column.name)
        columns = [
            column
            for column in self.version.stored.columns
            if column.name in shown or self.dictionary.get(column.name).role in PROVENANCE
        ]
        rows = [[row.get(column.name) for column in columns] for row in self.places.values()]
        if self.is_numeric and (self.since or self.measure.divisor):
            columns.append(Column("on_the_map", self.caption, "decimal"))
            for code, row in zip(self.places, rows, strict=True):
                row.append(self.numbers.get(code))
        return columns, rows
