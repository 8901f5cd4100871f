"""The Content-Security-Policy of the editors' side.

Readers' pages have no inline script and no inline style, and their policy (settings) allows none.
Wagtail starts some of its widgets with inline scripts; our copies of those few templates carry the
nonce of the answer, so an injected script still does not run. Wagtail also writes style attributes;
those it may.
"""

from allauth.core import context
from csp.constants import NONCE, SELF, UNSAFE_INLINE

EDITORS_SIDE = "/admin/"
CHANGES = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],  # blob: a picture shown before it is uploaded
    "frame-src": [SELF],  # the preview beside the form
    "connect-src": [SELF],
}


def nonce():
    """Return the nonce of the answer being made; "" outside a request.

    Widgets are rendered without a request, so it is taken from the library's context variable.
    """
    request = context.request
    return str(request.csp_nonce) if request is not None else ""


class EditorsPolicyMiddleware:
    """Give the editors' side its policy; everything else keeps the one of the settings."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith(EDITORS_SIDE):
            response._csp_replace = CHANGES
        return response
