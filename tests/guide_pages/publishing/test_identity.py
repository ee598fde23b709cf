"""Links to a section or a question go on working, whatever becomes of its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from wagtail.models import Locale, Page

from guide_pages.models import Anchor, Delivery, Edition, Guide, GuidePage
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.refusals import PublishRefused
from guide_pages.publishing.withdrawing import mark_withdrawn
from guide_pages.records.editions import ImmutableError
from tests import factories

pytestmark = pytest.mark.django_db


def anchors(page: Page) -> list[str]:
    """The anchors of a guide's questions, as readers have them."""
    compiled = Edition.objects.filter(guide__page=page.pk).last().compiled
    return [question.anchor for part in compiled.body if part.type == "faq" for question in part.questions]


def asking(*words: str) -> str:
    """A body whose questions keep their ids from one call to the next."""
    return factories.body(
        factories.section(block_id="s"),
        factories.faq(*(factories.question(word, block_id=f"q{n}") for n, word in enumerate(words)), block_id="f"),
    )


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(body=asking("Does it hurt?", "How long?"))


def test_a_renamed_question_keeps_its_anchor(page: GuidePage, client: Client) -> None:
    factories.publish(page, body=asking("Will it hurt me?", "How long?"))
    assert anchors(page) == ["does-it-hurt", "how-long"]
    assert b'id="does-it-hurt"' in client.get(page.url).content


def test_a_new_question_never_gets_an_anchor_that_another_had(page: GuidePage) -> None:
    factories.publish(page, body=asking("Will it hurt me?", "How long?", "Does it hurt?"))
    assert anchors(page) == ["does-it-hurt", "how-long", "does-it-hurt-2"]


def test_a_removed_question_that_returns_has_its_anchor(page: GuidePage) -> None:
    factories.publish(page, body=asking("Does it hurt?"))
    factories.publish(page, body=asking("Does it hurt?", "How long does it take?"))
    assert anchors(page) == ["does-it-hurt", "how-long"]


def test_a_revert_keeps_anchors(page: GuidePage) -> None:
    old = page.save_revision()
    factories.publish(page, body=asking("Will it hurt me?", "How long?"))
    old.publish()
    assert anchors(page) == ["does-it-hurt", "how-long"]


def test_drafts_give_no_anchor_away(page: GuidePage) -> None:
    before = Anchor.objects.count()
    for words in ("First thought?", "Second thought?", "Third thought?"):
        factories.draft(page, body=asking("Does it hurt?", "How long?", words))
    assert Anchor.objects.count() == before
    factories.publish(page, body=asking("Does it hurt?", "How long?", "Final thought?"))
    assert anchors(page)[-1] == "final-thought"


def test_a_copy_has_identities_of_its_own(page: GuidePage) -> None:
    copy = page.copy(update_attrs={"slug": "copy", "title": "Copy"})
    assert Guide.objects.get(page=copy.pk) != Guide.objects.get(page=page.pk)
    factories.publish(GuidePage.objects.get(pk=copy.pk), body=asking("Renamed in the copy?", "How long?"))
    assert anchors(page) == anchors(copy) == ["does-it-hurt", "how-long"]
    assert Anchor.objects.filter(guide__page=copy.pk).count() == Anchor.objects.filter(guide__page=page.pk).count()


def test_a_deleted_guides_id_is_never_given_again(page: GuidePage) -> None:
    first = Guide.objects.get(page=page.pk)
    page.delete()
    again = factories.guide(title=page.title, slug=page.slug)
    assert Guide.objects.get(page=again.pk) != first


def test_blocks_that_share_an_id_are_refused_by_name(page: GuidePage) -> None:
    page.body = factories.body(
        factories.section("First part", block_id="same"), factories.section("Second part", block_id="same")
    )
    page.save_revision(clean=False)
    with pytest.raises(PublishRefused) as refusal:
        page.get_latest_revision().publish()
    assert "First part" in str(refusal.value)
    assert "Second part" in str(refusal.value)
    assert Edition.objects.filter(guide__page=page.pk).count() == 1


