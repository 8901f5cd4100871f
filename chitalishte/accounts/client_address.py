"""The address of the client behind reverse proxies: put right once, for everybody who asks."""

from ipaddress import ip_address

from django.conf import settings


def _clean(text):
    """Return an address without port and brackets, or "" when it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


class ClientAddressMiddleware:
    """Set REMOTE_ADDR to what the outermost trusted proxy saw.

    Each proxy adds one address at the right end of X-Forwarded-For; what stands further left was
    written by the client and may be a lie. With TRUSTED_PROXIES=0 the header is not read at all.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        proxies = settings.TRUSTED_PROXIES
        if proxies:
            seen = request.headers.get("X-Forwarded-For", "").split(",")
            if len(seen) >= proxies and (address := _clean(seen[-proxies])):
                request.META["REMOTE_ADDR"] = address
        return self.get_response(request)
