"""The types of columns in words for people."""

from django.utils.translation import gettext_lazy as _

TYPE_WORDS = {
    "text": _("text"),
    "code": _("code"),
    "integer": _("integer"),
    "decimal": _("decimal"),
    "boolean": _("boolean"),
    "date": _("date"),
    "time": _("time"),
    "timestamp": _("timestamp"),
    "year": _("year"),
    "year_month": _("year and month"),
    "quarter": _("quarter"),
    "point": _("point on the map"),
}
