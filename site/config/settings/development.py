"""For one's own machine: errors are shown, the demonstration's passwords are accepted, nothing need be set."""

from .base import *

DEBUG = True
SECRET_KEY = "development-only-and-public"  # noqa: S105  (production refuses to start without its own)
ALLOWED_HOSTS = ["*"]
AUTH_PASSWORD_VALIDATORS = []

MIDDLEWARE = [*MIDDLEWARE, "config.middleware.NotFoundMiddleware"]
