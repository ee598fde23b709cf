from django.apps import AppConfig
from django.core.checks import register


class HomeConfig(AppConfig):
    """Registers the check of the site's files."""

    name = "home"

    def ready(self) -> None:
        from .checks import check_private_files

        register(check_private_files)
