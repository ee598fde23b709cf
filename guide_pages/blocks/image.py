from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructBlockValidationError
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from faq_blocks.blocks import NodeBlock
from faq_blocks.compilation import Compilation
from guide_pages.document import Picture
from guide_pages.document.nodes.image import ImageNode
from guide_pages.pictures.addresses import GuideAddresses


class GuideImageBlock(NodeBlock, StructBlock):
    """A picture, or the description of one that is still wanted."""

    addresses_class = GuideAddresses

    image = ImageBlock(label=_("Picture"), required=False)
    wanted = CharBlock(
        label=_("Image wanted"),
        required=False,
        max_length=255,
        help_text=_("What the picture should show, until there is one. A guide is published without it."),
    )
    caption = CharBlock(label=_("Caption"), required=False, max_length=255)
    credit = CharBlock(
        label=_("Credit"), required=False, max_length=255, help_text=_("Who made it, and under which license.")
    )

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        try:
            return super().value_from_datadict(data, files, prefix)
        except (ValueError, TypeError, ValidationError):  # what was sent is no picture's key: none is chosen
            return super().value_from_datadict({**data, f"{prefix}-image-image": ""}, files, prefix)

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        if not self.is_deferred_validation and not value["image"] and not value["wanted"]:
            raise StructBlockValidationError(non_block_errors=[gettext("Choose an image, or say which one is wanted.")])
        return value

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> ImageNode | None:
        image = value["image"]
        if not image:
            wanted = str(value["wanted"] or "")
            said = gettext("Image wanted: %s") % (wanted or gettext("no description"))
            compilation.warn(said, block_id, kind="image_wanted")
            return self._wanted_node(wanted, block_id) if compilation.is_draft else None
        compilation.read("image", image.pk)
        alt = "" if image.decorative else (image.contextual_alt_text or "").strip()
        if not alt and not image.decorative:
            compilation.problem(
                gettext("The image “%s” has no alternative text, and is not marked as decorative.") % image.title,
                block_id,
            )
        return ImageNode(
            id=block_id,
            image=Picture(id=image.pk, alt=alt, shape="original"),
            caption=str(value["caption"] or "").strip() or None,
            credit=str(value["credit"] or "").strip() or None,
        )

    @staticmethod
    def _wanted_node(wanted: str, block_id: str) -> ImageNode:
        return ImageNode(id=block_id, image=Picture(id=0, alt=wanted, shape="original"), caption=None, credit=None)

    def get_preview_value(self) -> Any:
        image = get_image_model().objects.order_by("-pk").first()
        if image:
            image.contextual_alt_text, image.decorative = gettext("What the picture shows"), False
        return self.normalize(
            {
                "image": image,
                "wanted": gettext("A picture that explains what the words cannot"),
                "caption": gettext("A caption says what to look at."),
                "credit": "",
            }
        )

    class Meta:
        icon = "image"
        label = _("Image")
        label_format = "{image} {caption} {wanted}"
        description = _("A picture with alternative text, caption and credit.")
        template = ImageNode.template
        preview_value = None
