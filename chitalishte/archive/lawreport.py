"""What an import of an official text did, or would do, and what does not fit: in sentences."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SENTENCES = {
    "twice": gettext_noop("%(value)s stands here and in line %(detail)s. Keep one of them."),
    "order": gettext_noop("%(value)s stands after number %(detail)s. Put it in its place."),
    "skipped": gettext_noop(
        "Before %(value)s something is missing; the last number is “%(detail)s”."
    ),
    "number": gettext_noop("“%(value)s” is no number of a provision."),
    "range": gettext_noop("“%(value)s” is no range of articles."),
    "no_publication": gettext_noop(
        "The text does not say where it was published. Put its first line into the file: "
        "“Обн., ДВ, бр. 56 от 13 юли 1991 г.”."
    ),
    "no_article": gettext_noop("There is no article in the file: no line begins with “Чл. 1.”."),
    "no_evidence": gettext_noop("A change of %(value)s is told without what made it."),
    "before_adoption": gettext_noop(
        "A change of %(value)s is older than the act itself: %(detail)s."
    ),
    "before_birth": gettext_noop(
        "%(value)s is changed from %(detail)s on, when there was no such text."
    ),
    "inserted_twice": gettext_noop(
        "%(value)s becomes new though it is there already (%(detail)s)."
    ),
    "overlapping": gettext_noop("%(value)s has two texts from one day (%(detail)s)."),
    "unknown_target": gettext_noop("%(value)s is changed, and there is no such place in the act."),
    "no_date": gettext_noop("A change of %(value)s has no date."),
    "no_wording": gettext_noop("A change of %(value)s has no wording."),
    "dates_order": gettext_noop(
        "The dates of a change of %(value)s are in the wrong order: %(detail)s."
    ),
    "day_unknown": gettext_noop(
        "Of %(value)s only the year is known, so its changes count from 1 January. "
        "Write the day into the first line of the act."
    ),
    "text_of_gone": gettext_noop(
        "%(value)s fell, yet the file prints a text. What followed is your finding."
    ),
    "empty": gettext_noop("%(value)s has no text."),
    "not_in_force": gettext_noop("%(value)s has a text, though by our changes it is not in force."),
    "not_in_file": gettext_noop("We hold %(value)s as in force, and the file does not have it."),
    "too_long": gettext_noop("%(value)s: %(detail)s"),
    "too_large": gettext_noop("The file is larger than %(detail)s MB."),
    "empty_file": gettext_noop("The file is empty."),
    "no_text": gettext_noop("The file is no text."),
    "no_document": gettext_noop("The archive is no document of a word processor."),
    "broken": gettext_noop("The file is damaged: %(detail)s"),
    "doctype": gettext_noop(
        "The file declares a document type or entities; such files are refused."
    ),
    "not_akoma": gettext_noop("The file is XML, but no act in Akoma Ntoso 3.0: %(detail)s"),
    "unknown_reference": gettext_noop("“%(value)s” refers to nothing in the file."),
    "overlapping_versions": gettext_noop("Two versions of %(value)s overlap: %(detail)s."),
    "language": gettext_noop("The file is in the language “%(detail)s”; Bulgarian acts are read."),
    "bad_uri": gettext_noop("“%(value)s” is no address of a work in Akoma Ntoso."),
    "same_id": gettext_noop("The identifier “%(value)s” stands here and in line %(detail)s."),
    "too_deep": gettext_noop("“%(value)s” is nested too deep."),
    "other_work": gettext_noop("The file is of the work %(value)s, and the act is %(detail)s."),
    "bad_day": gettext_noop("“%(value)s” is no day."),
}


@dataclass(frozen=True)
class Sentence:
    line: int
    message: str
    is_question: bool = False

    @property
    def where(self):
        return _("Line %(line)s") % {"line": self.line} if self.line else ""


def sentence_of(trouble):
    """Return the Sentence of a law.structure.Trouble."""
    words = _(SENTENCES[trouble.code]) % {"value": trouble.value, "detail": trouble.detail}
    return Sentence(trouble.line, words, trouble.is_question)


@dataclass
class ActReport:
    """What happened, or would happen.

    troubles    [Sentence]; nothing is written while one of them is an error, or an open question
    outline     [{line, place, heading, text}] of every place, as it was read
    unread      [(line, text)] of brackets that were not understood; they stay in the wording
    renamed     [(line, "art-1 → art_1")] of identifiers that were made anew
    rules       {new, changed}: how many places
    changes     [{rule, line, what, source, since}] that are new
    wordings    [{rule, line, before, after, was_summary}] whose text is another now
    corrected   [{rule, field, before, after}] of changes that are held otherwise
    not_in_file [name] of changes that are held and that the file does not tell; they stay
    """

    file: str
    title: str = ""
    act: object = None
    is_new: bool = False
    is_written: bool = False
    troubles: list = field(default_factory=list)
    unread: list = field(default_factory=list)
    renamed: list = field(default_factory=list)
    outline: list = field(default_factory=list)
    places: int = 0
    articles: int = 0
    effects: int = 0
    rules: dict = field(default_factory=lambda: {"new": 0, "changed": 0})
    changes: list = field(default_factory=list)
    wordings: list = field(default_factory=list)
    corrected: list = field(default_factory=list)
    events: list = field(default_factory=list)
    not_in_file: list = field(default_factory=list)

    @property
    def errors(self):
        return [one for one in self.troubles if not one.is_question]

    @property
    def questions(self):
        return [one for one in self.troubles if one.is_question]

    @property
    def changes_nothing(self):
        return not (
            self.is_new
            or any(self.rules.values())
            or self.changes
            or self.wordings
            or self.corrected
            or self.events
        )

    def as_dict(self):
        return {
            "file": self.file,
            "title": self.title,
            "act": self.act.slug if self.act else None,
            "is_new": self.is_new,
            "is_written": self.is_written,
            "changes_nothing": self.changes_nothing,
            "places": self.places,
            "articles": self.articles,
            "effects": self.effects,
            "problems": [vars(one) for one in self.errors],
            "questions": [vars(one) for one in self.questions],
            "not_understood": [{"line": line, "text": text} for line, text in self.unread],
            "renamed": [{"line": line, "text": text} for line, text in self.renamed],
            "structure": self.outline,
            "rules": self.rules,
            "changes": self.changes,
            "wordings": self.wordings,
            "corrected": self.corrected,
            "events": self.events,
            "not_in_file": self.not_in_file,
        }
