"""An editor's whole way through the door, in a real browser."""

import pytest

from tests.accounts.one_time_code import PERIOD, code
from tests.serving import Account

pytestmark = pytest.mark.browser

PASSWORD = "дълга парола за проба"


def test_the_code_of_the_tests_agrees_with_the_rfc():
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # "12345678901234567890"
    assert code(secret, at=59) == "287082"  # RFC 6238, appendix B, last six digits
    assert code(secret, at=1111111109) == "081804"


@pytest.fixture(scope="module")
def new_editor(portal):
    """Return a function that makes an editor without a second factor."""

    def make(name):
        portal.python(
            "from django.contrib.auth import get_user_model as u;"
            f"u().objects.create_superuser({name!r}, {name + '@example.org'!r}, {PASSWORD!r})"
        )
        return Account(name, PASSWORD)

    return make


def next_code(portal, secret):
    """Return the coming code: the one of now may have been used already."""
    import time

    return code(secret, time.time() + PERIOD)


def test_password_then_app_then_code(visit, portal, new_editor):
    eva = new_editor("eva")
    with visit() as visitor:
        page = visitor.page
        visitor.go("/admin/")
        assert visitor.path() == "/accounts/login/?next=/admin/"
        assert visitor.axe() == []
        page.fill("#id_login", eva.name)
        page.fill("#id_password", eva.password)
        visitor.press("Sign in")
        assert visitor.path() == "/accounts/2fa/"  # the editors' side stays closed without one
        assert page.get_by_text("First set up a second factor").is_visible()
        assert visitor.axe() == []
        page.get_by_role("link", name="Set up the app").click()
        assert visitor.axe() == []
        visitor.confirm(eva)
        secret = page.locator("#totp_secret").inner_text()
        assert page.evaluate("document.querySelector('.qr').naturalWidth") > 0
        assert visitor.axe() == []
        page.fill("#id_code", "000000")
        visitor.press("Turn the app on")
        assert page.locator(".error-summary").is_visible()
        assert page.locator("#totp_secret").inner_text() == secret
        page.fill("#id_code", code(secret))
        visitor.press("Turn the app on")
        assert visitor.path() == "/accounts/2fa/recovery-codes/"
        recovery = page.locator(".codes li").all_inner_texts()
        assert len(recovery) == 10
        assert visitor.axe() == []
        visitor.go("/admin/")
        assert visitor.path() == "/admin/"
        with page.expect_navigation():
            page.evaluate("document.querySelector('form[action*=logout]').submit()")
        page.wait_for_url("**/accounts/login/**")

        visitor.sign_in(eva)
        assert visitor.path() == "/accounts/2fa/authenticate/"
        assert visitor.axe() == []
        visitor.go("/admin/")
        assert visitor.path() == "/accounts/2fa/authenticate/"  # half a sign-in opens nothing
        page.fill("#id_code", "000000")
        visitor.press("Sign in")
        assert page.locator(".error-summary").is_visible()
        page.fill("#id_code", next_code(portal, secret))
        visitor.press("Sign in")
        assert visitor.path() == "/admin/"
    with visit() as visitor:
        visitor.sign_in(eva)
        visitor.page.fill("#id_code", recovery[0])
        visitor.press("Sign in")
        assert visitor.path() == "/admin/"
    with visit() as visitor:
        visitor.sign_in(eva)
        visitor.page.fill("#id_code", recovery[0])
        visitor.press("Sign in")
        assert visitor.path() == "/accounts/2fa/authenticate/"  # each works once


def with_a_passkey_device(visitor):
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey_is_added_opens_the_account_alone_and_is_removed(visit, new_editor):
    boris = new_editor("boris")
    with visit() as visitor:
        page = visitor.page
        with_a_passkey_device(visitor)
        visitor.sign_in(boris)
        page.get_by_role("link", name="Add a passkey").click()
        visitor.confirm(boris)
        assert visitor.axe() == []
        page.fill("#id_name", "Моят телефон")
        page.check("#id_passwordless")
        with page.expect_navigation():
            page.get_by_role("button", name="Add a passkey").click()
        assert visitor.path() == "/accounts/2fa/recovery-codes/"
        visitor.go("/accounts/2fa/webauthn/")
        assert page.get_by_text("Моят телефон").is_visible()
        assert visitor.axe() == []
        visitor.go("/admin/")
        assert visitor.path() == "/admin/"

        visitor.go("/accounts/logout/")
        assert visitor.axe() == []
        visitor.press("Sign out")
        assert visitor.path() == "/accounts/login/"
        assert page.get_by_text("You have signed out.").is_visible()
        with page.expect_navigation(url="**/admin/"):
            page.get_by_role("button", name="Sign in with a passkey").click()

        visitor.go("/accounts/logout/")
        visitor.press("Sign out")
        visitor.sign_in(boris)
        assert visitor.path() == "/accounts/2fa/authenticate/"
        with page.expect_navigation(url="**/admin/"):
            page.get_by_role("button", name="Use a passkey").click()

        visitor.go("/accounts/2fa/webauthn/")
        page.get_by_role("link", name="Rename").click()
        assert visitor.path().startswith("/accounts/2fa/webauthn/reauthenticate/")
        assert visitor.axe() == []
        with page.expect_navigation(url="**/edit/"):
            page.get_by_role("button", name="Use a passkey").click()
        page.fill("#id_name", "Старият телефон")
        visitor.press("Save")
        page.get_by_role("link", name="Remove").click()
        assert page.get_by_text("Старият телефон").is_visible()
        assert visitor.axe() == []
        visitor.press("Remove")
        assert page.get_by_text("You have no passkey yet.").is_visible()


def test_a_device_that_refuses_is_told_on_the_page(visit):
    with visit() as visitor:
        session = with_a_passkey_device(visitor)
        visitor.go("/accounts/login/")
        assert not visitor.page.locator("[data-passkey-problem]").is_visible()
        visitor.page.get_by_role("button", name="Sign in with a passkey").click()
        visitor.page.wait_for_selector("[data-passkey-problem]:visible")
        assert visitor.axe() == []
        session.detach()


@pytest.mark.parametrize("path", ["login/", "password/reset/", "password/reset/done/"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("face", ["light", "dark"])
def test_axe_finds_nothing_before_the_door(visit, path, width, face):
    with visit(width, color_scheme=face, locale="bg-BG") as visitor:
        visitor.go("/accounts/" + path)
        assert visitor.axe() == []
        too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert visitor.page.evaluate(too_wide) <= 0
