"""What many guides share: each guide concerned gets a new edition or a new delivery, the others neither."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as PillowImage
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from guide_pages.document import GuideDocument
from guide_pages.document.nodes.image import ImageNode
from guide_pages.models import Delivery, Edition, Guide, GuidePage, GuideSettings
from guide_pages.publishing.reconciling import reconcile
from guide_pages.publishing.working_off import work_off
from home.models import PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

Committed = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]) -> Committed:
    """What happens inside is committed, with all that follows a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class Sequences:
    """What has moved in the feed since it was made."""

    def __init__(self) -> None:
        self.before = self.now()

    @staticmethod
    def now() -> dict[int, tuple[int, int]]:
        rows = Delivery.objects.values_list("guide__page", "sequence", "edition__number")
        return {page: (sequence, number) for page, sequence, number in rows}

    def moved(self) -> set[int]:
        return {page for page, (sequence, _) in self.now().items() if sequence != self.before.get(page, (0, 0))[0]}

    def new_editions(self) -> set[int]:
        return {page for page, (_, number) in self.now().items() if number != self.before.get(page, (0, 0))[1]}


def test_a_library_answer_reaches_every_guide_that_uses_it(committed: Committed) -> None:
    entry = factories.FaqEntryFactory(answer="<p>Old answer.</p>")
    using = [factories.guide(factories.section(), factories.faq(factories.from_library(entry))) for _ in range(2)]
    other = factories.guide()
    since = Sequences()
    with committed():
        entry.answer = "<p>New answer.</p>"
        entry.save_revision().publish()
    assert since.new_editions() == since.moved() == {page.pk for page in using}
    assert b"New answer." in bytes(Delivery.objects.get(guide__page=using[0].pk).html)
    assert Edition.objects.filter(guide__page=using[0].pk).last().cause == "faq_entry"
    assert other.pk not in since.moved()


def test_a_draft_of_a_library_answer_reaches_nobody(committed: Committed) -> None:
    entry = factories.FaqEntryFactory()
    factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    since = Sequences()
    with committed():
        entry.answer = "<p>Not yet.</p>"
        entry.save_revision()
    assert since.moved() == set()
    assert list(reconcile(check=True)) == []


def test_an_unpublished_answer_stays_and_is_reported(committed: Committed) -> None:
    entry = factories.FaqEntryFactory(answer="<p>Last published.</p>")
    page = factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    with committed():
        entry.unpublish()
    with committed():
        entry.answer = "<p>Words of a draft.</p>"
        entry.save()  # a row that is not live may hold a draft
        page = factories.publish(page, title="Published anew")
    html = bytes(Delivery.objects.get(guide__page=page.pk).html)
    assert b"Last published." in html
    assert b"Words of a draft." not in html
    assert "was unpublished" in Guide.objects.get(page=page.pk).warnings


def test_a_deleted_answer_keeps_the_last_edition_and_is_listed(committed: Committed) -> None:
    entry = factories.FaqEntryFactory(answer="<p>Last published.</p>")
    page = factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    with committed():
        factories.lose(entry)
    assert b"Last published." in bytes(Delivery.objects.get(guide__page=page.pk).html)
    assert list(Guide.objects.out_of_step()) == [Guide.objects.get(page=page.pk)]
    assert [difference.outcome.partition(":")[0] for difference in reconcile(check=True)] == ["failed"]


def test_a_contributor_who_changes_their_name(committed: Committed) -> None:
    person = factories.ContributorFactory(name="Before Example")
    written = factories.guide(authors=[person])
    checked = factories.guide(reviewers=[person])
    factories.guide()
    since = Sequences()
    with committed():
        person.name = "After Example"
        person.save()
    assert since.moved() == {written.pk, checked.pk}
    assert since.new_editions() == set()
    assert b"After Example" in bytes(Delivery.objects.get(guide__page=checked.pk).html)


def test_a_topic_that_is_renamed(committed: Committed) -> None:
    topic = factories.TopicFactory(name="Before")
    page = factories.guide(topics=[topic])
    factories.guide()
    since = Sequences()
    with committed():
        topic.name = "After"
        topic.save()
    assert since.moved() == {page.pk}
    assert since.new_editions() == set()


