"""What the frame around every public page needs: name, menu, footer, the other language."""

from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale, Page

from chitalishte.records.edition import PUBLIC_PREFIXES
from chitalishte.records.language import CODES, current

from .models import SiteFrame

NAMES = {"bg": "Български", "en": "English"}


def page_frame(request):
    """Context processor: the frame of a public page; nothing on the editors' side."""
    path = request.path
    if not path.startswith(PUBLIC_PREFIXES[:2]):
        return {"site_name": "Читалище", "home_url": "/"}
    frame = SiteFrame.for_request(request)
    language = current()
    return {
        "site_name": frame.name,
        "home_url": f"/{language}/",
        "menu": _menu(frame, path),
        "search_url": reverse("search"),
        "suggest_url": reverse("suggest"),
        "language_links": _language_links(request, language),
        "footer": {
            "text": frame.footer,
            "links": [_link(block.value, path) for block in frame.footer_links],
            "funder": _funder(frame),
        },
    }


def _menu(frame, path):
    """Return the entries; of those that lead above this page only the nearest is current."""
    links = [_link(block.value, path) for block in frame.menu]
    nearest = max((len(link["url"]) for link in links if link["current"]), default=0)
    return [link | {"current": link["current"] and len(link["url"]) == nearest} for link in links]


def _link(value, path):
    language = current()
    address = value["address"]
    url = address if address.startswith(("/", "http")) else f"/{language}/{address}"
    return {
        "label": value[f"label_{language}"] or value["label_bg"],
        "url": url,
        "current": path.startswith(url),
    }


def _funder(frame):
    if not frame.funder:
        return None
    logo = frame.logo.get_rendition("max-320x120") if frame.logo else None
    return {
        "text": frame.funder,
        "programme": frame.programme,
        "contract": frame.contract,
        "logo_url": logo.url if logo else "",
        "logo_alt": frame.logo_alt,
    }


def _language_links(request, language):
    return [
        {
            "code": code,
            "label": NAMES[code],
            "url": request.get_full_path() if code == language else _in(code, request),
            "current": code == language,
        }
        for code in CODES
    ]


def _in(code, request):
    """Return the address of the same place in another language; its front page if there is none."""
    page = getattr(request, "wagtail_page", None) or _page_of(request)
    if page is not None:
        locale = Locale.objects.filter(language_code=code).first()
        translation = page.get_translation_or_none(locale) if locale else None
        if translation is None or not translation.live:
            return f"/{code}/"
        with override(code):
            return translation.get_url(request) or f"/{code}/"
    query = request.META.get("QUERY_STRING", "")
    return f"/{code}/{request.path[4:]}" + (f"?{query}" if query else "")


def _page_of(request):
    """Return the Wagtail page behind an address that no other pattern took."""
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return None
    site_root = request.path.strip("/").split("/")
    locale = Locale.objects.filter(language_code=site_root[0]).first()
    slug_path = "/".join(site_root[1:])
    pages = Page.objects.filter(locale=locale, live=True)
    for page in pages.filter(slug=site_root[-1]) if slug_path else pages.filter(depth=2):
        if (page.get_url(request) or "").strip("/") == "/".join(site_root):
            return page
    return None
