"""A page of a dataset's table as an address asks for it: sorted and filtered by the server."""

from functools import cached_property
from urllib.parse import urlencode

from chitalishte.tables import query

from .dictionary import Dictionary
from .rows import page_of

ROWS_A_PAGE = 100
LONG = 160  # letters of a cell that is folded
SHOWN_OF_LONG = 110


def folded(words):
    """Return a long text as its beginning and the rest, so that rows stay low enough to compare."""
    if len(words) <= LONG:
        return words
    cut = words.rfind(" ", 0, SHOWN_OF_LONG)
    cut = cut if cut > 0 else SHOWN_OF_LONG
    return {"start": words[:cut], "rest": words[cut:].strip()}


class TablePage:
    """One hundred rows of a version of a dataset's table.

    params  sort (a column; "-" before it for descending), find (text in any cell), row_page (from
            1), and `is-COLUMN` for rows in which the column has exactly this value
    """

    def __init__(self, dataset, version, params):
        self.dataset = dataset
        self.version = version
        self.params = params
        self.dictionary = Dictionary(dataset, version)

    @property
    def columns(self):
        return self.dictionary.shown

    @cached_property
    def sort(self):
        """Return (column name, descending); (None, False) for the order of the file."""
        wanted = self.params.get("sort", "")
        name = wanted.removeprefix("-")
        if any(column.name == name for column in self.columns):
            return name, wanted.startswith("-")
        return None, False

    @cached_property
    def filters(self):
        """Return the filters of the address; a value that a column cannot hold filters nothing."""
        found = []
        for column in self.dictionary.columns:
            if value := self.params.get(f"is-{column.name}"):
                one = query.Filter(column.name, "eq", value)
                try:
                    query.all_rows(self.version.stored, filters=[one])
                except query.QueryError:
                    continue
                found.append(one)
        return found

    @cached_property
    def number(self):
        wanted = self.params.get("row_page", "1")
        return max(1, int(wanted)) if wanted.isdecimal() and len(wanted) < 9 else 1

    @cached_property
    def words(self):
        return self.params.get("find", "").strip()[:100]

    @cached_property
    def page(self):
        """Return (rows, how many rows the filters leave)."""
        name, descending = self.sort
        return page_of(
            self.version,
            filters=self.filters,
            sort=name,
            descending=descending,
            search=self.words or None,
            limit=ROWS_A_PAGE,
            offset=(self.number - 1) * ROWS_A_PAGE,
        )

    @property
    def total(self):
        return self.page[1]

    @cached_property
    def header(self):
        """Return what the data_table component needs of the columns."""
        name, descending = self.sort
        header = []
        for column in self.columns:
            is_sorted = column.name == name
            target = f"-{column.name}" if is_sorted and not descending else column.name
            header.append(
                {
                    "label": column.label,
                    "description": column.description,
                    "sort_url": self.address(sort=target, row_page=None),
                    "sorted": ("descending" if descending else "ascending") if is_sorted else "",
                    "numeric": column.is_numeric,
                }
            )
        return header

    @cached_property
    def rows(self):
        return [
            [folded(column.show(row.get(column.name))) for column in self.columns]
            for row in self.page[0]
        ]

    @property
    def kept_beside_words(self):
        """Return what the search box keeps of the address."""
        kept = {"sort": self.params.get("sort", "")}
        kept |= {f"is-{one.column}": one.value for one in self.filters}
        return [{"name": name, "value": value} for name, value in kept.items() if value]

    @property
    def filter_chips(self):
        """Return the active filters, each with the address without it."""
        chips = []
        for one in self.filters:
            column = self.dictionary.get(one.column)
            chips.append(
                {
                    "label": f"{column.label}: {column.show(one.value)}",
                    "url": self.address(**{f"is-{one.column}": None, "row_page": None}),
                    "removable": True,
                }
            )
        return chips

    @property
    def query(self):
        """Return the query string that gives the same rows as a file."""
        return self.address(row_page=None).removesuffix("#table").removesuffix("?")

    @property
    def num_pages(self):
        return max(1, -(-self.total // ROWS_A_PAGE))

    @cached_property
    def links(self):
        """Return what the pagination component needs."""
        return {
            "number": self.number,
            "num_pages": self.num_pages,
            "prev_url": self.address(row_page=self.number - 1) if self.number > 1 else "",
            "next_url": self.address(row_page=self.number + 1)
            if self.number < self.num_pages
            else "",
            "pages": [],
        }

    def address(self, **changes):
        """Return the query string of this page with changes; None takes a parameter out."""
        kept = {name: self.params.get(name) for name in self.params} | changes
        return "?" + urlencode({name: value for name, value in kept.items() if value}) + "#table"
