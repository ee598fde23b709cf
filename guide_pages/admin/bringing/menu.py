"""Ways to where articles are brought in: in the menu, and on a list of guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from guide_pages.importing.desk.making import may_add
from guide_pages.pages import GuideIndexPageMixin

from .permission import parents_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from wagtail.models import Page


class BringInMenuItem(MenuItem):
    """Shown to whoever may add a guide somewhere."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(parents_for(request.user))


def menu_item() -> BringInMenuItem:
    return BringInMenuItem(
        _("Bring articles in"), reverse("guidepost_bringing:start"), name="bring-in", icon_name="upload", order=50
    )


def bring_in_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button where the page is a list of guides to which this user may add."""
    if isinstance(page.specific_deferred, GuideIndexPageMixin) and may_add(user, page):
        url = f"{reverse('guidepost_bringing:start')}?parent={page.pk}"
        yield Button(_("Bring articles in"), url=url, icon_name="upload", priority=65)
