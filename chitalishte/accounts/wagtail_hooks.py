"""The way from the editors' side to one's own password and second factor."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def password(request):
    return {
        "url": reverse("account_change_password"),
        "label": _("Change the password"),
        "help_text": _("You will be asked for the present one."),
    }


@hooks.register("register_account_menu_item")
def second_factor(request):
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("The authenticator app, passkeys and recovery codes."),
    }
