"""The steps of a data story: a text each, and the look at a map that goes with it."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .blocks import FEATURES


class StepBlock(blocks.StructBlock):
    """A text and a look at a map."""

    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"))
    map = SnippetChooserBlock("visuals.Map", label=_("Map"))
    look = blocks.CharBlock(
        required=False,
        label=_("Look at the map"),
        help_text=_("Choose on the map’s own page and copy its address, or what follows the “?”."),
    )

    class Meta:
        icon = "site"
        label = _("Step")

    def clean(self, value):
        cleaned = super().clean(value)
        if len(query_of(cleaned["look"])) > LONGEST:
            raise blocks.StructBlockValidationError(
                {"look": ValidationError(gettext("The address is too long."))}
            )
        return cleaned


class StoryBlock(blocks.StreamBlock):
    step = StepBlock()

    class Meta:
        min_num = 0


LONGEST = 500  # letters of a look


def query_of(written):
    """Return what follows the “?” of an address, or the text itself where there is none."""
    written = (written or "").strip()
    return urlsplit(written).query if "?" in written else written


def steps_of(page):
    """Return [{text, map, figure}]; a step whose map is not public has its text alone."""
    from django.http import QueryDict

    from chitalishte.visuals.mapview import MapView

    steps = []
    outlined = set()
    for block in page.body:
        record = block.value["map"]
        step = {"text": block.value["text"], "map": record, "view": None}
        if record and record.is_public and record.dataset.is_public:
            view = MapView(record, QueryDict(query_of(block.value["look"])))
            step |= {"view": view, "figure": figure_of(view, outlined)}
        steps.append(step)
    return steps


def figure_of(view, outlined):
    """Draw a step's map; its outlines are written once for all steps of one geography."""
    from chitalishte.drawing import multiples

    prefix = f"story-{view.atlas.name}"
    css = {line.key: line.css for line in view.classes}
    chosen = view.look.classes
    colours = {}
    for code, area in view.areas.items():
        colour = css.get(area.key, "no-data")
        is_aside = bool(chosen) and (area.key or "no-data") not in chosen
        marks = " is-dimmed" * is_aside + " is-selected" * (code == view.selected)
        colours[code] = colour + marks
    drawn = multiples.small(view.geography, colours, prefix=prefix, words=view.description)
    if prefix not in outlined:
        outlined.add(prefix)
        drawn = multiples.outlines(view.geography, prefix) + drawn
    return mark_safe(drawn)  # noqa: S308 - every word is escaped by the engine
