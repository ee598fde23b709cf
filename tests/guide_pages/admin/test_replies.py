"""Moderators find, read and decide in Wagtail's admin, and nobody else does."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission

from faq_blocks.models import FaqEntry
from guide_pages.models import GuidePage, Reply
from tests import factories
from tests.guide_pages.replies.leaving import words

pytestmark = pytest.mark.django_db

LIST = "/admin/replies/"


@pytest.fixture
def moderator(client: Client) -> Client:
    """The client of somebody in the group that set-up makes."""
    client.force_login(factories.moderator())
    return client


def one(reply: Reply, act: str = "") -> str:
    return f"{LIST}{reply.pk}/{act}"


def listed(client: Client, query: str = "") -> set[str]:
    shown = words(client.get(f"{LIST}results/{query}"))
    return {reply.text for reply in Reply.objects.all() if reply.text in shown}


def test_set_up_makes_a_group_that_may_moderate() -> None:
    permissions = Group.objects.get(name="Moderators").permissions.values_list("codename", flat=True)
    assert {"moderate_reply", "access_admin"} <= set(permissions)


def test_installing_the_plugin_takes_nothing_from_anybodys_groups() -> None:
    """Whose groups may work on pages is a site's own: the four roles are made by a command."""
    pages = GroupPagePermission.objects.filter(group__name="Moderators").values_list("permission__codename", flat=True)
    assert "publish_page" in set(pages)
    assert not Group.objects.filter(name__in=["Writers", "Reviewers"]).exists()


def test_the_menu_says_how_many_wait(moderator: Client, page: GuidePage) -> None:
    assert '"label": "Replies"' in words(moderator.get("/admin/"))
    factories.reply(page)
    factories.reply(page, state="spam")
    assert '"label": "Replies (1)"' in words(moderator.get("/admin/"))


def test_the_dashboard_and_the_guides_own_form_show_them(
    moderator: Client, admin_client: Client, page: GuidePage
) -> None:
    assert "to be checked" not in words(moderator.get("/admin/"))
    factories.reply(page, "Does it help?")
    home = words(moderator.get("/admin/"))
    assert "1 reply waits to be checked" in home
    assert "Does it help?" in home
    form = words(admin_client.get(f"/admin/pages/{page.pk}/edit/"))
    assert "Does it help?" in form
    assert "1 waits to be checked" in form


def test_the_list_is_searched_and_filtered(moderator: Client, page: GuidePage) -> None:
    other = factories.guide(title="Eat well")
    factories.reply(page, "Waiting here")
    factories.reply(page, "Shown here", state="approved", name="Bea")
    factories.reply(other, "Spam there", state="spam", email="spam@example.net")
    factories.reply(other, "Deleted there", state="deleted")
    factories.reply(page, "Old one", created_at=timezone.now() - timedelta(days=40))
    assert listed(moderator) == {"Waiting here", "Shown here", "Spam there", "Old one"}
    assert listed(moderator, "?state=waiting") == {"Waiting here", "Old one"}
    assert listed(moderator, "?state=deleted") == {"Deleted there"}
    assert listed(moderator, f"?guide={other.pk}") == {"Spam there"}
    assert listed(moderator, f"?created_at_from={timezone.now() - timedelta(days=2):%Y-%m-%d}&state=waiting") == {
        "Waiting here"
    }
    for query, found in (("Bea", "Shown here"), ("example.net", "Spam there"), ("Old", "Old one")):
        assert listed(moderator, f"?q={query}") == {found}
    assert listed(moderator, "?q='\"%25") == set()
    assert moderator.get(f"{LIST}?q=%00&state=x&guide=x&created_at_from=x").status_code == 200


@pytest.mark.parametrize("state", ["approved", "rejected", "spam", "deleted"])
def test_one_is_decided_and_the_way_back_is_offered(moderator: Client, page: GuidePage, state: str) -> None:
    reply = factories.reply(page)
    response = moderator.post(one(reply, f"{state}/"), {"next": f"{LIST}?state=waiting"})
    assert response["Location"] == f"{LIST}?state=waiting"
    reply.refresh_from_db()
    assert reply.state == state
    shown = words(moderator.get(LIST))
    undo = shown.split('data-w-action-url-value="')[1].split('"')[0]
    assert undo.startswith(f"{LIST}undo/")
    moderator.post(undo)
    reply.refresh_from_db()
    assert reply.state == "waiting"


def test_many_are_decided_at_once(moderator: Client, page: GuidePage) -> None:
    replies = [factories.reply(page, f"Reply number {n}") for n in range(3)]
    query = "&".join(f"id={reply.pk}" for reply in replies[:2])
    address = f"/admin/bulk/guide_pages/reply/approved/?{query}&next={LIST}"
    confirm = words(moderator.get(address))
    assert "Reply number 1" in confirm
    assert "Reply number 2" not in confirm
    assert moderator.post(address)["Location"] == LIST
    assert Reply.objects.filter(state="approved").count() == 2
    shown = words(moderator.get(LIST))
    moderator.post(shown.split('data-w-action-url-value="')[1].split('"')[0])
    assert Reply.objects.filter(state="waiting").count() == 3