def test_a_topic_that_is_deleted(committed: Committed) -> None:
    topic = factories.TopicFactory()
    page = factories.guide(topics=[topic])
    with committed():
        factories.lose(topic)
    assert Edition.objects.filter(guide__page=page.pk).last().compiled.topics == []


def with_image(committed: Committed) -> tuple[object, GuidePage]:
    with committed():
        picture = factories.ImageFactory()
    work_off()
    page = factories.guide(factories.section("Seen", factories.text(), factories.image(picture)), hero=picture)
    return picture, page


def test_publishing_makes_no_rendition(committed: Committed) -> None:
    picture, _page = with_image(committed)
    made = picture.renditions.count()
    assert made > 4
    factories.publish(factories.guide(factories.section("Again", factories.image(picture)), hero=picture))
    assert picture.renditions.count() == made


def delivered_files() -> set[str]:
    files: set[str] = set()
    for delivery in Delivery.objects.all():
        document = GuideDocument.model_validate_json(bytes(delivery.json))
        pictures = [document.hero] if document.hero else []
        pictures += [
            node.image for part in document.body for node in getattr(part, "nodes", []) if isinstance(node, ImageNode)
        ]
        files |= {rendition.url.partition("/media/")[2] for picture in pictures for rendition in picture.renditions}
    return files


def assert_files_exist() -> None:
    storage = get_image_model()._meta.get_field("file").storage
    files = delivered_files()
    assert files
    assert [name for name in files if not storage.exists(name)] == []


def new_file(color: str) -> SimpleUploadedFile:
    file = BytesIO()
    PillowImage.new("RGB", (800, 600), color).save(file, "PNG")
    return SimpleUploadedFile("new.png", file.getvalue(), content_type="image/png")


def test_a_replaced_image_file_is_a_new_delivery_of_the_same_edition(
    committed: Committed, client: Client, admin_user: object
) -> None:
    picture, page = with_image(committed)
    factories.guide()
    since, before = Sequences(), delivered_files()
    client.force_login(admin_user)
    with committed():
        response = client.post(
            f"/admin/images/{picture.pk}/",
            {"title": "Replaced", "file": new_file("navy"), "collection": picture.collection_id, "description": ""},
        )
    assert response.status_code == 302
    assert delivered_files().isdisjoint(before)
    assert_files_exist()  # as uploaded: Wagtail has deleted the others
    work_off()
    assert since.moved() == {page.pk}
    assert since.new_editions() == set()
    assert delivered_files().isdisjoint({*before, get_image_model().objects.get().file.name})
    assert_files_exist()


def test_another_focal_point_is_a_new_delivery(committed: Committed) -> None:
    picture, page = with_image(committed)
    since = Sequences()
    with committed():
        picture.focal_point_x, picture.focal_point_y = 10, 10
        picture.focal_point_width, picture.focal_point_height = 20, 20
        picture.save()
    assert since.moved() == set()  # before the files are made, they are those of before
    work_off()
    assert since.moved() == {page.pk}
    assert since.new_editions() == set()
    assert_files_exist()


def test_renditions_that_are_deleted_are_made_again(committed: Committed) -> None:
    picture, _page = with_image(committed)
    with committed():
        picture.renditions.all().delete()
    work_off()
    assert_files_exist()


def test_a_deleted_image_leaves_the_guide(committed: Committed) -> None:
    picture, page = with_image(committed)
    with committed():
        factories.lose(picture)
    document = Edition.objects.filter(guide__page=page.pk).last().compiled
    assert document.hero is None
    assert [node.type for node in document.body[0].nodes] == ["text"]
    assert delivered_files() == set()


def test_an_image_without_renditions_is_delivered_as_uploaded_until_there_are_some(committed: Committed) -> None:
    picture = factories.ImageFactory()
    factories.guide(factories.section("Seen", factories.image(picture)))
    assert delivered_files() == {picture.file.name}
    work_off()
    assert picture.file.name not in delivered_files()
    assert_files_exist()