def test_blocks_stored_without_an_id_get_one_that_stays() -> None:
    section, asked = factories.section("Without an id"), factories.faq(factories.question("Why?"))
    for block in (section, section["value"]["content"][0], asked, asked["value"]["questions"][0]):
        del block["id"]
    page = factories.guide(section, asked)
    ids = [node.id for node in Edition.objects.get().compiled.all_nodes()]
    assert list(reconcile()) == []
    factories.publish(page, title="Again")
    assert [node.id for node in Edition.objects.last().compiled.all_nodes()] == ids
    assert anchors(page) == ["why"]


def test_no_anchor_is_an_id_that_the_page_has_itself(client: Client) -> None:
    headings = ["title_h", "main", "contents_h", "contents_list", "foo", "foo_h", "!!!"]
    page = factories.guide(*(factories.section(heading) for heading in headings))
    ids = re.findall(r' id="([^"]+)"', client.get(page.url).content.decode())
    assert len(ids) == len(set(ids))


# Editions.


def test_an_edition_is_never_changed(page: GuidePage) -> None:
    edition = Edition.objects.get()
    edition.digest = "other"
    with pytest.raises(ImmutableError):
        edition.save()
    with pytest.raises(ImmutableError):
        Edition.objects.update(digest="other")
    with pytest.raises(ImmutableError):
        Edition.objects.bulk_update([edition], ["digest"])
    assert Edition.objects.get().digest != "other"


def test_a_past_edition_can_be_withdrawn_with_a_reason(page: GuidePage) -> None:
    factories.publish(page, title="Corrected")
    past = Edition.objects.get(number=1)
    mark_withdrawn(past, "It named a wrong dose.")
    assert Edition.objects.get(number=1).withdrawn_reason == "It named a wrong dose."


def test_the_edition_that_readers_get_cannot_be_withdrawn(page: GuidePage) -> None:
    with pytest.raises(ImmutableError):
        mark_withdrawn(Edition.objects.get(), "Too soon.")


def test_withdrawn_words_do_not_come_back_with_a_guide_that_cannot_be_compiled(page: GuidePage) -> None:
    page.unpublish()
    mark_withdrawn(Edition.objects.get(), "It named a wrong dose.")
    Page.objects.filter(pk=page.pk).update(live=True)
    GuidePage.objects.filter(pk=page.pk).update(summary="")
    assert [difference.outcome.partition(":")[0] for difference in reconcile()] == ["failed"]
    assert not Delivery.objects.exists()


def test_words_that_were_withdrawn_are_a_new_edition_when_they_are_published_again(page: GuidePage) -> None:
    page.unpublish()
    mark_withdrawn(Edition.objects.get(), "Under review.")
    factories.publish(page)
    assert [edition.number for edition in Edition.objects.all()] == [1, 2]


def test_nothing_that_follows_a_publish_changes_the_page(
    page: GuidePage, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        factories.publish(page, title="As the editor left it")
    stored = Page.objects.filter(pk=page.pk).values().get()
    with django_capture_on_commit_callbacks(execute=True):
        factories.site().save()
        reconciled = list(reconcile())
    assert reconciled == []
    assert Page.objects.filter(pk=page.pk).values().get() == stored


def test_an_alias_has_an_identity_and_anchors_of_its_own(page: GuidePage) -> None:
    alias = page.create_alias(update_slug="alias")
    assert Guide.objects.get(page=alias.pk) != Guide.objects.get(page=page.pk)
    assert anchors(alias) == anchors(page)
    assert not Anchor.objects.filter(guide__page=alias.pk, pk__in=page.guide.anchors.values("pk")).exists()


def test_a_translation_has_an_identity_and_anchors_of_its_own(page: GuidePage) -> None:
    spanish = Locale.objects.create(language_code="es")
    translated = page.copy_for_translation(spanish, copy_parents=True)
    factories.publish(translated, body=asking("¿Duele?", "¿Cuánto?"))
    assert Guide.objects.get(page=translated.pk) != Guide.objects.get(page=page.pk)
    assert anchors(translated) == ["duele", "cuánto"]
    assert anchors(page) == ["does-it-hurt", "how-long"]
