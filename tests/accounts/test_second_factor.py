"""Who may pass to the editors' side, and with what."""

import re

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.accounts.one_time_code import code

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"


@pytest.fixture
def required(settings):
    settings.STAFF_MFA_REQUIRED = True


@pytest.fixture
def secret(editor):
    """The secret of an app the editor set up, in some other browser."""
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    return secret


@pytest.mark.parametrize("path", ["/admin/", "/admin/images/add/", "/documents/1/a.pdf"])
def test_without_one_staff_are_led_to_where_it_is_set_up(required, desk, path):
    for response in (desk.get(path), desk.post(path)):
        assert response.status_code == 302
        assert response["Location"] == "/accounts/2fa/"
    assert "втор" in desk.get("/accounts/2fa/").content.decode().lower()


def test_it_is_not_asked_where_it_is_not_required(desk):
    assert desk.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(required, desk, editor):
    Authenticator.objects.create(
        user=editor, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "x", "used_mask": 0}
    )
    assert desk.get("/admin/")["Location"] == "/accounts/2fa/"


@pytest.mark.parametrize("path", ["/admin/", "/accounts/2fa/", "/accounts/2fa/webauthn/add/"])
def test_a_session_older_than_the_factor_has_to_prove_it(desk, secret, path):
    """Also where a second factor is not required: who has one is not opened without it."""
    response = desk.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/2fa/reauthenticate/?next=")
    proving = desk.get(response["Location"])
    assert proving.status_code == 200
    answer = desk.post(response["Location"], {"code": code(secret), "next": path})
    assert answer["Location"] == path
    assert desk.get("/admin/").status_code == 200


def test_the_password_again_is_not_the_second_factor(desk, secret):
    desk.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert desk.get("/admin/").status_code == 302


def test_after_the_password_alone_nothing_is_open(client, secret):
    response = client.post("/accounts/login/", {"login": "eva", "password": PASSWORD})
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/")["Location"].startswith("/accounts/login/")
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert client.get("/admin/").status_code == 200


def test_wrong_codes_are_counted(client, secret):
    client.post("/accounts/login/", {"login": "eva", "password": PASSWORD})
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client, secret):
    for expected in (True, False):
        client.logout()
        client.post("/accounts/login/", {"login": "eva", "password": PASSWORD})
        client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
        assert ("_auth_user_id" in client.session) is expected


@pytest.mark.parametrize(
    "path", ["totp/activate/", "webauthn/add/", "recovery-codes/generate/", "totp/deactivate/"]
)
def test_changes_of_the_second_factor_ask_once_more(client, editor, path):
    client.post("/accounts/login/", {"login": "eva", "password": PASSWORD})
    if path == "totp/deactivate/":
        TOTP.activate(editor, generate_totp_secret())
    response = client.get("/accounts/2fa/" + path)
    assert response.status_code == 302
    assert "reauthenticate" in response["Location"]


def test_wagtails_own_doors_are_closed(client, editor):
    for response in (
        client.get("/admin/login/?next=/admin/images/"),
        client.post("/admin/login/?next=/admin/images/", {"username": "eva", "password": PASSWORD}),
    ):
        assert response["Location"] == "/accounts/login/?next=/admin/images/"
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/password_reset/", follow=True).status_code == 404


def test_the_account_page_leads_to_password_and_second_factor(desk):
    page = desk.get("/admin/account/").content.decode()
    assert 'href="/accounts/2fa/"' in page
    assert 'href="/accounts/password/change/"' in page
    assert 'name="password-old_password"' not in page


@pytest.mark.parametrize("away", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_sign_in_leads_nowhere_else(client, editor, away):
    form = {"login": "eva", "password": PASSWORD, "next": away}
    assert client.post("/accounts/login/", form)["Location"] == "/admin/"


def test_a_reset_letter_goes_only_to_an_account_and_the_page_does_not_tell(
    client, editor, mailoutbox
):
    pages = []
    for address in ("eva@example.org", "nobody@example.org"):
        response = client.post("/accounts/password/reset/", {"email": address}, follow=True)
        token = r'name="csrfmiddlewaretoken" value="[^"]+"'
        pages.append(re.sub(token, "", response.content.decode()).replace(address, ""))
    assert pages[0] == pages[1]
    assert [letter.to for letter in mailoutbox] == [["eva@example.org"]]
    address = re.search(r"http://\S+(/accounts/\S+)", mailoutbox[0].body).group(1)
    form = client.get(address, follow=True)
    new = "съвсем друга парола"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    editor.refresh_from_db()
    assert editor.check_password(new)
    assert client.get(address).status_code in (200, 302)
    assert client.get(address, follow=True).context["token_fail"]


def test_a_reset_password_does_not_skip_the_second_factor(client, editor, secret, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "eva@example.org"})
    address = re.search(r"http://\S+(/accounts/\S+)", mailoutbox[0].body).group(1)
    form = client.get(address, follow=True)
    new = "съвсем друга парола"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert client.get("/admin/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_wrong_name_and_wrong_password_are_told_alike(client, editor):
    pages = [
        client.post("/accounts/login/", {"login": login, "password": "wrong"}).context["form"]
        for login in ("eva", "nobody")
    ]
    assert pages[0].errors == pages[1].errors


def test_the_owner_hears_of_a_new_factor_in_a_letter(
    client, editor, mailoutbox, django_capture_on_commit_callbacks
):
    client.post("/accounts/login/", {"login": "eva", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    with (
        context.request_context(page.wsgi_request),
        django_capture_on_commit_callbacks(execute=True),
    ):
        form = {"code": code(page.context["form"].secret)}
        client.post("/accounts/2fa/totp/activate/", form)
    assert Authenticator.objects.filter(user=editor, type="totp").exists()
    assert [letter.to for letter in mailoutbox] == [["eva@example.org"]]
