"""What an answer has after its words: tables, steps, pictures and callouts, in a guide and in the FAQ library."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import rich_text

from faq_blocks.models import FaqEntry
from guide_pages.compiling.compiler import compile_guide
from guide_pages.models import Dependency, Edition, Guide, GuidePage
from guide_pages.pages.copying import copy_parts
from guide_pages.publishing.working_off import work_off
from guide_pages.records.editions import Cause
from tests import factories
from tests.factories import block

pytestmark = pytest.mark.django_db

ROWS = [["<p>Nasal spray</p>", "<p>Two hours</p>"], ["<p>Infusion</p>", "<p>One day</p>"]]


def table(caption: str = "How long to wait") -> dict[str, Any]:
    return block("table", factories.table(ROWS, caption), "a-table")


def warning(words: str = "<p>Not on the same day.</p>") -> dict[str, Any]:
    return block("callout", {"tone": "warning", "heading": "", "text": words}, "a-warning")


def shared(*more: dict[str, Any], **fields: Any) -> FaqEntry:
    return factories.FaqEntryFactory(question="May I drive?", answer="<p>No.</p>", more=json.dumps(more), **fields)


def publish(entry: FaqEntry, *more: dict[str, Any]) -> None:
    entry.more = json.dumps(more)
    entry.save_revision().publish()
    work_off()


def read(page: GuidePage, client: Client) -> BeautifulSoup:
    return BeautifulSoup(client.get(page.url).content, "html.parser")


def answer(page: GuidePage) -> list[Any]:
    """What the first question of the newest edition says."""
    edition = Edition.objects.filter(guide__page=page.pk).order_by("-number").first()
    return next(edition.compiled.questions()).answer


def test_an_answer_shows_what_stands_after_its_words_in_their_order(client: Client) -> None:
    step = block("step", {"title": "Ask somebody", "text": ""})
    more = [
        block("steps", {"steps": [step]}),
        table(),
        factories.image(factories.ImageFactory(), "A taxi"),
        warning(),
        block("text", "<p>Ask.</p>"),
    ]
    page = factories.guide(factories.faq(factories.question("May I drive?", "<p>No.</p>", more=more)))
    shown = read(page, client).select_one(".question__answer")
    assert shown.select_one(".prose").text.strip() == "No."
    assert shown.ol.text.strip() == "1. Ask somebody"
    assert shown.figcaption.text.strip() == "How long to wait"
    assert shown.img["alt"] == "A taxi"
    assert shown.select_one(".callout").text.strip().endswith("Not on the same day.")
    words = shown.text
    assert words.index("No.") < words.index("Ask somebody") < words.index("One day") < words.index("Not on")


def test_it_is_found_read_by_machines_and_told_to_apps(client: Client) -> None:
    page = factories.guide(factories.faq(factories.question("May I drive?", "<p>No.</p>", "driving", [table()])))
    assert "Infusion" in client.get(f"{page.url[:-1]}.md").content.decode()
    found = client.get("/api/guides/v1/search", {"q": "infusion"}).json()["items"]
    assert [(each["kind"], each["anchor"]) for each in found] == [("answer", "may-i-drive")]
    data = json.loads(read(page, client).find("script", type="application/ld+json").string)
    faq = next(node for node in data["@graph"] if node["@type"] == "FAQPage")
    said = faq["mainEntity"][0]["acceptedAnswer"]["text"]
    assert said.startswith("<p>No.</p>")
    assert "Infusion" in said
    sent = client.get(f"/api/guides/v1/guides/{Guide.objects.get().pk}").json()["body"][0]["questions"][0]["answer"]
    assert [node["type"] for node in sent] == ["text", "table"]


def test_a_guide_follows_what_a_shared_answer_has_after_its_words(client: Client) -> None:
    entry = shared(table())
    page = factories.guide(factories.faq(factories.from_library(entry)))
    publish(entry, table("How long to wait now"))
    newest = Edition.objects.filter(guide__page=page.pk).order_by("-number").first()
    assert (newest.number, newest.cause) == (2, Cause.LIBRARY)
    assert read(page, client).select_one(".question__answer figcaption").text.strip() == "How long to wait now"


def test_parts_of_a_shared_answer_are_known_by_the_question_that_chose_it() -> None:
    page = factories.guide(factories.faq(factories.from_library(shared(table(), warning()), "one")))
    assert [node.id for node in answer(page)] == ["one-answer", "one-a-table", "one-a-warning"]


def test_what_is_wrong_with_a_shared_answer_is_said_of_the_question_that_chose_it() -> None:
    entry = shared(block("table", factories.table(ROWS, ""), "bad"))
    page = factories.guide(factories.faq(factories.from_library(entry, "chosen")), live=False)
    [problem] = compile_guide(page).problems
    assert (problem.message, problem.block_id) == ("A table has no caption: say what it shows.", "chosen")
    assert problem.place == "“Questions”"


def test_the_last_published_answer_keeps_its_links_and_pictures(client: Client) -> None:
    picture, other = factories.ImageFactory(), factories.guide(title="Taxis")
    words = block("text", f'<p>See <a linktype="page" id="{other.pk}">there</a>.</p>')
    entry = shared(factories.image(picture, "A taxi"), words)
    page = factories.guide(factories.faq(factories.from_library(entry)))
    entry.unpublish()
    factories.publish(GuidePage.objects.get(pk=page.pk), title="New words")
    assert [node.type for node in answer(page)] == ["text", "image", "text"]
    assert read(page, client).select_one(".question__answer .prose a")["href"] == other.full_url
    assert Dependency.objects.filter(guide__page=page.pk, kind="image", key=str(picture.pk)).exists()


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    return client


def posted(**fields: str) -> dict[str, str]:
    topics = {f"entry_topics-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    callout = {"type": "callout", "order": "0", "deleted": "", "id": "", "value-tone": "tip", "value-heading": ""}
    more = {"more-count": "1", **{f"more-0-{name}": value for name, value in callout.items()}}
    words = {"question": "Why?", "answer": rich_text("<p>So.</p>"), "more-0-value-text": rich_text("<p></p>")}
    return {**words, **more, **topics, **fields}


def test_an_answer_with_an_empty_callout_is_kept_as_a_draft_and_not_published(boss: Client) -> None:
    add = reverse(FaqEntry.snippet_viewset.get_url_name("add"))
    refused = BeautifulSoup(boss.post(add, posted(**{"action-publish": "1"})).content, "html.parser")
    assert not FaqEntry.objects.exists()
    assert "errors" in refused.text
    boss.post(add, posted())
    assert [child.block_type for child in FaqEntry.objects.get().more] == ["callout"]
    assert not FaqEntry.objects.get().live


def test_a_form_that_was_opened_before_answers_had_more_than_words_is_saved(boss: Client) -> None:
    old = {name: value for name, value in posted().items() if not name.startswith("more")}
    boss.post(reverse(FaqEntry.snippet_viewset.get_url_name("add")), old)
    assert FaqEntry.objects.get().get_latest_revision_as_object().question == "Why?"


def test_a_question_goes_to_the_library_and_back_with_all_it_says(boss: Client) -> None:
    asked = factories.question("May I drive?", "<p>No.</p>", "driving", [table(), warning()])
    page = factories.guide(factories.faq(asked))
    before = [node.model_dump(exclude={"id"}) for node in answer(page)]
    url = reverse("guidepost_questions", args=[page.pk])
    boss.post(url, {"move": "driving"})
    GuidePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert [child.block_type for child in FaqEntry.objects.get().more] == ["table", "callout"]
    boss.post(url, {"write": "driving"})
    GuidePage.objects.get(pk=page.pk).get_latest_revision().publish()
    assert GuidePage.objects.get(pk=page.pk).body[0].value["questions"][0].block_type == "question"
    assert [node.model_dump(exclude={"id"}) for node in answer(page)] == before


def test_a_copied_question_has_all_it_says_under_identities_of_their_own() -> None:
    user = get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")
    source = factories.guide(factories.faq(factories.question(block_id="driving", more=[table()])), title="From")
    target = factories.guide(factories.faq(factories.question("Else?")), title="To")
    copy_parts(source, target, ["driving"], "", user)
    questions = GuidePage.objects.get(pk=target.pk).get_latest_revision_as_object().body[0].value["questions"]
    [copied] = [question for question in questions if question.value["question"] == "Does it hurt?"]
    assert [child.block_type for child in copied.value["more"]] == ["table"]
    assert copied.value["more"][0].id != "a-table"
