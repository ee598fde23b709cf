"""Guides in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.documents import get_document_model
from wagtail.log_actions import LogFormatter
from wagtail.models import ModelLogEntry, Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .admin.asked import HelpfulView, HelpfulWordsView, ReportedErrorsView
from .admin.bringing import urls as bringing_urls
from .admin.bringing.menu import bring_in_button
from .admin.bringing.menu import menu_item as bring_in_menu_item
from .admin.bulk_publish import GuidePublishBulkAction
from .admin.copying import CopyPartsView, copy_button
from .admin.dashboard import add_panels
from .admin.draft_links import ENDED, DraftForAppsView, DraftJsonView, EndTokensView, draft_link_button
from .admin.due import named
from .admin.edition_words import CompareEditionsView, ReadEditionView
from .admin.editions import EditionsView, WithdrawView, editions_button
from .admin.found import EveryPageViewSet
from .admin.library import urls as library_urls
from .admin.library.alike import alike_script
from .admin.library.moving import questions_button
from .admin.library.publishing import ask_before_publishing
from .admin.library.topics import file_under_topics
from .admin.library.uses import refuse_files, refuse_snippets
from .admin.links import AnchorsView, anchors_button, choose_guide_link, offer_places
from .admin.listing import guide_listings
from .admin.pasting import PasteView, pasting_script
from .admin.replies import urls as reply_urls
from .admin.replies.bulk_actions import bulk_actions
from .admin.replies.panels import WaitingPanel, menu_item
from .admin.reports import OutOfStepView, ReportMenuItem
from .admin.reviewing import (
    lead_home,
    may_publish_answer,
    offer_no_publishing,
    say_why_not_approved,
    stop_own_words,
)
from .admin.searched import SearchedView
from .admin.viewsets import guide_viewsets
from .moderation.moderating import ANSWER, UNDO, action
from .moderation.questions import MAKE_QUESTION
from .publishing.following import dependents_follow
from .publishing.history import FOLLOWED
from .publishing.rows import lock_trees
from .publishing.withdrawing import WITHDRAWN
from .records import Contributor, Guide, Outline, Reply, Synonyms, Topic

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "slug"]


class ContributorViewSet(SnippetViewSet):
    model = Contributor
    icon = "user"
    list_display = ["name", "credentials", "role"]
    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("credentials"), FieldPanel("role")], heading=_("Who they are")),
        FieldPanel("biography"),
        FieldPanel("photo"),
        FieldPanel("url"),
    ]


class SynonymsViewSet(SnippetViewSet):
    model = Synonyms
    icon = "search"
    list_display = ["words", "locale"]


class OutlineViewSet(SnippetViewSet):
    model = Outline
    icon = "list-ul"
    list_display = ["name", "description", "locale"]
    sort_order_field = "sort_order"


class GuidesGroup(SnippetViewSetGroup):
    """What guides share, in one place of the menu."""

    items = (TopicViewSet, ContributorViewSet, OutlineViewSet, SynonymsViewSet)
    menu_icon = "tag"
    menu_label = _("Topics, people")
    menu_name = "guides"
    menu_order = 80


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


@hooks.register("register_log_actions")
def guide_log_actions(actions: Any) -> None:
    actions.register_model(Guide, ModelLogEntry)
    actions.register_action(ENDED, _("End the draft's tokens"), _("Ended all tokens of the draft"))

    @actions.register_action(FOLLOWED)
    class FollowedFormatter(LogFormatter):
        label = _("Follow what is shared")

        def format_message(self, log_entry: Any) -> str:
            what, number = named(log_entry.data["what"]), log_entry.data["edition"]
            if log_entry.data["what"].startswith("site:"):
                return gettext("The guide settings of “%s” changed") % what
            if number is None:
                return gettext("“%s” changed, which the guide shows") % what
            return gettext("“%(what)s” changed, which the guide shows: edition %(number)s") % {
                "what": what,
                "number": number,
            }

    @actions.register_action(WITHDRAWN)
    class WithdrawalFormatter(LogFormatter):
        label = _("Withdraw an edition")

        def format_message(self, log_entry: Any) -> str:
            numbers = ", ".join(str(number) for number in log_entry.data["editions"])
            return gettext("Withdrew edition %(numbers)s: %(reason)s") % {
                "numbers": numbers,
                "reason": log_entry.data["reason"],
            }


# After Wagtail's, and before the site's own, which take the place of these.
hooks.register("register_admin_viewset", EveryPageViewSet, order=-0.5)
hooks.register("register_admin_viewset", guide_viewsets, order=-0.5)
hooks.register("register_admin_viewset", guide_listings)
hooks.register("construct_homepage_panels", add_panels)
hooks.register("before_publish_page", stop_own_words)
hooks.register("before_publish", stop_own_words, order=-1)  # before it is said what will change
hooks.register("may_publish_faq_entry", may_publish_answer)
hooks.register("construct_snippet_action_menu", offer_no_publishing)
hooks.register("before_edit_page", say_why_not_approved)
hooks.register("before_edit_snippet", say_why_not_approved)
hooks.register("after_edit_page", lead_home)


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


@hooks.register("register_log_actions")
def reply_log_actions(actions: Any) -> None:
    actions.register_model(Reply, ModelLogEntry)
    for name, label in (
        (action(Reply.State.APPROVED), _("Approved")),
        (action(Reply.State.REJECTED), _("Rejected")),
        (action(Reply.State.SPAM), _("Marked as spam")),
        (action(Reply.State.DELETED), _("Deleted")),
        (action(Reply.State.WAITING), _("Put back to wait")),
        (UNDO, _("Undone")),
        (ANSWER, _("Answered")),
        (MAKE_QUESTION, _("Made a question")),
    ):
        actions.register_action(name, label, label)
