"""What an editor is told while making a chart: nothing here forbids, it helps readers."""

from django.utils.translation import gettext as _

from chitalishte.charting.choice import NEEDS_BY

LONGEST_TITLE = 110
FEWEST_WORDS = 4
MOST_LINES = 6


def warnings(view, *, title_bg="", title_en=""):
    """Return sentences about a ChartView and the titles being written."""
    return [*_of_titles(view, title_bg, title_en), *_of_drawing(view)]


def _of_titles(view, title_bg, title_en):
    found = []
    known = {view.dataset.title_bg, view.dataset.title_en, view.plain_title}
    for title in (title_bg, title_en):
        if not title:
            continue
        is_label = title.strip().rstrip(".") in known or len(title.split()) < FEWEST_WORDS
        if is_label and not any(sign.isdigit() for sign in title):
            found.append(
                _("“%(title)s” says what is shown. Say in the title what is found.")
                % {"title": title}
            )
        if len(title) > LONGEST_TITLE:
            found.append(_("The title is long: “%(title)s”.") % {"title": title})
    if title_bg and not title_en:
        found.append(_("Readers in English need a title too."))
    return list(dict.fromkeys(found))


def _of_drawing(view):
    if view.problem or view.shaped is None:
        return []
    found, choice, shaped = [], view.choice, view.shaped
    many = len(shaped.series) > MOST_LINES
    if many and not shaped.has_highlight and choice.kind in ("line", *NEEDS_BY[:1]):
        found.append(
            _("%(count)s lines cannot be told apart. Highlight those the title speaks of.")
            % {"count": len(shaped.series)}
        )
    if view.left_out:
        found.append(
            _("%(count)s rows have no value and are not drawn. Say so in the note.")
            % {"count": view.left_out}
        )
    if choice.log and choice.kind == "bar":
        found.append(_("Bars on a logarithmic scale mislead: their length says nothing. Use dots."))
    if (
        choice.how in ("sum", "mean")
        and len(choice.y) == 1
        and "%" in (shaped.measured.title or "")
    ):
        found.append(_("Shares in per cent cannot be added, and their mean needs weights."))
    lost = set(choice.highlight) - {
        key for mark in shaped.marks for key in (mark["xk"], mark["sk"], mark.get("nk", ""))
    }
    if lost:
        found.append(
            _("Not in the drawing, though highlighted: %(names)s.")
            % {"names": ", ".join(sorted(lost))}
        )
    return found
