"""The page in the admin that gives a token of a guide's draft, and ends all that were given."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import PageLogEntry

from guide_pages.models import GuidePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.draft(factories.guide(title="Sleep"), title="Sleep better")


def link(page: Any, rest: str = "") -> str:
    return f"/admin/guides/{page.pk}/draft/{rest}"


def given(client: Client, page: GuidePage) -> tuple[str, str]:
    """The address and the token that an editor is shown."""
    shown = client.get(link(page))
    assert "no-store" in shown["Cache-Control"]
    return shown.context["address"], shown.context["token"]


def read(address: str, token: str) -> Any:
    return Client().get(address.removeprefix(factories.site().root_url), headers={"authorization": f"Bearer {token}"})


def test_an_editor_is_given_what_an_app_needs(admin_client: Client, page: GuidePage) -> None:
    assert link(page).encode() in admin_client.get(f"/admin/pages/{page.pk}/edit/").content
    address, token = given(admin_client, page)
    shown = admin_client.get(link(page)).content.decode()
    assert f'value="{address}"' in shown
    assert "curl --compressed -H &quot;Authorization: Bearer ey" in shown
    assert address == f"{factories.site().root_url}/api/guides/v1/preview"
    assert read(address, token).json()["title"] == "Sleep better"


def test_an_editor_sees_the_draft_as_apps_get_it_without_a_token(admin_client: Client, page: GuidePage) -> None:
    draft = admin_client.get(link(page, "json/"))
    assert draft.json()["title"] == "Sleep better"
    assert "no-store" in draft["Cache-Control"]
    assert Client().get(link(page, "json/")).status_code == 302


def test_all_tokens_end_at_once_and_the_log_says_who_ended_them(
    admin_client: Client, admin_user: Any, page: GuidePage
) -> None:
    address, token = given(admin_client, page)
    admin_client.post(link(page, "end/"))
    assert read(address, token).status_code == 410
    entry = PageLogEntry.objects.get(action="guide_pages.previews.end")
    assert (entry.page_id, entry.user) == (page.pk, admin_user)
    assert "Ended all tokens of the draft" in admin_client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    assert read(*given(admin_client, page)).status_code == 200


def test_they_do_not_end_because_a_link_is_followed(admin_client: Client, page: GuidePage) -> None:
    address, token = given(admin_client, page)
    assert admin_client.get(link(page, "end/")).status_code == 405
    assert read(address, token).status_code == 200


@pytest.mark.parametrize(
    ("group", "allowed"), [("Editors", True), ("Moderators", True), (None, False)], ids=["editor", "moderator", "other"]
)
def test_who_may_edit_the_guide_may_give_and_end_tokens(
    client: Client, page: GuidePage, group: str | None, allowed: bool
) -> None:
    someone = get_user_model().objects.create_user("someone")
    someone.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if group:
        someone.groups.add(Group.objects.get(name=group))
    client.force_login(someone)
    for answer in (client.get(link(page)), client.get(link(page, "json/")), client.post(link(page, "end/"))):
        refused = answer.status_code == 302 and answer["Location"] == "/admin/"
        assert refused is not allowed
        assert (b"Bearer" in answer.content) is (allowed and answer.request["PATH_INFO"] == link(page))
    assert PageLogEntry.objects.filter(action="guide_pages.previews.end").exists() is allowed


def test_a_page_that_is_no_guide_has_no_draft_for_apps(admin_client: Client) -> None:
    index = factories.guide_index()
    assert b"Draft for apps" not in admin_client.get(f"/admin/pages/{index.pk}/edit/").content
    assert admin_client.get(link(index)).status_code == 404
