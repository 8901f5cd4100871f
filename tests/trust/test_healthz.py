"""A supervisor's question."""

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from chitalishte.accounts.healthz import HealthMiddleware


@pytest.mark.django_db
def test_it_answers_without_cookies_and_to_any_name(client, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/healthz", headers={"Host": "10.0.0.7:8000"})
    assert (response.status_code, response.json()) == (200, {"ok": True})
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.django_db
def test_it_opens_no_session(client, django_assert_num_queries):
    client.cookies["sessionid"] = "somebody"
    with django_assert_num_queries(1):
        client.get("/healthz")


@pytest.mark.django_db
def test_a_silent_database_is_told_in_one_line(monkeypatch):
    def silent(*args):
        raise DatabaseError("could not connect to server at 10.0.0.9, password ...")

    monkeypatch.setattr(connection, "cursor", silent)
    response = Client().get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"ok": False, "problem": "database"}


def test_other_methods_and_addresses_are_for_others(rf):
    heard = []
    middleware = HealthMiddleware(heard.append)
    middleware(rf.post("/healthz"))
    middleware(rf.get("/healthz/more"))
    assert len(heard) == 2
