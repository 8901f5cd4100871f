"""A copy as IIIF viewers take it: Presentation 3.0, and Image 3.0 of level 0, without a server.

Source: iiif.io/api/presentation/3.0 and iiif.io/api/image/3.0, read 2026-11-25.
"""

from django.conf import settings
from django.urls import reverse

from chitalishte.records.language import CODES
from chitalishte.records.provenance import LICENCE_TEXTS

from .papers import WIDTHS

PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
IMAGE = "http://iiif.io/api/image/3/context.json"
CONTENT_TYPE = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'


def _full(address):
    return settings.BASE_URL + address


def size(page, width):
    """Return (width, height) in dots of a page drawn this wide, as `papers.pictures` draws it."""
    from chitalishte.papers.pictures import size_of

    return size_of(page.width, page.height, width)


def names_of_size(page, width):
    """Return the names under which a size may be asked for."""
    wide, tall = size(page, width)
    names = {f"{wide},{tall}", f"{wide},"}
    return names | {"max"} if width == WIDTHS[-1] else names


def service_address(copy, page):
    return _full(reverse("iiif_info", args=[copy.pk, page.number]).removesuffix("/info.json"))


def info(copy, page):
    """Return the description of a page's picture."""
    wide, tall = size(page, WIDTHS[-1])
    sizes = [size(page, width) for width in WIDTHS]
    return {
        "@context": IMAGE,
        "id": service_address(copy, page),
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": wide,
        "height": tall,
        "sizes": [{"width": one[0], "height": one[1]} for one in sizes],
    }


def manifest(copy):
    """Return the whole copy: a canvas for each page, with its picture."""
    document = copy.document
    own = _full(reverse("iiif_manifest", args=[copy.pk]))
    titles = {code: [getattr(document, f"title_{code}")] for code in CODES}
    summaries = {code: [words] for code in CODES if (words := getattr(document, f"summary_{code}"))}
    pages = copy.paper.pages.filter(width__gt=0).defer("text", "text_keys", "words")
    made = {
        "@context": PRESENTATION,
        "id": own,
        "type": "Manifest",
        "label": titles,
        "summary": summaries,
        "homepage": [
            {
                "id": _full(document.get_absolute_url(code)),
                "type": "Text",
                "label": titles,
                "format": "text/html",
                "language": [code],
            }
            for code in CODES
        ],
        "provider": [
            {
                "id": settings.BASE_URL,
                "type": "Agent",
                "label": {"none": [settings.SITE_NAME]},
            }
        ],
        "seeAlso": [
            {
                "id": _full(f"/api/v1/materials/{document.identifier}/"),
                "type": "Dataset",
                "format": "application/json",
            }
        ],
        "items": [_canvas(copy, page, own) for page in pages],
    }
    if licence := LICENCE_TEXTS.get(document.licence):
        made["rights"] = licence
    if copy.rights:
        made["requiredStatement"] = {
            "label": {"bg": ["Права"], "en": ["Rights"]},
            "value": {"none": [copy.rights]},
        }
    return made


def _canvas(copy, page, own):
    wide, tall = size(page, WIDTHS[-1])
    canvas = f"{own}#page-{page.number}"
    service = service_address(copy, page)
    return {
        "id": canvas,
        "type": "Canvas",
        "label": {"none": [str(page.number)]},
        "width": wide,
        "height": tall,
        "items": [
            {
                "id": f"{canvas}-pictures",
                "type": "AnnotationPage",
                "items": [
                    {
                        "id": f"{canvas}-picture",
                        "type": "Annotation",
                        "motivation": "painting",
                        "target": canvas,
                        "body": {
                            "id": f"{service}/full/max/0/default.jpg",
                            "type": "Image",
                            "format": "image/jpeg",
                            "width": wide,
                            "height": tall,
                            "service": [
                                {"id": service, "type": "ImageService3", "profile": "level0"}
                            ],
                        },
                    }
                ],
            }
        ],
    }
