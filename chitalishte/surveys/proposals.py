"""Proposals from the first word to the decision: begin, write, send, confirm, accept or decline."""

import secrets
from datetime import date

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chitalishte.ddi import Answer, Reading
from chitalishte.records.language import speaking
from chitalishte.text import slugify

from .bridging import answers_of
from .models import Contribution, CountryTeam, Credit, Survey, Term
from .naming import Names, free
from .taking import take, theme


def begin(survey=None, *, language="bg"):
    """Return a new proposal; a correction begins with what the survey says now."""
    answers = {}
    if survey is not None:
        answers = {code: answer.as_json() for code, answer in answers_of(survey).items()}
    return Contribution.objects.create(
        survey=survey,
        answers=answers,
        base=dict(answers),
        language=language,
        country=survey.country if survey else None,
    )


def keep(contribution, found):
    """Keep what a section says; None takes an answer away."""
    for code, answer in found.items():
        if answer is None:
            contribution.answers.pop(code, None)
        else:
            contribution.answers[code] = answer
    contribution.country = _country(contribution)
    contribution.save(update_fields=["answers", "country", "changed_at"])


def _country(contribution):
    code = Answer.from_json(contribution.answers.get("1.0", "")).text
    return Term.objects.filter(vocabulary="country", notation=code).first() if code else None


def differences(contribution):
    """Return [{code, before, after}] of what is proposed, as Answers; None for nothing."""
    before, after = contribution.base, contribution.answers
    return [
        {
            "code": code,
            "before": Answer.from_json(before[code]) if code in before else None,
            "after": Answer.from_json(after[code]) if code in after else None,
        }
        for code in dict.fromkeys([*before, *after])
        if before.get(code) != after.get(code)
    ]


def ask_to_confirm(contribution, *, name, orcid, email, source):
    """Keep who sends it and mail the link that confirms the address."""
    contribution.name, contribution.orcid = name, orcid
    contribution.email, contribution.source = email, source
    contribution.confirmation = secrets.token_urlsafe(24)
    contribution.state = Contribution.State.UNCONFIRMED
    contribution.save()
    with speaking(contribution.language):
        address = settings.BASE_URL + reverse(
            "surveys:propose_confirm", args=[contribution.key, contribution.confirmation]
        )
        subject = _("%(site)s: confirm your proposal") % {"site": settings.SITE_NAME}
        words = _(
            "You proposed “%(title)s” for the registry of surveys. Confirm it here and the editors "
            "will see it:\n\n%(address)s\n\nIf it was not you, do nothing: it will be deleted."
        ) % {"title": contribution.title, "address": address}
    transaction.on_commit(lambda: send_mail(subject, words, None, [email]))


def confirm(contribution):
    """The address answered: the proposal goes into the editors' queue."""
    contribution.state = Contribution.State.SENT
    contribution.sent_at = timezone.now()
    contribution.confirmation = ""
    contribution.save(update_fields=["state", "sent_at", "confirmation", "changed_at"])


def may_decide(user, contribution):
    """Tell whether an editor may decide: the country's team, where there is one."""
    if not user.has_perm("surveys.publish_survey"):
        return False
    team = CountryTeam.objects.filter(country=contribution.country).first()
    return user.is_superuser or team is None or team.members.filter(pk=user.pk).exists()


@transaction.atomic
def accept(contribution, *, by, words=""):
    """Write the proposal into a draft of the survey, credit its author, and tell them.

    Returns the survey. Publishing stays an act of its own: the editor looks at the draft first.
    """
    found = differences(contribution)
    reading = Reading("proposal", language=contribution.language)
    reading.answers = {one["code"]: one["after"] for one in found if one["after"] is not None}
    gone = {one["code"] for one in found if one["after"] is None}
    survey = contribution.survey
    is_new = survey is None
    if is_new:
        survey = Survey(identifier=free(Survey, slugify(contribution.title)), live=False)
    else:
        survey = survey.get_latest_revision_as_object()
    _titles(reading, survey)
    had_sources = len(survey.sources)
    take(reading, survey, Names(), gone)
    sources = [("source", _source(line)) for line in contribution.source.splitlines() if line]
    kept = [(block.block_type, block.value) for block in survey.sources] if had_sources else []
    survey.sources = [*kept, *sources]
    if is_new and theme():
        survey.themes = [theme()]
    survey.change_note = _("Proposed by %(name)s.") % {"name": contribution.name}
    survey.full_clean()
    if is_new:
        survey.save()
    survey.save_revision(user=by, log_action=True)
    Credit.objects.create(
        survey_id=survey.pk,
        contribution=contribution,
        name=contribution.name,
        orcid=contribution.orcid,
        on=date.today(),
    )
    contribution.survey_id = survey.pk
    contribution.save(update_fields=["survey"])
    contribution.decide(Contribution.State.ACCEPTED, by=by, words=words)
    _tell(contribution, _("Your proposal “%(title)s” was accepted. Thank you."))
    return survey


@transaction.atomic
def decline(contribution, *, by, words):
    """Decline with a reason, and tell the author."""
    contribution.decide(Contribution.State.DECLINED, by=by, words=words)
    _tell(contribution, _("Your proposal “%(title)s” was not taken."))


def _titles(reading, survey):
    national = reading.answers.get("1.4", Answer()).text
    reading.texts["title"] = {"bg": national} if national else {}


def _source(line):
    line = line.strip().replace("|", "/")
    address = line if line.startswith(("http://", "https://")) else ""
    return {"title": line[:250], "address": address.split(" ")[0]}


def _tell(contribution, sentence):
    if not contribution.email:
        return
    with speaking(contribution.language):
        subject = _("%(site)s: your proposal") % {"site": settings.SITE_NAME}
        words = sentence % {"title": contribution.title}
    if contribution.decision:
        words += f"\n\n{contribution.decision}"
    email = contribution.email
    transaction.on_commit(lambda: send_mail(subject, words, None, [email]))
