"""Headers that say what a page may do, and to caches and robots what is not theirs."""

from django.utils.cache import add_never_cache_headers

PRIVATE = ("/admin/", "/accounts/")
# Nothing here films, listens, locates or pays; passkeys are for our own pages only.
PERMISSIONS = ", ".join(
    [
        *(
            f"{feature}=()"
            for feature in (
                "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation",
                "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
            )
        ),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)  # fmt: skip


class HeadersMiddleware:
    """Add Permissions-Policy everywhere; keep the editors' side from caches and robots."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith(PRIVATE):
            response["X-Robots-Tag"] = "noindex, nofollow"
            # Pictures and scripts that Wagtail makes for everybody name their own age.
            if not response.has_header("Cache-Control"):
                add_never_cache_headers(response)
        return response
