"""The FAQ library as editors meet it: near duplicates, moving questions in and out, choosing and making answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from faq_blocks.models import AnsweredAlready, FaqEntry
from guide_pages.models import Anchor, EntryTopic, GuidePage
from tests import factories
from tests.guide_pages.admin.roles import signed_in, somebody
from tests.guide_pages.admin.test_in_use import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]


def of_library(view: str, *args: object) -> str:
    return reverse(FaqEntry.snippet_viewset.get_url_name(view), args=args)


class TestAlike:
    def alike(self, client: Client, question: str, **more: object) -> list[dict[str, Any]]:
        response = client.get(reverse("guidepost_alike"), {"q": question, **more})
        assert response.status_code == 200
        found: list[dict[str, Any]] = response.json()["alike"]
        return found

    @pytest.fixture
    def entry(self) -> FaqEntry:
        for number in range(5):
            factories.FaqEntryFactory(question=f"What does it cost in year {number}?")
        return factories.FaqEntryFactory(question="May I drive afterwards?")

    @pytest.mark.parametrize("asked", ["May I drive afterwards?", "Can I drive afterwards", "may i DRIVE afterwards?!"])
    def test_near_ones_are_told_while_one_is_written(self, entry: FaqEntry, admin_client: Client, asked: str) -> None:
        [found] = self.alike(admin_client, asked)
        assert found["said"] == "“May I drive afterwards?” is answered already in the FAQ library"
        assert found["url"] == of_library("edit", entry.pk)
        assert found["same"] is (not asked.startswith("Can"))

    @pytest.mark.parametrize("asked", ["May I", "Is it safe for children?", "What is drowsiness?", ""])
    def test_others_are_not(self, entry: FaqEntry, admin_client: Client, asked: str) -> None:
        assert self.alike(admin_client, asked) == []

    def test_those_of_guides_are_told_too_but_not_of_the_guide_that_is_written(self, admin_client: Client) -> None:
        page = factories.guide(
            factories.faq(factories.question("May I drive afterwards?", block_id="drive")), title="Go"
        )
        [found] = self.alike(admin_client, "May I drive afterwards?")
        assert "in “Go”" in found["said"]
        assert found["url"].endswith(f"/pages/{page.pk}/edit/#block-drive-section")
        assert self.alike(admin_client, "May I drive afterwards?", but=f"page:{page.pk}") == []

    def test_an_answer_is_not_its_own_duplicate_nor_one_of_another_language(
        self, entry: FaqEntry, admin_client: Client
    ) -> None:
        Locale.objects.get_or_create(language_code="es")
        assert self.alike(admin_client, entry.question, but=f"entry:{entry.pk}") == []
        assert self.alike(admin_client, entry.question, locale="es") == []

    @pytest.mark.usefixtures("roles")
    @pytest.mark.parametrize(("role", "may"), [("Writers", True), ("Editors", True), ("Moderators", False)])
    def test_only_who_writes_is_told(self, entry: FaqEntry, role: str, may: bool) -> None:
        response = signed_in(somebody(role)).get(reverse("guidepost_alike"), {"q": entry.question})
        assert (response.status_code == 200) is may

    def test_the_report_names_pairs_of_library_and_guides(self, entry: FaqEntry, admin_client: Client) -> None:
        factories.guide(factories.faq(factories.question("Can I drive afterwards?")), title="Go")
        factories.guide(factories.faq(factories.from_library(entry)), title="Shares it")
        report = said(admin_client.get(reverse("guides_alike")))
        assert "May I drive afterwards? the FAQ library Can I drive afterwards? “Go”" in report
        assert "Shares it" not in report

    def test_an_exact_one_is_not_published_by_a_script(self, entry: FaqEntry) -> None:
        again = factories.FaqEntryFactory(question="may I drive   afterwards", live=False)
        with pytest.raises(AnsweredAlready):
            again.save_revision().publish()
        factories.FaqEntryFactory(question=entry.question, locale=Locale.objects.get_or_create(language_code="es")[0])
        entry.answer = "<p>Another answer.</p>"
        entry.save()


class TestMoving:
    def questions(self, client: Client, page: GuidePage, **act: str) -> Any:
        url = reverse("guidepost_questions", args=[page.pk])
        return client.post(url, act, follow=True) if act else client.get(url)

    def test_a_question_moves_to_the_library_with_its_anchor(self, admin_client: Client) -> None:
        topic = factories.TopicFactory()
        asked = factories.question("May I drive?", "<p>Not <b>today</b>.</p>", "drive")
        page = factories.guide(factories.faq(asked), topics=[topic])
        anchor = Anchor.objects.get(block_id="drive").anchor
        assert "Move to the library" in said(self.questions(admin_client, page))
        assert "is in the library now" in said(self.questions(admin_client, page, move="drive"))
        entry = FaqEntry.objects.get()
        assert (entry.question, entry.live, entry.entry_topics.get().topic) == ("May I drive?", True, topic)
        draft = GuidePage.objects.get().get_latest_revision_as_object()
        chosen = draft.body[0].value["questions"][0]
        assert (chosen.id, chosen.value) == ("drive", entry)
        draft.save_revision().publish()
        assert Anchor.objects.get(block_id="drive").anchor == anchor

    def test_a_shared_answer_is_written_in_place_with_its_anchor(self, admin_client: Client) -> None:
        entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not <b>today</b>.</p>")
        page = factories.guide(
            factories.faq(factories.from_library(entry, "drive"), factories.from_library(entry, "b")), live=False
        )
        assert "Write in place" in said(self.questions(admin_client, page))
        self.questions(admin_client, page, write="drive")
        draft = GuidePage.objects.get().get_latest_revision_as_object()
        first, second = draft.body[0].value["questions"]
        assert (first.id, first.value["question"], str(first.value["answer"].source)) == (
            "drive",
            "May I drive?",
            "<p>Not <b>today</b>.</p>",
        )
        assert second.value == entry

    def test_what_the_library_answers_already_is_not_moved(self, admin_client: Client) -> None:
        factories.FaqEntryFactory(question="May I drive?")
        page = factories.guide(factories.faq(factories.question("May I drive?", block_id="drive")))
        assert "The library answers “May I drive?” already" in said(self.questions(admin_client, page, move="drive"))
        assert FaqEntry.objects.count() == 1

    @pytest.mark.usefixtures("roles")
    def test_a_writer_moves_it_as_a_draft_and_who_may_not_edit_does_nothing(self) -> None:
        page = factories.guide(factories.faq(factories.question("May I drive?", block_id="drive")))
        self.questions(signed_in(somebody("Moderators")), page, move="drive")
        assert not FaqEntry.objects.exists()
        moved = said(self.questions(signed_in(somebody("Writers")), page, move="drive"))
        assert "The answer is a draft: it has to be published before the guide is." in moved
        assert not FaqEntry.objects.get().live


class TestChoosing:
    @property
    def chooser(self) -> str:
        return reverse(FaqEntry.snippet_viewset.chooser_viewset.get_url_name("choose"))

    def test_the_chooser_shows_answer_topic_use_and_language(self, admin_client: Client) -> None:
        entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not <b>today</b>.</p>")
        EntryTopic.objects.create(entry=entry, topic=factories.TopicFactory(name="Traffic"))
        factories.guide(factories.faq(factories.from_library(entry)))
        html = BeautifulSoup(admin_client.get(self.chooser).json()["html"], "html.parser")
        row = " ".join(html.select_one("tbody tr").get_text(" ").split())
        assert row.startswith("May I drive? Not today . Traffic 1 English") or "Not today. Traffic 1 English" in row
        assert html.select_one('[name="topic"]')
        assert "Create" in html.get_text()

    def test_the_chooser_is_filtered_by_topic(self, admin_client: Client) -> None:
        entry, _other = factories.FaqEntryFactory(), factories.FaqEntryFactory()
        topic = factories.TopicFactory()
        EntryTopic.objects.create(entry=entry, topic=topic)
        results = reverse(FaqEntry.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
        html = BeautifulSoup(admin_client.get(results, {"topic": topic.pk}).content, "html.parser")
        assert [link.get_text(strip=True) for link in html.select("tbody a")] == [entry.question]

    def create(self, client: Client, question: str = "May I drive?") -> Any:
        from_editor = {
            "blocks": [
                {"key": "a", "text": "No.", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
            ],
            "entityMap": {},
        }
        url = reverse(FaqEntry.snippet_viewset.chooser_viewset.get_url_name("create"))
        locale = Locale.get_default().pk
        return client.post(url, {"question": question, "answer": json.dumps(from_editor), "locale": locale}).json()

    def test_an_answer_is_made_where_it_is_chosen(self, admin_client: Client) -> None:
        made = self.create(admin_client)
        entry = FaqEntry.objects.get()
        assert made["result"]["id"] == str(entry.pk)
        assert (entry.live, made["step"]) == (True, "chosen")
        assert "The library answers" in self.create(admin_client)["htmlFragment"]

    @pytest.mark.usefixtures("roles")
    def test_who_may_not_publish_makes_a_draft(self) -> None:
        self.create(signed_in(somebody("Writers")))
        assert not FaqEntry.objects.get().live
        self.create(signed_in(somebody("Editors")), "Is it safe for me?")
        assert not FaqEntry.objects.filter(live=True).exists()  # somebody else checks it

    def test_a_chosen_answer_can_be_read(self, admin_client: Client) -> None:
        entry = factories.FaqEntryFactory(answer="<p>Not <b>today</b>.</p>", live=False)
        html = admin_client.get(reverse("faq_blocks_read", args=[entry.pk])).content.decode()
        assert "<p>Not <strong>today</strong>.</p>" in html or "<p>Not <b>today</b>.</p>" in html
        assert "Draft" in html


class TestList:
    def listed(self, client: Client, **filters: object) -> list[str]:
        page = BeautifulSoup(client.get(of_library("list"), filters).content, "html.parser")
        return sorted(cell.get_text(strip=True) for cell in page.select("tbody .title-wrapper"))

    def test_unused_and_duplicate_answers_are_found(self, admin_client: Client) -> None:
        used = factories.FaqEntryFactory(question="May I drive?")
        factories.FaqEntryFactory(question="may I drive", live=False)
        factories.FaqEntryFactory(question="Is it safe?")
        factories.guide(factories.faq(factories.from_library(used)))
        assert self.listed(admin_client, used="no") == ["Is it safe?", "may I drive"]
        assert self.listed(admin_client, used="yes") == ["May I drive?"]
        assert self.listed(admin_client, duplicate="yes") == ["May I drive?", "may I drive"]

    def test_the_list_is_taken_along_and_no_cell_is_a_formula(self, admin_client: Client) -> None:
        factories.FaqEntryFactory(question="=HYPERLINK(1)")
        response = admin_client.get(of_library("list"), {"export": "csv"})
        lines = b"".join(response.streaming_content).decode().splitlines()
        assert lines[1].startswith("'=HYPERLINK(1),")

    def test_an_answer_can_be_translated(self, admin_client: Client) -> None:
        spanish = Locale.objects.get_or_create(language_code="es")[0]
        entry = factories.FaqEntryFactory(question="May I drive?")
        translated = entry.copy_for_translation(spanish)
        translated.save()
        assert translated.uuid != entry.uuid
        assert translated.locale == spanish
