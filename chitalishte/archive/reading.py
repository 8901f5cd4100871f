"""A reader of one copy: its pages, its words, and where what is sought stands on them."""

from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from chitalishte import text
from chitalishte.records import search

from .models.copies import PaperPage

MOST_IN_ONE = 1000  # pages of one document
EXTRACT = 180  # letters


class Reader:
    """What the page of a reader shows, from the address: ?page=12&q=съд."""

    def __init__(self, copy, asked):
        self.copy, self.paper = copy, copy.paper
        self.query = asked.get("q", "").strip()[:200]
        self.address = reverse("materials:read", args=[copy.document.slug, copy.pk])
        self.number = self._number(asked.get("page", ""))

    def _number(self, asked):
        first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        return max(1, min(first, self.paper.page_count))

    @cached_property
    def page(self):
        """Return the PaperPage that is read; None where the copy has none."""
        return self.paper.pages.filter(number=self.number).first()

    def at(self, number, query=None):
        """Return the address of a page."""
        query = self.query if query is None else query
        asked = {"page": number, **({"q": query} if query else {})}
        return f"{self.address}?{urlencode(asked)}"

    @property
    def before(self):
        return self.at(self.number - 1) if self.number > 1 else ""

    @property
    def after(self):
        return self.at(self.number + 1) if self.number < self.paper.page_count else ""

    @property
    def found(self):
        """Return [{number, url, extract, current}] of the pages that answer, in their order."""
        if not self.query:
            return []
        pages = sorted(
            find_pages(self.query, [self.paper.pk], MOST_IN_ONE), key=lambda page: page.number
        )
        return [
            {**shown, "current": shown["number"] == self.number} for shown in self.extracts(pages)
        ]

    def extracts(self, pages, texts=None):
        """Return [{number, url, extract}] of pages that were found.

        texts  {primary key of a page: its text}; they are asked for where not given
        """
        texts = texts_of(pages) if texts is None else texts
        return [
            {
                "number": page.number,
                "url": self.at(page.number),
                "extract": text.highlight(texts.get(page.pk, ""), self.query, length=EXTRACT),
            }
            for page in pages
        ]

    @property
    def hits(self):
        """Return [(x, y, width, height)] of the words sought on this page, of a page of 1 by 1."""
        if not self.query or not self.page:
            return []
        wanted = {key for row in text.query_keys(self.query) for key in row}
        return [
            box
            for word, *boxes in self.page.words
            if wanted & {key for token in text.tokens(word) for key in text.keys(token.form)}
            for box in boxes
        ]

    @property
    def marked_text(self):
        """Return the text of the page in paragraphs of (part, is it sought)."""
        lines = (self.page.text if self.page else "").split("\n")
        if not self.query:
            return [[(line, False)] for line in lines if line.strip()]
        return [
            text.highlight(line, self.query, length=len(line) + 1) for line in lines if line.strip()
        ]


def find_pages(query, papers, limit):
    """Return the pages of some PaperFiles (primary keys) with every word of a query, best first.

    Their texts are left where they are: of hundreds found a reader sees a few.
    """
    pages = PaperPage.objects.filter(paper__in=papers).only("paper", "number")
    return search.matching(query, pages, limit)


def texts_of(pages):
    """Return {primary key: text} of pages that were found without their text."""
    return dict(
        PaperPage.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "text")
    )
