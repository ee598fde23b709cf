"""The bundle's validator changes whenever what it holds does, whoever told of it."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.models import GuidePage
from tests import factories
from tests.guide_pages.api.asking import ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages() -> list[GuidePage]:
    return [factories.guide(title=f"Guide {n}") for n in range(3)]


def restrict_silently(page: Page) -> None:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])


def tag(host: str = "testserver") -> str:
    return ask(Client(), "bundle", host=host).headers["ETag"]


@pytest.mark.parametrize("which", [0, 1, 2])
def test_hiding_a_guide_silently_changes_it(client: Client, pages: list[GuidePage], which: int) -> None:
    before = tag()
    assert ask(client, "bundle", if_none_match=before).status == 304
    restrict_silently(pages[which])
    answer = ask(client, "bundle", if_none_match=before)
    assert answer.status == 200
    assert f'"Guide {which}"' not in answer.words
    assert answer.headers["ETag"] != before


def test_what_is_shown_again_has_it_again(pages: list[GuidePage]) -> None:
    before = tag()
    restrict_silently(pages[0])
    assert tag() != before
    PageViewRestriction.objects.all()._raw_delete("default")
    assert tag() == before


def test_it_is_weak_and_says_nothing_of_other_sites(pages: list[GuidePage]) -> None:
    root = Page.get_first_root_node().add_child(instance=Page(title="Two", slug="two"))
    Site.objects.create(hostname="two.example", root_page=root)
    here, there = tag(), tag("two.example")
    assert here.startswith('W/"')
    assert here != there
    factories.publish(pages[0], title="New words")
    assert tag() != here
    assert tag("two.example") == there


def test_a_guide_that_is_gone_changes_it(pages: list[GuidePage]) -> None:
    before = tag()
    pages[0].unpublish()
    assert tag() != before
