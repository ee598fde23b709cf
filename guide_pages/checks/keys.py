"""What a guide names is named by number: in its documents, in the API, and in the record of what it depends on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db.models import IntegerField, Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


@register("guide_pages")
def what_guides_name_is_numbered(**kwargs: Any) -> Iterator[CheckMessage]:
    image, document = get_image_model(), get_document_model()
    if not _is_numbered(image):
        yield Error(
            f"The key of {image._meta.label} is no number: guides name pictures by it, and every upload would fail.",
            hint="Choose a WAGTAILIMAGES_IMAGE_MODEL with a numeric primary key before the first migrate.",
            obj=image,
            id="guide_pages.E024",
        )
    if not _is_numbered(document):
        yield Warning(
            f"The key of {document._meta.label} is no number: guides are sent without their links to documents.",
            hint="Choose a WAGTAILDOCS_DOCUMENT_MODEL with a numeric primary key.",
            obj=document,
            id="guide_pages.W025",
        )


def _is_numbered(model: type[Model]) -> bool:
    """Return True if the key is a number: it may be another model's, as where a table is inherited."""
    key: Any = model._meta.pk
    while key.remote_field:
        key = key.target_field
    return isinstance(key, IntegerField)
