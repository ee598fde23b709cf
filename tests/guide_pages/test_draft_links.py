"""The link in the admin to a draft as apps get it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


def test_an_editor_opens_the_draft_as_apps_get_it(admin_client: Client) -> None:
    page = factories.guide(title="Sleep")
    factories.draft(page, title="Sleep better")
    form = admin_client.get(f"/admin/pages/{page.pk}/edit/")
    assert f"/admin/guides/{page.pk}/draft/".encode() in form.content
    link = admin_client.get(f"/admin/guides/{page.pk}/draft/")
    document = Client().get(link["Location"])
    assert document.json()["title"] == "Sleep better"
    assert document["Cache-Control"] == "private, no-store"


def test_who_may_not_edit_the_guide_gets_no_link(client: Client) -> None:
    page = factories.guide()
    someone = get_user_model().objects.create_user("someone")
    someone.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(someone)
    assert client.get(f"/admin/guides/{page.pk}/draft/").status_code == 302
    assert "/preview/" not in client.get(f"/admin/guides/{page.pk}/draft/")["Location"]


def test_a_page_that_is_no_guide_has_no_such_link(admin_client: Client) -> None:
    index = factories.guide_index()
    assert b"Draft for apps" not in admin_client.get(f"/admin/pages/{index.pk}/edit/").content
