"""A map as a file that stands alone: SVG and PNG with heading, legend and source line."""

from django.conf import settings
from django.utils.translation import gettext as _

from chitalishte.drawing import sheet
from chitalishte.drawing.picture import png
from chitalishte.records.language import current

LARGEST = 4  # times the size of the page


def standalone(view):
    """Return the map as one SVG document."""
    record = view.record
    return sheet(
        view.geography,
        view.areas,
        classes=view.classes,
        title=record.title,
        subtitle=view.column.label,
        description=view.description,
        source=_("Source: %(address)s")
        % {"address": settings.BASE_URL + record.get_absolute_url()},
        licence=f"{settings.SITE_NAME} · {record.get_licence_display()}",
        lang=current(),
    )


def picture(view, scale):
    """Return the map as PNG bytes, 1 to 4 times the size of the page."""
    return png(standalone(view), scale=max(1, min(LARGEST, scale)), fonts=settings.FONTS_ROOT)
