"""What every environment shares. Each setting that a host may want to change is read from its environment."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.environment import Environment

env = Environment()

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))  # what the embedded default keeps: database, media


def writable(folder: Path) -> Path:
    """Returns the folder, which is made if need be, or says in a sentence why nothing can be kept in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        why = "" if os.access(folder, os.W_OK | os.X_OK) else "it is read-only"
    except OSError as error:
        why = str(error.strerror).lower()
    if why:
        raise ImproperlyConfigured(
            f"Nothing can be kept in {folder} ({why}): make it a folder that can be written to, or name another in "
            "the environment variable VAR_DIR."
        )
    return folder


# The first app to name a template or a management command wins: ours come before Wagtail's.
INSTALLED_APPS = [
    "guide_pages",
    "faq_blocks",
    "home",
    "search",
    "demo",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.locales",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v3",
    "wagtail",
    "ninja",  # serves the API's documentation from here, not from a CDN
    "modelcluster",
    "taggit",
    "django_filters",
    "csp",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "guide_pages.outages.middleware.OutageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.LocaleFromPathMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "guide_pages.middleware.EditorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "config.middleware.DoorsMiddleware",
    "config.sign_in.HashingBusyMiddleware",
    "axes.middleware.AxesMiddleware",  # the last, so that nothing replaces what it answers
]

# Apps that run in a browser, on another origin, may read the guides API if they are named here. Their answers then vary
# with the origin, so it is no business of a site that has none.
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
if CORS_ALLOWED_ORIGINS:
    INSTALLED_APPS.append("corsheaders")
    MIDDLEWARE.insert(0, "corsheaders.middleware.CorsMiddleware")
    CORS_ALLOW_ALL_ORIGINS = CORS_ALLOWED_ORIGINS == ["*"]
    CORS_ALLOWED_ORIGINS = [] if CORS_ALLOW_ALL_ORIGINS else CORS_ALLOWED_ORIGINS
    CORS_URLS_REGEX = r"^/api/guides/"
    CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
    CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "idempotency-key", "if-none-match"]
    CORS_EXPOSE_HEADERS = ["etag", "link", "retry-after"]

ROOT_URLCONF = "config.urls"
# A site below a path. WSGI servers take it from the same variable; commands would not know it without this.
FORCE_SCRIPT_NAME = env.str("SCRIPT_NAME", default="").rstrip("/") or None
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database. In SQLite's default mode concurrent publishes fail with "database is locked"; ATOMIC_REQUESTS would take
# the write lock for every read.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728; "
        "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=2000;"
    ),
}

if env.str("DATABASE_URL", default=""):
    _database = env.address("DATABASE_URL", env.db_url_config, default="")
    if not any(kind in _database["ENGINE"] for kind in ("sqlite", "spatialite", "postgres", "postgis")):
        raise ImproperlyConfigured("DATABASE_URL names a database of another kind: guides need SQLite or PostgreSQL.")
else:
    _database = {"ENGINE": "django.db.backends.sqlite3", "NAME": writable(VAR_DIR) / "guidepost.sqlite3"}
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["OPTIONS"] = SQLITE_OPTIONS | _database.get("OPTIONS", {})
else:
    _database["CONN_HEALTH_CHECKS"] = True
