"""What a guide says of the people who made it, and what it does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from guide_pages.models import Contributor, Delivery, GuidePage
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.reading.serving import draft
from tests import factories

pytestmark = pytest.mark.django_db


def said_of(part: str, *people: Contributor) -> tuple[list[dict[str, Any]], str]:
    """The people in the JSON, and the page."""
    page: GuidePage = factories.guide(**{part: people})
    delivery = Delivery.objects.get(guide__page=page.pk)
    return json.loads(bytes(delivery.json))[part], bytes(delivery.html).decode()


NOT_OF_THE_WEB = [
    "javascript:alert('xyloquent')",
    "JavaScript:alert('xyloquent')",
    "data:text/html,xyloquent",
    "vbscript:xyloquent",
    "//xyloquent.example",
    "/xyloquent",
    "mailto:xyloquent@example.org",
    " javascript:xyloquent",
    "",
]


@pytest.mark.parametrize("part", ["authors", "reviewers"])
def test_an_address_that_is_not_of_the_web_is_not_shown(part: str) -> None:
    people = [factories.ContributorFactory() for _ in NOT_OF_THE_WEB]
    page: GuidePage = factories.guide(**{part: people})
    for person, url in zip(people, NOT_OF_THE_WEB, strict=True):
        Contributor.objects.filter(pk=person.pk).update(url=url)  # past the form
    shown = json.loads(draft(GuidePage.objects.get()).json)
    assert [person["url"] for person in shown[part]] == [None] * len(people)
    assert "xyloquent" not in draft(GuidePage.objects.get()).html.decode()
    list(reconcile())
    delivery = Delivery.objects.get(guide__page=page.pk)
    assert b"xyloquent" not in bytes(delivery.json) + bytes(delivery.html)


@pytest.mark.parametrize("url", [url for url in NOT_OF_THE_WEB if url])
def test_and_a_guide_whose_people_have_one_is_not_published(url: str) -> None:
    person = factories.ContributorFactory()
    Contributor.objects.filter(pk=person.pk).update(url=url)
    with pytest.raises(PublishRefused, match="cannot be understood"):
        factories.guide(authors=[Contributor.objects.get()])


@pytest.mark.parametrize("url", ["https://example.org/ada", "http://example.org/"])
def test_an_address_of_the_web_is(url: str) -> None:
    [shown], html = said_of("authors", factories.ContributorFactory(url=url))
    assert shown["url"] == url
    assert url in html


def test_what_is_not_said_is_null_and_not_empty() -> None:
    [shown], _ = said_of("authors", factories.ContributorFactory(credentials="", role="", biography=""))
    assert [shown[name] for name in ("credentials", "role", "biography", "photo", "url")] == [None] * 5
    [shown], _ = said_of("authors", factories.ContributorFactory(credentials="MD", role="Editor", biography="Writes."))
    assert [shown[name] for name in ("credentials", "role", "biography")] == ["MD", "Editor", "Writes."]
