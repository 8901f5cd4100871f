"""What the clock takes away: proposals nobody finished, addresses past their time."""

from django.utils import timezone
from django.utils.translation import gettext as _

from chitalishte.records.chores import chore

from .models import Contribution


@chore
def proposals(*, is_trial=False):
    """Delete what is unfinished for 30 days; empty addresses 90 days after a decision."""
    now = timezone.now()
    abandoned = Contribution.objects.abandoned(now)
    past = Contribution.objects.past_keeping(now)
    told = {"abandoned": abandoned.count(), "past": past.count()}
    if not any(told.values()):
        return ""
    if not is_trial:
        past.update(email="")
        abandoned.delete()
    return _("%(abandoned)s unfinished proposals, %(past)s addresses of their senders") % told
