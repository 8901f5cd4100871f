"""`/healthz`: for supervisors and load balancers."""

from django.db import Error, connection
from django.http import JsonResponse

ADDRESS = "/healthz"


class HealthMiddleware:
    """Answer before anything else looks at the request.

    A supervisor asks by number and over plain HTTP (`http://10.0.0.7:8000/healthz`), so neither
    ALLOWED_HOSTS nor the redirect to HTTPS may stand in its way; the answer says nothing a
    stranger could use. No session is opened.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path != ADDRESS or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            response = JsonResponse({"ok": True})
        except Error:
            response = JsonResponse({"ok": False, "problem": "database"}, status=503)
        response["Cache-Control"] = "no-store"
        return response
