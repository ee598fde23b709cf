"""For the public: everything comes from the environment, and what must be said is asked for by name."""

from django.core.exceptions import ImproperlyConfigured

from .base import *


def required(name: str, meaning: str) -> str:
    """Returns the environment's value, or says what is missing and what it is for."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {meaning}")
    return value


def refuse(wrong: bool, sentence: str, switch: str) -> None:
    """Ends the start with a sentence where something is wrong, unless the switch says that it is meant."""
    if wrong and not env.bool(switch, default=False):
        raise ImproperlyConfigured(f"{sentence} If you mean it, set {switch}=true.")


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions; keep it secret and the same.")
refuse(
    len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"),  # as Django's W009
    "SECRET_KEY can be guessed, and with it every session: make it 50 random characters or more.",
    "ALLOW_SHORT_SECRET_KEY",
)
required("ALLOWED_HOSTS", "the host names that the site answers to, with commas between.")
ALLOWED_HOSTS = [host.strip() for host in env.list("ALLOWED_HOSTS")]
refuse(
    "*" in ALLOWED_HOSTS,
    "ALLOWED_HOSTS=* lets anybody choose the host in the links that are mailed: name the hosts of the site.",
    "ALLOW_ANY_HOST",
)
refuse(
    EMAIL_BACKEND.startswith(("django.core.mail.backends.console.", "django.core.mail.backends.locmem.")),
    "Mail goes to the log or nowhere, links that set a new password with it: set EMAIL_URL to a server,"
    " or to dummymail:// for none.",
    "ALLOW_CONSOLE_MAIL",
)

# What replies and sign-ins are limited by is counted in the cache. gunicorn.conf.py serves with so many, and no others.
_processes = env.int("WEB_CONCURRENCY", default=1)
_cache = CACHES["default"]["BACKEND"].rpartition(".")[2]
refuse(
    _processes > 1 and _cache in ("LocMemCache", "DummyCache", "FileBasedCache"),
    f"WEB_CONCURRENCY is {_processes}, and so many processes cannot count together in a {_cache}, so that limits are"
    " not kept: set CACHE_URL to one that they share, such as redis://127.0.0.1:6379/1.",
    "ALLOW_SEPARATE_CACHES",
)

_origin = ALLOWED_HOSTS[0].lstrip("*.") or "localhost"
WAGTAILADMIN_BASE_URL = env.str("WAGTAILADMIN_BASE_URL", default=f"https://{_origin}")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# HTTPS throughout. A proxy that ends it says so in a header; believing one unasked would let anybody say so.
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("SECURE_COOKIES", default=True)
if _header := env.str("PROXY_SSL_HEADER", default=""):  # "X-Forwarded-Proto", where a proxy of ours always sets it
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + _header.upper().replace("-", "_"), "https")

# Subdomains (W005) and the browsers' preload list (W021) bind hosts that this site does not know of, and cannot be
# undone for months: for those who run the site to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

MIDDLEWARE.insert(1, "whitenoise.middleware.WhiteNoiseMiddleware")
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# What Wagtail's own v3 API can do is told in its documents: to everybody only where somebody wants it.
WAGTAILAPI_DOCS_ENABLED = env.bool("WAGTAILAPI_DOCS_ENABLED", default=False)
