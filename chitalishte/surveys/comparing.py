"""Up to five surveys side by side."""

from django.utils.translation import gettext as _

from .describing import names, period, size_words

MOST = 5


def _rows():
    return (
        (_("Country"), lambda s: s.country.name),
        (_("Type of survey"), lambda s: s.get_kind_display() if s.kind else ""),
        (_("Fieldwork"), period),
        (_("Series"), lambda s: s.series.name if s.series_id else ""),
        (_("Wave"), lambda s: s.wave),
        (_("Territory"), lambda s: s.territory or (s.get_scope_display() if s.scope else "")),
        (_("Target groups"), lambda s: names(s.groups)),
        (_("Who was surveyed"), lambda s: s.target),
        (_("Ages"), lambda s: s.get_ages_display() if s.ages else ""),
        (_("Topics"), lambda s: names(s.topics)),
        (_("Design in time"), lambda s: s.get_time_method_display() if s.time_method else ""),
        (_("Sampling"), lambda s: s.get_sampling_display() if s.sampling else ""),
        (_("Sampling in words"), lambda s: s.sampling_words),
        (_("Mode of collection"), lambda s: names(s.modes)),
        (_("Achieved sample"), size_words),
        (
            _("Minority part of the sample"),
            lambda s: str(s.minority_sample) if s.minority_sample else "",
        ),
        (_("Languages"), lambda s: names(s.languages)),
        (_("Producers"), lambda s: names(s.producers)),
        (_("Data collectors"), lambda s: names(s.collectors)),
        (_("Funders"), lambda s: names(s.funders)),
        (
            _("Availability of the data"),
            lambda s: s.get_availability_display() if s.availability else "",
        ),
        (_("What is public"), lambda s: s.access_words),
        (_("DOI"), lambda s: s.data_doi),
    )


def table(surveys, *, only_differences=False):
    """Return [{label, cells, differs}]; rows that nobody answers are left out."""
    found = []
    for label, value in _rows():
        cells = [value(survey) or "" for survey in surveys]
        differs = len(set(cells)) > 1
        if any(cells) and (differs or not only_differences):
            found.append({"label": label, "cells": cells, "differs": differs})
    return found


def chosen(public, slugs):
    """Return the public surveys with these addresses, in their order, MOST at most."""
    found = {survey.slug: survey for survey in public.filter(slug__in=slugs)}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found][:MOST]


def address(slugs, *, only_differences=False):
    """Return the query string of a comparison."""
    parts = [f"with={slug}" for slug in slugs]
    if only_differences:
        parts.append("only=differences")
    return "?" + "&".join(parts)
