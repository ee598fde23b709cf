"""Guides that are written through Wagtail's v3 API are in step, too."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from wagtail.models import APIToken, Page

from tests import factories
from tests.guide_pages.agreement import editor, in_agreement

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

KEY = APIToken.generate_token()


@pytest.fixture
def other_index() -> Page:
    return factories.guide_index(title="Elsewhere", slug="elsewhere")


def v3(client: Client, method: str, path: str, **body: object) -> HttpResponse:
    """Call the write API as an administrator."""
    APIToken.objects.get_or_create(
        user=get_user_model().objects.filter(is_superuser=True).first() or editor(),
        name="test",
        defaults={"key_hash": APIToken.hash_token(KEY), "prefix": KEY[:13]},
    )
    return client.generic(
        method,
        f"/api/v3/pages/{path}",
        json.dumps(body),
        content_type="application/json",
        headers={"authorization": f"Bearer {KEY}"},
    )


def test_v3_publishes_changes_moves_copies_unpublishes_and_deletes(client: Client, other_index: Page) -> None:
    page = factories.guide(title="By API", slug="by-api", live=False)
    third = factories.guide_index(title="Third", slug="third")
    page.save_revision()
    assert v3(client, "POST", f"{page.pk}/actions/publish/").status_code == 200
    assert in_agreement() == {"/guides/by-api/"}
    assert v3(client, "POST", f"{page.pk}/actions/create_alias/", destination_id=other_index.pk).status_code == 201
    assert in_agreement() == {"/guides/by-api/", "/elsewhere/by-api/"}
    assert v3(client, "PATCH", f"{page.pk}/", title="Renamed", meta=PUBLISH).status_code == 200
    in_agreement()
    assert v3(client, "POST", f"{page.pk}/actions/copy/", keep_live=True, slug="copied").status_code == 201
    in_agreement()
    assert (
        v3(client, "POST", f"{page.pk}/actions/move/", destination_id=third.pk, position="last-child").status_code
        == 200
    )
    in_agreement()
    assert v3(client, "POST", f"{page.pk}/actions/unpublish/").status_code == 200
    in_agreement()
    assert v3(client, "DELETE", f"{page.pk}/actions/delete/").status_code == 204
    in_agreement()


PUBLISH = {"type": "guide_pages.GuidePage", "action": "publish"}


def test_v3_says_why_a_change_is_not_published(client: Client) -> None:
    same = [factories.section("One", block_id="same"), factories.section("Two", block_id="same")]
    page = factories.guide(title="Unready", live=False, body=factories.body(*same))
    page.save_revision(clean=False)
    response = v3(client, "PATCH", f"{page.pk}/", title="Still unready", meta=PUBLISH)
    assert response.status_code == 422
    assert "same identity" in response.content.decode()
    assert in_agreement() == set()


def test_v3_says_why_a_guide_is_not_published(client: Client) -> None:
    page = factories.guide(title="Unready", slug="unready", summary="", live=False)
    page.save_revision(clean=False)
    response = v3(client, "POST", f"{page.pk}/actions/publish/")
    assert response.status_code == 422
    assert "summary" in response.content.decode()
    assert in_agreement() == set()
