"""Long guides for Wagtail: composed once, compiled at publish, read as an edition."""
