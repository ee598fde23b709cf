"""What other guides say of a hidden one: its address, its id, and that there is a translation.

A link's words are the other guide's own, and stay. Address and id are stored with it, and go when what hid the guide
is committed; where no signal was sent, when `reconcile` finds it. They lead to a 404 or a login at once.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from guide_pages.models import GuidePage
from guide_pages.publishing.reconciling import reconcile
from tests import factories
from tests.guide_pages.api.asking import ask, id_of
from tests.guide_pages.api.hiding import restrict, restrict_silently

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

NAMING = ["guides/by-path?path=/guides/other/", "changes", "bundle", "/guides/other/", "search?q=xyloquent"]


@pytest.fixture
def hidden() -> GuidePage:
    return factories.guide(title="Hidden", slug="hidden")


@pytest.fixture(params=["link", "translation"])
def other(request: pytest.FixtureRequest, hidden: GuidePage) -> GuidePage:
    """A public guide that names the one that will be hidden."""
    if request.param == "link":
        link = f'<a linktype="page" id="{hidden.pk}">xyloquent</a>'
        return factories.guide(factories.section("S", factories.text(link)), title="Other", slug="other")
    locale = Locale.objects.create(language_code="es")
    translated = hidden.copy_for_translation(locale, copy_parents=True, alias=False)
    return factories.publish(translated, title="Other", slug="other", summary="xyloquent")


def named(client: Client, other: GuidePage, guide: str) -> set[str]:
    """Where the other guide's readers are told of it."""
    path = other.get_url_parts()[2]
    addresses = {address.replace("/guides/other/", path) for address in NAMING}
    answers = {address: ask(client, address) for address in addresses}
    assert {answer.status for answer in answers.values()} == {200}
    said = {address: answer.words.replace(f'"kind":"gone","id":"{guide}"', "") for address, answer in answers.items()}
    return {address for address, words in said.items() if guide in words or "/guides/hidden/" in words}


@pytest.mark.parametrize(
    "hide",
    [
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: restrict(page, "login"),
        lambda page: restrict(page, "password"),
    ],
    ids=["unpublished", "deleted", "login", "password"],
)
def test_a_hidden_guide_is_named_by_no_other(
    client: Client, hidden: GuidePage, other: GuidePage, hide: Callable[[GuidePage], object]
) -> None:
    guide = id_of(hidden)
    assert len(named(client, other, guide)) >= 4
    hide(GuidePage.objects.get(pk=hidden.pk))
    assert named(client, other, guide) == set()


def test_a_guide_under_a_restricted_page_is_named_by_no_other(client: Client, hidden: GuidePage) -> None:
    """The other guide stands elsewhere: it follows because it links to a page below the restriction."""
    link = f'<a linktype="page" id="{hidden.pk}">xyloquent</a>'
    elsewhere = factories.guide_index(title="Elsewhere", slug="elsewhere")
    other = factories.guide(factories.section("S", factories.text(link)), title="Other", slug="other", parent=elsewhere)
    assert named(client, other, id_of(hidden))
    restrict(hidden.get_parent(), "login")
    assert named(client, other, id_of(hidden)) == set()


@pytest.mark.parametrize("silently", ["restricted", "not live"])
def test_what_was_hidden_silently_is_named_until_it_is_found(
    client: Client, hidden: GuidePage, other: GuidePage, silently: str
) -> None:
    guide = id_of(hidden)
    if silently == "restricted":
        restrict_silently(hidden, "login")
    else:
        Page.objects.filter(pk=hidden.pk).update(live=False)
    assert ask(client, f"guides/{guide}").status == 404
    list(reconcile())
    assert named(client, other, guide) == set()


def test_it_is_named_again_when_it_is_public_again(client: Client, hidden: GuidePage, other: GuidePage) -> None:
    restriction = restrict(hidden, "login")
    PageViewRestriction.objects.get(pk=restriction.pk).delete()
    assert len(named(client, other, id_of(hidden))) >= 4
