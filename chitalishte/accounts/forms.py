"""The library's forms with our labels, and without hints that vanish when one begins to type."""

from allauth.account import forms as account
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _


class Labelled:
    """Give fields the words of `labels` and `help_texts`."""

    labels = {}
    help_texts = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.help_texts.get(name, field.help_text)


class LoginForm(Labelled, account.LoginForm):
    labels = {"login": _("Name or e-mail"), "password": _("Password")}
    help_texts = {"password": ""}


class ReauthenticateForm(Labelled, account.ReauthenticateForm):
    labels = {"password": _("Password")}
    help_texts = {"password": ""}


NEW_PASSWORD = {"password1": _("New password"), "password2": _("New password once more")}


class ChangePasswordForm(Labelled, account.ChangePasswordForm):
    labels = {"oldpassword": _("Present password"), **NEW_PASSWORD}
    help_texts = {"oldpassword": ""}


class ResetPasswordForm(Labelled, account.ResetPasswordForm):
    labels = {"email": _("E-mail")}


class ResetPasswordKeyForm(Labelled, account.ResetPasswordKeyForm):
    labels = NEW_PASSWORD


class _Code(Labelled):
    labels = {"code": _("Code")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "spellcheck": "false"}


class AuthenticateForm(_Code, base.AuthenticateForm):
    help_texts = {"code": _("Six digits from the app, or one of your recovery codes.")}


class ReauthenticateCodeForm(_Code, base.ReauthenticateForm):
    help_texts = AuthenticateForm.help_texts


class ActivateTOTPForm(_Code, totp.ActivateTOTPForm):
    help_texts = {"code": _("Six digits that the app shows now.")}


class AddWebAuthnForm(Labelled, webauthn.AddWebAuthnForm):
    labels = {
        "name": _("Name of the passkey"),
        "passwordless": _("Sign in with this passkey alone, without a password"),
    }
    help_texts = {
        "name": _("So that you know it among others: “My phone”, “The key in the drawer”."),
        "passwordless": _("The device will ask for your finger, face or PIN each time."),
    }


class EditWebAuthnForm(Labelled, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of the passkey")}
