"""“Was this helpful?” and “Report an error”: what readers say to editors, and nobody else is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from guide_pages.models import GuidePage, Helpful, Reply
from guide_pages.moderation.forgetting import HELPFUL_KEPT, NETWORKS_KEPT, REFUSED_KEPT, purge
from guide_pages.moderation.moderating import answer, moderate
from guide_pages.replies.helpful import PER_NETWORK
from guide_pages.replies.tokens import page_token
from tests import factories
from tests.guide_pages.replies.leaving import Queries, hidden, token, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> GuidePage:
    questions = factories.faq(factories.question("Does it hurt?"), factories.question("How long is it?"))
    return factories.guide(factories.section("Before"), questions, title="Sleep")


def say(client: Client, page: GuidePage, said: str, **fields: Any) -> HttpResponse:
    form = {"helpful": said, "token": token(page), **fields}
    extra = {name: form.pop(name) for name in list(form) if name.isupper()}
    response: Any = client.post(f"/_util/helpful/{page.guide.pk}/", form, headers=fields.pop("headers", None), **extra)
    return response


def stored() -> list[tuple[str, bool, str]]:
    return list(Helpful.objects.order_by("pk").values_list("anchor", "has_helped", "words"))


def test_each_answer_and_the_guide_are_asked_about_with_the_same_bytes_for_everybody(client, asked):
    html = words(client.get(asked.url))
    assert html.count("Was this answer helpful?</span>") == 2
    assert html.count("Was this guide helpful?") == 1
    assert 'form="helpful" name="helpful" value="no does-it-hurt"' in html
    assert html == words(Client().get(asked.url))
    assert not client.get(asked.url).cookies


def test_what_a_reader_says_is_stored_without_a_person(client, asked):
    response = say(client, asked, "yes does-it-hurt", words="  Clear.  ")
    assert (response.status_code, response["Location"]) == (303, f"/_util/asked/{asked.guide.pk}/")
    assert "Thank you" in words(client.get(response["Location"]))
    assert say(client, asked, "no", quiet="1").status_code == 204
    assert stored() == [("does-it-hurt", True, "Clear."), ("", False, "")]
    assert not response.cookies
    fields = {field.name for field in Helpful._meta.get_fields()}
    assert fields == {"id", "guide", "anchor", "has_helped", "words", "said_at", "network", "key"}


def test_an_anchor_that_the_guide_does_not_have_is_taken_for_the_guide(client, asked):
    say(client, asked, "yes made-up")
    assert stored() == [("", True, "")]


def test_without_a_script_the_reader_is_asked_once_more_and_may_add_a_word(client, asked):
    response = say(client, asked, "no does-it-hurt", token=page_token(asked.guide.pk))
    html = words(response)
    assert response.status_code == 200
    assert "Does it hurt?" in html
    assert '<option value="no" selected>' in html
    assert stored() == []
    with time_machine.travel(timezone.now() + timedelta(seconds=4)):
        fields = {"about": hidden(html, "about"), "words": "Does it last?", "token": hidden(html, "token")}
        assert say(client, asked, "no", **fields).status_code == 303
    assert stored() == [("does-it-hurt", False, "Does it last?")]


def test_a_word_sent_after_a_button_and_a_second_thought_change_what_was_said(client, asked):
    once = token(asked)
    say(client, asked, "no does-it-hurt", token=once)
    say(client, asked, "no does-it-hurt", token=once, words="How much?")
    assert stored() == [("does-it-hurt", False, "How much?")]
    say(client, asked, "yes does-it-hurt")
    assert stored() == [("does-it-hurt", True, "How much?")]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        say(client, asked, "yes does-it-hurt")
    assert len(stored()) == 2


def test_the_protections_are_those_of_replies(client, asked):
    assert say(client, asked, "yes", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert say(client, asked, "yes", token="made-up").status_code == 422
    assert say(client, asked, "yes", token=token(asked, seconds=1)).status_code == 422
    assert say(client, asked, "perhaps").status_code == 422
    assert say(client, asked, "yes", website="https://example.org").status_code == 303
    assert say(client, asked, "yes", words="x" * 501).status_code == 422
    assert stored() == []


def test_a_network_is_limited(client, asked):
    now = timezone.now()
    fields = {"guide": asked.guide, "has_helped": False, "said_at": now}
    first = say(client, asked, "yes")
    network = Helpful.objects.get().network
    rows = [
        Helpful(**fields, key=str(number), anchor="x", network=network) for number in range(PER_NETWORK.replies - 1)
    ]
    Helpful.objects.bulk_create(rows)
    refused = say(client, asked, "yes does-it-hurt")
    assert (first.status_code, refused.status_code) == (303, 429)
    assert 0 < int(refused["Retry-After"]) <= 600


def test_nothing_is_said_of_a_guide_that_is_not_public(client, asked):
    asked.unpublish()
    for address in ("helpful", "errors", "asked"):
        assert client.get(f"/_util/{address}/{asked.guide.pk}/").status_code == 404
    assert say(client, asked, "yes").status_code == 404


def test_it_is_forgotten(client, asked):
    say(client, asked, "yes")
    with time_machine.travel(timezone.now() + NETWORKS_KEPT + timedelta(hours=1)):
        purge()
    assert Helpful.objects.get().network == ""
    with time_machine.travel(timezone.now() + HELPFUL_KEPT + timedelta(hours=1)):
        purge()
    assert not Helpful.objects.exists()


def report(client: Client, page: GuidePage, **fields: Any) -> HttpResponse:
    form = {"about": "before", "text": "The dose is wrong.", "token": token(page), **fields}
    response: Any = client.post(f"/_util/errors/{page.guide.pk}/", form)
    return response


def test_an_error_in_a_section_is_a_private_reply_with_its_place(client, asked):
    html = words(client.get(asked.url))
    address = f"/_util/errors/{asked.guide.pk}/?about=before"
    assert f'href="{address}"' in html
    assert '<option value="before" selected>Before</option>' in words(client.get(address))
    assert report(client, asked).status_code == 303
    reply = Reply.objects.get()
    assert (reply.about, reply.text, reply.email, reply.is_private) == ("before", "The dose is wrong.", "", True)
    assert reply.state == "waiting"


def test_what_is_private_is_shown_to_no_reader_whatever_a_moderator_does(client, asked):
    report(client, asked, email="ada@example.org")
    reply = Reply.objects.get()
    moderate([reply.pk], Reply.State.APPROVED, None)
    reply.refresh_from_db()
    assert reply.get_state_display() == "Done"
    with pytest.raises(Reply.DoesNotExist):
        answer(reply, "Thank you.", "We", None)
    for address in (asked.url, f"/api/guides/v1/guides/{asked.guide.pk}/replies"):
        assert "The dose is wrong." not in words(client.get(address))
    with time_machine.travel(timezone.now() + REFUSED_KEPT + timedelta(hours=1)):
        purge()
    assert not Reply.objects.exists()


def test_an_incomplete_report_keeps_every_word(client, asked):
    response = report(client, asked, email="no address")
    assert response.status_code == 422
    assert "The dose is wrong." in words(response)
    assert "like name@example.org" in words(response)
    assert report(client, asked, about="made-up").status_code == 422
    assert not Reply.objects.exists()


def test_to_be_asked_costs_the_same_queries_whatever_the_guide_s_length(
    client, asked, django_assert_num_queries: Queries
):
    long = factories.guide(*(factories.section(f"Part {number}") for number in range(20)), title="Long")
    for page in (asked, long):
        with django_assert_num_queries(12):  # the place, its parts, the page in its languages and what stands around it
            client.get(f"/_util/helpful/{page.guide.pk}/")
