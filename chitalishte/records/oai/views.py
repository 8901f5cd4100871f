"""The one address of harvesters."""

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ..answers import for_all
from .protocol import answer
from .repository import Portal


@csrf_exempt  # harvesters send their arguments by POST too; nothing is changed by it
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request):
    """Answer a verb of OAI-PMH; a mistake of the harvester is an answer too, with status 200."""
    given = request.POST if request.method == "POST" else request.GET
    pairs = [(name, value) for name, values in given.lists() for value in values]
    response = HttpResponse(answer(pairs, Portal()), content_type="text/xml; charset=utf-8")
    return for_all(response)
