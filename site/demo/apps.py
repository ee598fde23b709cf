"""The demonstration app: content and a command to load it, no models."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Registers `manage.py load_demo`."""

    name = "demo"
    verbose_name = "Demonstration content"
