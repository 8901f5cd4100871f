"""Sign-in and second factor; no sign-up, no public profiles, no addresses to manage here."""

from django.urls import include, path
from django.views.generic import RedirectView

_to_sign_in = RedirectView.as_view(pattern_name="account_login")
# What the library offers and this house does not: an address belongs to the account the
# organisation gave, and is changed on the editors' side.
CLOSED = ["signup/", "email/", "confirm-email/", "password/set/", "login/code/confirm/"]

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index")),
    *[path(address, _to_sign_in) for address in CLOSED],
    path("", include("allauth.urls")),
]
