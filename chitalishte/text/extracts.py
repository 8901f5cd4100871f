"""The part of a text that answers a query, with the words that matched marked."""

from bisect import bisect_left, bisect_right

from chitalishte.text.words import Token, keys, query_keys, tokens

ELLIPSIS = "…"


def highlight(text: str, query: str, *, length: int = 220) -> list[tuple[str, bool]]:
    """Cut an extract of about `length` characters around the best hits.

    Returns segments in order, each with a flag: is it a hit. Joined, they read as the extract;
    the caller does the markup. A word is a hit when it shares a key with a word of the query, so
    other forms and Bulgarian typed in Latin are marked too. With no hit it is the beginning.
    """
    words = list(tokens(text))
    wanted = {key: place for place, row in enumerate(query_keys(query)) for key in row}
    hits = [(token, place) for token in words if (place := _place(token, wanted)) is not None]
    start, end = _window(text, words, hits, length)
    segments: list[tuple[str, bool]] = [(ELLIPSIS, False)] if start > 0 else []
    at = start
    for token, _ in hits:
        if start <= token.start and token.end <= end:
            segments += [(text[at : token.start], False), (text[token.start : token.end], True)]
            at = token.end
    segments.append((text[at:end] + (ELLIPSIS if end < len(text) else ""), False))
    return [(part, is_hit) for part, is_hit in segments if part]


def _place(token: Token, wanted: dict[str, int]) -> int | None:
    return next((wanted[key] for key in keys(token.form) if key in wanted), None)


def _window(
    text: str, words: list[Token], hits: list[tuple[Token, int]], length: int
) -> tuple[int, int]:
    """Choose the stretch with most different words of the query, then most hits, then earliest."""
    if len(text) <= length or not words:
        return 0, min(len(text), length)
    best = _best_run(hits, length)
    spare = length - (best[1] - best[0])
    # A third of the room before the hits and the rest after: what follows explains more.
    start = max(0, min(best[0] - spare // 3, len(text) - length))
    first = bisect_left([word.start for word in words], start)
    ends = [word.end for word in words]
    last = bisect_right(ends, start + length) - 1
    left = 0 if start == 0 else words[min(first, len(words) - 1)].start
    right = len(text) if start + length >= len(text) else ends[last] if last >= 0 else 0
    return (left, right) if right > left else (start, start + length)


def _best_run(hits: list[tuple[Token, int]], length: int) -> tuple[int, int]:
    best, best_score = (0, 0), (0, 0)
    for index, (first, _) in enumerate(hits):
        run = []
        for hit in hits[index:]:
            if hit[0].end - first.start > length:
                break
            run.append(hit)
        score = (len({place for _, place in run}), len(run))
        if run and score > best_score:
            best, best_score = (first.start, run[-1][0].end), score
    return best
