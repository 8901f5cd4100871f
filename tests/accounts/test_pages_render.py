"""Every page of an account renders, in Bulgarian by default and in English when preferred."""

import pytest

pytestmark = pytest.mark.django_db

OPEN = ["/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/"]


@pytest.mark.parametrize("path", OPEN)
def test_it_is_in_bulgarian_unless_the_browser_prefers_english(client, path):
    assert '<html lang="bg">' in client.get(path).content.decode()
    english = client.get(path, headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert '<html lang="en">' in english.content.decode()


def test_a_signed_in_editor_reads_them_in_the_language_of_the_editors_side(desk, editor):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = "en"
    profile.save()
    assert '<html lang="en">' in desk.get("/accounts/2fa/").content.decode()


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "confirm-email/", "password/set/", "login/code/confirm/"]
)
def test_what_this_house_does_not_offer_leads_to_the_sign_in(client, path):
    response = client.get("/accounts/" + path)
    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/"


def test_nobody_signs_up_by_sending_the_form(client, django_user_model):
    form = {
        "username": "mallory",
        "email": "m@example.org",
        "password1": "p" * 20,
        "password2": "p" * 20,
    }
    client.post("/accounts/signup/", form)
    assert not django_user_model.objects.filter(username="mallory").exists()
