"""The door through which the web server enters."""

import os
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application

AFTER = 2  # seconds, when the first pages have been answered


def warm_up():
    """Load what takes a second, so that the first who searches or opens a chart need not wait."""
    from chitalishte import text
    from chitalishte.charting import canvas, picture  # noqa: F401 - the first brings Altair

    text.search_key("съд court")
    picture.svg({"data": {"values": [{}]}, "mark": "bar"}, fonts=settings.FONTS_ROOT)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chitalishte.settings.local")
application = get_wsgi_application()
_later = threading.Timer(AFTER, warm_up)
_later.daemon = True
_later.start()
