from django.db import models
from django.utils.translation import gettext_lazy as _


class SynonymGroup(models.Model):
    """Words that find each other: Roma, роми, цигани (in historical sources)."""

    words = models.TextField(
        _("words"),
        help_text=_("One a line, in either language; every form of a word is found by itself."),
    )
    historical = models.TextField(
        _("words of historical sources"),
        blank=True,
        help_text=_("One a line: they find the others, and we do not use them ourselves."),
    )

    class Meta:
        verbose_name = _("synonyms of the surveys")
        verbose_name_plural = _("synonyms of the surveys")
        ordering = ["pk"]

    def __str__(self):
        return ", ".join(self.all_words())

    def all_words(self):
        lines = [*self.words.splitlines(), *self.historical.splitlines()]
        return [line.strip() for line in lines if line.strip()]
