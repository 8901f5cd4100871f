"""How often one sender may do something, without keeping who they are."""

import hashlib

from django.conf import settings
from django.core.cache import cache

HOUR = 3600  # seconds


def over_limit(request, what, most):
    """Count an act of this sender and tell whether it is more than `most` within an hour.

    The sender is a word that says nothing of who it is and is useless without our key.
    """
    secret = f"{settings.SECRET_KEY}{request.META.get('REMOTE_ADDR', '')}"
    key = f"{what}:" + hashlib.sha256(secret.encode()).hexdigest()[:24]
    cache.add(key, 0, HOUR)
    return cache.incr(key) > most
