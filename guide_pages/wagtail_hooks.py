"""Guides in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from .admin.asked import HelpfulView, HelpfulWordsView, ReportedErrorsView
from .admin.bringing import urls as bringing_urls
from .admin.bringing.menu import bring_in_button
from .admin.bringing.menu import menu_item as bring_in_menu_item
from .admin.bulk_publish import GuidePublishBulkAction
from .admin.copying import CopyPartsView, copy_button
from .admin.dashboard import add_panels
from .admin.draft_links import DraftForAppsView, DraftJsonView, EndTokensView, draft_link_button
from .admin.edition_words import CompareEditionsView, ReadEditionView
from .admin.editions import EditionsView, WithdrawView, editions_button
from .admin.found import EveryPageViewSet
from .admin.glossary import offer_terms
from .admin.library import urls as library_urls
from .admin.library.alike import alike_script
from .admin.library.moving import questions_button
from .admin.library.publishing import ask_before_publishing
from .admin.library.topics import file_under_topics
from .admin.library.uses import refuse_files, refuse_snippets
from .admin.links import AnchorsView, anchors_button, choose_guide_link, offer_places
from .admin.listing import guide_listings
from .admin.log import guide_log_actions, reply_log_actions
from .admin.pasting import PasteView, pasting_script
from .admin.replies import urls as reply_urls
from .admin.replies.bulk_actions import bulk_actions
from .admin.replies.panels import WaitingPanel, menu_item
from .admin.reports import OutOfStepView, ReportMenuItem
from .admin.reviewing import (
    lead_home,
    may_publish_answer,
    offer_no_publishing,
    offer_publishing_of_others,
    say_why_not_approved,
    stop_own_words,
)
from .admin.searched import SearchedView
from .admin.snippets import GuidesGroup
from .admin.viewsets import guide_viewsets
from .publishing.following import dependents_follow
from .publishing.rows import lock_trees

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


register_snippet(GuidesGroup)


# Takes the place of Wagtail's own: the last one registered for an action type is used.
hooks.register("register_bulk_action", GuidePublishBulkAction, order=100)


@hooks.register("register_reports_menu_item")
def out_of_step_menu_item() -> ReportMenuItem:
    return ReportMenuItem(
        _("Guides out of step"),
        reverse("guides_out_of_step"),
        name="guides-out-of-step",
        icon_name="warning",
        order=650,
    )


@hooks.register("register_reports_menu_item")
def alike_menu_item() -> ReportMenuItem:
    return ReportMenuItem(
        _("Questions asked twice"), reverse("guides_alike"), name="questions-alike", icon_name="help", order=655
    )


@hooks.register("register_reports_menu_item")
def searched_menu_item() -> ReportMenuItem:
    return ReportMenuItem(
        _("What was searched for"), reverse("guides_searched"), name="guides-searched", icon_name="search", order=660
    )


@hooks.register("register_reports_menu_item")
def helpful_menu_item() -> ReportMenuItem:
    return ReportMenuItem(
        _("What helped readers"), reverse("guides_helpful"), name="guides-helpful", icon_name="help", order=670
    )


@hooks.register("register_reports_menu_item")
def errors_menu_item() -> ReportMenuItem:
    return ReportMenuItem(
        _("Errors that readers report"), reverse("guides_errors"), name="guides-errors", icon_name="warning", order=680
    )


@hooks.register("register_admin_urls")
def asked_urls() -> list[Any]:
    views = {"helpful": HelpfulView, "helpful_words": HelpfulWordsView, "errors": ReportedErrorsView}
    return [
        path(f"reports/guides-{name.replace('_', '-')}/{below}", view.as_view(**only), name=f"guides_{name}{end}")
        for name, view in views.items()
        for below, only, end in (("", {}, ""), ("results/", {"results_only": True}, "_results"))
    ]


@hooks.register("register_admin_urls")
def report_urls() -> list[Any]:
    return [
        path("reports/searched/", SearchedView.as_view(), name="guides_searched"),
        path("reports/searched/results/", SearchedView.as_view(results_only=True), name="guides_searched_results"),
        path("reports/guides-out-of-step/", OutOfStepView.as_view(), name="guides_out_of_step"),
        path(
            "reports/guides-out-of-step/results/",
            OutOfStepView.as_view(results_only=True),
            name="guides_out_of_step_results",
        ),
    ]


hooks.register("register_page_header_buttons", bring_in_button)
hooks.register("register_page_header_buttons", draft_link_button)
hooks.register("register_page_header_buttons", editions_button)
hooks.register("register_page_header_buttons", questions_button)
hooks.register("register_page_header_buttons", anchors_button)
hooks.register("register_page_header_buttons", copy_button)
hooks.register("register_rich_text_features", offer_places, order=110)
hooks.register("register_rich_text_features", offer_terms, order=110)


@hooks.register("register_admin_urls")
def link_urls() -> list[Any]:
    return [
        path("guides/links/", choose_guide_link, name="guidepost_choose_link"),
        path("guides/<int:page_id>/copy/", CopyPartsView.as_view(), name="guidepost_copy_parts"),
        path("guides/<int:page_id>/links/", AnchorsView.as_view(), name="guidepost_anchors"),
    ]


@hooks.register("register_admin_urls")
def edition_urls() -> list[Any]:
    return [
        path("guides/<int:page_id>/editions/", EditionsView.as_view(), name="guidepost_editions"),
        path(
            "guides/<int:page_id>/editions/compare/", CompareEditionsView.as_view(), name="guidepost_compare_editions"
        ),
        path("guides/<int:page_id>/editions/<int:number>/", ReadEditionView.as_view(), name="guidepost_read_edition"),
        path(
            "guides/<int:page_id>/editions/<int:number>/withdraw/",
            WithdrawView.as_view(),
            name="guidepost_withdraw_edition",
        ),
    ]


@hooks.register("register_admin_urls")
def bringing_in_urls() -> list[Any]:
    return [path("guides/bring-in/", include(bringing_urls))]


@hooks.register("register_admin_urls")
def draft_urls() -> list[Any]:
    return [
        path("guides/<int:page_id>/draft/", DraftForAppsView.as_view(), name="guidepost_draft_link"),
        path("guides/<int:page_id>/draft/json/", DraftJsonView.as_view(), name="guidepost_draft_json"),
        path("guides/<int:page_id>/draft/end/", EndTokensView.as_view(), name="guidepost_draft_end"),
    ]


@hooks.register("register_admin_urls")
def paste_urls() -> list[Any]:
    return [path("guides/paste/", PasteView.as_view(), name="guidepost_paste")]


hooks.register("insert_editor_js", pasting_script)


# After Wagtail's, and before the site's own, which take the place of these.
hooks.register("register_admin_viewset", EveryPageViewSet, order=-0.5)
hooks.register("register_admin_viewset", guide_viewsets, order=-0.5)
hooks.register("register_admin_viewset", guide_listings)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("before_publish_page", stop_own_words)
hooks.register("before_publish", stop_own_words, order=-1)  # before it is said what will change
hooks.register("may_publish_faq_entry", may_publish_answer)
hooks.register("construct_snippet_action_menu", offer_no_publishing)
hooks.register("construct_page_action_menu", offer_publishing_of_others)
hooks.register("before_edit_page", say_why_not_approved)
hooks.register("before_edit_snippet", say_why_not_approved)
hooks.register("after_edit_page", lead_home)
hooks.register("register_log_actions", guide_log_actions)
hooks.register("register_log_actions", reply_log_actions)


@hooks.register("before_delete_page")
def lock_pages_before_one_is_deleted(request: HttpRequest, page: Page) -> None:
    """Lock the page and all below it: Wagtail deletes them in one transaction."""
    lock_trees([page])


@hooks.register("before_bulk_action")
def lock_pages_before_a_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Lock all pages before the first is changed: Wagtail does a bulk action in one transaction."""
    if issubclass(action.model, Page):
        lock_trees(objects)


