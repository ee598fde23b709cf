"""The color that stands where an image will appear."""

from __future__ import annotations

from django.db import models
from wagtail.images import get_image_model_string


class Placeholder(models.Model):
    """An image's average color as `#rrggbb`, made together with its renditions."""

    wagtail_reference_index_ignore = True

    image = models.OneToOneField(get_image_model_string(), on_delete=models.CASCADE, primary_key=True, related_name="+")
    color = models.CharField(max_length=7)

    def __str__(self) -> str:
        return self.color
