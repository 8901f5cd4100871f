"""The timeline as TimelineJS reads it (JSON format of TimelineJS 3: events, text, groups)."""

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from chitalishte.records.language import current


def as_timelinejs(timeline):
    """Return the events of a Timeline; what is uncertain in a day is said by its display date.

    Its texts are HTML there, so ours are escaped.
    """
    headline = {"headline": escape(_("Timeline")), "text": escape(timeline.window_words)}
    return {
        "scale": "human",
        "title": {"text": headline, "unique_id": "title", "autolink": False},
        "events": [_slide(one) for one in timeline.placed],
    }


def _slide(placed):
    event = placed.event
    address = settings.BASE_URL + event.get_absolute_url(current())
    slide = {
        "unique_id": placed.key,
        "start_date": _date(event.day),
        "display_date": placed.words,
        "group": str(placed.lane_name),
        "autolink": False,
        "text": {
            "headline": f'<a href="{escape(address)}">{escape(event.title)}</a>',
            "text": f"<p>{escape(event.summary)}</p>",
        },
    }
    if not placed.is_exact:
        slide["end_date"] = _date(placed.to.isoformat())
    return slide


def _date(written):
    parts = zip(("year", "month", "day"), written.split("-"), strict=False)
    return {name: int(part) for name, part in parts}
