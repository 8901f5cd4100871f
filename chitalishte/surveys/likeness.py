"""Which surveys are alike: for readers what to read next, for editors what may stand twice."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

from chitalishte.ddi.emm.specification import folded

from .models import Survey

MOST = 6
CANDIDATES = 2000
SAME_TITLE = 0.84  # the measure of difflib, over letters without case and signs


def similar(survey, public, most=MOST):
    """Return the surveys most like one: the same series, groups, topics, near years."""
    scores: Counter = Counter()
    for field, weight in (("groups", 3), ("topics", 2)):
        ids = [thing.pk for thing in getattr(survey, field).all()]
        pairs = public.filter(**{f"{field}__in": ids}).order_by()
        for pk in pairs.values_list("pk", flat=True)[: CANDIDATES * 10]:
            scores[pk] += weight
    if survey.series_id:
        for pk in public.filter(series=survey.series_id).values_list("pk", flat=True):
            scores[pk] += 8
    scores.pop(survey.pk, None)
    best = [pk for pk, _score in scores.most_common(CANDIDATES)]
    facts = {
        pk: (kind, country, year)
        for pk, kind, country, year in public.filter(pk__in=best[:500]).values_list(
            "pk", "kind", "country", "year_from"
        )
    }
    for pk, (kind, country, year) in facts.items():
        scores[pk] += 2 * (kind == survey.kind and bool(kind)) + (country == survey.country_id)
        if year and survey.year_from:
            scores[pk] += max(0, 3 - abs(year - survey.year_from) / 3)
    chosen = sorted(facts, key=lambda pk: (-scores[pk], pk))[:most]
    found = {one.pk: one for one in public.filter(pk__in=chosen)}
    return [found[pk] for pk in chosen if pk in found]


def possible_duplicates(surveys=None):
    """Yield (survey, survey, reason) of pairs that may be one and the same.

    reason   "number": the same DOI, archive number or number of the registry; "title": titles
             nearly equal in one country with years that touch
    """
    rows = list(
        (surveys if surveys is not None else Survey.objects.all())
        .select_related("country")
        .order_by("country_id", "pk")
    )
    told = set()
    for field in ("data_doi", "data_number", "emm_id"):
        by_value: dict[str, list] = {}
        for survey in rows:
            if value := getattr(survey, field).strip().casefold():
                by_value.setdefault(value, []).append(survey)
        for same in by_value.values():
            for first, second in pairwise(same):
                told.add((first.pk, second.pk))
                yield first, second, "number"
    by_country: dict[int, list] = {}
    for survey in rows:
        by_country.setdefault(survey.country_id, []).append(
            (survey, folded(survey.title_en or survey.title_bg))
        )
    for some in by_country.values():
        for position, (first, title) in enumerate(some):
            matcher = SequenceMatcher(autojunk=False, b=title)
            for second, other in some[position + 1 :]:
                if (first.pk, second.pk) in told or not _may_touch(first, second):
                    continue
                matcher.set_seq1(other)
                if (
                    matcher.real_quick_ratio() > SAME_TITLE
                    and matcher.quick_ratio() > SAME_TITLE
                    and matcher.ratio() > SAME_TITLE
                ):
                    yield first, second, "title"


def _may_touch(first, second):
    """Tell whether the years do not speak against it: both unknown, or overlapping."""
    if first.year_from is None or second.year_from is None:
        return True
    return first.year_from <= second.year_to and second.year_from <= first.year_to
