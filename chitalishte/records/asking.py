"""Asking an address for a file, as every part of the portal does it, and what to say if none came.

The engine is `chitalishte/fetching.py`; here are the bounds of the operator and the sentences.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chitalishte import fetching

SENTENCES = {
    "bad_address": gettext_noop("The address is not one of a file on the web."),
    "not_found": gettext_noop("There is no such host: {host}."),
    "private": gettext_noop("{host} is an address inside a private network. It is not asked."),
    "unreachable": gettext_noop("The server did not answer ({detail})."),
    "certificate": gettext_noop("The certificate of the server is not valid ({detail})."),
    "redirects": gettext_noop("The address led on to others more than {most} times."),
    "status": gettext_noop("The server answered with {status} instead of the file."),
    "too_large": gettext_noop("The file is larger than {megabytes} MB."),
    "too_slow": gettext_noop("The file did not come within {seconds} seconds."),
    "broken": gettext_noop("The file broke off half-way."),
}


def ask(address, target, *, most_bytes, **known):
    """Write what an address gives to `target`; return fetching.Fetched. Raises FetchError.

    known  etag, last_modified of what is held
    """
    return fetching.fetch(
        address,
        target,
        most_bytes=most_bytes,
        seconds=settings.FETCH_SECONDS,
        inner_hosts=settings.FETCH_INNER_HOSTS,
        agent=f"Chitalishte (+{settings.BASE_URL})",
        **known,
    )


def sentence(error):
    """Return what a FetchError says to a person."""
    return _(SENTENCES[error.code]).format(**error.params)
