"""A guide's Markdown twin is read as its page is: one query, the same permission, one strong validator a coding."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.models import Delivery, GuidePage
from guide_pages.publishing.reconciling import reconcile
from home.models import HomePage, PlainPage
from tests import factories
from tests.contract.everything import translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(factories.section("Rest", factories.text("Lie *down*.")), title="Sleep", slug="sleep")


def twin(page: GuidePage) -> str:
    return f"{page.url.rstrip('/')}.md"


def test_a_guide_is_markdown_at_its_address_with_an_ending(client: Client, page: GuidePage) -> None:
    response = client.get(twin(page))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("# Sleep\n\nWhat it is about.\n")
    assert "## Rest\n\nLie \\*down\\*.\n" in text
    assert f"<{page.full_url}>" in text
    assert "- Edition: 1\n" in text


def test_it_names_the_page_as_the_one_to_be_shown(client: Client, page: GuidePage) -> None:
    assert client.get(twin(page))["Link"] == f'<{page.url}>; rel="canonical"'


def test_it_costs_one_query_and_none_of_a_body_that_is_known(client: Client, page: GuidePage) -> None:
    with CaptureQueriesContext(connection) as queries:
        first = client.get(twin(page))
    assert len(queries) == 1
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Vary"] == "Accept-Encoding"
    known = client.get(twin(page), headers={"if-none-match": first["ETag"]})
    assert (known.status_code, known.content) == (304, b"")


@pytest.mark.parametrize(("coding", "decoded"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_it_is_compressed(client: Client, page: GuidePage, coding, decoded) -> None:
    plain = client.get(twin(page))
    packed = client.get(twin(page), headers={"accept-encoding": coding})
    assert packed["Content-Encoding"] == coding
    assert packed["ETag"] != plain["ETag"]
    assert decoded(packed.content) == plain.content


def test_its_validator_moves_with_its_words_and_only_with_them(client: Client, page: GuidePage) -> None:
    tag = client.get(twin(page))["ETag"]
    factories.reply(page, state="approved")  # the page says so, its words do not
    assert client.get(twin(page))["ETag"] == tag
    factories.publish(page, summary="Something else.")
    assert client.get(twin(page))["ETag"] != tag


def test_a_guide_that_is_not_public_answers_as_its_page_does(client: Client, page: GuidePage) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="login")
    for address in (page.url, twin(page)):
        response = client.get(address)
        assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/_util/login/")
    restriction.delete()
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="swordfish")
    asked = client.get(twin(page))
    assert b'type="password"' in asked.content
    assert b"down" not in asked.content
    PageViewRestriction.objects.all().delete()
    page.unpublish()
    assert client.get(twin(page)).status_code == client.get(page.url).status_code == 404


def test_who_may_see_a_restricted_guide_gets_it_compiled_and_kept_by_nobody(
    admin_client: Client, page: GuidePage
) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    response = admin_client.get(twin(page))
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert b"Lie \\*down\\*." in response.content


def test_what_is_no_guide_has_no_twin(client: Client, page: GuidePage) -> None:
    HomePage.objects.get().add_child(instance=PlainPage(title="About", slug="about", body="<p>We.</p>"))
    for address in ("/about.md", "/guides.md", "/nowhere.md", "/guides/sleep.md/", "/guides/sleep/x.md"):
        assert client.get(address).status_code == 404, address
    assert client.post(twin(page)).status_code == 405


def test_a_guide_of_another_site_has_none_here(client: Client, page: GuidePage) -> None:
    root = Page.objects.get(depth=1).add_child(instance=HomePage(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="elsewhere.example.org", root_page=root)
    assert client.get(twin(page), headers={"host": "elsewhere.example.org"}).status_code == 404


def test_a_guide_in_another_language_is_in_that_language(client: Client) -> None:

    english = factories.guide(title="Sleep", slug="sleep")
    translate(english)
    spanish = GuidePage.objects.exclude(pk=english.pk).get()
    assert twin(spanish).startswith("/es/")
    assert f"[English]({english.full_url.rstrip('/')}.md)" in client.get(twin(spanish)).content.decode()


def test_a_delivery_from_before_has_its_twin_once_it_is_reconciled(client: Client, page: GuidePage) -> None:
    Delivery.objects.update(inputs="", markdown_digest="", markdown=b"", markdown_br=b"", markdown_gzip=b"")
    assert client.get(twin(page)).status_code == 404
    list(reconcile())
    assert client.get(twin(page)).status_code == 200
