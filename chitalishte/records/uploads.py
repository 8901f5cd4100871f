"""Files an editor brings: bounded in size, kept on disk until they are read."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def folder():
    """Return where uploads wait; `tidy` empties it of what nobody confirmed."""
    path = settings.VAR / "uploads"
    path.mkdir(parents=True, exist_ok=True)
    return path


def check_size(upload):
    """Raise ValidationError for a file above TABLE_UPLOAD_MAX_SIZE."""
    if upload.size > settings.TABLE_UPLOAD_MAX_SIZE:
        raise ValidationError(
            _("The file is larger than %(most)s MB. Nothing was changed.")
            % {"most": settings.TABLE_UPLOAD_MAX_SIZE // 1024**2}
        )


def keep(upload):
    """Write an uploaded file to disk and return its path; who asked for it deletes it."""
    with tempfile.NamedTemporaryFile(dir=folder(), delete=False) as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
    return Path(kept.name)
