"""What holds on every page a reader can open."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from chitalishte.records.models import MistakeReport

pytestmark = pytest.mark.django_db

POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
}
NOT_IN_THE_SITEMAP = [
    "/bg/search/",
    "/bg/search/?q=%D1%81%D1%8A%D0%B4",
    "/bg/search/?q=zzzzzz",
    "/bg/report/",
    "/bg/report/thanks/",
    "/bg/api/",
    "/bg/no-such-page/",
    "/accounts/login/",
    "/accounts/password/reset/",
]


class Inline(HTMLParser):
    """Find what a strict policy refuses: inline scripts, styles, handlers, code in addresses."""

    DATA = ("application/json", "application/ld+json")

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        if tag == "style" or "style" in names:
            self.found.append(self.get_starttag_text())
        if tag == "script" and "src" not in names and names.get("type") not in self.DATA:
            self.found.append(self.get_starttag_text())
        for name, value in attributes:
            is_code = (value or "").strip().lower().startswith("javascript:")
            if name.startswith("on") or is_code:
                self.found.append(self.get_starttag_text())


MOST_ALIKE = 4  # pages of one kind in one language: they come from one template
_visited = []


@pytest.fixture
def pages(client):
    """Return (address, response) of pages of every kind in the sitemap and some never in it.

    They are visited once: nothing here changes what they show.
    """
    if not _visited:
        _visited.extend((address, Client().get(address)) for address in _addresses(client))
    return _visited


def _addresses(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    kinds = {}
    for loc in tree.iter():
        if loc.tag.endswith("}loc"):
            path = urlsplit(loc.text).path
            kinds.setdefault(tuple(path.split("/")[1:3]), []).append(path)
    listed = [path for paths in kinds.values() for path in paths[:MOST_ALIKE]]
    both = listed + [path.replace("/bg/", "/en/", 1) for path in NOT_IN_THE_SITEMAP]
    addresses = sorted({*both, *NOT_IN_THE_SITEMAP})
    assert len(addresses) > 40
    return addresses


def test_no_page_has_anything_inline_and_each_carries_the_policy(pages):
    for address, response in pages:
        assert response.status_code == (404 if "no-such" in address else 200), address
        assert Inline(response.content.decode()).found == [], address
        policy = set(response["Content-Security-Policy"].split("; "))
        assert policy == POLICY, address
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"]
        assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_nothing_is_fetched_from_other_hosts(pages):
    fetched = re.compile(r"""<(?:script|img|iframe|link rel="(?:stylesheet|preload|icon)")[^>]*
        (?:src|href)="(?:https?:)?//([^"/]+)""", re.VERBOSE)  # fmt: skip
    for address, response in pages:
        assert fetched.findall(response.content.decode()) == [], address


def test_a_reader_gets_no_cookie(pages):
    """Only a form that is sent (a report, the sign-in) needs one, against forged requests."""
    forms = ("report/", "accounts/login/", "accounts/password/reset/")
    for address, response in pages:
        expected = [settings.CSRF_COOKIE_NAME] if address.endswith(forms) else []
        assert list(response.cookies) == expected, address


def test_every_form_that_changes_something_carries_a_token(pages):
    for address, response in pages:
        page = response.content.decode()
        for form in re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL):
            assert "csrfmiddlewaretoken" in form, address


def _all_views(patterns, before=""):
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _all_views(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here, pattern.callback


def test_no_view_of_ours_switches_the_protection_off():
    exempt = [
        address
        for address, view in _all_views(get_resolver().url_patterns)
        if getattr(view, "csrf_exempt", False)
    ]
    # Ours, those of CKAN and of OAI-PMH, and Wagtail's API only read. The translation editor's
    # looks at the token by itself.
    elsewhere = ("api/v1/", "api/3/action/", "api/action/", "oai", "admin/api/", "admin/localize/")
    assert [address for address in exempt if not address.startswith(elsewhere)] == []


def test_the_translation_editor_refuses_a_forged_change(editor):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    response = browser.put("/admin/localize/translate/1/strings/1/edit/", {"value": "x"})
    assert response.status_code == 403
    assert "CSRF" in response.json()["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(client, method):
    assert getattr(client, method)("/api/v1/datasets/").status_code == 405


@pytest.mark.parametrize(
    "address", ["/bg/report/", "/accounts/login/", "/accounts/password/reset/"]
)
def test_a_forged_form_is_refused(address):
    assert Client(enforce_csrf_checks=True).post(address, {"message": "x"}).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/datasets/", "/admin/images/add/", "/accounts/2fa/", "/bg/report/"],
)
def test_what_belongs_to_one_person_is_kept_by_no_cache(desk, address):
    response = desk.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "public" not in response["Cache-Control"]


def test_a_signed_in_editor_is_not_given_readers_pages_nor_they_the_editors(desk):
    cache.clear()
    assert "public" not in desk.get("/bg/").headers.get("Cache-Control", "")
    assert "public" in Client().get("/bg/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/accounts/login/", "/admin/no/"])
def test_robots_keep_out_of_the_editors_side(client, address):
    assert "noindex" in client.get(address)["X-Robots-Tag"]
    robots = client.get("/robots.txt").content.decode()
    assert f"Disallow: /{address.split('/')[1]}/" in robots


def test_the_editors_side_has_a_policy_with_a_nonce_that_is_never_the_same(desk):
    policies = [desk.get("/admin/datasets/add/")["Content-Security-Policy"] for _ in range(2)]
    for policy in policies:
        script = next(part for part in policy.split("; ") if part.startswith("script-src "))
        assert re.fullmatch(r"script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}'", script)
        assert "unsafe-eval" not in policy
        assert "frame-ancestors 'self'" in policy
    assert policies[0] != policies[1]


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/datasets/add/",
        "/admin/maps/add/",
        "/admin/images/add/",
        "/admin/workflows/add/",
        "/admin/groups/new/",
        "/admin/redirects/add/",
    ],
)
def test_inline_scripts_of_the_editors_side_all_carry_the_nonce(desk, address):
    """Fails when a new Wagtail writes a script in a place we do not know."""
    response = desk.get(address)
    nonce = re.search(r"'nonce-([^']+)'", response["Content-Security-Policy"])
    page = response.content.decode()
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/)([^>]*)>", page)
    for attributes in scripts:
        assert f'nonce="{nonce.group(1)}"' in attributes
    assert not re.search(r"<[a-z]+[^>]* on[a-z]+=", page)


def a_report(client, **more):
    form = {"message": "Годината е друга.", "page": "/bg/datasets/", "title": "Набори"}
    return client.post("/bg/report/", form | more, REMOTE_ADDR="192.0.2.7")


def test_a_robot_that_fills_the_hidden_field_is_thanked_and_forgotten(client):
    response = a_report(client, website="https://spam.example")
    assert response.status_code == 302
    assert not MistakeReport.objects.exists()


def test_one_sender_is_heard_five_times_an_hour_and_loses_no_text(client):
    for _ in range(5):
        assert a_report(client).status_code == 302
    response = a_report(client)
    assert response.status_code == 429
    assert "Годината е друга." in response.content.decode()
    assert MistakeReport.objects.count() == 5


def test_a_report_keeps_no_address_of_its_sender(client):
    a_report(client)
    assert "192.0.2.7" not in str(MistakeReport.objects.values().get())


@pytest.mark.parametrize("page", ["https://evil.example/bg/", "//evil.example", "/admin/"])
def test_a_report_is_about_a_page_of_ours(client, page):
    a_report(client, page=page)
    assert MistakeReport.objects.get().address == ""
