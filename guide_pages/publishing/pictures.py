"""What follows another file or focal point of an image: its smaller files are made, then its guides follow."""

from __future__ import annotations

from wagtail.images import get_image_model

from guide_pages.pictures.renditions import make
from guide_pages.records import Due, Guide
from guide_pages.records.editions import Cause


def refresh_image(image_id: int) -> None:
    """Make what is missing of an image's files, and ask for the guides that show it. Nothing for one that is gone."""
    image = get_image_model().objects.filter(pk=image_id).first()
    if image is not None:
        make(image)
        showing = Guide.objects.depending_on("image", image_id)
        Due.objects.ask(showing.page_keys(), cause=Cause.IMAGE, what=f"image:{image_id}")
