"""Long guides for Wagtail: composed once, compiled at publish, read as an edition."""

__version__ = "0.1.0"
