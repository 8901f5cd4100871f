"""The editors' door: one way in, and behind it only those who proved a second factor."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.dispatch import receiver
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

EDITORS_SIDE = ("/admin/", "/documents/")
# Wagtail's own forms know no second factor, so they are not used.
WAGTAIL_SIGN_IN = "/admin/login/"
# Where a session may go that has a password but not yet the second factor of its user.
PROVING = (
    "/accounts/logout/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/webauthn/reauthenticate/",
)
REAL = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes stand in for these


def has_proved(request):
    """Tell whether this session, not merely this user, went through a second factor."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


class SecondFactorMiddleware:
    """Keep three promises.

    1. Wagtail's sign-in page leads to ours.
    2. Who has a second factor has proved it in this very session, also when the session is older
       than the factor; until then the session opens nothing and can add no other factor.
    3. With STAFF_MFA_REQUIRED, who has none yet is led to where one is set up.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == WAGTAIL_SIGN_IN and not request.user.is_authenticated:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponseRedirect(reverse("account_login") + (f"?{query}" if query else ""))
        inside = request.path.startswith((*EDITORS_SIDE, "/accounts/"))
        if not inside or request.path.startswith(PROVING) or not request.user.is_authenticated:
            return self.get_response(request)
        if is_mfa_enabled(request.user, REAL):
            if not has_proved(request):
                return self._prove(request)
        elif settings.STAFF_MFA_REQUIRED and request.path.startswith(EDITORS_SIDE):
            messages.warning(
                request,
                _("First set up a second factor: a passkey or an app with codes."),
            )
            return redirect("mfa_index")
        return self.get_response(request)

    @staticmethod
    def _prove(request):
        has_codes = is_mfa_enabled(request.user, (Authenticator.Type.TOTP,))
        name = "mfa_reauthenticate" if has_codes else "mfa_reauthenticate_webauthn"
        path = request.get_full_path() if request.method == "GET" else "/admin/"
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': path})}")


@receiver(authenticator_added)
def first_factor_is_proved_by_setting_it_up(request, user, authenticator, **kwargs):
    """Spare a person who has just typed a code from typing another one.

    Only for the first factor: a session may add a second one only after proving the first.
    """
    if authenticator.type not in REAL:
        return
    others = Authenticator.objects.filter(user=user, type__in=REAL).exclude(pk=authenticator.pk)
    if not others.exists():
        record_authentication(
            request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
        )
