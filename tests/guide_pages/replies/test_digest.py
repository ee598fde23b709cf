"""Moderators are told of what waits: no more than once an hour, without a word of anybody's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client, TestCase
from django.utils import timezone

from guide_pages.models import GuidePage
from tests import factories

from .leaving import WORDS, leave

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")


@pytest.fixture(autouse=True)
def moderators() -> None:
    factories.moderator("bea")
    factories.moderator("ben")
    factories.moderator("gone", is_active=False)
    get_user_model().objects.create_user("editor", "editor@example.org")


def send(client: Client, page: GuidePage, text: str) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert leave(client, page, text=text).status_code == 303


def test_the_first_reply_is_told_and_the_next_ones_wait_an_hour(
    client: Client, page: GuidePage, mailoutbox: list[Any]
) -> None:
    send(client, page, "One.")
    send(client, page, "Two.")
    call_command("publish_scheduled")
    assert sorted(mail.to for mail in mailoutbox) == [["bea@example.org"], ["ben@example.org"]]
    assert mailoutbox[0].subject == "1 reply is waiting for you"
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        call_command("publish_scheduled")
        call_command("publish_scheduled")
    assert len(mailoutbox) == 4
    assert mailoutbox[2].subject == "2 replies are waiting for you"
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        call_command("publish_scheduled")
    assert len(mailoutbox) == 4, "nothing new has come"


def test_it_says_where_and_not_what(client: Client, page: GuidePage, mailoutbox: list[Any], settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://cms.example"
    send(client, page, WORDS["text"])
    body = mailoutbox[0].body
    assert "1  Sleep well" in body
    assert "https://cms.example/admin/replies/" in body
    for personal in WORDS.values():
        assert personal not in body


def test_spam_is_not_told(client: Client, page: GuidePage, mailoutbox: list[Any]) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        leave(client, page, website="x")
    call_command("publish_scheduled")
    assert mailoutbox == []


def test_a_mail_server_that_fails_keeps_no_reader_waiting_and_is_tried_again(
    client: Client, page: GuidePage, mailoutbox: list[Any], settings: Any
) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    send(client, page, "One.")
    assert mailoutbox == []
    settings.EMAIL_BACKEND = working
    call_command("publish_scheduled")
    assert len(mailoutbox) == 2
