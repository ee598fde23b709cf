from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FaqBlocksConfig(AppConfig):
    """Questions and answers for StreamField."""

    name = "faq_blocks"
    label = "faq_blocks"
    verbose_name = _("FAQ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401 - registers what it imports