def test_all_in_the_list_are_those_that_it_shows(moderator: Client, page: GuidePage) -> None:
    other = factories.guide()
    for n in range(25):
        factories.reply(page, f"Reply number {n}")
    elsewhere = factories.reply(other)
    spam = factories.reply(page, state="spam")
    moderator.post(f"/admin/bulk/guide_pages/reply/approved/?id=all&guide={page.pk}&state=waiting&next={LIST}")
    assert Reply.objects.filter(state="approved").count() == 25
    assert set(Reply.objects.exclude(state="approved")) == {elsewhere, spam}


def test_what_came_while_a_moderator_was_asked_to_confirm_is_not_approved(moderator: Client, page: GuidePage) -> None:
    factories.reply(page, "Seen.")
    confirm = words(moderator.get(f"/admin/bulk/guide_pages/reply/approved/?id=all&state=waiting&next={LIST}"))
    submit = re.search(r'<form action="([^"]+)" method="POST">', confirm)
    assert submit
    factories.reply(page, "Not seen.")
    moderator.post(html.unescape(submit[1]))
    assert list(Reply.objects.filter(state="approved").values_list("text", flat=True)) == ["Seen."]


def test_a_moderator_reads_all_of_it_before_deciding(moderator: Client, page: GuidePage) -> None:
    reply = factories.reply(page, "word " * 300 + "http://spam.example")
    for address in (LIST, f"/admin/bulk/guide_pages/reply/approved/?id={reply.pk}"):
        assert "http://spam.example" in words(moderator.get(address))


@pytest.mark.parametrize("query", ["", "id=x", "id=all&until=x", "id=00000000-0000-4000-8000-000000000000", "id=%00"])
def test_a_bulk_action_on_nothing_does_nothing(moderator: Client, page: GuidePage, query: str) -> None:
    address = f"/admin/bulk/guide_pages/reply/deleted/?{query}&next={LIST}&state=approved"
    assert moderator.get(address).status_code == 200
    assert moderator.post(address).status_code == 302


def test_what_is_gone_is_not_answered(moderator: Client, page: GuidePage) -> None:
    first = factories.reply(page, state="rejected")
    under = factories.reply(page, parent=first)
    assert moderator.post(one(under), {"text": "x", "name": "x"}).status_code == 302
    assert not Reply.objects.filter(is_publisher=True).exists()
    page.delete()
    assert moderator.get(LIST).status_code == moderator.get(one(first)).status_code == 200


def test_a_reply_is_answered_by_itself(moderator: Client, page: GuidePage) -> None:
    reply = factories.reply(page, "Does it help?")
    form = words(moderator.get(one(reply)))
    assert reply.email in form
    assert f'value="{factories.site().site_name or factories.site().root_page.title}"' in form
    assert moderator.post(one(reply), {"text": "", "name": "The editors"}).status_code == 200
    moderator.post(one(reply), {"text": "It can.", "name": "The editors"})
    answer = Reply.objects.get(parent=reply)
    assert (answer.text, answer.is_publisher, answer.user and answer.user.get_username()) == (
        "It can.",
        True,
        "moderator",
    )
    assert "It can." in words(Client().get(page.url))


def test_a_reply_is_made_a_question_by_who_may_write_one(
    moderator: Client, admin_client: Client, page: GuidePage
) -> None:
    reply = factories.reply(page, "Does it help?")
    assert "Make it a question" not in words(moderator.get(one(reply)))
    assert moderator.post(one(reply, "question/")).status_code == 302
    assert not FaqEntry.objects.exists()
    assert "Make it a question" in words(admin_client.get(one(reply)))
    response = admin_client.post(one(reply, "question/"))
    entry = FaqEntry.objects.get()
    assert response["Location"] == f"/admin/snippets/faq_blocks/faqentry/edit/{entry.pk}/"
    assert not entry.live
    assert "Open its question" in words(admin_client.get(one(reply)))


@pytest.mark.parametrize("who", ["nobody", "editor"])
def test_nobody_else_decides(client: Client, page: GuidePage, who: str) -> None:
    reply = factories.reply(page)
    if who == "editor":
        user: Any = get_user_model().objects.create_user("editor")
        user.groups.add(Group.objects.get(name="Editors"))
        client.force_login(user)
    for address in (
        one(reply, "approved/"),
        one(reply),
        one(reply, "question/"),
        f"{LIST}undo/{reply.pk}/",
        f"/admin/bulk/guide_pages/reply/approved/?id={reply.pk}",
        "/admin/bulk/guide_pages/reply/approved/?id=all",
    ):
        assert client.post(address, {"text": "x", "name": "x"}).status_code == 302, address
    reply.refresh_from_db()
    assert reply.state == "waiting"
    assert Reply.objects.count() == 1
    assert not FaqEntry.objects.exists()


def test_decisions_are_posts_with_a_token(page: GuidePage) -> None:
    reply = factories.reply(page)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(factories.moderator())
    assert strict.post(one(reply, "approved/")).status_code == 403
    assert strict.get(one(reply, "approved/")).status_code == 405
    reply.refresh_from_db()
    assert reply.state == "waiting"


def test_the_list_costs_the_same_for_one_and_for_many(moderator: Client, page: GuidePage) -> None:
    factories.reply(page)
    moderator.get(LIST)
    with CaptureQueriesContext(connection) as few:
        moderator.get(LIST)
    for n in range(19):
        factories.reply(
            factories.guide() if n < 3 else page, f"Reply number {n}", state="approved" if n % 2 else "waiting"
        )
    with CaptureQueriesContext(connection) as many:
        moderator.get(LIST)
    assert len(many) == len(few)
