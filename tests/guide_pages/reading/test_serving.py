"""Who asks for a guide's page directly gets what is delivered, what they alone may see, or nothing."""

from __future__ import annotations

import pytest
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from guide_pages.models import Delivery, GuidePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep", slug="sleep")


def served(page: GuidePage) -> HttpResponse:
    """As Wagtail serves a page that it has found."""
    page = GuidePage.objects.get(pk=page.pk)
    return page.serve(RequestFactory().get("/anywhere/", headers={"host": "testserver"}))


def test_a_page_whose_address_is_another_is_what_is_delivered(page: GuidePage) -> None:
    response = served(page)
    assert response.content == bytes(Delivery.objects.get().html)
    assert response["Cache-Control"] == "public, max-age=60"


def test_a_live_guide_without_a_delivery_is_nowhere(client: Client, admin_client: Client, page: GuidePage) -> None:
    Delivery.objects.all().delete()
    for who in (client, admin_client):
        assert who.get(page.url).status_code == 404
    with pytest.raises(Http404):
        served(page)


def test_a_guide_that_is_not_live_is_nowhere_restricted_or_not(page: GuidePage) -> None:
    page.unpublish()
    with pytest.raises(Http404):
        served(page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    with pytest.raises(Http404):
        served(page)


def test_a_restricted_guide_is_compiled_for_who_may_see_it_and_kept_by_nobody(
    client: Client, admin_client: Client, page: GuidePage
) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = admin_client.get(page.url)
    assert b"Some words." in response.content
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert "ETag" not in response
    assert b"Some words." not in client.get(page.url).content
