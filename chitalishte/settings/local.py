"""Settings of `make run`: one person, one machine, http://localhost."""

from .base import *
from .base import env

PORT = env.int("PORT", default=8000)
BASE_URL = f"http://localhost:{PORT}"
WAGTAILADMIN_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL, f"http://127.0.0.1:{PORT}"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys can be tried on localhost