@hooks.register("after_bulk_action")
def follow_documents_that_were_moved(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Let guides follow: the new collection may be private, and Wagtail sends no signal when it moves documents."""
    if issubclass(action.model, get_document_model()):
        dependents_follow("document", *(document.pk for document in objects))


# What guides share.

hooks.register("insert_editor_js", alike_script)
hooks.register("construct_faq_library", file_under_topics)
hooks.register("before_publish", ask_before_publishing)
hooks.register("before_delete_snippet", refuse_snippets)
hooks.register("before_bulk_action", refuse_files)


@hooks.register("register_admin_urls", order=-1)  # in the place of Wagtail's views that have no hook
def library_admin_urls() -> list[Any]:
    return library_urls.urlpatterns


# Replies.

hooks.register("register_admin_menu_item", menu_item)
hooks.register("register_admin_menu_item", bring_in_menu_item)

for _bulk_action in bulk_actions():
    hooks.register("register_bulk_action", _bulk_action)


@hooks.register("register_admin_urls")
def reply_admin_urls() -> list[Any]:
    return [path("replies/", include(reply_urls))]


@hooks.register("construct_homepage_panels")
def waiting_replies(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingPanel())


@hooks.register("register_permissions")
def reply_permissions() -> QuerySet[Permission]:
    """Return the permission to moderate: a group can be given it in the admin."""
    return Permission.objects.filter(content_type__app_label="guide_pages", codename="moderate_reply")
