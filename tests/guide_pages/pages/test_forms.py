"""The guide's form in the admin: a draft may be incomplete; what is published is whole, or says where it is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from guide_pages.models import Delivery, Edition, Guide, GuidePage
from tests import factories

pytestmark = pytest.mark.django_db

Block = tuple[str, dict[str, Any] | str, str]


def stream(*blocks: Block) -> dict[str, Any]:
    """Blocks as the admin's form sends them: with the ids that the browser gave them."""
    sent = {
        str(n): {"type": kind, "value": value, "id": block_id, "deleted": "", "order": str(n)}
        for n, (kind, value, block_id) in enumerate(blocks)
    }
    return {"count": str(len(blocks)), **sent}


def text(words: str = "Some words.", block_id: str = "t1") -> Block:
    return "text", rich_text(f"<p>{words}</p>" if words else ""), block_id


def section(heading: str = "First", *content: Block, block_id: str = "s1") -> Block:
    return "section", {"heading": heading, "content": stream(*(content or (text(),)))}, block_id


def empty_section(heading: str = "First", block_id: str = "s1") -> Block:
    return "section", {"heading": heading, "content": stream()}, block_id


def question(words: str = "Why?", answer: str = "Because.", block_id: str = "q1") -> Block:
    return "question", {"question": words, "answer": rich_text(f"<p>{answer}</p>" if answer else "")}, block_id


def faq(*questions: Block, heading: str = "Questions", block_id: str = "f1") -> Block:
    value = {"heading": heading, "introduction": rich_text(""), "questions": stream(*questions)}
    return "faq", value, block_id


