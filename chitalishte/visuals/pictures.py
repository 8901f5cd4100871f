"""A map as files that stand alone: SVG, PNG and PDF with legend and source, a social card."""

from django.conf import settings
from django.utils.translation import gettext as _

from chitalishte.drawing import sheet
from chitalishte.drawing.card import card
from chitalishte.drawing.picture import pdf, png
from chitalishte.records.language import current

LARGEST = 4  # times the size of the page


def _source(view):
    address = settings.BASE_URL + view.record.get_absolute_url()
    return _("Source: %(address)s") % {"address": address}


def _circles(view):
    """Return what a drawing needs for circles; nothing for coloured areas."""
    if view.has_dots:
        return {"at": view.spots}
    if not view.has_circles:
        return {}
    return {"values": view.measure.at(view.year)}


def standalone(view):
    """Return the map as one SVG document."""
    record = view.record
    number = _("version %(number)s of the data") % {"number": view.version.number}
    circles = _circles(view)
    if view.has_circles:
        circles["write"] = view.measure.write
    return sheet(
        view.geography,
        view.areas,
        classes=view.classes,
        title=record.title,
        subtitle=view.caption,
        description=view.description,
        source=_source(view),
        licence=f"{settings.SITE_NAME} · {record.get_licence_display()} · {number}",
        lang=current(),
        legend=view.classing.legend,
        **circles,
    )


def picture(view, scale):
    """Return the map as PNG bytes, 1 to 4 times the size of the page."""
    return png(standalone(view), scale=max(1, min(LARGEST, scale)), fonts=settings.FONTS_ROOT)


def paper(view):
    """Return the map as a PDF of one page, as vectors."""
    return pdf(standalone(view), fonts=settings.FONTS_ROOT)


def social_card(view):
    """Return the card that social networks show, as PNG bytes."""
    publishers = [block.value.get("publisher") for block in view.record.sources]
    named = ", ".join(dict.fromkeys(filter(None, publishers)))
    drawn = card(
        view.geography,
        view.areas,
        classes=view.classes,
        title=view.record.title,
        subtitle=view.caption,
        source=f"{named} · {settings.SITE_NAME}" if named else settings.SITE_NAME,
        lang=current(),
        **_circles(view),
    )
    return png(drawn, scale=1, fonts=settings.FONTS_ROOT)
