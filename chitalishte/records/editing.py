"""The editing screens of every collection, made from its declaration (Wagtail snippets)."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from .choosing import RecordChooserViewSet


class RecordForm(WagtailAdminModelForm):
    """The form of a record: when it is to be published, it must have what readers need."""

    def clean(self):
        cleaned = super().clean()
        if not self.is_deferred_validation:
            self._ask_for_what_readers_need(cleaned)
        return cleaned

    def _ask_for_what_readers_need(self, cleaned):
        # the instance gets its values only after clean(), so they are looked at on a copy
        record = self._meta.model()
        for field in record._meta.concrete_fields:
            if field.name in cleaned:
                setattr(record, field.name, cleaned[field.name])
        for name, sentence in record.missing_for_publishing().items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)


def edit_handler(collection):
    """Return the tabs of the editing screen."""
    content = [
        MultiFieldPanel(
            [
                FieldPanel("title_bg"),
                FieldPanel("title_en"),
                FieldPanel("summary_bg"),
                FieldPanel("summary_en"),
            ],
            heading=_("Title and summary"),
        ),
        *collection.panels,
    ]
    provenance = [
        FieldPanel("sources"),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("confidence")]),
        FieldPanel("licence"),
    ]
    publication = [
        FieldPanel("change_note"),
        FieldPanel("themes"),
        FieldRowPanel([FieldPanel("identifier"), FieldPanel("slug")]),
        PublishingPanel(),
        MultiFieldPanel(
            [
                FieldPanel("withdrawn_on"),
                FieldPanel("withdrawn_reason_bg"),
                FieldPanel("withdrawn_reason_en"),
                FieldPanel("replaced_by"),
            ],
            heading=_("Withdrawal"),
            classname="collapsed",
        ),
    ]
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList(provenance, heading=_("Sources and licence")),
            ObjectList(publication, heading=_("Publication")),
        ],
        base_form_class=getattr(collection, "form_class", RecordForm),
    )


def viewset(collection):
    """Return the viewset class of a collection's editing screens."""

    class RecordViewSet(SnippetViewSet):
        model = collection.model
        icon = collection.icon
        menu_label = capfirst(collection.label_plural)
        menu_name = collection.name
        menu_order = 100 + collection.position
        add_to_admin_menu = True
        base_url_path = collection.name
        list_display = ["title_bg", "identifier", LiveStatusTagColumn(), UpdatedAtColumn()]
        list_filter = ["live", "themes", "licence"]
        search_fields = ["title_bg", "title_en", "identifier", "summary_bg"]
        # SQL search over the table itself: editors look for drafts too, readers' index has none
        search_backend_name = None
        list_export = ["identifier", "title_bg", "title_en", "live", "last_published_at"]
        inspect_view_enabled = True
        copy_view_enabled = True
        list_per_page = 50
        ordering = ["title_bg"]
        chooser_viewset_class = RecordChooserViewSet
        chooser_per_page = 25

        def get_edit_handler(self):
            return edit_handler(collection).bind_to_model(self.model)

    RecordViewSet.__name__ = f"{collection.model.__name__}ViewSet"
    return RecordViewSet
