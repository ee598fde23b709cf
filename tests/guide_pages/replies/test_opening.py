"""Open, closed, or closed after some days: as the guide says, or else its site."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client, TestCase
from django.utils import timezone
from wagtail.models import PageViewRestriction

from guide_pages.models import Delivery, GuidePage, GuideSettings
from tests import factories
from tests.guide_pages.replies.leaving import leave, token, words

pytestmark = pytest.mark.django_db


def set_site(**fields: object) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        GuideSettings.objects.update_or_create(site=factories.site(), defaults=fields)


def takes(client: Client, page: GuidePage) -> bool:
    """What the page says and what the form does agree."""
    has_form = b"form--reply" in client.get(page.url).content
    assert (leave(client, page, text=f"Words {token(page)}").status_code == 303) == has_form
    return has_form


@pytest.mark.parametrize(
    ("site", "guide", "expected"),
    [
        ("open", "", True),
        ("closed", "", False),
        ("closed", "open", True),
        ("open", "closed", False),
        ("days", "", True),
        ("closed", "days", True),
    ],
)
def test_the_guide_says_or_else_its_site(client: Client, site: str, guide: str, expected: bool) -> None:
    set_site(replies=site)
    assert takes(client, factories.guide(replies=guide)) == expected


def test_a_change_of_the_settings_reaches_every_guide(client: Client) -> None:
    page = factories.guide()
    set_site(replies="closed")
    assert not takes(client, page)


@pytest.mark.parametrize("says", ["", "days"])
@pytest.mark.parametrize(("site_days", "guide_days", "days"), [(10, None, 10), (10, 20, 20)])
def test_it_closes_by_itself_after_so_many_days(
    client: Client, says: str, site_days: int, guide_days: int | None, days: int
) -> None:
    set_site(replies="days", replies_days=site_days)
    page = factories.guide(replies=says, replies_days=guide_days)
    before = timezone.now() + timedelta(days=days, minutes=-5)
    with time_machine.travel(before):
        call_command("publish_scheduled")
        assert takes(client, page)
    after = timezone.now() + timedelta(days=days, minutes=5)
    with time_machine.travel(after):
        assert leave(client, page).status_code == 403, "closed at once, whatever the page still says"
        assert b"form--reply" in client.get(page.url).content
        call_command("publish_scheduled")
        html = words(client.get(page.url))
        assert "form--reply" not in html
        assert "Replies to this guide closed on" in html


def test_closing_is_no_new_edition_and_nothing_for_the_feed(client: Client) -> None:
    page = factories.guide()
    before = Delivery.objects.get()
    set_site(replies="closed")
    after = Delivery.objects.get()
    assert (after.sequence, after.digest, after.edition_id) == (before.sequence, before.digest, before.edition_id)
    assert after.html_digest != before.html_digest
    assert page.guide.editions.count() == 1


def test_a_reader_who_may_see_a_restricted_guide_reads_replies_and_leaves_none(
    client: Client, admin_client: Client
) -> None:
    page = factories.guide()
    factories.reply(page, "It helped me.", state="approved")
    given = token(page)
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    html = words(admin_client.get(page.url))
    assert "It helped me." in html
    assert "because not everybody may read it" in html
    assert leave(admin_client, page, token=given).status_code == 404
    assert leave(client, page, token=given).status_code == 404


def test_a_preview_says_nothing_of_replies(admin_client: Client) -> None:
    page = factories.guide()
    factories.reply(page, "It helped me.", state="approved")
    html = words(admin_client.get(f"/admin/pages/{page.pk}/view_draft/"))
    assert "It helped me." not in html
    assert "Leave a reply" not in html