def form(*blocks: Block, publish: bool = False, **fields: Any) -> dict[str, str]:
    """What the admin's form sends."""
    data: dict[str, Any] = {
        "title": "Sleep well",
        "slug": "sleep-well",
        "summary": "What helps.",
        "hero": "",
        "hero_alt": "",
        "body": stream(*blocks),
        "guide_topics": inline_formset([]),
        "guide_authors": inline_formset([]),
        "guide_reviewers": inline_formset([]),
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(data | ({"action-publish": "1"} if publish else {}))


def errors_of(response: Any) -> dict[str, list[str]]:
    """Every message of the form's body, by the place that shows it: `0.content.1` is a block in a section."""
    assert response.status_code == 200
    field = BeautifulSoup(response.content, "html.parser").select_one("[data-w-block-arguments-value]")
    _value, error = json.loads(field["data-w-block-arguments-value"])
    found: dict[str, list[str]] = {}

    def walk(part: Any, path: str) -> None:
        if not part:
            return
        if part.get("messages"):
            found[path] = part["messages"]
        inner = part.get("blockErrors") or {}
        for key, value in inner.items() if isinstance(inner, dict) else enumerate(inner):
            walk(value, f"{path}.{key}".strip("."))

    walk(error, "")
    return found


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    return client


@pytest.fixture
def add_url() -> str:
    return reverse("wagtailadmin_pages:add", args=["guide_pages", "guidepage", factories.guide_index().pk])


@pytest.fixture
def live() -> GuidePage:
    return factories.guide(factories.section("First", factories.text("Published words.", "t1"), block_id="s1"))


def latest(page: GuidePage) -> GuidePage:
    """The page as its editor has it."""
    return GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class TestDrafts:
    def test_a_new_guide_opens_with_an_outline_that_can_be_written_into(self, editor: Client, add_url: str) -> None:
        soup = BeautifulSoup(editor.get(add_url).content, "html.parser")
        field = soup.select_one("[data-w-block-arguments-value]")
        value, _error = json.loads(field["data-w-block-arguments-value"])
        assert [block["value"]["heading"] for block in value] == [
            "Introduction",
            "Conclusion",
            "Frequently asked questions",
        ]
        assert all(block["id"] for block in value)
        assert set(value[2]["value"]) == {"heading", "introduction", "questions"}

    @pytest.mark.parametrize(
        "blocks",
        [
            (),
            (empty_section(""),),
            (section("", ("subheading", "", "b1"), text("")), faq()),
            (faq(question("", ""), ("library_question", "", "l1"), heading=""),),
            (section("A", ("callout", {"tone": "", "heading": "", "text": rich_text("")}, "c1")),),
            (section("A", ("urgent_help", {"heading": "", "text": rich_text(""), "contacts": stream()}, "u1")),),
            (
                section(
                    "A",
                    (
                        "image",
                        {
                            "image": {"image": "", "alt_text": "", "decorative": ""},
                            "wanted": "",
                            "caption": "",
                            "credit": "",
                        },
                        "i1",
                    ),
                ),
            ),
        ],
    )
    def test_a_draft_may_be_incomplete(self, editor: Client, add_url: str, blocks: tuple[Block, ...]) -> None:
        assert editor.post(add_url, form(*blocks, summary="")).status_code == 302
        page = GuidePage.objects.get()
        assert not page.live
        assert len(page.body) == len(blocks)
        assert editor.get(edit_url(page)).status_code == 200
        assert editor.post(edit_url(page), form(*blocks, summary="", title="Still a draft")).status_code == 302
        assert not Edition.objects.exists()

    def test_what_was_written_is_there_again(self, editor: Client, add_url: str) -> None:
        editor.post(add_url, form(section("First", text("Kept words.")), faq(question("Why?", ""))))
        body = GuidePage.objects.get().body
        assert [(block.block_type, block.id) for block in body] == [("section", "s1"), ("faq", "f1")]
        assert "Kept words." in body[0].value["content"][0].value.source
        assert body[1].value["questions"][0].id == "q1"

    def test_a_draft_of_a_live_guide_reaches_no_reader(self, editor: Client, client: Client, live: GuidePage) -> None:
        before = Delivery.objects.values().get()
        blocks = (section("Secret heading", text("Secret words.")), faq(question("Secret?", "Secret.")))
        assert editor.post(edit_url(live), form(*blocks, title="Secret title", slug=live.slug)).status_code == 302
        assert latest(live).title == "Secret title"
        assert Delivery.objects.values().get() == before
        assert Edition.objects.count() == 1
        for name, value in before.items():
            assert b"ecret" not in (bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()), (
                name
            )
        read = Client().get(live.url)
        assert b"Published words." in read.content
        assert b"ecret" not in read.content

    def test_an_autosave_of_a_live_guide_reaches_no_reader(self, editor: Client, live: GuidePage) -> None:
        before = Delivery.objects.values().get()
        blocks = (section("", text("Secret words.")), faq())
        saved = editor.post(
            edit_url(live),
            form(*blocks, summary="", slug=live.slug),
            headers={"Accept": "application/json"},
        )
        assert saved.json()["success"], saved.content
        assert Delivery.objects.values().get() == before
        assert b"ecret" not in Client().get(live.url).content
        assert latest(live).body[0].value["heading"] == ""


class TestPublishing:
    def test_a_whole_guide_is_published(self, editor: Client, add_url: str) -> None:
        assert editor.post(add_url, form(section(), faq(question()), publish=True)).status_code == 302
        page = GuidePage.objects.get()
        assert page.live
        assert Edition.objects.get().compiled.title == "Sleep well"
        assert b"Because." in Client().get(page.url).content

    @pytest.mark.parametrize(
        ("blocks", "place", "message"),
        [
            ((), "", "The guide has no section and no question."),
            ((section(""),), "0.heading", "This field is required."),
            ((section(" "),), "0.heading", "This field is required."),
            ((empty_section("First"),), "0.content", "This field is required."),
            ((section("First", text("")),), "0", "The section “First” is empty."),
            ((section("First", text(), ("subheading", "", "b1")),), "0.content.1", "This field is required."),
            (
                (section("A", text(), ("callout", {"tone": "tip", "heading": "", "text": rich_text("")}, "c1")),),
                "0.content.1",
                "A callout has no text.",
            ),
            (
                (
                    section(
                        "A",
                        text(),
                        ("urgent_help", {"heading": "Now", "text": rich_text(""), "contacts": stream()}, "u1"),
                    ),
                ),
                "0.content.1",
                "An urgent-help card needs a heading and a text.",
            ),
            ((section(), faq()), "1.questions", "This field is required."),
            ((section(), faq(question(), heading="")), "1.heading", "This field is required."),
            ((section(), faq(question(""))), "1.questions.0.question", "This field is required."),
            ((section(), faq(question("Why?", ""))), "1.questions.0", "The question “Why?” has no answer."),
            (
                (section(), faq(question("Why?"), question("why? ", block_id="q2"))),
                "1.questions.1",
                "The question “why?” is asked twice.",
            ),
            (
                (section(), faq(question()), faq(question("WHY?", block_id="q2"), block_id="f2")),
                "2.questions.0",
                "The question “WHY?” is asked twice.",
            ),
            (
                (section("One"), section("Two", text(block_id="t2"))),
                "1",
                "“One” and “Two” have the same identity. Delete one of them and add it anew.",
            ),
            ((section(), faq(("library_question", "", "l1"))), "1.questions.0", "This field is required."),
        ],
    )
    def test_what_is_missing_is_said_at_its_place(
        self, editor: Client, add_url: str, blocks: tuple[Block, ...], place: str, message: str
    ) -> None:
        errors = errors_of(editor.post(add_url, form(*blocks, publish=True)))
        assert message in errors.get(place, []), errors
        assert not Guide.objects.exists()
        assert not GuidePage.objects.filter(live=True).exists()

    def test_a_guide_without_a_summary_says_so_at_the_summary(self, editor: Client, add_url: str) -> None:
        response = editor.post(add_url, form(section(), publish=True, summary=" "))
        soup = BeautifulSoup(response.content, "html.parser")
        assert "This field is required." in soup.select_one("[id*='summary'][id$='errors']").text
        assert not Guide.objects.exists()

    def test_an_unpublished_library_answer_is_said_at_its_place(self, editor: Client, add_url: str) -> None:
        entry = factories.FaqEntryFactory(question="Shared?", live=False)
        blocks = (section(), faq(question(), ("library_question", str(entry.pk), "l1")))
        errors = errors_of(editor.post(add_url, form(*blocks, publish=True)))
        assert errors == {"1.questions.1": ["The FAQ entry “Shared?” has not been published."]}

    def test_every_fault_is_said_at_once(self, editor: Client, add_url: str) -> None:
        blocks = (section("First", text("")), faq(question("Why?", ""), question("Why?", block_id="q2")))
        errors = errors_of(editor.post(add_url, form(*blocks, publish=True)))
        assert set(errors) == {"0", "1.questions.0", "1.questions.1"}

    def test_a_client_that_gives_no_ids_hears_what_is_missing_all_the_same(self, editor: Client, add_url: str) -> None:
        blocks = (section("First", text("", ""), block_id=""), faq(question("Why?", "", ""), block_id=""))
        errors = errors_of(editor.post(add_url, form(*blocks, publish=True)))
        assert errors == {
            "0": ["The section “First” is empty."],
            "1.questions.0": ["The question “Why?” has no answer."],
        }

    def test_a_refused_publish_of_a_live_guide_changes_nothing(self, editor: Client, live: GuidePage) -> None:
        before = Delivery.objects.values().get()
        errors = errors_of(editor.post(edit_url(live), form(section("First", text("")), publish=True, slug=live.slug)))
        assert errors == {"0": ["The section “First” is empty."]}
        assert Delivery.objects.values().get() == before
        assert Edition.objects.count() == 1

    def test_two_sections_may_have_the_same_heading_and_have_addresses_of_their_own(
        self, editor: Client, add_url: str
    ) -> None:
        blocks = (section("Same"), section("Same", text(block_id="t2"), block_id="s2"))
        assert editor.post(add_url, form(*blocks, publish=True)).status_code == 302
        assert [part.anchor for part in Edition.objects.get().compiled.body] == ["same", "same-2"]

    def test_a_guide_is_published_without_the_pictures_it_wants(self, editor: Client, add_url: str) -> None:
        wanted = {
            "image": {"image": "", "alt_text": "", "decorative": ""},
            "wanted": "A calm room",
            "caption": "",
            "credit": "",
        }
        assert (
            editor.post(add_url, form(section("A", text(), ("image", wanted, "i1")), publish=True)).status_code == 302
        )
        assert b"A calm room" not in bytes(Delivery.objects.get().html)

    def test_a_guide_sent_for_review_is_whole(self, editor: Client, add_url: str) -> None:
        response = editor.post(add_url, {**form(section("First", text(""))), "action-submit": "1"})
        assert errors_of(response) == {"0": ["The section “First” is empty."]}
