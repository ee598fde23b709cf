"""The test settings with wagtail-localize in the place of Wagtail's own simple_translation."""

from config.settings.test import *  # noqa: F403

INSTALLED_APPS = [
    {"wagtail.locales": "wagtail_localize.locales", "wagtail.contrib.simple_translation": "wagtail_localize"}.get(
        app, app
    )
    for app in INSTALLED_APPS  # noqa: F405
]
