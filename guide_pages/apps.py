from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidePagesConfig(AppConfig):
    """Guides, their editions and their readers."""

    name = "guide_pages"
    label = "guide_pages"
    verbose_name = _("Guides")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .signal_handlers import connect

        connect()
