"""What the log says, and what it does not say."""

import json
import logging

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pythonjsonlogger.json import JsonFormatter

from chitalishte.accounts.request_log import RequestIdFilter, RequestLogMiddleware, request_id


class Lines(logging.Handler):
    """Collect lines as the handler of the settings would write them."""

    def __init__(self):
        super().__init__()
        self.lines = []
        options = dict(settings.LOGGING["formatters"]["json"])
        del options["()"]
        self.setFormatter(JsonFormatter(**options))
        self.addFilter(RequestIdFilter())

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def log():
    handler = Lines()
    logging.getLogger().addHandler(handler)
    yield handler.lines
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def everything():
    logger = logging.getLogger("chitalishte.access")
    logger.setLevel(logging.INFO)
    yield
    logger.setLevel(logging.NOTSET)


def of_requests(log):
    return [line for line in log if line["logger"] == "chitalishte.access"]


@pytest.mark.django_db
def test_requests_are_not_logged_unless_asked(client, log):
    client.get("/bg/")
    assert of_requests(log) == []


@pytest.mark.django_db
def test_a_line_of_a_reader_holds_nothing_personal(client, log, everything):
    client.get(
        "/bg/search/?q=Иван+Петров", REMOTE_ADDR="192.0.2.7", headers={"User-Agent": "Телефон"}
    )
    (line,) = of_requests(log)
    assert set(line) == {
        "at", "level", "logger", "message", "request_id", "method", "path", "status", "duration_ms",
    }  # fmt: skip
    assert (line["method"], line["path"], line["status"]) == ("GET", "/bg/search/", 200)
    assert line["request_id"]
    assert line["duration_ms"] > 0


@pytest.mark.django_db
def test_a_change_names_the_account_by_number(desk, editor, log, everything):
    desk.get("/admin/")
    desk.post("/accounts/reauthenticate/", {"password": "a long password"})
    read, changed = of_requests(log)
    assert "user_id" not in read
    assert changed["user_id"] == editor.pk
    assert "eva" not in json.dumps(of_requests(log))


@pytest.mark.django_db
def test_a_failure_is_logged_with_its_traceback_under_the_id_of_the_answer(log, monkeypatch):
    def fails(*args, **kwargs):
        raise RuntimeError("нарочно")

    monkeypatch.setattr("chitalishte.records.models.Edition.current", fails)
    response = Client(raise_request_exception=False).get("/bg/?q=Иван")
    assert response.status_code == 500
    (line,) = [line for line in log if line["level"] == "ERROR"]
    assert "RuntimeError: нарочно" in line["exc_info"]
    assert line["request_id"] == response["X-Request-ID"]
    assert response["X-Request-ID"] in response.content.decode()
    assert "Иван" not in json.dumps(line, ensure_ascii=False)


def test_two_requests_have_two_names_and_none_is_left_over():
    names = []

    def view(request):
        names.append(request_id.get())
        return HttpResponse()

    for _ in range(2):
        RequestLogMiddleware(view)(RequestFactory().get("/"))
    assert len(set(names)) == 2
    assert all(names)
    assert request_id.get() == ""


@pytest.mark.django_db
def test_a_missing_page_is_not_news(client, log):
    client.get("/bg/няма/")
    assert log == []
