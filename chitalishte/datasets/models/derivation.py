from django.db import models
from django.utils.translation import gettext_lazy as _


class Derivation(models.Model):
    """How a version was made of others: the SQL and the very versions it read (prov:Derivation)."""

    version = models.OneToOneField(
        "datasets.TableVersion", models.CASCADE, related_name="derivation"
    )
    sql = models.TextField(_("question"))
    inputs = models.ManyToManyField(
        "datasets.TableVersion", related_name="derived", verbose_name=_("made of")
    )

    class Meta:
        verbose_name = _("derivation")
        verbose_name_plural = _("derivations")

    def __str__(self):
        return f"{self.version}: {self.sql[:60]}"
