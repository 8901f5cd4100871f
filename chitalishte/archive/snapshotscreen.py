"""The editors' page that saves the source of a document: first what will happen, then it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from .models import Document
from .snapshots import SnapshotError, as_edited, copies_from, is_settled, save_source


@require_http_methods(["GET", "POST"])
def save_the_source(request, pk):
    if not request.user.has_perm("archive.change_document"):
        raise PermissionDenied
    document = get_object_or_404(Document, pk=pk)
    back = reverse(Document.snippet_viewset.get_url_name("edit"), args=[pk])
    if request.method == "POST":
        try:
            saved = save_source(document, by=request.user)
        except SnapshotError as error:
            messages.error(request, str(error))
        else:
            say = messages.success if saved.is_new else messages.info
            say(request, str(saved))
        return redirect(back)
    edited = as_edited(document)
    context = {
        "document": edited,
        "held": copies_from(edited),
        "at_once": is_settled(document) and request.user.has_perm("archive.publish_document"),
        "back": back,
    }
    return render(request, "materials/admin/save_source.html", context)
