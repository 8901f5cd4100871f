"""What waits for the editor: the first thing the editors' side shows."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from .collection import collections
from .models import MistakeReport

MOST = 8


_others: list[Callable[[], list[dict[str, str]]]] = []


def also_waits(found):
    """Register a function that gives [{"title", "url", "detail"}] of what else waits."""
    _others.append(found)
    return found


class WaitingPanel(Component):
    """Reported mistakes, unpublished drafts, and the way to begin something new."""

    name = "waiting"
    template_name = "records/admin/waiting.html"
    order = 10

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        drafts, start = [], []
        for collection in collections():
            viewset = collection.model.snippet_viewset
            for record in collection.model.objects.filter(has_unpublished_changes=True)[:MOST]:
                url = reverse(viewset.get_url_name("edit"), args=[record.pk])
                drafts.append({"title": str(record), "kind": collection.label, "url": url})
            start.append(
                {
                    "label": _("New: %(kind)s") % {"kind": collection.label},
                    "url": reverse(viewset.get_url_name("add")),
                }
            )
        waiting = MistakeReport.objects.waiting()
        return {
            "reports": [
                {"title": str(report), "url": reverse("mistake-reports:edit", args=[report.pk])}
                for report in waiting[:MOST]
            ],
            "reports_total": waiting.count(),
            "drafts": drafts[:MOST],
            "others": [item for found in _others for item in found()[:MOST]],
            "start": start,
        }
