"""What guides use is not deleted, whoever tries: the guides are named, and what can be done instead is offered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, ReferenceIndex

from faq_blocks.models import FaqEntry
from guide_pages.models import Anchor, Contributor, Edition, EntryTopic, GuidePage, Topic
from tests import factories
from tests.guide_pages.admin.roles import signed_in, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]


def document() -> Any:
    file = SimpleUploadedFile("leaflet.txt", b"words")
    return get_document_model().objects.create(title="Leaflet", file=file, collection=Collection.get_first_root_node())


def linked(thing: Any) -> dict[str, Any]:
    return factories.section("Links", factories.text(f'<a linktype="document" id="{thing.pk}">leaflet</a>'))


MAKE: dict[str, Callable[[], Any]] = {
    "answer": factories.FaqEntryFactory,
    "topic": factories.TopicFactory,
    "person": factories.ContributorFactory,
    "term": factories.GlossaryTermFactory,
    "image": factories.ImageFactory,
    "document": document,
}


def using(kind: str, thing: Any, **fields: Any) -> GuidePage:
    """A guide titled Sleep that uses it."""
    fields = {"title": "Sleep", **fields}
    if kind == "answer":
        return factories.guide(factories.faq(factories.from_library(thing, "shared")), **fields)
    if kind == "topic":
        return factories.guide(topics=[thing], **fields)
    if kind == "person":
        return factories.guide(reviewers=[thing], **fields)
    if kind == "term":
        return factories.guide(factories.section("Word", factories.text(factories.marked(thing))), **fields)
    if kind == "image":
        return factories.guide(factories.section("Seen", factories.image(thing)), **fields)
    return factories.guide(linked(thing), **fields)


def delete_url(thing: Any) -> str:
    if isinstance(thing, get_image_model()):
        return reverse("wagtailimages:delete", args=[thing.pk])
    if isinstance(thing, get_document_model()):
        return reverse("wagtaildocs:delete", args=[thing.pk])
    return reverse(thing.snippet_viewset.get_url_name("delete"), args=[thing.pk])


def bulk_url(*things: Any) -> str:
    meta = things[0]._meta
    ids = "&".join(f"id={thing.pk}" for thing in things)
    return f"/admin/bulk/{meta.app_label}/{meta.model_name}/delete/?{ids}"


def said(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


each_kind = pytest.mark.parametrize("kind", MAKE)


@each_kind
def test_one_that_a_guide_uses_is_refused_and_the_guide_is_named(kind: str, admin_client: Client) -> None:
    thing = MAKE[kind]()
    using(kind, thing)
    for method in (admin_client.get, admin_client.post):
        response = method(delete_url(thing), follow=True)
        assert "“" in said(response)
        assert "is not deleted" in said(response)
        assert "Sleep" in said(response)
    assert type(thing).objects.filter(pk=thing.pk).exists()


@each_kind
def test_of_a_list_nothing_is_deleted_if_one_is_used(kind: str, admin_client: Client) -> None:
    used, free = MAKE[kind](), MAKE[kind]()
    using(kind, used)
    response = admin_client.post(bulk_url(used, free), follow=True)
    assert "Nothing was deleted" in said(response)
    assert "Sleep" in said(response)
    assert type(used).objects.filter(pk__in=[used.pk, free.pk]).count() == 2


@each_kind
def test_what_no_guide_uses_is_deleted(kind: str, admin_client: Client) -> None:
    thing = MAKE[kind]()
    admin_client.post(delete_url(thing))
    assert not type(thing).objects.filter(pk=thing.pk).exists()


@each_kind
def test_a_script_cannot_delete_it_either(kind: str) -> None:
    thing = MAKE[kind]()
    page = using(kind, thing)
    with pytest.raises(ProtectedError), transaction.atomic():
        thing.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        type(thing).objects.all().delete()
    page.delete()
    type(thing).objects.get(pk=thing.pk).delete()


@each_kind
def test_a_draft_that_nobody_was_shown_counts(kind: str, admin_client: Client) -> None:
    thing = MAKE[kind]()
    using(kind, thing, live=False)
    assert "Sleep" in said(admin_client.get(delete_url(thing), follow=True))


@each_kind
def test_a_change_that_was_not_published_counts(kind: str, admin_client: Client) -> None:
    thing = MAKE[kind]()
    page = factories.guide(title="Sleep")
    draft = using(kind, thing, live=False, title="Other")
    for name in ("body", "guide_topics", "guide_reviewers"):
        setattr(page, name, getattr(draft, name) if name == "body" else getattr(draft, name).all())
    page.save_revision()
    draft.delete()
    assert "Sleep" in said(admin_client.get(delete_url(thing), follow=True))


def test_a_picture_of_somebody_and_a_main_image_are_used() -> None:
    photo, hero = factories.ImageFactory(), factories.ImageFactory()
    factories.guide(authors=[factories.ContributorFactory(photo=photo)], hero=hero)
    for picture in (photo, hero):
        with pytest.raises(ProtectedError), transaction.atomic():
            picture.delete()


def filed(topic: Any) -> FaqEntry:
    entry = factories.FaqEntryFactory(question="Is it safe?")
    EntryTopic.objects.create(entry=entry, topic=topic)
    ReferenceIndex.create_or_update_for_object(entry)
    return entry


def linking(document: Any) -> str:
    return f'<p><a linktype="document" id="{document.pk}">leaflet</a></p>'


SHARED: dict[str, tuple[Callable[[], Any], Callable[[Any], Any]]] = {
    "a term in an answer": (
        factories.GlossaryTermFactory,
        lambda term: factories.FaqEntryFactory(question="Is it safe?", answer=f"<p>{factories.marked(term)}</p>"),
    ),
    "a document in an answer": (
        document,
        lambda file: factories.FaqEntryFactory(question="Is it safe?", answer=linking(file)),
    ),
    "a topic of an answer": (factories.TopicFactory, filed),
    "a picture of somebody": (
        factories.ImageFactory,
        lambda image: factories.ContributorFactory(name="Is it safe?", photo=image),
    ),
    "a document at a topic": (
        document,
        lambda file: factories.TopicFactory(name="Is it safe?", introduction=linking(file)),
    ),
}


@pytest.mark.parametrize("kind", SHARED)
def test_what_only_something_shared_uses_is_refused_and_that_is_named(kind: str, admin_client: Client) -> None:
    make, use = SHARED[kind]
    thing = make()
    user = use(thing)
    for url in (delete_url(thing), bulk_url(thing, make())):
        assert "Is it safe?" in said(admin_client.post(url, follow=True))
    with pytest.raises(ProtectedError, match="Is it safe"), transaction.atomic():
        thing.delete()
    user.delete()
    admin_client.post(delete_url(thing))
    assert not type(thing).objects.filter(pk=thing.pk).exists()


@pytest.mark.parametrize("live", [True, False])
def test_a_change_of_an_answer_that_was_not_published_counts(live: bool, admin_client: Client) -> None:
    term = factories.GlossaryTermFactory()
    entry = factories.FaqEntryFactory(question="Is it safe?", live=live)
    entry.answer = f"<p>{factories.marked(term)}</p>"
    entry.save_revision()
    answer = said(admin_client.get(delete_url(term), follow=True))
    assert "Is it safe? (FAQ entry)" in answer
    assert "no guide uses it, but what guides share does" in answer


def in_use(entry: FaqEntry) -> str:
    return reverse("guidepost_in_use", args=["faq_blocks", "faqentry", entry.pk])


def test_an_answer_is_written_into_its_guides_with_its_anchor(admin_client: Client) -> None:
    entry = factories.FaqEntryFactory(question="May I drive?", answer="<p>Not today.</p>")
    page = using("answer", entry)
    anchor = Anchor.objects.get(block_id="shared").anchor
    response = admin_client.post(in_use(entry), {"write": "1"}, follow=True)
    assert "1 guide has a new edition." in said(response)
    assert "No guide uses it any more." in said(response)
    latest = Edition.objects.latest("number").compiled
    [asked] = list(latest.questions())
    assert (asked.id, asked.anchor, asked.question) == ("shared", anchor, "May I drive?")
    assert asked.library_entry is None
    page = GuidePage.objects.get(pk=page.pk)
    assert not page.has_unpublished_changes
    admin_client.post(delete_url(entry))
    assert not FaqEntry.objects.exists()


def test_what_was_changed_and_not_published_stays_a_draft(admin_client: Client) -> None:
    entry = factories.FaqEntryFactory()
    page = using("answer", entry)
    page.title = "Sleep and rest"
    page.save_revision()
    admin_client.post(in_use(entry), {"write": "1"})
    page = GuidePage.objects.get(pk=page.pk)
    assert (page.title, page.has_unpublished_changes) == ("Sleep", True)
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Sleep and rest"
    assert draft.body[0].value["questions"][0].block_type == "question"
    assert page.body[0].value["questions"][0].block_type == "question"


def test_an_answer_is_replaced_by_another(admin_client: Client) -> None:
    entry, other = factories.FaqEntryFactory(), factories.FaqEntryFactory(question="Another?")
    using("answer", entry)
    anchor = Anchor.objects.get(block_id="shared").anchor
    assert "Choose another one" in said(admin_client.post(in_use(entry), {"other": entry.pk}))
    admin_client.post(in_use(entry), {"other": other.pk})
    [asked] = list(Edition.objects.latest("number").compiled.questions())
    assert (asked.question, asked.anchor) == ("Another?", anchor)


def test_an_answer_can_be_unpublished_instead(admin_client: Client) -> None:
    entry = factories.FaqEntryFactory()
    using("answer", entry)
    page = BeautifulSoup(admin_client.get(in_use(entry)).content, "html.parser")
    assert page.find("a", string="Unpublish…")["href"] == reverse(
        FaqEntry.snippet_viewset.get_url_name("unpublish"), args=[entry.pk]
    )


def test_a_guide_that_somebody_has_locked_is_left(admin_client: Client) -> None:
    entry = factories.FaqEntryFactory()
    page = using("answer", entry)
    GuidePage.objects.filter(pk=page.pk).update(locked=True)
    assert "was left as it is" in said(admin_client.post(in_use(entry), {"write": "1"}, follow=True))
    assert Edition.objects.count() == 1


@pytest.mark.usefixtures("roles")
@pytest.mark.parametrize("role", ["Writers", "Reviewers", "Moderators"])
def test_only_who_may_delete_it_sees_what_uses_it(role: str) -> None:
    entry = factories.FaqEntryFactory()
    using("answer", entry)
    client = signed_in(somebody(role))
    assert client.get(in_use(entry)).status_code == 302
    client.post(in_use(entry), {"write": "1"})
    assert Edition.objects.count() == 1


def test_what_is_no_shared_thing_has_no_such_view(admin_client: Client) -> None:
    assert admin_client.get(reverse("guidepost_in_use", args=["guide_pages", "guidepage", 1])).status_code == 404
    assert admin_client.get(reverse("guidepost_in_use", args=["no", "thing", 1])).status_code == 404
    assert Topic.objects.count() == Contributor.objects.count() == 0
