"""The site as production serves it, with its pictures, which a server in front would send."""

from __future__ import annotations

from django.conf import settings
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

from config.wsgi import application as site

application = WhiteNoise(site)
application.add_files(settings.MEDIA_ROOT, prefix="media/")
