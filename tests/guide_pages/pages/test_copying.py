"""Sections and questions that are copied from one guide into another."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Comment

from guide_pages.models import GuidePage
from guide_pages.pages.copying import copy_parts, parts_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> Any:
    return get_user_model().objects.create_superuser("editor", "editor@example.org", "x")


@pytest.fixture
def source(db: None) -> GuidePage:
    doses = factories.section("Doses", factories.text("Take it.", block_id="t1"), block_id="s1")
    group = factories.faq(
        factories.question("Is it safe?", block_id="q1"), factories.question(block_id="q2"), block_id="f1"
    )
    return factories.guide(doses, group, title="Ketamine", slug="ketamine")


def copied(source: GuidePage, target: GuidePage, user: Any, *wanted: str, after: str = "") -> GuidePage:
    copy_parts(source, target, wanted, after, user)
    return GuidePage.objects.get(pk=target.pk).get_latest_revision_as_object()


def headings(page: GuidePage) -> list[str]:
    return [part.value["heading"] for part in page.body]


def ids(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {value["id"]} | ids(value["value"]) if "type" in value and "value" in value else ids([*value.values()])
    return {found for item in value for found in ids(item)} if isinstance(value, list) else set()


def test_what_can_be_copied_is_a_guides_parts_and_questions(source: GuidePage) -> None:
    assert [(part.block_id, part.words, part.is_question) for part in parts_of(source.body)] == [
        ("s1", "Doses", False),
        ("f1", "Questions", False),
        ("q1", "Is it safe?", True),
        ("q2", "Does it hurt?", True),
    ]


def test_a_section_is_put_where_it_is_wanted_with_identities_of_its_own(source: GuidePage, user: Any) -> None:
    target = factories.guide(factories.section("First", block_id="a"), factories.section("Last", block_id="b"))
    draft = copied(source, target, user, "s1", after="a")
    assert headings(draft) == ["First", "Doses", "Last"]
    assert not ids(source.body.get_prep_value()) & ids(draft.body.get_prep_value())
    assert headings(GuidePage.objects.get(pk=target.pk)) == ["First", "Last"]


def test_a_question_comes_into_the_nearest_group(source: GuidePage, user: Any) -> None:
    target = factories.guide(factories.section(block_id="a"), factories.faq(factories.question("Why?")))
    draft = copied(source, target, user, "q1", after="a")
    assert [question.value["question"] for question in draft.body[1].value["questions"]] == ["Why?", "Is it safe?"]


def test_a_question_makes_a_group_where_there_is_none(source: GuidePage, user: Any) -> None:
    draft = copied(source, factories.guide(factories.section("First")), user, "q1")
    assert headings(draft) == ["First", "Frequently asked questions"]


def test_a_group_that_is_copied_brings_its_questions_once(source: GuidePage, user: Any) -> None:
    draft = copied(source, factories.guide(factories.section("First")), user, "f1", "q1")
    assert len(draft.body[1].value["questions"]) == 2


def test_a_comment_beside_each_part_says_where_it_came_from(source: GuidePage, user: Any) -> None:
    target = factories.guide(factories.section("First"))
    draft = copied(source, target, user, "s1", "q2")
    asked = draft.body[2]
    assert {(note.text, note.contentpath) for note in Comment.objects.filter(page=target.pk)} == {
        ("Copied from “Ketamine”.", f"body.{draft.body[1].id}"),
        ("Copied from “Ketamine”.", f"body.{asked.id}.questions.{asked.value['questions'][0].id}"),
    }


def test_what_was_copied_can_be_published_and_has_anchors_of_its_own(source: GuidePage, user: Any) -> None:
    target = factories.guide(factories.section("Doses"))
    copied(source, target, user, "s1", "f1").save_revision().publish()
    assert set(target.guide.anchors.values_list("anchor", flat=True)) >= {"doses", "doses-2", "is-it-safe"}


def test_nothing_is_saved_where_nothing_was_chosen(source: GuidePage, user: Any) -> None:
    target = factories.guide()
    before = target.revisions.count()
    assert copy_parts(source, target, {"nonsense"}, "", user) is None
    assert target.revisions.count() == before


def test_an_editor_copies_in_the_admin_and_comes_back_to_the_part(source: GuidePage, user: Any, client: Any) -> None:
    client.force_login(user)
    target = factories.guide(factories.section("First"))
    address = f"/admin/guides/{target.pk}/copy/"
    assert "Ketamine" in client.get(address).content.decode()
    assert "Is it safe?" in client.get(f"{address}?source={source.pk}").content.decode()
    response = client.post(address, {"source": source.pk, "part": ["s1"], "after": ""})
    first = GuidePage.objects.get(pk=target.pk).get_latest_revision_as_object().body[1].id
    assert response.url == f"/admin/pages/{target.pk}/edit/#block-{first}-section"


def test_a_draft_that_somebody_may_not_edit_is_not_read(user: Any, client: Any) -> None:
    hidden = factories.guide(title="Hidden", live=False)
    target = factories.guide(owner=None)
    client.force_login(factories.moderator("nobody"))
    factories.Group.objects.get(name="Moderators").page_permissions.all().delete()
    assert client.get(f"/admin/guides/{target.pk}/copy/?source={hidden.pk}").status_code in (302, 403, 404)
