"""One search over every record and page, in Bulgarian and English.

What is public is put here when it is published and removed when it is not; drafts never enter.
Words are indexed by the keys of the `text` engine, so that word forms meet and Bulgarian typed in
Latin letters is understood.
"""

from django.db.models import Q
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText

from chitalishte import text

from . import ranking, synonyms, vocabulary
from .models import SearchEntry

MOST_FOUND = 500
SUGGESTIONS = 8


def put(*, key, kind, object_id, entries):
    """Make something findable.

    key      unique for the thing, for example "datasets:12"
    entries  (language, title, text, address) for each language it is public in
    """
    languages = []
    for language, title, body, address in entries:
        languages.append(language)
        shown = {"title": title[:300], "text": body, "address": address}
        if SearchEntry.objects.filter(key=key, language=language, **shown).exists():
            continue  # lemmatising is the dear part
        SearchEntry.objects.update_or_create(
            key=key,
            language=language,
            defaults=_stored(kind, object_id, title, body, address),
        )
    for entry in SearchEntry.objects.filter(key=key).exclude(language__in=languages):
        entry.delete()


def put_many(things):
    """Make many things findable at once; each is a dict of what `put` takes."""
    keys = [thing["key"] for thing in things]
    known = set(SearchEntry.objects.filter(key__in=keys).values_list("key", flat=True))
    new = []
    for thing in things:
        if thing["key"] in known:
            put(**thing)
            continue
        for language, title, body, address in thing["entries"]:
            stored = _stored(thing["kind"], thing["object_id"], title, body, address)
            new.append(SearchEntry(key=thing["key"], language=language, **stored))
    created = SearchEntry.objects.bulk_create(new)
    get_search_backend().add_bulk(SearchEntry, created)  # bulk_create sends no signals


def _stored(kind, object_id, title, body, address):
    return {
        "kind": kind,
        "object_id": object_id,
        "title": title[:300],
        "text": body,
        "address": address,
        "title_keys": text.search_key(title),
        "text_keys": text.search_key(body),
    }


def keep_only(beginning, keys):
    """Take out everything whose key begins so and is not among `keys`."""
    for entry in SearchEntry.objects.filter(key__startswith=beginning).exclude(key__in=keys):
        entry.delete()


def remove(key):
    """Take something out of the search."""
    for entry in SearchEntry.objects.filter(key=key):
        entry.delete()


# Words that say nothing of what is looked for; a text without them may be the right one.
STOP = frozenset(
    {
        *("а", "без", "в", "във", "да", "до", "за", "и", "или", "на", "не", "от", "по", "при"),
        *("с", "са", "се", "със", "то", "че", "a", "an", "and", "as", "at", "by", "for", "from"),
        *("in", "into", "is", "of", "on", "or", "the", "to", "with"),
    }
)


def _expression(query):
    """Return a search expression: every word must be there, in any of its forms or synonyms."""
    words = text.query_keys(query)
    words = [word for word in words if word[0] not in STOP] or words
    if not words:
        return None
    return And([_any([_all(phrase) for phrase in part]) for part in synonyms.expanded(words)])


def _all(phrase):
    """Every word of a phrase, each in any of its forms."""
    found = [_any([PlainText(key) for key in alternatives]) for alternatives in phrase]
    return found[0] if len(found) == 1 else And(found)


def _any(expressions):
    return expressions[0] if len(expressions) == 1 else Or(expressions)


def find(query, *, language, kind=None, limit=MOST_FOUND):
    """Return the entries that match, best first."""
    entries = SearchEntry.objects.filter(language=language)
    if kind:
        entries = entries.filter(kind=kind)
    return matching(query, entries, limit)


def matching(query, things, limit=MOST_FOUND):
    """Return what matches of a queryset whose model is indexed by `text.search_key`, best first."""
    expression = _expression(query)
    if expression is None:
        return []
    return ranking.best(expression, things, limit)


def object_ids(query, *, kind, language):
    """Return the primary keys of the matching records of one collection."""
    return [entry.object_id for entry in find(query, kind=kind, language=language)]


def suggest(query, *, language):
    """Return entries whose title has words beginning like the words typed so far."""
    words = [token for token in text.search_key(query).split() if token]
    if not query.strip() or not words:
        return []
    found = find(query, language=language, limit=SUGGESTIONS)
    if len(found) < SUGGESTIONS:
        prefixes = _prefixes(query)
        condition = Q()
        for prefix in prefixes:
            condition |= Q(title__icontains=prefix) | Q(title__icontains=prefix.capitalize())
        more = SearchEntry.objects.filter(condition, language=language).exclude(
            pk__in=[entry.pk for entry in found]
        )
        found += list(more.order_by("title")[: SUGGESTIONS - len(found)])
    return found


def _prefixes(query):
    """Return what was typed and its plausible Cyrillic spellings."""
    typed = query.strip().casefold()
    return [typed, *text.from_latin(typed)][:6]


def did_you_mean(query, *, language):
    """Return the query with its unknown words corrected, or None."""
    known = vocabulary.words(language)
    corrected, changed = [], False
    for word in query.split():
        folded = word.casefold()
        if folded not in known and (better := text.suggest(folded, known)):
            corrected.append(better)
            changed = True
        else:
            corrected.append(word)
    return " ".join(corrected) if changed else None
