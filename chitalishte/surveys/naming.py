"""Find the named thing that words of a source mean: a term, an organisation, a series."""

import re

from chitalishte.ddi.emm.specification import folded
from chitalishte.text import slugify

from .models import Organisation, Series, Term

CYRILLIC = re.compile("[\u0400-\u04ff]")
LONGEST = 250


class Names:
    """Looks names up in memory: an import of thousands of records asks for the same ones."""

    def __init__(self):
        self.terms = {}
        self.by_notation = {}
        for term in Term.objects.all():
            self.by_notation[(term.vocabulary, term.notation)] = term
            for name in (term.name_bg, term.name_en, term.identifier):
                self.terms.setdefault((term.vocabulary, folded(name)), term)
        self.organisations = self._by_name(Organisation)
        self.series = self._by_name(Series)

    @staticmethod
    def _by_name(model):
        found = {}
        for thing in model.objects.all():
            for name in (thing.name_bg, thing.name_en):
                for spelling in spellings(name):
                    found.setdefault(spelling, thing)
        return found

    def term(self, vocabulary, words="", notation=""):
        """Return the term with this code, or with this name in either language; None for none."""
        if notation and (term := self.by_notation.get((vocabulary, notation))):
            return term
        return self.terms.get((vocabulary, folded(words))) if words else None

    def country(self, code):
        """Return the country of a code or a name; one we do not know yet is added by its words."""
        found = self.term("country", code, notation=code)
        if found is None and code:
            found = Term.objects.create(
                identifier=free(Term, slugify(code)),
                vocabulary="country",
                name_bg=code[:200],
                name_en=code[:200],
            )
            self.terms["country", folded(code)] = found
        return found

    def organisation_list(self, text):
        """Return the organisations of a text such as "Institute A; Agency B", new ones added."""
        found = []
        for name in (part.strip(" .,") for part in re.split(r"[;\n]", text)):
            if name:
                found.append(self._named(self.organisations, Organisation, name))
        return list(dict.fromkeys(found))

    def series_named(self, name):
        return self._named(self.series, Series, name.strip()) if name.strip() else None

    @staticmethod
    def _named(known, model, name):
        for spelling in spellings(name):
            if spelling in known:
                return known[spelling]
        name = name[:LONGEST]
        names = {"name_bg": name} | ({} if CYRILLIC.search(name) else {"name_en": name})
        thing = model.objects.create(identifier=free(model, slugify(name)[:100]), **names)
        for spelling in spellings(name):
            known[spelling] = thing
        return thing


def spellings(name):
    """Yield how a name is compared: whole, without what stands in brackets, and that alone."""
    if not name:
        return
    yield folded(name)
    bare = re.sub(r"\([^)]*\)", "", name)
    if folded(bare):
        yield folded(bare)
    for inside in re.findall(r"\(([^)]{2,12})\)", name):
        if inside.isupper():
            yield folded(inside)


def free(model, base):
    """Return an identifier that no thing of the model has."""
    base = (base or "n")[:70].strip("-")
    identifier, number = base, 2
    while model.objects.filter(identifier=identifier).exists():
        identifier, number = f"{base}-{number}", number + 1
    return identifier
