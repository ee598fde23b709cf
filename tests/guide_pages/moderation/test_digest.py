"""Moderators are told of what waits: no more than once an hour, without a word of anybody's."""

from __future__ import annotations

import socketserver
import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage, Reply
from tests import factories
from tests.guide_pages.replies.leaving import WORDS, leave

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moderators() -> None:
    factories.moderator("bea")
    factories.moderator("ben")
    factories.moderator("gone", is_active=False)
    get_user_model().objects.create_user("editor", "editor@example.org")


def send(client: Client, page: GuidePage, text: str) -> None:
    assert leave(client, page, text=text).status_code == 303


def test_the_first_reply_is_told_and_the_next_ones_wait_an_hour(
    client: Client, page: GuidePage, mailoutbox: list[Any]
) -> None:
    send(client, page, "One.")
    assert mailoutbox == [], "no reader waits for a mail server"
    call_command("publish_scheduled")
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
    call_command("publish_scheduled")
    body = mailoutbox[0].body
    assert "1  Sleep well" in body
    assert "https://cms.example/admin/replies/" in body
    for personal in WORDS.values():
        assert personal not in body


def test_what_came_while_the_mail_was_made_is_told_the_next_time(
    client: Client, page: GuidePage, mailoutbox: list[Any]
) -> None:
    send(client, page, "One.")
    call_command("publish_scheduled")
    Reply.objects.create(guide=page.guide, name="x", text="Late.", created_at=timezone.now() - timedelta(minutes=5))
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        call_command("publish_scheduled")
    assert mailoutbox[-1].subject == "2 replies are waiting for you"


def test_spam_is_not_told(client: Client, page: GuidePage, mailoutbox: list[Any]) -> None:
    leave(client, page, website="x")
    call_command("publish_scheduled")
    assert mailoutbox == []


class MailServer(socketserver.ThreadingTCPServer):
    """Takes mail by SMTP, but not to whom it does not know."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, unknown: str) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.unknown, self.taken = unknown, list[str]()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            if line.upper().startswith("RCPT TO") and self.server.unknown in line:
                self._say("550 nobody here has that name")
            elif line.upper() == "DATA":
                self._say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.taken.append(self.recipient)
                self._say("250 taken")
            elif line.upper() == "QUIT":
                self._say("221 bye")
                return
            else:
                self.recipient = line if line.upper().startswith("RCPT TO") else getattr(self, "recipient", "")
                self._say("250 fine")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


def use_server(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False


def test_one_moderator_who_cannot_be_reached_keeps_it_from_nobody_and_brings_nobody_more(
    client: Client, page: GuidePage, settings: Any
) -> None:
    send(client, page, "One.")
    with MailServer(unknown="bea@") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use_server(settings, server.server_address[1])
        for _ in range(3):
            call_command("publish_scheduled")
        server.shutdown()
    assert [address.partition("<")[2] for address in server.taken] == ["ben@example.org>"]


def test_a_mail_server_that_is_down_is_tried_again(
    client: Client, page: GuidePage, mailoutbox: list[Any], settings: Any
) -> None:
    working = settings.EMAIL_BACKEND
    use_server(settings, 1)
    send(client, page, "One.")
    call_command("publish_scheduled")
    assert mailoutbox == []
    settings.EMAIL_BACKEND = working
    call_command("publish_scheduled")
    assert len(mailoutbox) == 2
