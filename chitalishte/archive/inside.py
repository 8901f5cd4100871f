"""The search inside all open documents, as its page shows it."""

from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Paginator

from chitalishte.records.paging import page_links

from .models.copies import Copy
from .reading import Reader, find_pages, texts_of

MOST_FOUND = 200  # pages over all documents
DOCUMENTS = 30  # on one page of the answer
SHOWN = 5  # pages of each


class Inside:
    """The answer to the query of an address: ?q=съд&page=2.

    A document is read from the database only when its turn to be shown has come.
    """

    def __init__(self, asked):
        self.query = asked.get("q", "").strip()[:200]
        self.number = asked.get("page")

    @cached_property
    def found(self):
        """Return [(copy, [page])] of all documents that answer, the best first; copy is a key."""
        if not self.query:
            return []
        papers: dict = {}
        for paper, copy in Copy.objects.open().order_by("pk").values_list("paper", "pk"):
            papers.setdefault(paper, copy)
        grouped: dict = {}
        for page in find_pages(self.query, list(papers), MOST_FOUND):
            grouped.setdefault(papers[page.paper_id], []).append(page)
        return list(grouped.items())

    @property
    def total(self):
        """Return how many pages answer: a number, or "200+"."""
        total = sum(len(pages) for _copy, pages in self.found)
        return f"{total}+" if total >= MOST_FOUND else total

    @cached_property
    def page(self):
        """Return the page asked for, or the nearest; it has what page_links needs."""
        return Paginator(self.found, DOCUMENTS).get_page(self.number)

    @cached_property
    def shown(self):
        """Return [(copy, [page])] of this page; copy is a Copy."""
        copies = Copy.objects.select_related("document", "paper", "file").in_bulk(
            [copy for copy, _pages in self.page]
        )
        return [(copies[copy], pages) for copy, pages in self.page]

    @property
    def groups(self):
        """Return [{document, count, pages, more}] of this page."""
        texts = texts_of([page for _copy, pages in self.shown for page in pages[:SHOWN]])
        groups = []
        for copy, pages in self.shown:
            reader = Reader(copy, {"q": self.query})
            groups.append(
                {
                    "document": copy.document,
                    "count": len(pages),
                    "pages": reader.extracts(pages[:SHOWN], texts),
                    "more": reader.at(pages[0].number) if len(pages) > SHOWN else "",
                }
            )
        return groups

    @property
    def links(self):
        return page_links(self)

    def address(self, page):
        """Return the address of a page of the answer; None is the first."""
        return f"?{urlencode({'q': self.query} | ({'page': page} if page else {}))}"
