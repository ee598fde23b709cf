from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class GuidePagesConfig(AppConfig):
    """Guides, their editions and their readers."""

    name = "guide_pages"
    label = "guide_pages"
    verbose_name = _("Guides")
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        """Say which apps are missing: ours cannot be imported without them, so no system check could say so."""
        for name in ("faq_blocks", "wagtail.admin", "wagtail.images", "wagtail.documents", "wagtail"):
            if not apps.is_installed(name):
                raise ImproperlyConfigured(f'guide_pages needs {name}: add "{name}" to INSTALLED_APPS.')
        super().import_models()

    def ready(self) -> None:
        from . import checks  # noqa: F401 - registers what it imports
        from .document import build
        from .publishing.signal_handlers import connect
        from .publishing.signals import editions_withdrawn
        from .reading.withdrawn import forget

        build()
        connect()
        editions_withdrawn.connect(forget, dispatch_uid="guide_pages.reading.withdrawn")
