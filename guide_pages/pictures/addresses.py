"""Today's addresses of what a guide names: pages and guides, documents, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.functional import cached_property
from wagtail.images import get_image_model
from wagtail.models import Page

from faq_blocks.nodes import Prose
from faq_blocks.references import Addresses, Reference
from faq_blocks.rich_text import compile_rich_text
from guide_pages.document.pictures import Rendition
from guide_pages.queries.visibility import is_public

from .placeholders import Placeholder
from .renditions import WIDTHS, existing, specs

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage
    from wagtail.rich_text import RichText

#: Stands where no color has been measured yet.
NEUTRAL = "#d8dcdc"


class Shown(NamedTuple):
    """Rich text as readers see it, and the ids of the pages that it leads to."""

    text: Prose
    pages: list[int]


def shown(source: str | RichText | None, *, also: frozenset[str] = frozenset()) -> Shown:
    """Return stored rich text for a page that is made for a request: in the same closed set of HTML as in a guide.

    Costs queries only where it links to pages or documents.
    """
    references: set[Reference] = set()
    text = compile_rich_text(source, lambda kind, key: references.add(Reference(kind, str(key))), also=also)
    addresses = GuideAddresses(references, root_url="")
    return Shown(text.with_addresses(addresses), addresses.pages)


class GuideAddresses(Addresses):
    """Adds to links the guide they lead to, and to pictures their renditions. Makes none."""

    def __init__(self, references: Iterable[Reference], root_url: str | None = None) -> None:
        super().__init__(references)
        if root_url is not None:
            self.root_url = root_url

    @property
    def pages(self) -> list[int]:
        """The ids of the pages that links lead to: of those that the public may see."""
        return list(self._pages)

    def linkable_pages(self) -> QuerySet[Page]:
        pages: QuerySet[Page] = Page.objects.filter(is_public()).select_related("guide")
        return pages

    def link_attributes(self, kind: str, key: int, fragment: str) -> str:
        guide = getattr(self._pages[key], "guide", None) if kind == "page" else None
        if guide is None:
            return ""
        return f' data-guide="{guide.pk}"' + (f' data-anchor="{fragment[1:]}"' if fragment else "")

    def guide(self, page_id: int) -> dict[str, Any]:
        """Return `id`, `title` and `url`; nothing for what is gone, hidden or no guide."""
        url = self.page_url(page_id)
        guide = getattr(self._pages[page_id], "guide", None) if url else None
        return {"id": guide.pk, "title": self._pages[page_id].title, "url": url} if guide else {}

    def picture(self, image_id: int, shape: str) -> dict[str, Any]:
        """Return `width`, `height`, `color` and `renditions`; nothing for an image that is gone."""
        image = self._images.get(image_id)
        if image is None:
            return {}
        renditions = self._renditions(image, shape) or [self._as_uploaded(image)]
        widest = max(renditions, key=lambda rendition: rendition.width)
        return {
            "width": widest.width,
            "height": widest.height,
            "color": self._colors.get(image_id, NEUTRAL),
            "renditions": renditions,
        }

    def _renditions(self, image: AbstractImage, shape: Any) -> list[Rendition]:
        if image.is_svg():
            return []
        return [
            Rendition(
                url=self._absolute(rendition.url),
                width=rendition.width,
                height=rendition.height,
                format=rendition.filter_spec.rpartition("format-")[2],
            )
            for rendition in existing(image, shape)
        ]

    def _as_uploaded(self, image: AbstractImage) -> Rendition:
        extension = image.file.name.rpartition(".")[2].lower()
        return Rendition(
            url=self._absolute(image.file.url),
            width=image.width,
            height=image.height,
            format="jpeg" if extension == "jpg" else extension,
        )

    def _absolute(self, url: str) -> str:
        return f"{self.root_url}{url}" if url.startswith("/") else url

    @cached_property
    def _images(self) -> dict[int, AbstractImage]:
        ids = self.keys.get("image")
        if not ids:
            return {}
        images: dict[int, AbstractImage] = get_image_model().objects.in_bulk(ids)
        raster = [image for image in images.values() if not image.is_svg()]
        wanted = {spec for image in raster for shape in WIDTHS for spec in specs(image, shape)}
        made = get_image_model().get_rendition_model().objects.filter(filter_spec__in=wanted)
        # As Wagtail's `prefetch_renditions`, for images that have been read: what to ask for depends on their sizes.
        prefetch_related_objects(raster, Prefetch("renditions", queryset=made, to_attr="prefetched_renditions"))
        return images

    @cached_property
    def _colors(self) -> dict[int, str]:
        return dict(Placeholder.objects.filter(image__in=self.keys.get("image", ())).values_list("image_id", "color"))
