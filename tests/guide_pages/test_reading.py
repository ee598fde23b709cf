"""What a reader gets."""

from __future__ import annotations

import pytest
from django.test import Client

from guide_pages.models import Delivery, Edition
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_published_guide_is_read_in_one_query(client: Client, django_assert_num_queries) -> None:
    page = factories.guide(title="Sleep well")
    with django_assert_num_queries(1):
        response = client.get(page.url)
    assert response.status_code == 200
    assert b"Sleep well" in response.content
    assert b"Some words." in response.content
    assert Edition.objects.get().number == 1
    assert Delivery.objects.get().path == page.url
