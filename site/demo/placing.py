"""How what the demonstration consists of is put into its place."""

from typing import Any

from wagtail.models import Page


def publish(item: Any) -> None:
    """Publish a page or snippet the way an editor does, so that its history begins here."""
    item.save_revision().publish()


def free_slug(parent: Page, slug: str) -> str:
    """Return the slug, with a number if a child of the parent has it already."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, 1000))) if name not in taken)
