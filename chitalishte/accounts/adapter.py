"""Accounts are given by the organisation; nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class AccountAdapter(DefaultAccountAdapter):
    """Close the sign-up that the library offers, and say errors in our words."""

    WRONG = gettext_lazy(
        "The name or the password is not right. Check the keyboard language and capital letters."
    )
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "incorrect_password": gettext_lazy("The password is not right."),
        "enter_current_password": gettext_lazy("This is not your present password."),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong codes in a short time. Wait five minutes and try again."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Leave wrong passwords to django-axes, so that one rule counts them (see lockout.py).

        The library's own limit `login_failed` keeps counting wrong codes of the second step.
        """

    def get_reauthentication_methods(self, user):
        """Ask for the second factor first where there is one: it is the stronger proof."""
        methods = super().get_reauthentication_methods(user)
        words = {
            "reauthenticate": _("Use the password"),
            "mfa_reauthenticate": _("Use a code from the app or a recovery code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        strength = ["mfa_reauthenticate:webauthn", "mfa_reauthenticate", "reauthenticate"]
        methods.sort(key=lambda method: strength.index(method["id"]))
        return [method | {"description": words[method["id"]]} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    """What authenticator apps and passkeys show about us."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy(
            "This code is not right. A code of the app lives 30 seconds: write the one shown now."
        ),
    }

    def _get_site_name(self):
        return settings.SITE_NAME

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey {number}").format(number=number)
