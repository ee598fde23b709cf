"""Links lead to today's addresses of what the public may see, and are words otherwise."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction

from faq_blocks.compilation import Compilation
from faq_blocks.references import Addresses
from guide_pages.models import Guide
from guide_pages.pictures.addresses import GuideAddresses
from tests import factories

pytestmark = pytest.mark.django_db


def sent(stored: str, addresses: type[Addresses] = Addresses) -> BeautifulSoup:
    """Rich text as it is sent today."""
    compilation = Compilation()
    text = compilation.text(stored)
    return BeautifulSoup(addresses(compilation.references).expand(text.html), "html.parser")


def link_to(page: Page) -> str:
    return f'<p>See <a linktype="page" id="{page.pk}">there</a>.</p>'


@pytest.fixture
def page() -> Page:
    return factories.site().root_page.add_child(instance=Page(title="About us", slug="about"))


def test_a_link_to_a_page_is_its_absolute_address(page: Page) -> None:
    assert sent(link_to(page)).a.attrs == {"href": f"{factories.site().root_url}/about/"}


def test_a_page_with_a_new_slug_is_found_there(page: Page) -> None:
    page.slug = "who-we-are"
    page.save()
    assert sent(link_to(page)).a["href"].endswith("/who-we-are/")


def test_a_link_to_an_unpublished_page_is_its_words(page: Page) -> None:
    page.unpublish()
    assert str(sent(link_to(page))) == "<p>See there.</p>"


def test_a_link_to_a_restricted_page_is_its_words(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert str(sent(link_to(page))) == "<p>See there.</p>"
    assert str(sent(link_to(page), GuideAddresses)) == "<p>See there.</p>"


def test_a_link_to_a_page_under_a_restricted_one_is_its_words(page: Page) -> None:
    below = page.add_child(instance=Page(title="Below", slug="below"))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert str(sent(link_to(below))) == "<p>See there.</p>"
    assert str(sent(link_to(below), GuideAddresses)) == "<p>See there.</p>"


def test_a_link_to_a_deleted_page_is_its_words(page: Page) -> None:
    stored = link_to(page)
    page.delete()
    assert str(sent(stored)) == "<p>See there.</p>"


def test_a_link_to_a_document_is_its_absolute_address() -> None:
    document = get_document_model().objects.create(title="Leaflet", file=ContentFile(b"x", name="leaflet.txt"))
    stored = f'<p><a linktype="document" id="{document.pk}">leaflet</a></p>'
    assert sent(stored).a["href"] == f"{factories.site().root_url}{document.url}"
    document.delete()
    assert str(sent(stored)) == "<p>leaflet</p>"


def test_a_path_of_this_site_is_an_absolute_address() -> None:
    assert sent('<p><a href="/search/?q=sleep">w</a></p>').a["href"] == f"{factories.site().root_url}/search/?q=sleep"


def test_other_addresses_stay_as_they_are() -> None:
    for address in ("https://example.org/a", "mailto:someone@example.org", "tel:988", "#questions"):
        assert sent(f'<p><a href="{address}">w</a></p>').a["href"] == address


def test_a_link_to_a_guide_names_the_guide() -> None:
    guide = factories.guide()
    link = sent(link_to(guide), GuideAddresses).a
    assert link["href"] == guide.full_url
    assert link["data-guide"] == str(Guide.objects.get(page=guide).pk)


def test_a_link_to_another_page_names_no_guide(page: Page) -> None:
    assert "data-guide" not in sent(link_to(page), GuideAddresses).a.attrs


def test_a_link_that_someone_typed_by_hand_is_of_no_page_that_was_not_read(page: Page) -> None:
    assert str(sent(f'<p><a href="page:{page.pk}">w</a></p>')) == "<p>w</p>"


@pytest.mark.parametrize(("addresses", "queries"), [(Addresses, 4), (GuideAddresses, 3)])
def test_many_links_cost_as_many_queries_as_one(
    page: Page, addresses: type[Addresses], queries: int, django_assert_num_queries
) -> None:
    pages = [page.add_child(instance=Page(title=str(n), slug=f"p{n}")) for n in range(3)]
    with django_assert_num_queries(queries):
        sent(link_to(page), addresses)
    with django_assert_num_queries(queries):
        assert len(sent("".join(map(link_to, [page, *pages])), addresses).find_all("a")) == 4
