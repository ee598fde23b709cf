"""What a WSGI server runs. gunicorn finds it by itself: gunicorn.conf.py names it."""

import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config.environment import load_environment

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

load_environment(default="config.settings.production")
try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    print(error, file=sys.stderr)  # noqa: T201
    sys.exit(3)  # by which gunicorn knows that another worker would not start either
