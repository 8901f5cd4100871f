"""The closed lists of the registry as choices of our fields, in the language of the page."""

from functools import partial

from django.utils.functional import lazystr

from chitalishte.ddi.emm import specification
from chitalishte.records.language import current


class _Label:
    """A label that is read when it is shown; lazystr makes it a text for Django."""

    def __init__(self, option):
        self.option = option

    def __str__(self):
        return self.option.label(current())


def choices(name):
    """Return [(our word, label)] of a list of the registry."""
    return [(option.name, lazystr(_Label(option))) for option in specification.vocabulary(name)]


def choices_of(name):
    """Return what a field's `choices` takes: a migration names the list, it does not copy it."""
    return partial(choices, name)


def label_of(name, word):
    """Return what readers see for our word of a list, in the language of the page."""
    option = specification.option_named(name, word)
    return option.label(current()) if option else word
