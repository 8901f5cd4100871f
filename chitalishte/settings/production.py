"""Settings of a public installation: HTTPS only, a second factor for staff.

BASE_URL and ALLOWED_HOSTS must be in the environment, EMAIL_URL should be; docs/operators.md.
"""

from .base import *
from .base import SILENCED_SYSTEM_CHECKS, env

BASE_URL = env("BASE_URL").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=True)

CSRF_TRUSTED_ORIGINS = [BASE_URL]
WAGTAILADMIN_BASE_URL = BASE_URL

# Somebody must hold the certificate, so by default one proxy of ours stands before the program.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=1)
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
# Other sites of the organisation may not be ready for HTTPS: it says so itself.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"

# The two settings above are the operator's decision, not an oversight.
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]
