"""From a guide to the next one in a topic."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from guide_pages.models import Delivery, GuidePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def three() -> list[GuidePage]:
    """Guides on sleep, published on three days."""
    topic, parent = factories.TopicFactory(name="Sleep", slug="sleep"), factories.guide_index()
    pages = [factories.guide(title=f"Guide {number}", topics=[topic], parent=parent) for number in range(3)]
    for number, page in enumerate(pages):
        day = timezone.now() - timedelta(days=3 - number)
        Delivery.objects.filter(guide=page.guide).update(first_published_at=day)
    return pages


def way(page: GuidePage, which: str, topic: str = "sleep") -> str:
    return f"/_util/onward/{page.guide.pk}/{topic}/{which}/"


def test_a_guide_leads_to_its_topics_and_to_the_guides_before_and_after_it(client: Client, three) -> None:
    first, middle, last = three
    html = client.get(middle.url).content.decode()
    assert f'href="{middle.get_parent().url}topics/sleep/"' in html
    assert f'href="{way(middle, "next")}" rel="next"' in html
    assert client.get(way(middle, "next"))["Location"] == last.url
    assert client.get(way(middle, "previous"))["Location"] == first.url


def test_past_the_last_it_leads_to_the_topic(client: Client, three) -> None:
    first, _middle, last = three
    topic = f"{first.get_parent().url}topics/sleep/"
    assert client.get(way(first, "previous"))["Location"] == topic
    assert client.get(way(last, "next"))["Location"] == topic
    assert client.get(topic).status_code == 200


def test_a_guide_that_is_not_public_is_passed_by(client: Client, three) -> None:
    first, middle, last = three
    middle.unpublish()
    assert client.get(way(first, "next"))["Location"] == last.url
    assert client.get(way(middle, "next")).status_code == 404


def test_there_is_no_way_in_a_topic_that_a_guide_is_not_filed_under(client: Client, three) -> None:
    factories.TopicFactory(name="Pain", slug="pain")
    assert client.get(way(three[0], "next", "pain")).status_code == 404
    assert client.get(way(three[0], "sideways")).status_code == 404
