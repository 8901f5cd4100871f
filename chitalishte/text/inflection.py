"""What Bulgarian words lose and change when they are bent: articles, number, gender.

A light stemmer for nouns and adjectives, made to sit on top of a dictionary of lemmas: it brings
together what the dictionary does not know (конституционното) or lists apart. It does not cross
from one word to another of the same family: съд and съдебен stay two words, because a reader who
asks for a court does not ask for everything judicial.
"""

import re

VOWEL = "аъоуеиюя"
ARTICLES = ("ът", "ят", "та", "то", "те")
SURE_ARTICLES = ("ията", "ите", "ието", "нето")  # no bare noun or adjective ends so
# -ия is the short article of an adjective (съдебния, прокурорския), or just how a noun ends
# (конституция). Adjectives are known by what stands before it.
ADJECTIVE_IYA = re.compile(rf"(?:[^{VOWEL}]н|ск|шк|цк|ов|ев)ия$")
LONG_PLURAL = re.compile(r"(?<=\w{3})(?:ове|еве)$")
FLEETING = re.compile(rf"(?<=[^{VOWEL}])[еъ](?=[нрцкл]$)")
PLURAL_OF_DOING = re.compile(r"(?<=ва)ни$")  # разследване, but разследвания
THEY_DO = re.compile(r"(?<=\w{3}в)ат$")  # назначават, назначава
MEANT_FOR_ONE = re.compile(r"(?<=[ая]н)ин$")  # гражданин, but граждани


def without_article(word: str) -> str:
    """Drop the definite article: държавата → държава, властта → власт, съдебният → съдебен*.

    The word comes back bare, not always in its dictionary form (*съдебн). At least three letters
    are always left. Do not use it on a word known to end so by nature (работа, карта).
    """
    if len(word) > 5 and word.endswith("ият"):
        return word[:-3]
    if ADJECTIVE_IYA.search(word):
        return word[:-2]
    if len(word) > 4 and word.endswith(ARTICLES):
        return word[:-2]
    return word


def stem(word: str) -> str:
    """Bring the forms of one noun or adjective without article to one string.

    съдебен, съдебна, съдебно, съдебни → съдебн;  данък, данъци → данк;  конституция,
    конституции → конституци. The result is a key for comparison, not a word to show.
    """
    bare = THEY_DO.sub("", LONG_PLURAL.sub("", word))
    if bare == word and len(word) > 3 and word[-1] in "аоеияй":
        bare = word[:-1]
    bare = PLURAL_OF_DOING.sub("н", MEANT_FOR_ONE.sub("", bare))
    if len(bare) < 4:
        return bare
    if bare.endswith("ц"):  # ц and к change places: съветник, съветници
        bare = FLEETING.sub("", bare)[:-1] + "к"
    return FLEETING.sub("", bare) if len(bare) > 4 else bare


def stem_english(word: str) -> str:
    """Drop a regular English plural from a word the dictionary does not know."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
