"""Words that find each other: what editors say means the same, asked for when somebody searches.

A collection gives its groups of words (`add_source`); a search for one word or phrase of a group
finds the others too. Words are compared by the keys of the `text` engine, so every form of a word
counts, in both languages.
"""

from collections.abc import Callable, Iterable

from django.core.cache import cache

from chitalishte import text

from .models import Edition

Phrase = list[list[str]]  # for each word the keys of its forms
_sources: list[Callable[[], Iterable[list[str]]]] = []


def add_source(source: Callable[[], Iterable[list[str]]]):
    """Take groups of words from a function that returns them as lists of phrases."""
    if source not in _sources:
        _sources.append(source)


def groups() -> list[list[Phrase]]:
    """Return every group as phrases of keys; made once an edition."""
    key = f"synonyms:{Edition.current()}"
    known = cache.get(key)
    if known is None:
        known = [
            phrases
            for source in _sources
            for words in source()
            if len(phrases := [stems for word in words if (stems := _stems(word))]) > 1
        ]
        cache.set(key, known, 3600)
    return known


def _stems(phrase: str) -> Phrase:
    """Return the one key of each word that stands for all its forms: the last is the stem.

    One key, not all that a reader's spelling may mean: the database walks each of them.
    """
    return [[text.search_key(token.form).split()[-1]] for token in text.tokens(phrase)]


def expanded(words: Phrase) -> list[list[Phrase]]:
    """Return a query as parts that must all be there, each with the phrases that may stand for it.

    The longest phrase that a group knows is taken first; a word of no group stands for itself.
    """
    known = groups()
    parts: list[list[Phrase]] = []
    position = 0
    while position < len(words):
        length, others = _longest(words, position, known)
        own = words[position : position + length]
        parts.append([own, *others])
        position += length
    return parts


def _longest(words, position, known):
    best: tuple[int, list[Phrase]] = (1, [])
    for phrases in known:
        for phrase in phrases:
            length = len(phrase)
            if length < best[0] or position + length > len(words):
                continue
            if all(
                set(mine) & set(theirs)
                for mine, theirs in zip(words[position : position + length], phrase, strict=True)
            ):
                others = [other for other in phrases if other is not phrase]
                if length > best[0]:
                    best = (length, others)
                else:
                    best = (length, [*best[1], *(o for o in others if o not in best[1])])
    return best
