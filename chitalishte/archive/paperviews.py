"""The reader of a copy, its pictures for people and for IIIF viewers, the search in all pages."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chitalishte.papers import PaperError, ocr
from chitalishte.records import collection as registry
from chitalishte.records import crumbs
from chitalishte.records.answers import for_all
from chitalishte.records.views import find_record

from . import iiif
from .inside import Inside
from .models import Copy, Document
from .papers import WIDTHS, picture, sentence
from .reading import Reader

FOREVER = "public, max-age=31536000, immutable"


@require_safe
def read(request, slug, pk):
    """One page of a copy: its picture, its text, the pages where something is found."""
    document, answer = find_record(request, "materials", slug)
    if document is None:
        return answer
    copy = document.copies.select_related("paper", "file").filter(pk=pk).first()
    if copy is None or copy.paper is None:
        raise Http404
    if not copy.is_open:
        return render(request, "materials/closed.html", _context(document, copy), status=403)
    if not copy.paper.page_count:
        return HttpResponseRedirect(copy.file.url)
    reader = Reader(copy, request.GET)
    context = _context(document, copy) | {
        "reader": reader,
        "picture": _picture_addresses(copy, reader.page),
        "can_recognise": ocr.can_read_bulgarian(),
        "manifest_url": reverse("iiif_manifest", args=[copy.pk]),
        "canonical_url": request.build_absolute_uri(reader.at(reader.number, query="")),
    }
    return render(request, "materials/read.html", context)


def _context(document, copy):
    return {"record": document, "copy": copy, "crumbs": crumbs.to_record(document)}


def _picture_addresses(copy, page):
    """Return {"small", "large", "width", "height"} of a page's picture; {} where there is none."""
    if not page or not page.width:
        return {}
    sizes = [iiif.size(page, width) for width in WIDTHS]
    small, large = (
        reverse("iiif_image", args=[copy.pk, page.number, f"{wide},{tall}"]) for wide, tall in sizes
    )
    return {"small": small, "large": large, "width": sizes[0][0], "height": sizes[0][1]}


def _open_copy(pk):
    copy = Copy.objects.open().select_related("paper", "document", "file").filter(pk=pk).first()
    if copy is None or copy.paper is None or not copy.paper.has_pictures:
        raise Http404
    return copy


def _page(copy, number):
    page = copy.paper.pages.filter(number=number, width__gt=0).first()
    if page is None:
        raise Http404
    return page


@require_safe
def manifest(request, pk):
    """The copy for every viewer that understands IIIF."""
    return _for_viewers(iiif.manifest(_open_copy(pk)))


@require_safe
def info(request, pk, number):
    """What an IIIF viewer asks of a page's picture before it asks for the picture."""
    copy = _open_copy(pk)
    return _for_viewers(iiif.info(copy, _page(copy, number)))


def _for_viewers(content):
    return for_all(JsonResponse(content, content_type=iiif.CONTENT_TYPE))


@require_safe
def image(request, pk, number, size):
    """The picture of a page in one of the sizes that `info` names."""
    copy = _open_copy(pk)
    page = _page(copy, number)
    width = next((w for w in WIDTHS if size in iiif.names_of_size(page, w)), None)
    if width is None:
        raise Http404
    try:
        path = picture(copy.paper, number, width)
    except FileNotFoundError as error:
        raise Http404 from error
    except PaperError as error:
        return HttpResponse(sentence(error), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(path.read_bytes(), content_type="image/jpeg")
    response["Cache-Control"] = FOREVER
    return for_all(response)


@require_safe
def search(request):
    """Every page of every open copy that has the words."""
    context = {
        "inside": Inside(request.GET),
        "crumbs": crumbs.to_list(registry.get("materials")),
    }
    return render(request, "materials/search.html", context)


@require_safe
def wanted(request):
    """The documents known of and not found, with a way to say “I have it”."""
    documents = Document.objects.public().filter(url="", copies=None).order_by("day_from", "pk")
    context = {
        "documents": [{"record": document, "report": have_it(document)} for document in documents],
        "crumbs": crumbs.to_list(registry.get("materials")),
    }
    return render(request, "materials/wanted.html", context)


def have_it(document):
    """Return the address of the form by which somebody who has a document says so."""
    title = _("I have it: %(title)s") % {"title": document.title}
    return f"{reverse('report')}?{urlencode({'page': document.get_absolute_url(), 'title': title})}"
