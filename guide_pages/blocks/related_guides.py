from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, PageChooserBlock, StreamBlock, StructBlock
from wagtail.models import Page, get_page_models

from faq_blocks.blocks import ForgivingChooser, NodeBlock
from faq_blocks.compilation import Compilation
from guide_pages.document.nodes.related_guides import RelatedGuide, RelatedGuidesNode
from guide_pages.pictures.addresses import GuideAddresses
from guide_pages.queries.visibility import is_public


class GuideChooserBlock(ForgivingChooser, PageChooserBlock):
    """A guide, of whatever type of page."""

    @cached_property
    def target_models(self) -> list[type[Page]]:
        """The page types that can be chosen."""
        return [model for model in get_page_models() if getattr(model, "is_guide_type", False)]

    @cached_property
    def target_model(self) -> Any:
        """What is read of the chosen ones: plain pages, whatever their types."""
        return Page

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "guide_pages.blocks.related_guides.GuideChooserBlock", [], self._constructor_args[1]

    class Meta:
        icon = "doc-full"
        label = _("Guide")


class GuideListBlock(StreamBlock):
    """Guides, in the reader's order."""

    guide = GuideChooserBlock()


class RelatedGuidesBlock(NodeBlock, StructBlock):
    """Guides to go on with."""

    addresses_class = GuideAddresses

    heading = CharBlock(label=_("Heading"), max_length=160, default=_("Read on"))
    guides = GuideListBlock(label=_("Guides"))

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> RelatedGuidesNode | None:
        heading = str(value["heading"] or "").strip()
        if not heading:
            compilation.problem(gettext("A list of guides has no heading."), block_id, "heading")
        links = [_link(child.value, child.id, compilation) for child in value["guides"] or () if child.value]
        if not links:
            compilation.problem(gettext("No guide has been chosen to read on."), block_id, "guides")
            if not compilation.is_draft:
                return None
        return RelatedGuidesNode(id=block_id, heading=heading, guides=links)

    def get_preview_value(self) -> Any:
        guides = Page.objects.filter(is_public(), guide__isnull=False).order_by("-pk")[:3]
        chosen = [("guide", guide) for guide in guides]
        return self.normalize({"heading": gettext("Read on"), "guides": chosen})

    class Meta:
        icon = "doc-full"
        label = _("Related guides")
        label_format = "{heading} {guides}"
        description = _("Guides to go on with, by their titles of today.")
        template = RelatedGuidesNode.template
        preview_value = None


def _link(page: Page, block_id: str, compilation: Compilation) -> RelatedGuide:
    if not getattr(page.specific_class, "is_guide_type", False):
        compilation.problem(gettext("“%s” is no guide.") % page.title, block_id)
    elif not page.live:
        compilation.warn(gettext("“%s” is left out until it is published.") % page.title, block_id)
    compilation.read("page", page.pk)
    compilation.read("frame", page.pk)
    return RelatedGuide(page=page.pk)
