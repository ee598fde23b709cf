"""The FAQ library in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail.features import Feature
from wagtail.admin.search import SearchArea
from wagtail.admin.staticfiles import versioned_static
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from .choosing import read_answer, reading_script
from .lasting_links import keep_places
from .library import FaqEntryViewSet
from .models import FaqEntry
from .rich_text import TERM

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import URLPattern
    from django.utils.safestring import SafeString
    from wagtail.rich_text.feature_registry import FeatureRegistry

register_snippet(FaqEntryViewSet)

# After Wagtail's own, whose links lose the place in a page.
hooks.register("register_rich_text_features", keep_places, order=100)


class NotOffered(Feature):
    """A feature of rich text that needs another app: it takes this one's place. Wagtail warns of an unknown one."""

    def construct_options(self, options: dict[str, Any]) -> None:
        """Add nothing to the editor."""


@hooks.register("register_rich_text_features")
def no_terms(features: FeatureRegistry) -> None:
    features.register_editor_plugin("draftail", TERM, NotOffered())


hooks.register("insert_editor_js", reading_script)


@hooks.register("insert_editor_js")
def last_words_script() -> SafeString:
    """Return the script that lets no words be lost that are typed as a form is saved."""
    return format_html('<script src="{}"></script>', versioned_static("faq_blocks/last-words.js"))


@hooks.register("register_admin_urls")
def reading_url() -> list[URLPattern]:
    return [path("faq-library/<int:pk>/read/", read_answer, name="faq_blocks_read")]


class LibrarySearchArea(SearchArea):
    """The library beside pages and images, where the admin is searched."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(FaqEntry)
        return bool(policy.user_has_any_permission(request.user, {"add", "change", "delete", "view"}))


@hooks.register("register_admin_search_area")
def library_search_area() -> SearchArea:
    address = reverse(FaqEntry.snippet_viewset.get_url_name("list"))
    return LibrarySearchArea(_("FAQ library"), address, name="faq-library", icon_name="help", order=150)
