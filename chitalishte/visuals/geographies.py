"""The geographies this installation has, loaded once a process."""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from chitalishte.drawing import Geography


@lru_cache(maxsize=4)
def geography(name):
    """Return the geography of this name; raises ImproperlyConfigured before `chitalishte setup`."""
    path = settings.GEOGRAPHY_FILE
    if not path.exists():
        raise ImproperlyConfigured(
            f"The geography “{name}” is not built yet. Run: chitalishte setup"
        )
    return Geography.from_json(path.read_bytes())
