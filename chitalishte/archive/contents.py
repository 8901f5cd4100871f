"""The contents of an act on a day: chapters and sections above articles, and one page of them."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, takewhile
from operator import attrgetter
from urllib.parse import urlencode

from django.core.paginator import Paginator

from chitalishte.law.acts import CONTAINERS, kind_of
from chitalishte.records.paging import page_links

from .chapter import name_of

MOST = 100  # articles a page has about; a chapter is parted only where it alone has more


@dataclass
class Shown:
    """An article on the page, with the chapters and sections that begin before it.

    outermost  identifier of the part or chapter that holds it, "" where none does
    begins     [{eid, name, heading, depth}] from the outside in
    """

    article: object
    outermost: str
    begins: list = field(default_factory=list)


class Contents:
    """asked is the query of the address; `page` in it is the number of the page from 1."""

    def __init__(self, chapter, asked):
        self.chapter = chapter
        self.asked = {name: asked[name] for name in ("day", "against", "known") if asked.get(name)}
        self.number = asked.get("page")

    @cached_property
    def articles(self):
        """Return [Shown] of the whole act."""
        found, before = [], []
        for article in self.chapter.shown_articles:
            path = self._holders(article.rule)
            both = zip(path, before, strict=False)
            same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], both))
            begins = [
                {
                    "eid": rule.eid,
                    "name": name_of(self.chapter.rules, rule.eid),
                    "heading": "" if kind_of(rule.eid) == "transitional" else rule.heading,
                    "depth": depth,
                }
                for depth, rule in enumerate(path[same:], start=same)
            ]
            found.append(Shown(article, path[0].eid if path else "", begins))
            before = path
        return found

    def _holders(self, rule):
        found = []
        while rule := self.chapter.rules.get(rule.parent):
            if kind_of(rule.eid) in CONTAINERS:
                found.insert(0, rule)
        return found

    @cached_property
    def pages(self):
        """Return the articles of each page: whole chapters, as long as they fit."""
        found: list = [[]]
        for _, group in groupby(self.articles, attrgetter("outermost")):
            chapter = list(group)
            if found[-1] and len(found[-1]) + len(chapter) > MOST:
                found.append([])
            while len(chapter) > MOST:
                found[-1] += chapter[:MOST]
                chapter = chapter[MOST:]
                found.append([])
            found[-1] += chapter
        return [page for page in found if page]

    @cached_property
    def page(self):
        """Return the page asked for, or the nearest; it has what page_links needs."""
        return Paginator(self.pages, 1).get_page(self.number)

    @property
    def shown(self):
        """Return [Shown] of this page."""
        return self.page.object_list[0] if self.pages else []

    @cached_property
    def entries(self):
        """Return [{name, heading, url, depth}] of the chapters and sections, in their order."""
        return [
            begin | {"url": f"{self.address(page=number)}#{begin['eid']}"}
            for number, page in enumerate(self.pages, start=1)
            for shown in page
            for begin in shown.begins
        ]

    @property
    def links(self):
        return page_links(self)

    def address(self, page):
        """Return the address of a page on the same day; None and 1 are the first."""
        asked = self.asked | ({"page": page} if (page or 1) > 1 else {})
        return f"?{urlencode(asked)}"
