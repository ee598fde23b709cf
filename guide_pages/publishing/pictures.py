"""What follows another file or focal point of an image: its smaller files are made, then its guides follow."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django_tasks import task
from wagtail.images import get_image_model

from guide_pages.outages import files
from guide_pages.pictures.renditions import make

from .following import dependents_follow


@task()
def refresh_image(image_id: int, only_if_made: bool = False) -> None:
    """Make an image's renditions, then bring the guides that show it in step."""
    image = get_image_model().objects.filter(pk=image_id).first()
    made = False
    try:
        made = bool(image) and make(image)
    except OSError as error:
        note = _("The smaller files of “%(title)s” could not be made: %(why)s. It is shown as it was uploaded.")
        files.tell(note % {"title": image.title, "why": error.strerror or error})
    if made or not only_if_made:
        dependents_follow("image", image_id)
