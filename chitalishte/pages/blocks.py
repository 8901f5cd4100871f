"""The building blocks of pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from chitalishte.records.language import current

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class QuotationBlock(blocks.StructBlock):
    """Somebody’s words, with whose they are."""

    text = blocks.TextBlock(label=_("What was said"))
    author = blocks.CharBlock(label=_("Whose they are"))
    address = blocks.URLBlock(required=False, label=_("Where they stand"))

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "pages/blocks/quotation.html"


class PictureBlock(blocks.StructBlock):
    """An image that everybody can make use of: described, captioned, credited."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Description"),
        help_text=_("What the picture shows, for those who do not see it."),
    )
    caption = blocks.CharBlock(required=False, label=_("Caption"))
    credit = blocks.CharBlock(label=_("Credit"), help_text=_("Author and licence."))

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "pages/blocks/picture.html"


class MapBlock(blocks.StructBlock):
    """A map from the collection, as it is now."""

    map = SnippetChooserBlock("visuals.Map", label=_("Map"))
    show = blocks.CharBlock(
        required=False,
        label=_("Shown column"),
        help_text=_("Left empty, the map opens as it does on its own page."),
    )

    class Meta:
        icon = "site"
        label = _("Map")
        template = "pages/blocks/map.html"

    def get_context(self, value, parent_context=None):
        from django.http import QueryDict

        from chitalishte.visuals.mapview import MapView

        context = super().get_context(value, parent_context)
        record = value["map"]
        if record and record.is_public and record.dataset.is_public:
            params = QueryDict(mutable=True)
            if value["show"]:
                params["show"] = value["show"]
            context["view"] = MapView(record, params)
        return context


class ChartBlock(blocks.StructBlock):
    """A chart from the collection, as it is now."""

    chart = SnippetChooserBlock("charts.Chart", label=_("Chart"))

    class Meta:
        icon = "history"
        label = _("Chart")
        template = "pages/blocks/chart.html"

    def get_context(self, value, parent_context=None):
        from chitalishte.charts.chartview import of_record

        context = super().get_context(value, parent_context)
        record = value["chart"]
        if record and record.is_public and record.dataset.is_public:
            view = of_record(record)
            if view is not None and not view.problem:
                context |= {"record": record, "view": view}
        return context


class TableExtractBlock(blocks.StructBlock):
    """Some columns of a dataset's table."""

    dataset = SnippetChooserBlock("datasets.Dataset", label=_("Dataset"))
    columns = blocks.ListBlock(blocks.CharBlock(label=_("Column")), label=_("Columns"), min_num=1)
    only = blocks.CharBlock(
        required=False,
        label=_("Only rows with"),
        help_text=_("column=value, for example confidence=low"),
    )
    most = blocks.IntegerBlock(default=30, min_value=1, max_value=100, label=_("Rows at most"))
    caption = blocks.CharBlock(label=_("What the table shows"))

    class Meta:
        icon = "table"
        label = _("Table extract")
        template = "pages/blocks/table_extract.html"

    def get_context(self, value, parent_context=None):
        from .extracts import extract

        context = super().get_context(value, parent_context)
        context["table"] = extract(value)
        return context


class DatasetLinkBlock(blocks.StructBlock):
    """A dataset to go on to."""

    dataset = SnippetChooserBlock("datasets.Dataset", label=_("Dataset"))

    class Meta:
        icon = "link"
        label = _("Dataset")
        template = "pages/blocks/dataset_link.html"


class FootnotesBlock(blocks.StructBlock):
    """The notes of a text, numbered in their order; the text refers to them as [1], [2]."""

    notes = blocks.ListBlock(
        blocks.RichTextBlock(features=["bold", "italic", "link"], label=_("Note")),
        label=_("Notes"),
    )

    class Meta:
        icon = "list-ol"
        label = _("Footnotes")
        template = "pages/blocks/footnotes.html"


class SurveyMatrixBlock(blocks.StructBlock):
    """The coverage matrix of the surveys as they are now."""

    rows = blocks.ChoiceBlock(
        choices=[
            ("group", _("target group")),
            ("topic", _("topic")),
            ("kind", _("type of survey")),
        ],
        default="group",
        label=_("Rows"),
    )
    columns = blocks.ChoiceBlock(
        choices=[
            ("year", _("year of fieldwork")),
            ("topic", _("topic")),
            ("group", _("target group")),
        ],
        default="year",
        label=_("Columns"),
    )

    class Meta:
        icon = "table"
        label = _("Coverage of the surveys")
        template = "pages/blocks/survey_matrix.html"

    def get_context(self, value, parent_context=None):
        from django.http import QueryDict

        from chitalishte.records.collection import get
        from chitalishte.records.listing import Listing
        from chitalishte.surveys.overview import Matrix

        context = super().get_context(value, parent_context)
        listing = Listing(get("surveys"), QueryDict())
        home = f"/{current()}/surveys/"
        context["matrix"] = Matrix(listing, value["rows"], value["columns"], home=home)
        context["overview_url"] = f"{home}overview/"
        return context


class RulesBlock(blocks.StructBlock):
    """An article of an act as it stood on a day, or what changed in it between two days."""

    act = SnippetChooserBlock("archive.Act", label=_("Act"))
    article = blocks.CharBlock(
        label=_("Article"), help_text=_("Its identifier, as in the address of its page: art_130.")
    )
    day = blocks.DateBlock(label=_("On this day"))
    against = blocks.DateBlock(
        required=False,
        label=_("Compared with"),
        help_text=_("An earlier day: what changed since then is marked."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Rules on a day")
        template = "pages/blocks/rules.html"

    def get_context(self, value, parent_context=None):
        from chitalishte.archive.chapter import Chapter

        context = super().get_context(value, parent_context)
        act = value["act"]
        if act and act.is_public:
            days = [day.isoformat() if day else "" for day in (value["day"], value["against"])]
            chapter = Chapter(act, *days)
            shown = (one for one in chapter.articles if one.rule.eid == value["article"])
            context |= {"chapter": chapter, "article": next(shown, None)}
        return context


class EventBlock(blocks.StructBlock):
    """An event of the chronology with its vote."""

    event = SnippetChooserBlock("archive.Event", label=_("Event"))

    class Meta:
        icon = "history"
        label = _("Event")
        template = "pages/blocks/event.html"

    def get_context(self, value, parent_context=None):
        from chitalishte.archive.collection import votes

        context = super().get_context(value, parent_context)
        event = value["event"]
        if event and event.is_public:
            context |= {"event": event, "votes": votes(event)}
        return context


class BodyBlock(blocks.StreamBlock):
    """What a page is made of."""

    text = blocks.RichTextBlock(
        features=FEATURES, label=_("Text"), icon="pilcrow", template="pages/blocks/text.html"
    )
    quotation = QuotationBlock()
    picture = PictureBlock()
    map = MapBlock()
    chart = ChartBlock()
    table = TableExtractBlock()
    survey_matrix = SurveyMatrixBlock()
    rules = RulesBlock()
    event = EventBlock()
    dataset = DatasetLinkBlock()
    footnotes = FootnotesBlock()
