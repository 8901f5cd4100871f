"""Where a fact comes from, as of when, under which licence, and how sure we are."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class Confidence(models.TextChoices):
    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Licence(models.TextChoices):
    """Licences by the code of the EU authority table `licence`."""

    CC_BY_4 = "CC_BY_4_0", _("CC BY 4.0: reuse with attribution")
    CC_BYSA_4 = "CC_BYSA_4_0", _("CC BY-SA 4.0: reuse with attribution, share alike")
    CC0 = "CC0", _("CC0 1.0: public domain")
    ODC_BY = "ODC_BY", _("ODC-BY: open data, with attribution")
    COM_REUSE = "COM_REUSE", _("European Commission reuse notice")


LICENCE_TEXTS = {
    Licence.CC_BY_4: "https://creativecommons.org/licenses/by/4.0/",
    Licence.CC_BYSA_4: "https://creativecommons.org/licenses/by-sa/4.0/",
    Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Licence.ODC_BY: "https://opendatacommons.org/licenses/by/1-0/",
    Licence.COM_REUSE: "https://commission.europa.eu/legal-notice_en",
}

PARTIAL_DATE = re.compile(
    r"^(?:1[0-9]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$"
)


def validate_partial_date(value):
    """Accept 2026, 2026-07 and 2026-07-14 (ISO 8601, as far as it is known)."""
    if not PARTIAL_DATE.match(value):
        raise ValidationError(
            _("%(value)s is not a date. Write 2026, 2026-07 or 2026-07-14."),
            params={"value": value},
        )


class SourceBlock(blocks.StructBlock):
    """One source: what it is, where it stands, who published it, when it was read."""

    title = blocks.CharBlock(label=_("Title"), help_text=_("As it stands on the source."))
    address = blocks.URLBlock(required=False, label=_("Address"))
    publisher = blocks.CharBlock(required=False, label=_("Publisher"))
    read_on = blocks.DateBlock(required=False, label=_("Read on"))

    class Meta:
        icon = "link"
        label = _("Source")
        form_classname = "struct-block"

    def clean(self, value):
        cleaned = super().clean(value)
        for name in ("title", "publisher"):
            if "|" in (cleaned.get(name) or ""):
                # the sign parts a source's fields in spreadsheets, see fields.SourcesField
                raise blocks.StructBlockValidationError(
                    {name: ValidationError(_("Use another sign instead of |."))}
                )
        return cleaned
