"""A map as files that stand alone: SVG, PNG and PDF with legend and source, a social card."""

from django.conf import settings

from chitalishte.drawing import sheet
from chitalishte.drawing.card import card
from chitalishte.drawing.picture import LARGEST_SCALE, pdf, png
from chitalishte.drawing.thumb import thumb
from chitalishte.records.language import current

# Beyond this many characters of outlines even a large sheet is drawn from those of the page.
MOST_OUTLINE = 3_000_000


def standalone(plate, *, is_large=False):
    """Return the map as one SVG document; a large sheet shows the finest outlines there are."""
    source, licence = plate.credits
    return sheet(
        _fine(plate) if is_large else plate.geography,
        plate.areas,
        classes=plate.classes,
        title=plate.title,
        subtitle=plate.caption,
        description=plate.description,
        source=source,
        licence=licence,
        lang=current(),
        legend=plate.classing.legend,
        **plate.extra,
    )


def _fine(plate):
    fine = plate.atlas.fine
    length = sum(len(place.path) for place in fine.places)
    return fine if length <= MOST_OUTLINE else plate.geography


def picture(plate, scale):
    """Return the map as PNG bytes, 1 to 4 times the size of the page."""
    drawn = standalone(plate, is_large=scale == LARGEST_SCALE)
    return png(drawn, scale=scale, fonts=settings.FONTS_ROOT)


def paper(plate):
    """Return the map as a PDF of one page, as vectors."""
    return pdf(standalone(plate, is_large=True), fonts=settings.FONTS_ROOT)


def small(view, face):
    """Return the map as one small SVG without words, for lists."""
    return thumb(
        view.geography if view.has_dots else view.atlas.small,
        view.areas,
        classes=view.classes,
        lang=current(),
        face=face,
        **{name: value for name, value in view.extra.items() if name != "write"},
    )


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
        **{name: value for name, value in view.extra.items() if name != "write"},
    )
    return png(drawn, scale=1, fonts=settings.FONTS_ROOT)