def test_a_linked_page_that_moves_takes_the_link_along(committed: Committed) -> None:
    target = factories.guide(title="Target", slug="target")
    page = factories.guide(
        factories.section("Linking", factories.text(f'<a linktype="page" id="{target.pk}">there</a>'))
    )
    factories.guide()
    since = Sequences()
    with committed():
        factories.publish(target, slug="elsewhere")
    assert since.moved() == {page.pk, target.pk}
    assert since.new_editions() == set()
    assert b"/guides/elsewhere/" in bytes(Delivery.objects.get(guide__page=page.pk).json)


def test_a_link_to_a_page_that_is_unpublished_becomes_its_words(committed: Committed) -> None:
    target = factories.guide(title="Target", slug="target")
    page = factories.guide(
        factories.section("Linking", factories.text(f'<a linktype="page" id="{target.pk}">there</a>'))
    )
    with committed():
        target.unpublish()
    assert b"/guides/target/" not in bytes(Delivery.objects.get(guide__page=page.pk).html)
    with committed():
        factories.publish(target)
    assert b"/guides/target/" in bytes(Delivery.objects.get(guide__page=page.pk).html)


def test_a_document_that_is_renamed(committed: Committed) -> None:
    document = get_document_model().objects.create(title="Leaflet", file=SimpleUploadedFile("leaflet.txt", b"words"))
    link = f'<a linktype="document" id="{document.pk}">leaflet</a>'
    page = factories.guide(factories.section("Linking", factories.text(link)))
    since = Sequences()
    with committed():
        document.file = SimpleUploadedFile("other.txt", b"words")
        document.save()
    assert since.moved() == {page.pk}
    assert b"other" in bytes(Delivery.objects.get(guide__page=page.pk).json)


def test_a_document_that_not_everybody_may_read_is_not_named(committed: Committed) -> None:
    collection = Collection.get_first_root_node().add_child(instance=Collection(name="Staff"))
    file = SimpleUploadedFile("secret-name.txt", b"words")
    document = get_document_model().objects.create(title="Leaflet", file=file, collection=collection)
    link = f'<a linktype="document" id="{document.pk}">leaflet</a>'
    page = factories.guide(factories.section("Linking", factories.text(link)))
    assert b"secret-name" in bytes(Delivery.objects.get(guide__page=page.pk).html)
    with committed():
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    assert b"secret-name" not in bytes(Delivery.objects.get(guide__page=page.pk).html)


def test_another_host_name_is_a_new_delivery_of_every_guide(committed: Committed) -> None:
    pages = [factories.guide() for _ in range(3)]
    since = Sequences()
    with committed():
        site = factories.site()
        site.hostname, site.port = "guides.example", 443
        site.save()
    assert since.moved() == {page.pk for page in pages}
    assert since.new_editions() == set()
    assert all(b"https://guides.example/" in bytes(delivery.json) for delivery in Delivery.objects.all())


def test_the_sites_disclaimer(committed: Committed) -> None:
    page = factories.guide()
    since = Sequences()
    with committed():
        settings = GuideSettings.for_site(factories.site())
        settings.disclaimer = "<p>Not advice.</p>"
        settings.save()
    assert since.moved() == {page.pk}
    assert since.new_editions() == set()
    assert b"Not advice." in bytes(Delivery.objects.get().html)


def test_a_page_that_joins_the_menu_is_in_the_frame_of_every_guide(committed: Committed) -> None:
    factories.guide()
    since = Sequences()
    with committed():
        factories.site().root_page.add_child(
            instance=PlainPage(title="Who we are", slug="about", body="<p>Us.</p>", show_in_menus=True)
        )
    assert b"Who we are" in bytes(Delivery.objects.get().html)
    assert since.moved() == set()  # the clients' JSON is the same


def test_one_guide_that_fails_does_not_stop_the_others(committed: Committed) -> None:
    topic = factories.TopicFactory(name="Before")
    first, broken, last = (factories.guide(topics=[topic], title=f"Guide {n}") for n in range(3))
    GuidePage.objects.filter(pk=broken.pk).update(summary="")
    since = Sequences()
    with committed():
        topic.name = "After"
        topic.save()
    assert since.moved() == {first.pk, broken.pk, last.pk}
    assert [guide.page_id for guide in Guide.objects.out_of_step()] == [broken.pk]
