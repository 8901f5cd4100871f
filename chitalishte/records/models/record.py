from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from chitalishte.text import day, slugify

from ..language import CODES, InLanguage, current, speaking
from ..provenance import Confidence, Licence, SourceBlock, validate_partial_date
from .addresses import FormerAddress


class RecordQuerySet(models.QuerySet):
    def public(self):
        """What anybody may see. Every public address starts here."""
        return self.filter(live=True, withdrawn_on=None)

    def gone(self):
        """What was public once and is not any more."""
        return self.filter(first_published_at__isnull=False).exclude(live=True, withdrawn_on=None)


class Record(
    PreviewableMixin,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ClusterableModel,
):
    """Anything with a permanent address, two languages, sources, a public life, a history."""

    identifier = models.SlugField(
        _("identifier"),
        max_length=120,
        unique=True,
        help_text=_("Never changes. Imports recognise the record by it."),
    )
    slug = models.SlugField(
        _("address"),
        max_length=160,
        unique=True,
        blank=True,
        help_text=_("The last part of the page’s address. Left empty, it is made from the title."),
    )
    title_bg = models.CharField(
        _("title in Bulgarian"),
        max_length=300,
        help_text=_("What the reader finds, in a few words."),
    )
    title_en = models.CharField(
        _("title in English"),
        max_length=300,
        blank=True,
        help_text=_("The same in English. Without it the record stays a draft."),
    )
    title = InLanguage("title")
    summary_bg = models.TextField(
        _("summary in Bulgarian"),
        max_length=2000,
        blank=True,
        help_text=_("One or two sentences: what this is, for whom and when."),
    )
    summary_en = models.TextField(
        _("summary in English"),
        max_length=2000,
        blank=True,
        help_text=_("The same in English."),
    )
    summary = InLanguage("summary")
    themes = ParentalManyToManyField(
        "records.Theme",
        blank=True,
        verbose_name=_("themes"),
        related_name="+",
        help_text=_("The record is listed on the pages of these themes."),
    )
    sources = StreamField(
        [("source", SourceBlock())],
        blank=True,
        verbose_name=_("sources"),
        help_text=_("At least one. Without a source the record cannot be published."),
    )
    as_of = models.CharField(
        _("as of"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("Up to when the facts were checked: 2026, 2026-07 or 2026-07-14."),
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=6,
        choices=Confidence,
        blank=True,
        help_text=_("How sure we are of the facts."),
    )
    licence = models.CharField(
        _("licence"),
        max_length=20,
        choices=Licence,
        default=Licence.CC_BY_4,
        help_text=_("How others may use it."),
    )
    change_note = models.CharField(
        _("what changed and why"),
        max_length=300,
        blank=True,
        help_text=_("One sentence for the public history of the record."),
    )
    withdrawn_on = models.DateField(
        _("withdrawn on"),
        null=True,
        blank=True,
        help_text=_("A withdrawn record keeps its address; the page tells the reason."),
    )
    withdrawn_reason_bg = models.TextField(
        _("reason in Bulgarian"),
        blank=True,
        help_text=_("What readers find at the address from now on."),
    )
    withdrawn_reason_en = models.TextField(
        _("reason in English"),
        blank=True,
        help_text=_("The same in English."),
    )
    withdrawn_reason = InLanguage("withdrawn_reason")
    replaced_by = models.CharField(
        _("replaced by"),
        max_length=400,
        blank=True,
        help_text=_("Address of what stands in its place now, if there is one."),
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-first_published_at", "identifier"]

    def __str__(self):
        return self.title or self.identifier

    @property
    def collection(self):
        from ..collection import collection_of

        return collection_of(type(self))

    @property
    def is_public(self):
        return self.live and not self.withdrawn_on

    @property
    def as_of_words(self):
        return day(self.as_of, current()) if self.as_of else ""

    @property
    def version(self):
        """Number of the published version, counted from 1; 0 for a draft."""
        from ..history import versions

        return len(versions(self))

    def get_absolute_url(self, language=None):
        with override(language or current()):
            return reverse(f"{self.collection.name}:record", args=[self.slug])

    def clean(self):
        super().clean()
        if not self.slug and self.title_bg:
            self.slug = self.free_slug()
        if self.withdrawn_on and not self.withdrawn_reason_bg:
            raise ValidationError(
                {"withdrawn_reason_bg": _("Tell the readers why the record is withdrawn.")}
            )

    def free_slug(self):
        """Return the title as an address part that no other record of the collection has."""
        base = slugify(self.title_bg)[:150].strip("-") or self.identifier
        taken = type(self)._default_manager.exclude(pk=self.pk)
        slug, number = base, 2
        while taken.filter(slug=slug).exists():
            slug, number = f"{base}-{number}", number + 1
        return slug

    def missing_for_publishing(self):
        """Return {field: sentence} of what keeps the record from being published."""
        missing = {}
        if not len(self.sources):
            missing["sources"] = gettext(
                "A record without a source cannot be published. Add at least one source. "
                "Your draft can be saved as it is."
            )
        if not self.title_en:
            missing["title_en"] = gettext("Readers in English need a title too.")
        return missing

    def publish(self, revision, **kwargs):
        """Publish a revision; raises ValidationError when something a reader needs is missing."""
        if missing := revision.as_object().missing_for_publishing():
            raise ValidationError(missing)
        return super().publish(revision, **kwargs)

    def save(self, *args, **kwargs):
        if not self.slug:
            self.slug = self.free_slug()
        if self.pk and self.first_published_at:
            self._keep_former_address()
        super().save(*args, **kwargs)

    def _keep_former_address(self):
        before = type(self)._default_manager.filter(pk=self.pk).values_list("slug", flat=True)
        collection = self.collection.name
        for slug in before:
            if slug != self.slug:
                FormerAddress.objects.update_or_create(
                    collection=collection, slug=slug, defaults={"record_id": self.pk}
                )
        # the record moved back to an address it once had
        FormerAddress.objects.filter(collection=collection, slug=self.slug).delete()

    def delete(self, *args, **kwargs):
        if self.first_published_at:
            FormerAddress.objects.update_or_create(
                collection=self.collection.name,
                slug=self.slug,
                defaults={"record_id": None, "title": self.title_bg},
            )
        return super().delete(*args, **kwargs)

    def search_text(self):
        """Return what is searched beside the title, in the language of the page."""
        return self.summary

    def full_texts(self):
        """Yield (language, title, text) for the search index."""
        for code in CODES:
            with speaking(code):
                yield code, self.title, self.search_text()

    # Wagtail's preview shows the record page itself.
    @property
    def preview_modes(self):
        return [("bg", _("Bulgarian")), ("en", _("English"))]

    def serve_preview(self, request, mode_name):
        from ..views import render_record

        with speaking(mode_name or "bg"):
            return render_record(request, self, is_preview=True)
