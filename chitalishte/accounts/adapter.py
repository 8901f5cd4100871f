"""Accounts are given by the organisation; nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Close the sign-up that the library offers."""

    def is_open_for_signup(self, request):
        return False
