"""The language of pages outside /bg/ and /en/."""

from django.utils import translation


class EditorsLanguageMiddleware:
    """On the account's pages, speak the language a signed-in editor chose on the editors' side.

    Before sign-in LocaleMiddleware has decided: what the browser prefers, else Bulgarian.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/accounts/") and request.user.is_authenticated:
            profile = getattr(request.user, "wagtail_userprofile", None)
            if profile and profile.preferred_language:
                translation.activate(profile.preferred_language)
                request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)
