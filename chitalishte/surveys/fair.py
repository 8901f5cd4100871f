"""How findable, accessible, interoperable and reusable the data of a survey are, as far as we know.

Each question is answered yes, no or unknown, with what can be done. The questions are those of the
F-UJI metrics for the social sciences that a registry can answer without holding the data.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Check:
    """One question: its answer, what stands for it, what to do about it."""

    name: str
    question: str
    answer: str
    evidence: str = ""
    advice: str = ""

    @property
    def words(self):
        return {YES: _("yes"), NO: _("no"), UNKNOWN: _("not known")}[self.answer]


def checks(survey):
    """Return the five Checks of a survey."""
    return [
        _identifier(survey),
        _licence(survey),
        _access(survey),
        _formats(survey),
        _documents(survey),
    ]


def _identifier(survey):
    question = _("Have the data a persistent identifier?")
    if survey.data_doi:
        return Check("identifier", question, YES, survey.data_doi)
    if survey.data_number:
        return Check(
            "identifier",
            question,
            UNKNOWN,
            survey.data_number,
            _("The archive gives them a number. Look there for a DOI or a handle, and tell us."),
        )
    return Check(
        "identifier",
        question,
        UNKNOWN,
        advice=_("No identifier was seen. An archive that takes the data gives them a DOI."),
    )


def _licence(survey):
    question = _("Is it said how the data may be used?")
    if survey.data_licence:
        return Check("licence", question, YES, survey.data_licence)
    advice = _("No licence was seen. Ask the owner of the data before you use them.")
    return Check("licence", question, UNKNOWN, advice=advice)


def _access(survey):
    question = _("Is there a known way to the data?")
    if survey.availability in ("public", "request", "cost-member"):
        return Check("access", question, YES, survey.get_availability_display().capitalize())
    if survey.availability == "unavailable":
        advice = _("The data are not given out. Reports and tables may still be public.")
        return Check("access", question, NO, survey.get_availability_display(), advice)
    if survey.data_url:
        advice = _("An address was seen, not whether the data can be had there. Try it.")
        return Check("access", question, UNKNOWN, survey.data_url, advice)
    return Check("access", question, UNKNOWN, advice=_("Write to the producer."))


def _formats(survey):
    question = _("Are the formats of the data known?")
    if survey.data_formats:
        return Check("formats", question, YES, survey.data_formats)
    advice = _("Ask for a format that outlives programs: CSV with a codebook, or SPSS.")
    return Check("formats", question, UNKNOWN, advice=advice)


def _documents(survey):
    question = _("Can documentation or the questionnaire be had?")
    documents = list(survey.documents.all())
    for document in documents:
        if document.availability == "public" or document.place.startswith("http"):
            return Check("documents", question, YES, document.place)
    if documents and all(document.availability == "unavailable" for document in documents):
        advice = _("Its producer says that it is not given out.")
        return Check("documents", question, NO, advice=advice)
    advice = _("None was seen. Without it the answers cannot be read: ask the producer.")
    return Check("documents", question, UNKNOWN, advice=advice)


def over(surveys):
    """Return [{question, yes, no, unknown, total, yes_share…}] over many surveys."""
    counted: dict[str, dict] = {}
    for survey in surveys:
        for check in checks(survey):
            row = counted.setdefault(
                check.name, {"question": check.question, YES: 0, NO: 0, UNKNOWN: 0}
            )
            row[check.answer] += 1
    for row in counted.values():
        row["total"] = total = row[YES] + row[NO] + row[UNKNOWN]
        row["yes_share"] = round(100 * row[YES] / total, 2)
        row["no_share"] = round(100 * row[NO] / total, 2)
        row["no_at"] = row["yes_share"]
    return list(counted.values())
