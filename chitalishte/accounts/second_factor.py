"""Staff work only behind a second factor (an authenticator or a passkey)."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

EDITORS_SIDE = "/admin/"


class SecondFactorMiddleware:
    """Lead whoever has none yet to where it is set up, before the editors' side opens."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._must_set_up(request):
            messages.warning(
                request,
                _(
                    "Add a second factor first: an authenticator app or a passkey. It takes a minute."
                ),
            )
            return redirect("mfa_index")
        return self.get_response(request)

    @staticmethod
    def _must_set_up(request):
        return (
            settings.STAFF_MFA_REQUIRED
            and request.path.startswith(EDITORS_SIDE)
            and request.user.is_authenticated
            and not is_mfa_enabled(request.user)
        )
