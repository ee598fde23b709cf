"""For the tests: nothing leaves the machine, and nothing is left on it. DATABASE_URL and CACHE_URL choose services."""

import tempfile

from .base import *

DEBUG = False
SECRET_KEY = "test-only"  # noqa: S105
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast; guards nothing here
AUTH_PASSWORD_VALIDATORS = []
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

_scratch = tempfile.TemporaryDirectory(prefix="guidepost-tests-")  # goes with the process
MEDIA_ROOT = Path(_scratch.name) / "media"
PRIVATE_ROOT = Path(_scratch.name) / "private"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as on a site: an in-memory database has neither WAL nor locks, so it hides what they do.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_scratch.name) / "test.sqlite3")}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

_worker = env.str("PYTEST_XDIST_WORKER", default="gw0").removeprefix("gw")
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # Each worker of pytest-xdist clears a Redis database of its own, counted from the one that is named.
    _server, _, _number = CACHES["default"]["LOCATION"].rpartition("/")
    CACHES["default"]["LOCATION"] = f"{_server}/{int(_number) + int(_worker)}"
