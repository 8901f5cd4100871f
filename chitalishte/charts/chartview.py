"""One chart of a version of a dataset's table, as an address describes it, in one language."""

from functools import cached_property
from urllib.parse import urlencode
from zlib import crc32

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from chitalishte import charting
from chitalishte.charting import apart, house, picture
from chitalishte.charting.fields import CATEGORY, plain
from chitalishte.records.language import current

from . import tabulating
from .address import pairs_of
from .gathering import Rows
from .wording import kind_words, said

WIDTHS = (("wide", charting.WIDE), ("narrow", charting.NARROW))


class ChartView:
    """A chart with its words, its table and its drawings.

    pairs    [(name, value)] of the address: the question to the table and the choice
    rows     where the rows come from instead of the version (answers.AnswerRows)
    spec     a specification of one's own instead; its data may be named "rows"
    title, subtitle, description, foot   what stands around the drawing
    """

    def __init__(self, dataset, version, pairs, *, rows=None, spec=None, **given):
        self.dataset = dataset
        self.version = version
        self.rows = rows or Rows(dataset, version, pairs)
        self.asked = charting.from_pairs(pairs)
        self.given = {"title": "", "subtitle": "", "description": ""} | given
        self.own_spec = spec
        self._specs = {}

    @cached_property
    def suggestions(self):
        return charting.suggest(self.rows.fields, self.rows.sample())

    @cached_property
    def choice(self):
        """Return the choice of the address, else the likeliest chart; None when nothing suits."""
        if self.asked:
            return self.rows.in_this_language(self.asked)
        return self.suggestions[0] if self.suggestions else None

    def fit_to_kind(self):
        """Take columns that go with the kind asked for, where those of the address do not.

        Who changes lines into bars wants bars, and not to be told that bars need names.
        """
        if self.asked is None or not self.problem:
            return
        kind = self.choice.kind
        found = sorted(self.suggestions, key=lambda each: each.kind != kind)
        for one in (each.changed(kind=kind) for each in found):
            try:
                shaped = self._draw(one)
            except charting.ChartError:
                continue
            self.__dict__ |= {"choice": one, "_shaped": shaped}
            return

    @cached_property
    def _shaped(self):
        """Return (Shaped, "", how many rows), or (None, what is wrong, 0)."""
        if self.choice is None:
            return None, _("These columns hold nothing that a chart could show."), 0
        try:
            return self._draw(self.choice)
        except charting.ChartError as error:
            return None, said(error), 0

    def _draw(self, choice):
        """Return what `_shaped` does; raises ChartError."""
        gathered = self.rows.of(choice)
        fields = self.rows.fields_with(gathered.choice, _("Number of rows"))
        shaped = charting.shaped_for(gathered.choice, fields, gathered.rows, current())
        # whether it can be drawn is only known once it is built
        self._specs = {(charting.WIDE, "light", False): charting.built(shaped)}
        return shaped, "", gathered.total

    @property
    def shaped(self):
        return self._shaped[0]

    @property
    def problem(self):
        """Return what keeps this chart from being drawn; "" when it can be."""
        return self._own_problem if self.own_spec is not None else self._shaped[1]

    @property
    def total(self):
        """Return how many rows of the table the chart stands for."""
        return self._shaped[2] if self.own_spec is None else len(self.rows.sample())

    @cached_property
    def _own_problem(self):
        try:
            self.drawn()
        except charting.ChartError as error:
            return said(error)
        return ""

    @property
    def left_out(self):
        return self.shaped.left_out if self.own_spec is None and self.shaped else 0

    @property
    def query(self):
        """Return the query string of this chart: its question and its choice."""
        choice = charting.as_pairs(self.choice) if self.choice else []
        return urlencode([*self.rows.pairs, *choice])

    @property
    def kind(self):
        return kind_words(self.choice.kind) if self.choice else ""

    @property
    def title(self):
        """Return the title given, else what the chart shows in a few words."""
        return self.given["title"] or self.plain_title

    @property
    def plain_title(self):
        if self.choice is None:
            return self.rows.title
        label = {field.name: field.label for field in self.rows.fields}
        measured = [label[name] for name in self.choice.y if name in label]
        across = label.get(self.choice.x, "")
        if self.choice.kind in ("histogram", "timeline"):
            return across
        if not measured:
            return _("Number of rows: %(across)s") % {"across": across}
        by = label.get(self.choice.by, across)
        words = "; ".join(measured)
        return _("%(measured)s: %(by)s") % {"measured": words, "by": by}

    @property
    def subtitle(self):
        return self.given["subtitle"]

    @cached_property
    def description(self):
        """Return the author's words, else the generated ones."""
        if self.given["description"]:
            return self.given["description"]
        return charting.describe(self.shaped) if self.shaped else ""

    def spec(self, *, width=charting.WIDE, face="light", is_interactive=False):
        """Return the Vega-Lite specification; raises ChartError."""
        if self.own_spec is None and self.shaped is None:
            raise charting.ChartError("no_rows")
        if self.own_spec is not None:
            return self._with_rows(dict(self.own_spec), width)
        key = (width, face, is_interactive)
        if key not in self._specs:
            self._specs[key] = charting.built(
                self.shaped, width=width, face=face, is_interactive=is_interactive
            )
        return self._specs[key]

    def _with_rows(self, spec, width):
        """Give a specification of one's own the rows it names, the house's look and a width."""
        if (spec.get("data") or {}).get("name") == "rows" and "datasets" not in spec:
            found = self.rows.sample()
            names = {field.name: field for field in self.rows.fields}
            spec["datasets"] = {
                "rows": [
                    {
                        name: names[name].shown(value, current())
                        if name in names and names[name].kind == CATEGORY
                        else plain(value)
                        for name, value in row.items()
                    }
                    for row in found
                ]
            }
        if "mark" in spec or "layer" in spec:
            spec.setdefault("width", width - 120)
        look = house.config(house.FACES["light"], current())
        spec["config"] = look | spec.get("config", {})
        return spec

    def drawn(self, *, width=charting.WIDE, face="light"):
        """Return the bare SVG; one of somebody's own specification is drawn apart."""
        if self.own_spec is not None:
            return apart.svg(self.spec(width=width, face=face), fonts=settings.FONTS_ROOT)
        return picture.svg(self.spec(width=width, face=face), fonts=settings.FONTS_ROOT)

    @cached_property
    def drawings(self):
        """Return [{name, svg}]: the drawing for a wide page and for a phone."""
        # ids within a page: an article may hold several charts of one dataset
        mark = crc32(f"{self.rows.mark} {self.query}".encode())
        return [
            {
                "name": name,
                "svg": mark_safe(  # noqa: S308 - the renderer escapes, and picture checks it
                    picture.in_page(
                        self.drawn(width=width),
                        title=self.title,
                        description=self.description,
                        language=current(),
                        name=f"chart-{mark:x}-{name}",
                    )
                ),
            }
            for name, width in WIDTHS
        ]

    def sheet(self, foot, *, face="light", width=charting.WIDE):
        """Return the SVG that stands alone; `foot` are the sentences below the drawing."""
        return picture.sheet(
            self.drawn(width=width, face=face),
            title=self.title,
            subtitle=self.subtitle,
            description=self.description,
            foot=[line for line in foot if line],
            language=current(),
            face=face,
        )

    @cached_property
    def records(self):
        """Return (header, rows) of what is drawn: the numbers behind the marks, unrounded."""
        return tabulating.records(self)

    @cached_property
    def table(self):
        """Return {columns, rows, is_cut} for the data_table component."""
        return tabulating.table(self)


def of_record(record):
    """Return the ChartView of a record; None while its dataset has no table."""
    version = record.shown_version
    if version is None or not version.has_data:
        return None
    return ChartView(
        record.dataset,
        version,
        pairs_of(record.view),
        title=record.title,
        subtitle=record.summary,
        description=record.description,
        spec=record.parsed_spec,
    )
