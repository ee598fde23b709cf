"""What a reader entrusts stays with the moderators, can be told and erased, and is forgotten."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, Revision

from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, Edition, GuidePage, Reply
from guide_pages.moderation.moderating import answer
from guide_pages.moderation.questions import make_question
from tests import factories
from tests.guide_pages.replies.leaving import WORDS, leave, words

pytestmark = pytest.mark.django_db

EMAIL = WORDS["email"]


def command(*arguments: str) -> str:
    out = io.StringIO()
    call_command("replies", *arguments, stdout=out)
    return out.getvalue().strip()


def everything_public(client: Client, page: GuidePage) -> str:
    api = "/api/guides/v1/"
    addresses = [page.url, "/", "/guides/", "/sitemap.xml", "/search/?query=sleep", "/api/v3/pages/"]
    addresses += [f"{api}guides/{page.guide.pk}{rest}" for rest in ("", "/replies", "/editions", "/editions/1")]
    addresses += [f"{api}{rest}" for rest in ("guides", "changes", "bundle", "answers?q=sleep", "search?q=sleep")]
    addresses += [f"/_util/replies/{page.guide.pk}/", f"/_util/replies/{page.guide.pk}/received/"]
    bodies = []
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        bodies.append(b"".join(response.streaming_content) if response.streaming else response.content)
    return b"\n".join(bodies).decode()


def test_the_email_is_nowhere_but_in_the_moderators_list(
    client: Client, admin_client: Client, page: GuidePage, mailoutbox: list[object], caplog: pytest.LogCaptureFixture
) -> None:
    user = factories.moderator()
    leave(client, page)
    call_command("publish_scheduled")
    assert len(mailoutbox) == 2
    reply = Reply.objects.get()
    admin_client.post(f"/admin/replies/{reply.pk}/approved/")
    answer(reply, "Yes.", "The editors", user)
    make_question(reply, user)
    public = everything_public(client, page)
    assert WORDS["text"] in public
    assert EMAIL not in public
    assert EMAIL not in "".join(bytes(row.html).decode() + bytes(row.json).decode() for row in Delivery.objects.all())
    editions = [edition.compiled for edition in Edition.objects.all()]
    stored = [editions, Edition.objects.values(), Revision.objects.values(), ModelLogEntry.objects.values()]
    assert EMAIL not in "".join(str(list(rows)) for rows in stored)
    assert EMAIL not in "".join(f"{mail.subject}{mail.body}" for mail in mailoutbox)
    assert EMAIL not in caplog.text
    assert EMAIL in words(admin_client.get("/admin/replies/"))


def test_who_may_not_moderate_sees_no_list(client: Client, page: GuidePage) -> None:
    reply = factories.reply(page)
    editor = get_user_model().objects.create_user("editor")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    for address in ("", f"{reply.pk}/", "results/", "?export=csv", "?export=xlsx"):
        response = client.get(f"/admin/replies/{address}")
        assert response.status_code == 302, address
        assert reply.email not in words(response)
    assert reply.text not in words(client.get("/admin/"))


def test_the_list_is_not_exported(admin_client: Client, page: GuidePage) -> None:
    factories.reply(page)
    response = admin_client.get("/admin/replies/?export=csv")
    assert not b"".join(response.streaming_content).strip(), "not even a name of a column"
    response = admin_client.get("/admin/replies/?export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert [row for sheet in book for row in sheet.iter_rows(values_only=True) if any(row)] == []


def test_where_it_was_sent_from_is_a_keyed_hash(client: Client, page: GuidePage, settings: object) -> None:
    leave(client, page)
    reply = Reply.objects.get()
    assert "127.0.0.1" not in str(Reply.objects.values().get())
    assert len(reply.network) == 64
    settings.SECRET_KEY = "another"
    leave(client, page, text="Something else.")
    assert Reply.objects.get(text="Something else.").network != reply.network


@pytest.mark.parametrize(("days", "known"), [(29, True), (31, False)])
def test_the_network_is_forgotten_after_thirty_days_by_the_minutes_command(
    client: Client, page: GuidePage, days: int, known: bool
) -> None:
    leave(client, page)
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        call_command("publish_scheduled")
        assert bool(Reply.objects.get().network) == known


def test_export_tells_all_that_is_kept(client: Client, page: GuidePage) -> None:
    leave(client, page)
    factories.reply(page, "Somebody else's.")
    [told] = json.loads(command("export", f" {EMAIL.upper()} "))
    assert {**WORDS, "state": "waiting", "page": "Sleep well"}.items() <= told.items()
    assert told["network_hash"] == Reply.objects.get(email=EMAIL).network
    assert json.loads(command("export", "nobody@example.org")) == []


def test_a_question_that_a_reply_became_goes_with_it_unless_somebody_has_worked_on_it(page: GuidePage) -> None:
    user = factories.moderator()
    untouched = make_question(factories.reply(page, "One?", email=EMAIL), user)
    edited = make_question(factories.reply(page, "Two?", email=EMAIL), user)
    edited.answer = "<p>Yes.</p>"
    edited.save_revision().publish()
    assert [told["became_faq_entry"] for told in json.loads(command("export", EMAIL))] == [untouched.pk, edited.pk]
    said = command("erase", EMAIL)
    assert f"FAQ entry {edited.pk} was made of one" in said
    assert list(FaqEntry.objects.all()) == [edited]
    assert "One?" not in str(list(ModelLogEntry.objects.values())) + str(list(Revision.objects.values()))


def test_erase_removes_it_from_the_page_in_the_same_moment(client: Client, page: GuidePage) -> None:
    mine = factories.reply(page, "Mine, and shown.", email=EMAIL, state="approved")
    factories.reply(page, "Mine, and waiting.", email=EMAIL.upper())
    answer(mine, "To what is gone.", "The editors", factories.moderator())
    factories.reply(page, "Somebody else's.", state="approved")
    assert command("erase", EMAIL).startswith("2 ")
    assert list(Reply.objects.values_list("text", flat=True)) == ["Somebody else's."]
    html = words(client.get(page.url))
    assert "Somebody else&#x27;s." in html
    assert "Mine" not in html
    assert "To what is gone" not in html


def test_what_others_answered_stays_beside_an_empty_place(client: Client, page: GuidePage) -> None:
    mine = factories.reply(page, "Mine.", name="Me Myself", email=EMAIL, state="approved")
    factories.reply(page, "Same here.", parent=mine, state="approved")
    command("erase", EMAIL)
    html = words(client.get(page.url))
    assert "Same here." in html
    assert "removed at its writer’s request" in html
    assert "Me Myself" not in html
    assert json.loads(command("export", EMAIL)) == []
    item = client.get(f"/api/guides/v1/guides/{page.guide.pk}/replies").json()["items"][0]
    assert (item["name"], item["text"]) == (None, None)


@pytest.mark.parametrize("email", ["", " ", "%", "_", "example.org"])
def test_nothing_is_erased_for_nobody(page: GuidePage, email: str) -> None:
    Reply.objects.create(guide=page.guide, name="The editors", text="No email.", is_publisher=True)
    factories.reply(page)
    assert command("erase", email).startswith("0 ")
    assert Reply.objects.count() == 2
