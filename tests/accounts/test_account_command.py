"""The operator helps an editor who stands before the door."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"


def test_a_locked_account_is_opened(client, editor, settings):
    settings.AXES_ENABLED = True
    form = {"login": "EVA", "password": "wrong"}
    for _ in range(6):
        client.post("/accounts/login/", form)
    assert client.post("/accounts/login/", form | {"password": PASSWORD}).status_code == 429
    call_command("account", "unlock", "eva", "--dry-run")
    assert client.post("/accounts/login/", form | {"password": PASSWORD}).status_code == 429
    call_command("account", "unlock", "eva")
    assert client.post("/accounts/login/", form | {"password": PASSWORD}).status_code == 302


def test_a_lost_second_factor_is_removed_and_open_sessions_end(desk, editor):
    TOTP.activate(editor, generate_totp_secret())
    call_command("account", "remove-second-factor", "eva")
    assert not Authenticator.objects.exists()
    assert desk.get("/admin/")["Location"].startswith("/accounts/login/")


def test_all_sessions_of_one_account_end(desk):
    assert desk.get("/admin/").status_code == 200
    call_command("account", "sign-out", "eva")
    assert desk.get("/admin/").status_code == 302


def test_a_name_nobody_has_is_told():
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        call_command("account", "unlock", "nobody")
