"""The kinds of pages, and what stands around every page of the portal."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from chitalishte.records.language import InLanguage

from .blocks import BodyBlock
from .stories import StoryBlock, steps_of

FRONT = 2  # depth of the front pages in the tree


class ReadingPage(Page):
    """What every page has: one sentence that says what it is, and a body."""

    lede = models.TextField(
        _("lede"),
        blank=True,
        max_length=600,
        help_text=_("One or two sentences under the title: what the reader finds here."),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*Page.content_panels, FieldPanel("lede"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lede"), index.SearchField("body")]
    kind = "pages"

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["crumbs"] = [
            {
                "label": gettext("Home") if page.depth == FRONT else page.title,
                "url": page.get_url(request),
            }
            for page in self.get_ancestors().live().filter(depth__gte=FRONT)
        ]
        context["canonical_url"] = self.full_url
        if self.alias_of_id:  # not translated yet: the words are still those of the first language
            context["words_in"] = self.alias_of.locale.language_code
        return context


class HomePage(ReadingPage):
    """The front page: a question, the themes, a map."""

    question = models.CharField(
        _("question above the search box"), max_length=120, default="Какво искате да научите?"
    )
    featured_map = models.ForeignKey(
        "visuals.Map",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("map on the front page"),
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("question"),
        FieldPanel("lede"),
        FieldPanel("featured_map"),
        FieldPanel("body"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("front page")

    def get_context(self, request, *args, **kwargs):
        from .fronts import front_page

        return super().get_context(request, *args, **kwargs) | front_page(self)


class ThemePage(ReadingPage):
    """A thematic area: what it is about, its maps, datasets and articles."""

    theme = models.ForeignKey(
        "records.Theme", models.PROTECT, related_name="pages", verbose_name=_("theme")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("theme"),
        FieldPanel("lede"),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.ArticlePage", "pages.StoryPage", "pages.PlainPage"]
    template = "pages/theme.html"
    kind = "themes"

    class Meta:
        verbose_name = _("theme page")
        verbose_name_plural = _("theme pages")

    def get_context(self, request, *args, **kwargs):
        from .fronts import theme_page

        return super().get_context(request, *args, **kwargs) | theme_page(self)


class ArticlePage(ReadingPage):
    """A text with an author and a date."""

    author = models.CharField(_("author"), max_length=200, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lede"),
        FieldRowPanel([FieldPanel("author"), FieldPanel("published_on")]),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.HomePage", "pages.ThemePage"]
    subpage_types = []
    template = "pages/article.html"
    kind = "articles"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class StoryPage(ReadingPage):
    """A data story: text that scrolls beside a map, which changes step by step."""

    author = models.CharField(_("author"), max_length=200, blank=True)
    published_on = models.DateField(_("date"), null=True, blank=True)
    body = StreamField(StoryBlock(), blank=True, verbose_name=_("steps"))

    content_panels = ArticlePage.content_panels
    parent_page_types = ["pages.HomePage", "pages.ThemePage"]
    subpage_types = []
    template = "pages/story.html"
    kind = "articles"

    class Meta:
        verbose_name = _("data story")
        verbose_name_plural = _("data stories")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"steps": steps_of(self)}


class PlainPage(ReadingPage):
    """Anything else: about us, accessibility, contacts."""

    parent_page_types = ["pages.HomePage", "pages.ThemePage", "pages.PlainPage"]
    template = "pages/plain.html"

    class Meta:
        verbose_name = _("plain page")
        verbose_name_plural = _("plain pages")


class LinkBlock(blocks.StructBlock):
    """One entry of the menu or the footer, named in both languages."""

    label_bg = blocks.CharBlock(label=_("Name in Bulgarian"))
    label_en = blocks.CharBlock(label=_("Name in English"))
    address = blocks.CharBlock(
        label=_("Address"),
        help_text=_("From the language on: “datasets/” leads to /bg/datasets/ and /en/datasets/."),
    )

    class Meta:
        icon = "link"
        label = _("Link")


@register_setting(icon="site")
class SiteFrame(BaseSiteSetting):
    """The menu, the footer and who pays for the work."""

    name_bg = models.CharField(_("name in Bulgarian"), max_length=80, default="Читалище")
    name_en = models.CharField(_("name in English"), max_length=80, default="Chitalishte")
    name = InLanguage("name")
    menu = StreamField([("link", LinkBlock())], blank=True, verbose_name=_("menu"))
    footer_bg = models.TextField(_("footer in Bulgarian"), blank=True)
    footer_en = models.TextField(_("footer in English"), blank=True)
    footer = InLanguage("footer")
    footer_links = StreamField([("link", LinkBlock())], blank=True, verbose_name=_("footer links"))
    funder_bg = models.TextField(_("acknowledgement in Bulgarian"), blank=True)
    funder_en = models.TextField(_("acknowledgement in English"), blank=True)
    funder = InLanguage("funder")
    programme = models.CharField(_("programme"), max_length=200, blank=True)
    contract = models.CharField(_("contract number"), max_length=100, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo of the funder"),
    )
    logo_alt = models.CharField(_("name of the funder, for the logo"), max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name_bg"), FieldPanel("name_en")]),
        FieldPanel("menu"),
        MultiFieldPanel(
            [FieldPanel("footer_bg"), FieldPanel("footer_en"), FieldPanel("footer_links")],
            heading=_("Footer"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("funder_bg"),
                FieldPanel("funder_en"),
                FieldRowPanel([FieldPanel("programme"), FieldPanel("contract")]),
                FieldPanel("logo"),
                FieldPanel("logo_alt"),
            ],
            heading=_("Who pays for the work"),
        ),
    ]

    class Meta:
        verbose_name = _("menu and footer")
