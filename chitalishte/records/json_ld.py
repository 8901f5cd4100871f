"""schema.org markup of a record, for search engines."""

import json

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import mark_safe

from .language import current
from .provenance import LICENCE_TEXTS

# Inside <script> these would end the element or begin a comment.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def json_ld(record):
    """Return the JSON-LD text, safe to stand inside a script element."""
    collection = record.collection
    data = {
        "@context": "https://schema.org",
        "@type": collection.schema_type,
        "@id": settings.BASE_URL + record.get_absolute_url(),
        "url": settings.BASE_URL + record.get_absolute_url(),
        "name": record.title,
        "description": record.summary,
        "identifier": record.identifier,
        "inLanguage": current(),
        "license": LICENCE_TEXTS.get(record.licence),
        "datePublished": record.first_published_at,
        "dateModified": record.last_published_at,
        "version": record.version,
        "keywords": [theme.name for theme in record.themes.all()],
        "publisher": {
            "@type": "Organization",
            "name": settings.SITE_NAME,
            "url": settings.BASE_URL,
        },
        **collection.json_ld(record),
    }
    kept = {name: value for name, value in data.items() if value not in (None, "", [])}
    text = json.dumps(kept, cls=DjangoJSONEncoder, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped above
