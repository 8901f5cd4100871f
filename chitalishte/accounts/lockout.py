"""Lockout: six wrong passwords from one address close one account there for half an hour.

django-axes counts; it sees every call of authenticate(), whichever form made it. Elsewhere the
account stays open, so that nobody can shut an editor out by typing wrong passwords from home.
"""

from math import ceil

from allauth.account.internal.userkit import filter_users_by_email
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import now

MINUTE = 60  # seconds


def account_of(request, credentials):
    """Return one word for an account, whether its name or its e-mail was typed.

    An unknown name is counted under itself: it is locked like a known one and tells nothing.
    """
    credentials = credentials or {}
    typed = credentials.get("username") or credentials.get("email") or credentials.get("login")
    if not typed:
        return None
    user_model = get_user_model()
    known = user_model.objects.filter(username__iexact=typed).first()
    if known is None and "@" in typed:
        known = next(iter(filter_users_by_email(typed)), None)
    return (known.get_username() if known else typed).lower()


def respond(request, response, credentials):
    """Say for how long the door is closed and who can help."""
    wait = get_cool_off(request)
    last = (
        AccessAttempt.objects.filter(username=account_of(request, credentials))
        .order_by("-attempt_time")
        .first()
    )
    left = wait - (now() - last.attempt_time) if last else wait
    minutes = max(1, ceil(left.total_seconds() / MINUTE))
    answer = render(request, "accounts/lockout.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * MINUTE)
    add_never_cache_headers(answer)
    return answer
