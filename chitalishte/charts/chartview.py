"""One chart of a version of a dataset's table, as an address describes it, in one language."""

from functools import cached_property
from urllib.parse import urlencode
from zlib import crc32

from django.conf import settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from chitalishte import charting, text
from chitalishte.charting import house, picture
from chitalishte.charting.fields import CATEGORY, TIME, plain
from chitalishte.charting.shaping import ordered_names
from chitalishte.records.language import current

from .address import pairs_of, question_pairs
from .gathering import COUNT, Rows
from .wording import kind_words, said

WIDTHS = (("wide", charting.WIDE), ("narrow", charting.NARROW))
MOST_IN_TABLE = 1_000


class ChartView:
    """A chart with its words, its table and its drawings.

    pairs    [(name, value)] of the address: the question to the table and the choice
    spec     a specification of one's own instead; its data may be named "rows"
    title, subtitle, description, foot   what stands around the drawing
    """

    def __init__(
        self, dataset, version, pairs, *, title="", subtitle="", description="", spec=None
    ):
        self.dataset = dataset
        self.version = version
        self.rows = Rows(dataset, version, pairs)
        self.asked = charting.from_pairs(pairs)
        self.given = {"title": title, "subtitle": subtitle, "description": description}
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

    @cached_property
    def _shaped(self):
        """Return (Shaped, "", how many rows), or (None, what is wrong, 0)."""
        if self.choice is None:
            return None, _("These columns hold nothing that a chart could show."), 0
        try:
            gathered = self.rows.of(self.choice)
            fields = self.rows.fields_with(gathered.choice, _("Number of rows"))
            shaped = charting.shaped_for(gathered.choice, fields, gathered.rows, current())
            # whether it can be drawn is only known once it is built
            self._specs[charting.WIDE, "light", False] = charting.built(shaped)
        except charting.ChartError as error:
            return None, said(error), 0
        return shaped, "", gathered.total

    @property
    def shaped(self):
        return self._shaped[0]

    @property
    def problem(self):
        """Return what keeps this chart from being drawn; "" when it can be."""
        return self._own_problem if self.own_spec else self._shaped[1]

    @property
    def total(self):
        """Return how many rows of the table the chart stands for."""
        return self._shaped[2]

    @cached_property
    def _own_problem(self):
        try:
            self.spec()
            picture.svg(self.spec(), fonts=settings.FONTS_ROOT)
        except charting.ChartError as error:
            return said(error)
        return ""

    @property
    def left_out(self):
        return self.shaped.left_out if self.shaped else 0

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
            return self.dataset.title
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
        if self.own_spec:
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
        spec.setdefault("width", width - 120)
        look = house.config(house.FACES["light"], current())
        spec["config"] = look | spec.get("config", {})
        return spec

    def drawn(self, *, width=charting.WIDE, face="light"):
        """Return the bare SVG."""
        return picture.svg(self.spec(width=width, face=face), fonts=settings.FONTS_ROOT)

    @cached_property
    def drawings(self):
        """Return [{name, svg}]: the drawing for a wide page and for a phone."""
        # ids within a page: an article may hold several charts of one dataset
        mark = crc32(f"{self.version.pk} {self.query}".encode())
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
        shaped = self.shaped
        if shaped is None:
            return [], []
        choice, x = shaped.choice, shaped.x
        has_name = bool(choice.label)
        has_series = any(mark["s"] for mark in shaped.marks)
        header = [{"label": shaped.field(choice.label).label}] if has_name else []
        header.append({"label": x.title, "numeric": x.kind == "number"})
        if has_series:
            by = shaped.field(choice.by).label if choice.by else _("Measure")
            header.append({"label": by})
        measured = shaped.measured
        if measured is not None:
            several = len(choice.y) > 1
            title = _("Value") if several else _("Number of rows")
            if not several and measured.name != COUNT:
                title = measured.title
            header.append({"label": title, "numeric": True})
        rows = []
        for mark in _in_order(shaped):
            row = [mark.get("n", "")] if has_name else []
            row.append(mark["xs"] or mark["x"])
            if has_series:
                row.append(mark["s"])
            if measured is not None:
                row.append(mark["y"])
            rows.append(row)
        return header, rows

    @cached_property
    def table(self):
        """Return {columns, rows, is_cut} for the data_table component; time goes across."""
        across = self._crossed()
        if across:
            return across
        header, rows = self.records
        return {
            "columns": header,
            "rows": [[_cell(value) for value in row] for row in rows[:MOST_IN_TABLE]],
            "is_cut": len(rows) > MOST_IN_TABLE,
        }

    def _crossed(self):
        """Return the table with a line a series and a column a moment, where that is shorter."""
        shaped = self.shaped
        if shaped is None or shaped.x.kind != TIME or shaped.choice.kind in ("box", "timeline"):
            return None
        names = [name for name in shaped.series if name]
        moments = sorted({mark["x"] for mark in shaped.marks})
        if len(names) < 2 or len(moments) > 30:
            return None
        shown = {mark["x"]: mark["xs"] for mark in shaped.marks}
        cells = {(mark["s"], mark["x"]): mark["y"] for mark in shaped.marks}
        by = shaped.field(shaped.choice.by).label if shaped.choice.by else _("Measure")
        columns = [{"label": by}, *({"label": shown[m], "numeric": True} for m in moments)]
        rows = [[name, *(_cell(cells.get((name, m))) for m in moments)] for name in names]
        return {"columns": columns, "rows": rows, "is_cut": False}


def _in_order(shaped):
    """The marks as the table lists them: bars as they stand, time from the first, else by name."""
    if shaped.x.kind == CATEGORY:
        place = {name: at for at, name in enumerate(ordered_names(shaped))}
        return sorted(shaped.marks, key=lambda mark: place[mark["x"]])
    return sorted(shaped.marks, key=lambda mark: (mark["x"], mark["s"], mark.get("n", "")))


def _cell(value):
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return text.number(value, current(), None if isinstance(value, int) else 6)
    return value


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


def is_question(query):
    """Tell whether an address asks for some of the rows only."""
    return bool(question_pairs(pairs_of(query)))
