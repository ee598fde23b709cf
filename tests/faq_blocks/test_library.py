"""The FAQ library in the admin: found, written, reviewed, published, and its uses seen before a change."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import ReferenceIndex
from wagtail.test.utils.form_data import rich_text

from demo.sign_ins import prepare_groups
from faq_blocks.models import FaqEntry
from tests import factories

pytestmark = pytest.mark.django_db


def address(view: str, *args: object) -> str:
    return reverse(FaqEntry.snippet_viewset.get_url_name(view), args=args)


def seen(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def posted(question: str = "May I drive?", answer: str = "<p>Not today.</p>", **extra: str) -> dict[str, str]:
    topics = {f"entry_topics-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    return {"question": question, "answer": rich_text(answer), "more-count": "0", **topics, **extra}


def listed(page: BeautifulSoup) -> list[str]:
    return [row.select_one(".title a").text.strip() for row in page.select("tbody tr")]


@pytest.fixture
def boss(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    return client


@pytest.fixture
def writer(client: Client) -> Client:
    """Someone of the group Writers, as the demonstration prepares it."""
    prepare_groups(lambda line: None)
    user = get_user_model().objects.create_user("writer", "writer@example.com", "writer")
    user.groups.add(Group.objects.get(name="Writers"))
    client.force_login(user)
    return client


def test_the_library_lists_questions_with_their_state_and_uses(boss: Client) -> None:
    used = factories.FaqEntryFactory(question="Used?")
    factories.FaqEntryFactory(question="Unused?", live=False)
    page = factories.guide(factories.section(), factories.faq(factories.from_library(used)))
    ReferenceIndex.create_or_update_for_object(page)
    rows = {row.select_one(".title a").text.strip(): row for row in seen(boss.get(address("list"))).select("tbody tr")}
    assert set(rows) == {"Used?", "Unused?"}
    assert "Used 1 time" in " ".join(rows["Used?"].text.split())
    assert rows["Used?"].find("a", href=address("usage", used.pk)) is not None
    assert "live" in rows["Used?"].text.lower()
    assert "draft" in rows["Unused?"].text.lower()


def test_the_library_finds_an_entry_by_a_word_of_its_answer(boss: Client) -> None:
    factories.FaqEntryFactory(question="May I drive?", answer="<p>Not before tomorrow.</p>")
    factories.FaqEntryFactory(question="Does it hurt?", answer="<p>No.</p>")
    for words in ("tomorrow", "drive", "dri"):
        page = seen(boss.get(address("list_results"), {"q": words}))
        assert listed(page) == ["May I drive?"], words


def test_the_library_can_be_narrowed_to_what_is_live(boss: Client) -> None:
    factories.FaqEntryFactory(question="Live?")
    factories.FaqEntryFactory(question="Draft?", live=False)
    page = seen(boss.get(address("list_results"), {"live": "true"}))
    assert listed(page) == ["Live?"]


def test_a_new_entry_begins_as_a_draft(boss: Client) -> None:
    assert boss.post(address("add"), posted()).status_code == 302
    entry = FaqEntry.objects.get()
    assert (entry.question, entry.live) == ("May I drive?", False)


def test_a_draft_may_have_no_answer_yet_and_be_published_only_with_one(boss: Client) -> None:
    boss.post(address("add"), posted(answer=""))
    entry = FaqEntry.objects.get()
    refused = boss.post(address("edit", entry.pk), posted(answer="", **{"action-publish": "1"}))
    assert "Write the answer before you publish it." in seen(refused).text
    entry.refresh_from_db()
    assert not entry.live


def test_publishing_makes_it_live(boss: Client) -> None:
    boss.post(address("add"), posted(**{"action-publish": "1"}))
    entry = FaqEntry.objects.get()
    assert entry.live
    assert entry.answer.endswith(">Not today.</p>")


def test_a_draft_of_a_live_entry_leaves_the_row_as_published(boss: Client) -> None:
    entry = factories.FaqEntryFactory(answer="<p>Not today.</p>")
    boss.post(address("edit", entry.pk), posted(answer="<p>Secret draft.</p>"))
    entry.refresh_from_db()
    assert entry.answer == "<p>Not today.</p>"
    assert "Secret draft." in entry.get_latest_revision_as_object().answer


def test_the_usage_view_names_the_guides(boss: Client) -> None:
    entry = factories.FaqEntryFactory()
    page = factories.guide(factories.section(), factories.faq(factories.from_library(entry)), title="Sleep well")
    ReferenceIndex.create_or_update_for_object(page)
    assert "Sleep well" in seen(boss.get(address("usage", entry.pk))).select_one("tbody").text


def test_an_entry_in_use_is_not_deleted_and_it_is_said_where_it_is(boss: Client) -> None:
    entry = factories.FaqEntryFactory()
    page = factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    ReferenceIndex.create_or_update_for_object(page)
    refused = boss.get(address("delete", entry.pk), follow=True)
    assert page.title in refused.text
    assert FaqEntry.objects.filter(pk=entry.pk).exists()


def test_an_entry_goes_through_the_workflow_that_set_up_makes(writer: Client) -> None:
    entry = factories.FaqEntryFactory(live=False)
    page = seen(writer.get(address("edit", entry.pk)))
    assert page.select_one("[name='action-submit']") is not None
    writer.post(address("edit", entry.pk), posted(**{"action-submit": "1"}))
    entry.refresh_from_db()
    assert entry.workflow_in_progress
    assert not entry.live


def test_a_writer_writes_and_does_not_publish(writer: Client) -> None:
    assert "FAQ library" in seen(writer.get(reverse("wagtailadmin_home"))).prettify()
    assert seen(writer.get(address("add"))).select_one("[name='action-publish']") is None
    writer.post(address("add"), posted(**{"action-publish": "1"}))
    assert not FaqEntry.objects.get().live


def test_someone_of_no_group_sees_nothing(client: Client) -> None:
    client.force_login(get_user_model().objects.create_user("nobody", "nobody@example.com", "nobody"))
    assert client.get(address("list")).status_code == 302


def test_the_preview_shows_the_draft_as_a_reader_will_see_it(boss: Client) -> None:
    entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not today.</p>")
    preview = address("preview_on_edit", entry.pk)
    assert boss.post(preview, posted(answer="<p>Secret draft.</p>")).json()["is_valid"]
    details = seen(boss.get(preview)).details
    assert details.h3.text == "May I drive?"
    assert details.select_one(".question__answer .prose").text == "Secret draft."


def test_the_preview_of_a_new_entry_without_words_is_no_error(boss: Client) -> None:
    preview = address("preview_on_add")
    boss.post(preview, posted(question="Soon?", answer=""))
    assert seen(boss.get(preview)).details.h3.text == "Soon?"
