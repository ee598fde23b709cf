"""For the public: everything comes from the environment, and what must be said is asked for by name."""

from django.core.exceptions import ImproperlyConfigured

from .base import *


def required(name: str, meaning: str) -> str:
    """Returns the environment's value, or says what is missing and what it is for."""
    value = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}: {meaning}")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY", "a long random text that signs sessions; keep it secret and the same.")
required("ALLOWED_HOSTS", "the host names that the site answers to, with commas between.")
ALLOWED_HOSTS = [host.strip() for host in env.list("ALLOWED_HOSTS")]

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
