"""A day that a reader may ask for in an address."""

from django.utils import timezone

from chitalishte import law, text
from chitalishte.records.language import current


class AskedDay:
    """What stands on the day as written; today where nothing is, or where it is no day.

    day         a datetime.date, the first that a month or a year can mean
    is_refused  something was written that is no day
    """

    def __init__(self, written=""):
        self.is_refused = False
        self.day = timezone.localdate()
        if written:
            try:
                self.day = law.day(written).earliest
            except ValueError:
                self.is_refused = True

    @property
    def day_words(self):
        return text.day(self.day.isoformat(), current())
