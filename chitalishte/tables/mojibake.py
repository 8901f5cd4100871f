"""Text that an earlier program read in the wrong encoding and saved again: „Ñîôèÿ“ for „София“.

Nothing is repaired here without being asked: `repaired` only says what the text was meant to be.
"""

from chitalishte.tables.encoding import CYRILLIC, letters_score

# (in what it was read wrongly, what it was in truth)
WRONG_TURNS = [
    ("windows-1252", "windows-1251"),
    ("latin-1", "windows-1251"),
    ("windows-1252", "utf-8"),
    ("windows-1251", "utf-8"),
    ("windows-1251", "cp866"),
    ("cp866", "windows-1251"),
]
MARGIN = 2.0  # of the mean score of a letter; honest text is never that much worse
LETTERS = 3  # fewer prove nothing


def repaired(text: str) -> str | None:
    """What the text was before it was read in a wrong encoding; None for text that is right."""
    if sum(letter > "\x7f" for letter in text) < LETTERS:
        return None
    best, best_score = None, letters_score(text) + MARGIN
    for wrong, right in WRONG_TURNS:
        try:
            candidate = text.encode(wrong).decode(right)
        except UnicodeError:
            continue
        score = letters_score(candidate)
        if score > best_score and any(letter in CYRILLIC for letter in candidate):
            best, best_score = candidate, score
    return best
