"""What a reader gets, and what it costs."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager

import brotli
import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, PageViewRestriction, Site

from guide_pages.models import Delivery, GuidePage
from guide_pages.publishing.refusals import PublishRefused
from home.models import PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

Queries = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


def long_guide(blocks: int) -> GuidePage:
    text = [factories.text(f"Paragraph {n}.") for n in range(blocks)]
    return factories.guide(factories.section("Long", *text), factories.faq())


def test_a_published_guide_is_read_in_one_query(
    client: Client, page: GuidePage, django_assert_num_queries: Queries
) -> None:
    with django_assert_num_queries(1):
        response = client.get("/guides/sleep/")
    assert response.status_code == 200
    assert b"Sleep well" in response.content


def test_an_address_with_accents_is_found_in_one_query(client: Client, django_assert_num_queries: Queries) -> None:
    page = factories.guide(title="Sueño", slug="sueño")
    with django_assert_num_queries(1):
        assert client.get(page.url).status_code == 200


@pytest.mark.parametrize("blocks", [5, 500])
def test_a_read_costs_one_query_whatever_the_length(
    client: Client, blocks: int, django_assert_num_queries: Queries
) -> None:
    page = long_guide(blocks)
    with django_assert_num_queries(1):
        response = client.get(page.url)
    assert response.content.count(b"Paragraph") == blocks


@pytest.mark.parametrize("guides", [1, 25])
def test_a_list_costs_the_same_for_one_guide_and_for_many(
    client: Client, guides: int, django_assert_num_queries: Queries
) -> None:
    for n in range(guides):
        factories.guide(title=f"Guide {n}", topics=[factories.TopicFactory()])
    client.get("/guides/")
    with django_assert_num_queries(2):
        response = client.get("/guides/")
    assert response.content.count(b'class="card ') == min(guides, 20)


def test_the_same_bytes_for_a_signed_in_editor(client: Client, page: GuidePage, admin_client: Client) -> None:
    public = client.get("/guides/sleep/")
    editors = admin_client.get("/guides/sleep/")
    assert public.content == editors.content
    assert public["Vary"] == editors["Vary"] == "Accept-Encoding"
    assert public["Cache-Control"] == "public, max-age=60"
    assert not public.cookies


@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("br, gzip", "br", brotli.decompress),
        ("gzip;q=0.5", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", "", bytes),
        ("", "", bytes),
    ],
)
def test_a_reader_gets_the_form_their_browser_takes(
    client: Client, page: GuidePage, accepted: str, encoding: str, decode: Callable[[bytes], bytes]
) -> None:
    response = client.get("/guides/sleep/", headers={"accept-encoding": accepted})
    assert response.get("Content-Encoding", "") == encoding
    assert decode(response.content) == bytes(Delivery.objects.get().html)
    assert int(response["Content-Length"]) == len(response.content)


def test_a_304_costs_one_query(client: Client, page: GuidePage, django_assert_num_queries: Queries) -> None:
    etag = client.get("/guides/sleep/")["ETag"]
    with django_assert_num_queries(1):
        response = client.get("/guides/sleep/", headers={"if-none-match": f'"other", {etag}'})
    assert response.status_code == 304
    assert response["ETag"] == etag
    assert response.content == b""


def test_each_encoding_has_a_validator_of_its_own(client: Client, page: GuidePage) -> None:
    compressed = client.get("/guides/sleep/", headers={"accept-encoding": "br"})["ETag"]
    assert client.get("/guides/sleep/", headers={"if-none-match": compressed}).status_code == 200


def test_head_has_the_headers_and_no_body(client: Client, page: GuidePage) -> None:
    response = client.head("/guides/sleep/")
    assert response.status_code == 200
    assert response.content == b""
    assert response["ETag"] == client.get("/guides/sleep/")["ETag"]


def test_a_guide_is_read_and_nothing_else(client: Client, page: GuidePage) -> None:
    assert client.post("/guides/sleep/").status_code == 405
    assert client.options("/guides/sleep/")["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("topic", ["\x00", "'\"><script>", "x" * 5000])
def test_no_topic_is_an_error(client: Client, page: GuidePage, topic: str) -> None:
    response = client.get("/guides/", {"topic": topic})
    assert response.status_code in (200, 404)
    assert b"<script>" not in response.content


def test_a_query_string_changes_nothing(client: Client, page: GuidePage) -> None:
    assert client.get("/guides/sleep/?utm_source=x").content == client.get("/guides/sleep/").content


def test_every_site_has_its_own_guides(client: Client) -> None:
    other_home = factories.site().root_page.add_sibling(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="two.example", root_page=other_home)
    factories.guide(title="First site", slug="sleep")
    factories.guide(title="Second site", slug="sleep", parent=factories.guide_index(other_home))
    assert b"First site" in client.get("/guides/sleep/").content
    assert b"Second site" in client.get("/guides/sleep/", headers={"host": "two.example"}).content
    assert b"First site" in client.get("/guides/sleep/", headers={"host": "unknown.example"}).content


# A restriction, on the guide or above it.


@pytest.fixture(params=["guide", "ancestor"])
def restriction(request: pytest.FixtureRequest, page: GuidePage) -> PageViewRestriction:
    """A restriction whose signal has not been handled: nothing stored has followed."""
    restricted = page if request.param == "guide" else page.get_parent()
    restriction = PageViewRestriction(page=restricted, restriction_type="login")
    PageViewRestriction.objects.bulk_create([restriction])
    return restriction


def test_a_restricted_guide_vanishes_in_the_same_instant(
    client: Client, page: GuidePage, restriction: PageViewRestriction
) -> None:
    assert client.get("/guides/sleep/").status_code == 302
    for address in ("/", "/guides/", "/search/?query=Sleep", "/sitemap.xml", "/api/v3/pages/"):
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert b"Sleep well" not in body, address
        assert b"/guides/sleep/" not in body, address


def test_a_validator_does_not_reveal_a_restricted_guide(client: Client, page: GuidePage) -> None:
    etag = client.get("/guides/sleep/")["ETag"]
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])
    response = client.get("/guides/sleep/", headers={"if-none-match": etag})
    assert response.status_code == 302
    assert "ETag" not in response


def test_it_is_back_when_the_restriction_goes(
    client: Client, page: GuidePage, restriction: PageViewRestriction
) -> None:
    PageViewRestriction.objects.all()._raw_delete("default")
    assert client.get("/guides/sleep/").status_code == 200


def test_a_reader_who_may_see_it_gets_it_and_no_cache_keeps_it(
    client: Client, page: GuidePage, restriction: PageViewRestriction
) -> None:
    client.force_login(get_user_model().objects.create_user("reader"))
    response = client.get("/guides/sleep/")
    assert b"Sleep well" in response.content
    assert "private" in response["Cache-Control"]
    assert "no-store" in response["Cache-Control"]


def test_a_reader_of_another_group_does_not(client: Client, page: GuidePage) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Others"))
    client.force_login(get_user_model().objects.create_user("reader"))
    assert client.get("/guides/sleep/").status_code == 302


def test_the_password_form_says_nothing_of_the_page_behind_it(client: Client) -> None:
    home = factories.site().root_page
    hidden = home.add_child(instance=PlainPage(title="T", introduction="<p>Secret words.</p>", body="", live=False))
    restriction = PageViewRestriction.objects.create(page=home, restriction_type="password", password="x")
    response = client.get(f"/_util/authenticate_with_password/{restriction.pk}/{hidden.pk}/")
    assert response.status_code == 200
    assert b"Secret words" not in response.content
    assert b"og:" not in response.content
    assert b'rel="canonical"' not in response.content
    assert b"ld+json" not in response.content


def test_a_restricted_guide_is_held_to_the_same_rules(page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.summary = ""
    page.save_revision(clean=False)
    with pytest.raises(PublishRefused):
        page.get_latest_revision().publish()


def test_links_into_a_restricted_guide_keep_working(client: Client, page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    factories.publish(page, body=factories.body(factories.section("Old heading", block_id="one")))
    factories.publish(page, body=factories.body(factories.section("New heading", block_id="one")))
    client.force_login(get_user_model().objects.create_user("reader"))
    assert b'id="old-heading"' in client.get("/guides/sleep/").content


# What is not public.


def test_a_draft_is_not_found(client: Client) -> None:
    factories.guide(slug="draft", live=False)
    assert client.get("/guides/draft/").status_code == 404


def test_the_draft_of_a_live_guide_reaches_no_reader(client: Client, page: GuidePage) -> None:
    factories.draft(page, title="Secret", summary="Secret", body=factories.body(factories.section("Secret")))
    delivery = Delivery.objects.get()
    assert b"Secret" not in bytes(delivery.json) + bytes(delivery.html) + bytes(delivery.card)
    assert b"Secret" not in client.get("/guides/sleep/").content
    assert b"Secret" not in client.get("/guides/").content


def test_a_renamed_ancestor_answers_at_once_at_the_new_address(client: Client, page: GuidePage) -> None:
    index = page.get_parent()
    index.slug = "advice"
    index.save()  # what follows the commit has not happened yet
    assert b"Sleep well" in client.get("/advice/sleep/").content


def test_an_unknown_address_is_a_page_in_the_sites_own_frame(client: Client) -> None:
    response = client.get("/guides/nowhere/")
    assert response.status_code == 404
    assert b"/search/" in response.content


def test_what_a_guide_says_is_never_markup() -> None:
    page = factories.guide(factories.section("<script>alert(1)</script>"), title="</title><script>alert(2)</script>")
    html = bytes(Delivery.objects.get(guide__page=page.pk).html)
    assert b"<script>alert" not in html


def test_the_user_bar_is_for_editors_only(client: Client, page: GuidePage, admin_client: Client) -> None:
    assert client.get("/_util/userbar/?path=/guides/sleep/").status_code == 204
    response = admin_client.get("/_util/userbar/?path=/guides/sleep/")
    assert f"/admin/pages/{page.pk}/edit/".encode() in response.content
    assert "no-store" in response["Cache-Control"]
