"""A draft for who has its token: one page's, for an hour, kept by no cache."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.signing import Signer, TimestampSigner
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from guide_pages.api.previews import preview_path
from guide_pages.models import Edition, Guide, GuidePage
from tests import factories
from tests.guide_pages.api.asking import API, ask, id_of

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def page() -> GuidePage:
    """A guide with a draft."""
    page = factories.guide(title="Public", slug="sleep")
    return factories.draft(page, title="Draft", summary="Not said yet.")


def test_it_is_the_draft_as_it_would_be_published(client: Client, page: GuidePage) -> None:
    answer = ask(client, preview_path(page))
    assert answer.status == 200
    assert (answer.json["title"], answer.json["edition"], answer.json["id"]) == ("Draft", 2, id_of(page))
    factories.publish(page, title="Draft", summary="Not said yet.")
    published = ask(client, f"guides/{id_of(page)}").json
    times = {"updated_at", "first_published_at"}  # a revision keeps milliseconds
    assert {name for name in published if published[name] != answer.json[name]} == {"digest", *times}


def test_nobody_else_sees_the_draft(client: Client, page: GuidePage) -> None:
    ask(client, preview_path(page))
    for address in (f"guides/{id_of(page)}", "guides", "changes", "bundle", "/guides/sleep/"):
        assert "Draft" not in ask(client, address).words, address


def test_it_stores_nothing(client: Client) -> None:
    page = factories.guide(live=False)
    page.save_revision()
    assert ask(client, preview_path(page)).status == 200
    assert not Guide.objects.exists()
    assert not Edition.objects.exists()


@pytest.mark.parametrize("coding", ["", "gzip", "br"])
def test_no_cache_keeps_it(client: Client, page: GuidePage, coding: str) -> None:
    answer = ask(client, preview_path(page), accept_encoding=coding)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer.headers
    assert ask(client, preview_path(page), if_none_match="*").status == 200


def test_it_shows_the_draft_of_the_moment(client: Client, page: GuidePage) -> None:
    path = preview_path(page)
    factories.draft(page, title="Later draft")
    assert ask(client, path).json["title"] == "Later draft"


def test_it_expires(client: Client, page: GuidePage) -> None:
    path = preview_path(page)
    with time_machine.travel(timezone.now() + HOUR - timedelta(minutes=1)):
        assert ask(client, path).status == 200
    with time_machine.travel(timezone.now() + HOUR + timedelta(minutes=1)):
        expired = ask(client, path)
    assert expired.status == 410
    assert expired.headers["Cache-Control"] == "no-store"
    assert "Draft" not in expired.words


def test_it_is_of_one_page(client: Client, page: GuidePage) -> None:
    other = factories.draft(factories.guide(live=False), title="Other")
    path, others = preview_path(page), preview_path(other)
    assert ask(client, others).json["title"] == "Other"
    swapped = path.replace(f"/{page.pk}:", f"/{other.pk}:")
    assert swapped != path
    assert ask(client, swapped).status == 404


@pytest.mark.parametrize("harm", [lambda t: t[:-1], lambda t: f"{t}x", lambda t: t.partition(":")[0], lambda t: "x"])
def test_a_damaged_token_is_none(client: Client, page: GuidePage, harm: object) -> None:
    assert callable(harm)
    token = preview_path(page).rpartition("/")[2]
    answer = ask(client, f"preview/{harm(token)}")
    assert answer.status == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_another_signature_of_the_site_is_none(client: Client, page: GuidePage) -> None:
    """Not that of a cursor or a password reset: each purpose has a salt of its own."""
    for signer in (TimestampSigner(), TimestampSigner(salt="guide_pages.api.changes"), Signer()):
        assert ask(client, f"preview/{signer.sign(str(page.pk))}").status == 404


def test_it_shows_a_restricted_guide_to_who_was_given_the_token(client: Client, page: GuidePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert ask(client, preview_path(page)).json["title"] == "Draft"


def test_a_deleted_page_has_no_draft(client: Client, page: GuidePage) -> None:
    path = preview_path(page)
    page.delete()
    assert ask(client, path).status == 404


def test_a_page_that_is_no_guide_has_none(client: Client, page: GuidePage) -> None:
    assert ask(client, preview_path(page.get_parent().specific)).status == 404


def test_it_is_read_and_nothing_else(client: Client, page: GuidePage) -> None:
    assert preview_path(page).startswith(API)
    assert ask(client, preview_path(page), "POST").status == 405
    head = ask(client, preview_path(page), "HEAD")
    assert (head.status, head.body) == (200, b"")
