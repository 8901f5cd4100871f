"""Wrong passwords close an account where they are typed, and nowhere else."""

import pytest
from axes.models import AccessAttempt
from django.utils.timezone import timedelta

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"
PASSWORD = "a long password"


@pytest.fixture(autouse=True)
def _lockout_is_on(settings):
    settings.AXES_ENABLED = True


@pytest.fixture
def typed(client, editor):
    """Return a function that types a name and a password into the real form."""

    def send(password, login="eva", address="192.0.2.7"):
        form = {"login": login, "password": password}
        return client.post(SIGN_IN, form, REMOTE_ADDR=address)

    return send


def is_in(client):
    return "_auth_user_id" in client.session


def test_five_wrong_ones_are_forgiven(typed, client):
    for _ in range(5):
        assert typed("wrong").status_code == 200
    assert typed(PASSWORD).status_code == 302
    assert is_in(client)


def test_the_sixth_closes_the_door_and_the_page_says_for_how_long(typed, client):
    for _ in range(5):
        typed("wrong")
    response = typed("wrong")
    assert response.status_code == 429
    assert "accounts/lockout.html" in [template.name for template in response.templates]
    assert response.context["minutes"] == 30
    assert response["Retry-After"] == "1800"
    assert "no-store" in response["Cache-Control"]
    assert not is_in(client)


def test_behind_a_closed_door_the_right_password_does_not_help(typed, client):
    for _ in range(6):
        typed("wrong")
    assert typed(PASSWORD).status_code == 429
    assert not is_in(client)


def test_the_account_is_open_elsewhere_and_others_are_open_here(typed, client, django_user_model):
    django_user_model.objects.create_superuser("boris", "boris@example.org", PASSWORD)
    for _ in range(6):
        typed("wrong")
    assert typed(PASSWORD, address="192.0.2.8").status_code == 302
    client.logout()
    assert typed(PASSWORD, login="boris").status_code == 302


def test_name_and_email_are_one_account(typed):
    for login in ("eva", "EVA", "eva@example.org") * 2:
        response = typed("wrong", login=login)
    assert response.status_code == 429


def test_an_unknown_account_is_locked_like_a_known_one(typed):
    pages = [typed("wrong", login="nobody") for _ in range(6)]
    assert [page.status_code for page in pages] == [200] * 5 + [429]


def test_after_half_an_hour_the_door_opens_again(typed, client):
    for _ in range(6):
        typed("wrong")
    for attempt in AccessAttempt.objects.all():
        earlier = attempt.attempt_time - timedelta(minutes=31)
        AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=earlier)
    assert typed(PASSWORD).status_code == 302


def test_no_password_is_kept_with_the_attempt(typed):
    typed("тайна дума")
    attempt = AccessAttempt.objects.get()
    assert "тайна" not in f"{attempt.get_data}{attempt.post_data}"


def test_reauthentication_counts_too(client, editor):
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    for _ in range(6):
        response = client.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert response.status_code == 429


def test_behind_a_proxy_the_client_is_locked_and_not_the_proxy(typed, client, editor, settings):
    settings.TRUSTED_PROXIES = 1

    def send(password, forwarded):
        return client.post(
            SIGN_IN,
            {"login": "eva", "password": password},
            REMOTE_ADDR="10.0.0.1",
            headers={"X-Forwarded-For": forwarded},
        )

    for n in range(6):
        # what stands left of the proxy's own word was invented by the client
        response = send("wrong", f"198.51.100.{n}, 192.0.2.7")
    assert response.status_code == 429
    assert send(PASSWORD, "192.0.2.9").status_code == 302


def test_without_a_proxy_the_header_is_not_believed(client, editor):
    for n in range(6):
        response = client.post(
            SIGN_IN,
            {"login": "eva", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{n}"},
        )
    assert response.status_code == 429
