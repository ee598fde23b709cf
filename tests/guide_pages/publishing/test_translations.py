"""A guide names its other languages: those that everybody may read, at their address of today."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, TestCase
from wagtail.models import Locale, Page, PageViewRestriction

from guide_pages.models import Delivery, GuidePage
from tests import factories
from tests.guide_pages.api.asking import ask, id_of

pytestmark = pytest.mark.django_db


def committed(act: Callable[[], Any]) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return act()


@pytest.fixture
def pages() -> tuple[GuidePage, GuidePage]:
    """A guide and its translation, both public."""
    page = factories.guide(title="Sleep", slug="sleep")
    spanish = Locale.objects.create(language_code="es")
    translated = page.copy_for_translation(spanish, copy_parents=True)
    return page, committed(lambda: factories.publish(translated, title="Dormir", slug="dormir"))


def named_by(page: GuidePage) -> list[tuple[str, str]]:
    """The languages that a guide names, with their paths."""
    translations = ask(Client(), f"guides/{id_of(page)}").json["translations"]
    return [(each["locale"], each["url"].removeprefix(factories.site().root_url)) for each in translations]


def test_each_names_the_other_and_not_itself(pages: tuple[GuidePage, GuidePage]) -> None:
    page, translated = pages
    assert named_by(page) == [("es", "/es/guides/dormir/")]
    assert named_by(translated) == [("en", "/guides/sleep/")]
    assert b"/es/guides/dormir/" in bytes(Delivery.objects.get(guide__page=page.pk).html)


def test_the_other_languages_name_its_new_address(pages: tuple[GuidePage, GuidePage]) -> None:
    page, translated = pages
    committed(lambda: factories.publish(translated, slug="descansar"))
    assert named_by(page) == [("es", "/es/guides/descansar/")]
    committed(lambda: factories.publish(page, slug="rest"))
    assert named_by(translated) == [("en", "/guides/rest/")]


def test_the_other_languages_name_the_address_that_it_was_moved_to(pages: tuple[GuidePage, GuidePage]) -> None:
    page, translated = pages
    target = factories.guide_index(slug="elsewhere", title="Elsewhere")
    committed(lambda: Page.objects.get(pk=page.pk).move(target, pos="last-child"))
    assert named_by(translated) == [("en", "/elsewhere/sleep/")]


def test_one_that_is_hidden_or_gone_is_named_no_more(pages: tuple[GuidePage, GuidePage]) -> None:
    page, translated = pages
    restriction = committed(lambda: PageViewRestriction.objects.create(page=translated, restriction_type="login"))
    assert named_by(page) == []
    committed(restriction.delete)
    assert named_by(page) == [("es", "/es/guides/dormir/")]
    committed(GuidePage.objects.get(pk=translated.pk).unpublish)
    assert named_by(page) == []


def test_one_that_was_hidden_silently_is_not_named_by_what_is_made_after_that(
    pages: tuple[GuidePage, GuidePage],
) -> None:
    page, translated = pages
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=translated, restriction_type="login")])
    committed(lambda: factories.publish(page, title="Sleep better"))
    assert named_by(page) == []
    assert b"dormir" not in bytes(Delivery.objects.get(guide__page=page.pk).html)


def test_one_that_was_never_published_is_not_named(pages: tuple[GuidePage, GuidePage]) -> None:
    page, _ = pages
    german = Locale.objects.create(language_code="de")
    committed(lambda: page.copy_for_translation(german, copy_parents=True))
    committed(lambda: factories.publish(page, title="Sleep better"))
    assert [locale for locale, _ in named_by(page)] == ["es"]


def test_an_alias_or_copy_is_no_other_language(pages: tuple[GuidePage, GuidePage]) -> None:
    page, _ = pages
    committed(lambda: page.copy(update_attrs={"slug": "copy", "title": "Copy"}))
    committed(lambda: factories.publish(GuidePage.objects.get(pk=page.pk), title="Sleep better"))
    assert [locale for locale, _ in named_by(page)] == ["es"]
