"""The words of everything that can be found, for “did you mean”.

Of a few thousand texts they are counted when a reader mistypes. Of more that takes seconds and
minutes, so the clock does it: what came since the last hour is not suggested yet.
"""

import os
import time
from collections import Counter
from functools import lru_cache

from django.conf import settings
from django.core.cache import cache

from chitalishte import text

from .chores import chore
from .language import CODES
from .models import Edition, SearchEntry

FEW = 2000  # texts in one language
KEPT = 3600  # seconds
LEAST = 2  # times a word stands among many texts; what stands once is a mistake as often as not


def words(language):
    """Return {word: how often it stands}; empty while many texts were not counted yet."""
    if _are_few(language):
        key = f"vocabulary:{Edition.current()}:{language}"
        found = cache.get(key)
        if found is None:
            found = dict(_counted(language))
            cache.set(key, found, KEPT)
        return found
    path = _path(language)
    return _read(path, path.stat().st_mtime_ns) if path.exists() else {}


@chore
def count_words(is_trial=False):
    """Count the words of many texts anew: once an hour, and only when something changed."""
    for language in CODES:
        if is_trial or _are_few(language) or _is_fresh(_path(language)):
            continue
        edition = Edition.current()
        lines = (f"{word} {n}\n" for word, n in _counted(language).items() if n >= LEAST)
        path = _path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".unfinished")
        with beside.open("w", encoding="utf-8") as out:
            out.write(f"{edition}\n")
            out.writelines(lines)
        os.replace(beside, path)
    return ""


def _are_few(language):
    return SearchEntry.objects.filter(language=language).count() <= FEW


def _counted(language):
    found: Counter[str] = Counter()
    texts = SearchEntry.objects.filter(language=language).values_list("title", "text")
    for title, body in texts.iterator(chunk_size=500):
        found.update(token.form for token in text.tokens(f"{title} {body}"))
    return found


def _path(language):
    return settings.VAR / "vocabulary" / f"{language}.txt"


def _is_fresh(path):
    """Tell whether the words were counted within the hour, or nothing changed since."""
    if not path.exists():
        return False
    if path.stat().st_mtime > time.time() - KEPT:
        return True
    with path.open(encoding="utf-8") as file:
        return file.readline().strip() == str(Edition.current())


@lru_cache(maxsize=len(CODES))
def _read(path, _changed_at):
    with path.open(encoding="utf-8") as file:
        next(file)
        pairs = (line.split() for line in file)
        return {word: int(n) for word, n in pairs}