_database["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)  # to open SQLite takes longer than a read
if _database["ENGINE"] == "django.db.backends.postgresql":
    INSTALLED_APPS.append("django.contrib.postgres")
    # For guide_pages.prepared: the server keeps statements and plans, but where a pooler shares its sessions.
    _options = {"prepare_threshold": 1, "connect_timeout": 5} | _database.get("OPTIONS", {})
    if _options["prepare_threshold"] in (None, "None"):  # as an address says it
        _options["prepare_threshold"] = None
        _database["DISABLE_SERVER_SIDE_CURSORS"] = True
    else:
        _options.setdefault("options", "-c plan_cache_mode=force_generic_plan -c jit=off")
    _database["OPTIONS"] = _options
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {"default": env.address("CACHE_URL", env.cache_url_config, default="locmemcache://guidepost")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.redis.RedisCache":
    CACHES["default"]["BACKEND"] = "guide_pages.outages.redis_cache.RedisCache"  # goes on while Redis is away

# Mail
EMAIL_BACKEND: str
vars().update(env.address("EMAIL_URL", env.email_url_config, default="consolemail://"))
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="guidepost@localhost")
SERVER_EMAIL = env.str("SERVER_EMAIL", default=DEFAULT_FROM_EMAIL)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Signing in. What is tried is counted in the database: exactly, whatever becomes of the cache. A name is locked for a
# network, not for everybody, or anybody could lock an editor out; and not a network for all names, or one visitor could
# lock out all of a carrier's. Who goes on trying does not prolong it.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["config.hashing.OneAtATimeHasher"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "config.sign_in.client_address"
AXES_USERNAME_CALLABLE = "config.sign_in.client_username"
AXES_LOCKOUT_CALLABLE = "config.sign_in.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # who signed in when, from where, is kept no longer than it is needed
AXES_VERBOSE = False

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("ar", _("Arabic")),
]
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

# Files
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATIC_URL = env.str("STATIC_URL", default="/static/")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
MEDIA_URL = env.str("MEDIA_URL", default="/media/")
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", default=str(VAR_DIR / "private")))  # documents: no server may show it
STORAGES = {
    "default": {"BACKEND": "home.storage.MediaStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a guide of five hundred blocks is one form


# What a browser may load. Public pages need nothing but the site itself. Wagtail's admin has inline scripts and styles,
# and shows a picture before it is uploaded from a blob. Files that stand elsewhere are loaded from there.
def origins(*urls: str) -> list[str]:
    """Returns the site itself and the origins of those addresses that name a host."""
    parts = (urlsplit(url) for url in urls)
    return ["'self'", *sorted({f"{part.scheme}://{part.netloc}" for part in parts if part.netloc})]


CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": origins(STATIC_URL),
        "img-src": origins(STATIC_URL, MEDIA_URL),
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'", "https://www.youtube-nocookie.com", "https://player.vimeo.com"],  # once they are played
        "frame-ancestors": ["'self'"],
        "object-src": ["'none'"],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": CONTENT_SECURITY_POLICY["DIRECTIVES"]
    | {
        "script-src": [*origins(STATIC_URL), "'unsafe-inline'"],
        "style-src": [*origins(STATIC_URL), "'unsafe-inline'"],
        "img-src": [*origins(STATIC_URL, MEDIA_URL), "data:", "blob:"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail itself allows its previews, and the policies above say the rest

# Wagtail
WAGTAIL_SITE_NAME = "Guidepost"
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # tells nobody who signs in here
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # which asks who reads
if env.str("SENDFILE_URL", default=""):  # then it lets nginx send the file: an internal location of PRIVATE_ROOT
    SENDFILE_BACKEND = "django_sendfile.backends.nginx"
    SENDFILE_ROOT = str(PRIVATE_ROOT.absolute())
    SENDFILE_URL = env.str("SENDFILE_URL")
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # a larger picture takes gigabytes of memory to resize

# X-Forwarded-For is believed as far as there are proxies of ours: beyond, a made-up header evades the API's limits.
NINJA_NUM_PROXIES = env.int("NUM_PROXIES", default=0)

# Whom to tell of a security problem: addresses that begin with mailto: or https:. Then there is a security.txt.
SECURITY_CONTACTS = env.list("SECURITY_CONTACTS", default=[])

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"level": "INFO"},
        "django.server": {"handlers": ["console"], "propagate": False},
        "PIL": {"level": "INFO"},
        "django_tasks": {"level": "WARNING"},  # two lines a task: every save enqueues some
        "axes": {"level": "WARNING"},  # what was refused; not who signed in
        "wagtail": {"level": "WARNING"},  # what editors do is in the audit log
    },
}
