"""Settings of every installation; what differs between machines comes from the environment."""

import os
import secrets
import zoneinfo
from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent

env = environ.Env()

# Everything the program writes lives in this one folder: it is what an operator backs up.
VAR = Path(env("CHITALISHTE_VAR", default=str(ROOT / "var"))).resolve()
TABLES_ROOT = VAR / "tables"
GEOGRAPHY_FILE = VAR / "geography" / "eu27.json"
FONTS_ROOT = VAR / "fonts"
NODE_MODULES = ROOT / "node_modules"
STARTER = PACKAGE / "starter"


def secret_key():
    """Return the installation's own secret, made on first use and readable by its owner only."""
    if key := env("SECRET_KEY", default=""):
        return key
    path = Path(env("SECRET_KEY_FILE", default=str(VAR / "secret_key")))
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all, and never for a moment readable by others.
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_urlsafe(64))
        try:
            os.link(beside, path)  # of two starts at once the first one wins
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    if path.stat().st_mode & 0o077 and os.access(path, os.W_OK):
        path.chmod(0o600)
    return path.read_text().strip()


SECRET_KEY = secret_key()
DEBUG = False
SITE_NAME = env("SITE_NAME", default="Читалище")
BASE_URL = env("BASE_URL", default="http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# In production staff enter with a second factor; a person trying the program on localhost does not.
STAFF_MFA_REQUIRED = env.bool("STAFF_MFA_REQUIRED", default=False)
# How many reverse proxies of ours stand before the program. Each adds one address to
# X-Forwarded-For; the client's own is the one that the outermost of them added. 0: the program is
# reached directly and the header, which anybody can write, is not read. Too high a number lets a
# client invent its address and walk around the lockout; too low a number makes all clients one.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "chitalishte.keeping",
    "chitalishte.pages",
    "chitalishte.justice",
    "chitalishte.surveys",
    "chitalishte.archive",
    "chitalishte.charts",
    "chitalishte.visuals",
    "chitalishte.datasets",
    "chitalishte.accounts",
    "chitalishte.records",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "chitalishte.accounts.healthz.HealthMiddleware",
    "chitalishte.accounts.request_log.RequestLogMiddleware",
    "chitalishte.accounts.client_address.ClientAddressMiddleware",
    "chitalishte.accounts.headers.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "chitalishte.accounts.editors_policy.EditorsPolicyMiddleware",
    "chitalishte.accounts.uploads.UploadSizeMiddleware",
    "chitalishte.records.edition.EditionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "chitalishte.accounts.language.EditorsLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "chitalishte.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    # last, so that it sees the outcome of a sign-in
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "chitalishte.urls"
WSGI_APPLICATION = "chitalishte.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "chitalishte.pages.context.page_frame",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'chitalishte.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # WAL lets readers read while an editor writes; IMMEDIATE avoids a deadlock on upgrade
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://chitalishte")}
if CACHES["default"]["BACKEND"].endswith("LocMemCache"):
    CACHES["default"].setdefault("OPTIONS", {})["MAX_ENTRIES"] = 2000

LANGUAGE_CODE = "bg"
LANGUAGES = [("bg", _("Bulgarian")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
# Ours first; then what the libraries leave untranslated of what an editor meets.
LOCALE_PATHS = [PACKAGE / "locale", PACKAGE / "locale_libraries"]
FORMAT_MODULE_PATH = ["chitalishte.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Sofia"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [
    PACKAGE / "static",
    ("npm/sofia-sans", NODE_MODULES / "@fontsource-variable" / "sofia-sans"),
    ("npm/htmx", NODE_MODULES / "htmx.org" / "dist"),
]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "chitalishte.settings.static.PackageFilesFinder",
]
STATICFILES_OF_PACKAGES = {
    f"npm/vega/{name}": NODE_MODULES / package / "build" / name
    for package, name in (
        ("vega", "vega.min.js"),
        ("vega-lite", "vega-lite.min.js"),
        ("vega-lite", "vega-lite.min.js.map"),
        ("vega-embed", "vega-embed.min.js"),
        ("vega-embed", "vega-embed.min.js.map"),
    )
}
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "chitalishte.settings.static.StaticStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "png", "gif", "woff", "woff2", "br", "gz", "map")

# modelsearch keeps its index in the database: FTS5 in SQLite, tsvector in PostgreSQL.
# The keys are lemmatised by our own text engine, so the database must not stem a second time.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "/accounts/login/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no reader's or editor's address goes to a third party
WAGTAIL_ENABLE_UPDATE_CHECK = False
# The name "localtime" is no zone a browser knows, and Wagtail's script stops at it.
WAGTAIL_USER_TIME_ZONES = sorted(zoneinfo.available_timezones() - {"localtime"})
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "chitalishte.accounts.uploads.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "odt", "pdf", "txt", "xlsx", "ods"),
    *("jpg", "jpeg", "png", "tif", "tiff", "webp"),
    *("mp3", "ogg", "wav", "flac", "m4a"),
]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "chitalishte.accounts.uploads.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # a document is downloaded, never opened on our address
DOCUMENT_UPLOAD_MAX_SIZE = env.int("DOCUMENT_UPLOAD_MAX_SIZE", default=50 * 1024 * 1024)
WAGTAIL_ALLOW_UNICODE_SLUGS = False
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# Files fetched by the clock: how long one may take; hosts of the inner network that may be asked.
FETCH_SECONDS = env.int("FETCH_SECONDS", default=120)
FETCH_INNER_HOSTS = env.list("FETCH_INNER_HOSTS", default=[])
# Data of published versions that are big, were replaced long ago and are not pinned; 0: never.
TABLE_VERSIONS_KEPT_DAYS = env.int("TABLE_VERSIONS_KEPT_DAYS", default=0)
TABLE_VERSIONS_BIG = env.int("TABLE_VERSIONS_BIG", default=100 * 1024 * 1024)
TABLE_UPLOAD_MAX_SIZE = env.int("TABLE_UPLOAD_MAX_SIZE", default=100 * 1024 * 1024)
FILE_UPLOAD_PERMISSIONS = 0o644
# Wagtail's and wagtail-localize's own calls: by a session and its token, never by a bare password.
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"]
}
# One's own password is changed and reset under /accounts/, where the second factor is known.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "chitalishte.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "chitalishte.accounts.forms.LoginForm",
    "reauthenticate": "chitalishte.accounts.forms.ReauthenticateForm",
    "change_password": "chitalishte.accounts.forms.ChangePasswordForm",
    "reset_password": "chitalishte.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "chitalishte.accounts.forms.ResetPasswordKeyForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to addresses that are not ours
ACCOUNT_EMAIL_NOTIFICATIONS = True  # the owner hears of a new password and a new second factor
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds a proof is good for, before a sensitive change
# Wrong passwords are counted by django-axes alone (accounts/lockout.py). Here "login_failed"
# counts wrong codes of the second step, for each account; the others are brakes for each address.
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key", "login": "30/m/ip"}
MFA_ADAPTER = "chitalishte.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "chitalishte.accounts.forms.AuthenticateForm",
    "reauthenticate": "chitalishte.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "chitalishte.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "chitalishte.accounts.forms.AddWebAuthnForm",
    "edit_webauthn": "chitalishte.accounts.forms.EditWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the organisation gave the account, nobody claimed it
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # one period of 30 s either way: telephones' clocks are not exact
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the wait shown is the wait there is
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "chitalishte.accounts.lockout.account_of"
AXES_LOCKOUT_CALLABLE = "chitalishte.accounts.lockout.respond"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # no history of who came from where; failed attempts expire
AXES_VERBOSE = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from the page
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="chitalishte@localhost")

# One JSON object a line. INFO adds a line for every request (see accounts/request_log.py).
LOG_LEVEL = env("LOG_LEVEL", default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "chitalishte.accounts.request_log.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "rename_fields": {"asctime": "at", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        }
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id"],
        }
    },
    "loggers": {
        # A missing page is not news, a robot asking under a made-up name neither.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
}

SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # the editors' preview shows our own pages in a frame
    "wagtailadmin.W003",  # the base address is set from BASE_URL
]
