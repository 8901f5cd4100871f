"""Settings of the test suite: SQLite or DATABASE_URL's PostgreSQL, files in a folder of the run."""

import os
import tempfile

# The folder must be known before base reads it; xdist workers each make their own.
os.environ["CHITALISHTE_VAR"] = tempfile.mkdtemp(prefix="chitalishte-test-")
os.environ.setdefault("SECRET_KEY", "only for tests")

from .base import *
from .base import DATABASES, ROOT

# Built once for a checkout, because drawing Europe anew takes seconds.
GEOGRAPHY_FILE = ROOT / "var" / "geography" / "eu27.json"
FONTS_ROOT = ROOT / "var" / "fonts"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
DATABASES["default"]["CONN_MAX_AGE"] = 0
ALLOWED_HOSTS = ["*"]
