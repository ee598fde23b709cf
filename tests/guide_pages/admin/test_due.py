"""What is due is seen: in the report, and by `reconcile --check` when nobody works it off."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from guide_pages.models import Due, Topic
from guide_pages.publishing.reconciling import reconcile
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    topic = factories.TopicFactory(name="Sleep")
    for _ in range(3):
        factories.guide(topics=[topic])
    return topic


def report(client: Client) -> str:
    page = BeautifulSoup(client.get(reverse("guides_out_of_step")).content, "html.parser")
    return " ".join(page.get_text(" ").split())


def test_the_report_says_what_is_due_why_and_how_far_it_is(topic: Topic, admin_client: Client) -> None:
    topic.name = "Rest"
    topic.save()
    Due.objects.first().delete()  # one has followed
    said = report(admin_client)
    assert "2 guides have to follow a change" in said
    assert "Rest A topic changed 2 of 3" in said
    assert "have failed" not in said


def test_the_report_names_what_failed_and_what_nobody_works_off(topic: Topic, admin_client: Client) -> None:
    topic.name = "Rest"
    topic.save()
    [claim] = Due.objects.claim(1, Due.GUIDE)
    Due.objects.put_off(claim, "OSError: The disk is full.")
    assert "1 of them have failed" in report(admin_client)
    assert "Nobody seems to work it off" not in report(admin_client)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert "Nobody seems to work it off" in report(admin_client)


def test_a_report_with_nothing_due_does_not_speak_of_it(topic: Topic, admin_client: Client) -> None:
    assert "have to follow" not in report(admin_client)


@pytest.mark.parametrize("act", [lambda page: page.unpublish(), lambda page: setattr(page, "slug", "b") or page.save()])
def test_any_kind_of_change_has_a_name_in_the_report(act: object, admin_client: Client) -> None:
    page = factories.guide(title="Linked", slug="linked")
    factories.guide(factories.section("Linking", factories.text(f'<a linktype="page" id="{page.pk}">there</a>')))
    assert callable(act)
    act(Page.objects.get(pk=page.pk))
    assert "Linked A page, a site or its settings changed" in report(admin_client)


def test_reconcile_check_names_what_nobody_works_off(topic: Topic) -> None:
    topic.name = "Rest"
    topic.save()
    late = timezone.now() + timedelta(minutes=2)
    assert not any("due" in difference.what for difference in reconcile(check=True))
    with time_machine.travel(late):
        assert any("3 guides and 0 images are due" in difference.what for difference in reconcile(check=True))
        with pytest.raises(SystemExit):
            call_command("reconcile", "--check")
        call_command("reconcile")
        call_command("reconcile", "--check")


def test_how_much_is_due_is_one_query(topic: Topic, django_assert_num_queries: object) -> None:
    assert callable(django_assert_num_queries)
    topic.name = "Rest"
    topic.save()
    with django_assert_num_queries(1):
        status = Due.objects.status()
    assert (status.guides, status.images, status.failed) == (3, 0, 0)
    assert status.since is not None
    assert not status.is_late
