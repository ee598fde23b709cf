"""What cannot differ is not made: whatever a guide is made from is noticed where no signal told of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site

from faq_blocks.models import FaqEntry
from guide_pages.models import (
    Contributor,
    Delivery,
    Edition,
    Guide,
    GuideAuthor,
    GuidePage,
    GuideSettings,
    Passage,
    Reply,
    Topic,
)
from guide_pages.pictures.placeholders import Placeholder
from guide_pages.pictures.renditions import make
from guide_pages.publishing.in_step import Outcome
from guide_pages.publishing.inputs import inputs_of
from guide_pages.publishing.many import Wanted, bring_all_in_step
from guide_pages.publishing.reconciling import Shard, reconcile
from guide_pages.publishing.working_off import work_off
from guide_pages.records.editions import Cause
from guide_pages.rendering import version
from home.models import PlainPage
from tests import factories
from tests.guide_pages.publishing.test_shown_facts import Things, brought_in_step

pytestmark = pytest.mark.django_db


class Everything(Things):
    """A guide that shows one of each kind, two that show most of it, and one that shows nothing."""

    def __init__(self) -> None:
        super().__init__()
        make(self.picture)
        self.shows = GuidePage.objects.filter(guide__dependencies__kind="topic").order_by("pk")[0]
        self.translated = self.shows.copy_for_translation(Locale.objects.create(language_code="es"), copy_parents=True)
        factories.publish(self.translated, slug="otra")
        self.reply = factories.reply(self.shows, state=Reply.State.APPROVED)
        work_off()


def where(model: Any, **fields: Any) -> Callable[[Everything], object]:
    """Change rows as no signal tells of."""
    return lambda of: model.objects.update(**fields)


def of_page(name: str, **fields: Any) -> Callable[[Everything], object]:
    return lambda of: Page.objects.filter(pk=getattr(of, name).pk).update(**fields)


def restricted(page: Page) -> None:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])


def restricted_files(of: Everything) -> None:
    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.bulk_create(
        [CollectionViewRestriction(collection=root, restriction_type="login")]
    )


SILENT: list[tuple[str, Callable[[Everything], object]]] = [
    ("the guide's title", of_page("shows", title="Other")),
    ("the guide's summary", where(GuidePage, summary="Other.")),
    ("its words", where(GuidePage, body=factories.body(factories.section("Other", factories.text("Other."))))),
    ("its main image", lambda of: GuidePage.objects.update(hero=of.picture)),
    ("whether it takes replies", where(GuidePage, replies="closed")),
    ("its description for search engines", of_page("shows", search_description="Other.")),
    ("its address", of_page("shows", url_path="/home/guides/other/")),
    ("that it is unpublished", of_page("shows", live=False)),
    ("who wrote it", lambda of: GuideAuthor.objects.all()._raw_delete("default")),
    ("a topic's name", where(Topic, name="Other")),
    ("a topic's slug", where(Topic, slug="other")),
    ("a person's name", where(Contributor, name="Other")),
    ("an answer", where(FaqEntry, answer="<p>Other.</p>")),
    ("that an answer is unpublished", where(FaqEntry, live=False)),
    ("a picture's focal point", lambda of: get_image_model().objects.update(**dict.fromkeys(FOCUS, 9))),
    ("a picture's file made otherwise", lambda of: of.picture.renditions.update(width=7)),
    ("a picture's color", where(Placeholder, color="#123456")),
    ("a document's file", lambda of: get_document_model().objects.update(file="documents/other.txt")),
    ("that documents are for some", restricted_files),
    ("a linked page's address", of_page("linked", url_path="/home/elsewhere/")),
    ("that a linked page is unpublished", of_page("linked", live=False)),
    ("that a linked page is for some", lambda of: restricted(of.linked)),
    ("a menu page's title", of_page("in_menu", title="Other")),
    ("that a menu page is for some", lambda of: restricted(of.in_menu)),
    ("a page that joins the menu", of_page("beside", show_in_menus=True)),
    ("a footer page's title", of_page("in_footer", title="Other")),
    ("the title of the index above", of_page("index", title="Other")),
    ("that the index above is for some", lambda of: restricted(of.index)),
    ("the disclaimer", where(GuideSettings, disclaimer="<p>Other.</p>")),
    ("urgent help", where(GuideSettings, urgent_help_heading="Now", urgent_help_text="<p>Call.</p>")),
    ("the host's name", where(Site, hostname="other.example")),
    ("the site's name", where(Site, site_name="Other")),
    ("a reply's words", where(Reply, text="Other.")),
    ("a reply that is shown no more", where(Reply, state=Reply.State.SPAM)),
    ("a translation's address", lambda of: readdressed(of.translated)),
    ("that a translation is unpublished", of_page("translated", live=False)),
    ("that its edition was withdrawn", lambda of: withdrawn()),
    ("its passages", lambda of: Passage.objects.all()._raw_delete("default")),
]
FOCUS = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


def readdressed(page: Page) -> None:
    Page.objects.filter(pk=page.pk).update(url_path=page.url_path.replace("otra", "otra-vez"))


def withdrawn() -> None:
    for edition in Edition.objects.all():
        edition.withdrawn_at = timezone.now()
        super(Edition, edition).save(update_fields=["withdrawn_at"])


@pytest.mark.parametrize("change", [change for _name, change in SILENT], ids=[name for name, _change in SILENT])
def test_what_no_signal_told_of_is_noticed(
    change: Callable[[Everything], object], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        of = Everything()
    list(reconcile())
    before = inputs_of([of.shows.pk])
    change(of)
    assert inputs_of([of.shows.pk]) != before or not Passage.objects.exists()
    with brought_in_step() as count:
        list(reconcile())
    assert count[0] > 0
    assert list(reconcile(check=True)) == []


def settle() -> None:
    """Reconcile until nothing is made any more, which is at the second time at the latest."""
    for _ in range(2):
        list(reconcile())
    with brought_in_step() as count:
        assert list(reconcile(check=True)) == []
    assert count == [0]


UNSHOWN: list[tuple[str, Callable[[Everything], object]]] = [
    ("a draft of the guide", lambda of: factories.draft(of.shows, title="Not yet")),
    ("a draft of a linked page", lambda of: of.linked.save_revision()),
    ("a linked page's words", lambda of: type(of.linked).objects.update(body="<p>Other.</p>")),
    ("a page beside", of_page("beside", title="Other", url_path="/home/other/")),
    ("a picture's title", lambda of: get_image_model().objects.update(title="Other")),
    ("a document's title", lambda of: get_document_model().objects.update(title="Other")),
    ("a topic of no guide", lambda of: factories.TopicFactory()),
    ("a reply that waits", lambda of: factories.reply(of.shows)),
    ("an answer's bookkeeping", where(FaqEntry, has_unpublished_changes=True)),
]


@pytest.mark.parametrize("change", [change for _name, change in UNSHOWN], ids=[name for name, _change in UNSHOWN])
def test_what_no_guide_shows_makes_none(
    change: Callable[[Everything], object], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        of = Everything()
    settle()
    change(of)
    with brought_in_step() as count:
        assert list(reconcile()) == []
    assert count == [0]


def test_only_the_guides_concerned_are_made() -> None:
    topic = factories.TopicFactory()
    for n in range(6):
        factories.guide(topics=[topic] if n < 2 else [])
    settle()
    Topic.objects.update(name="Other")
    with brought_in_step() as count:
        assert len(list(reconcile())) == 2
    assert count == [2]


def test_many_guides_cost_no_more_queries_than_few() -> None:
    pages = [factories.guide(factories.faq(factories.from_library(factories.FaqEntryFactory()))).pk for _ in range(6)]
    inputs_of(pages)  # what is known of content types
    counts = []
    for some in (pages[:1], pages):
        with CaptureQueriesContext(connection) as queries:
            assert set(inputs_of(some)) == set(some)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 24


def test_a_guide_that_cannot_be_compiled_is_told_each_time() -> None:
    page = factories.guide()
    settle()
    GuidePage.objects.filter(pk=page.pk).update(body="[]")
    for _ in range(2):
        assert [difference.is_failure for difference in reconcile()] == [True]


def test_a_guide_that_is_hidden_and_told_of_is_not_looked_at_again() -> None:
    page, restricted_page = factories.guide(), factories.guide()
    page.unpublish()
    restricted(restricted_page)
    factories.guide(live=False)
    settle()


def test_a_new_release_makes_every_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    factories.guide()
    settle()
    monkeypatch.setattr("django.__version__", "99")
    version._made_by.cache_clear()
    try:
        with brought_in_step() as count:
            list(reconcile())
        assert count == [1]
        settle()
    finally:
        version._made_by.cache_clear()


# Made without a lock, written with one.


def test_what_changes_while_a_guide_is_made_is_in_what_is_written(
    django_capture_on_commit_callbacks: Any,
) -> None:
    topic = factories.TopicFactory()
    pages = [factories.guide(title=f"Guide {n}", topics=[topic]).pk for n in range(3)]
    Topic.objects.update(name="Other")  # so that each is to be made
    changed: list[int] = []

    def change(context: dict[str, Any], site: Site, page: Page) -> None:
        if not changed:
            changed.append(page.pk)
            Page.objects.filter(pk=page.pk).update(title="Changed meanwhile")

    with hooks.register_temporarily("construct_page_shell", change), brought_in_step() as count:
        done = bring_all_in_step([Wanted(pk, Cause.TOPIC) for pk in pages])
    assert count == [4]  # one is made twice
    assert [done[pk] for pk in pages].count(Outcome.DELIVERY) == 2
    assert done[changed[0]] is Outcome.EDITION
    assert Delivery.objects.get(guide__page=changed[0]).edition.compiled.title == "Changed meanwhile"
    assert list(reconcile(check=True)) == []


def test_one_that_cannot_be_written_keeps_the_others_from_nothing() -> None:
    topic = factories.TopicFactory()
    pages = [factories.guide(topics=[topic]).pk for _ in range(3)]
    Topic.objects.update(name="Other")

    def fail(context: dict[str, Any], site: Site, page: Page) -> None:
        if page.pk == pages[1]:
            raise ValueError("No shell")

    with hooks.register_temporarily("construct_page_shell", fail):
        done = bring_all_in_step([Wanted(pk, Cause.TOPIC) for pk in pages])
    assert isinstance(done.pop(pages[1]), ValueError)
    assert set(done.values()) == {Outcome.DELIVERY}


def test_another_name_in_the_menu_is_in_the_page_and_the_words_beside_it_stay() -> None:
    menu = factories.site().root_page.add_child(
        instance=PlainPage(title="About", slug="about", body="<p>We.</p>", show_in_menus=True)
    )
    factories.guide(factories.section("Kept"))
    settle()
    before, passages = Delivery.objects.get(), set(Passage.objects.values_list("pk", flat=True))
    Page.objects.filter(pk=menu.pk).update(title="Who we are")
    assert [difference.outcome for difference in reconcile()] == [str(Outcome.DELIVERY.value)]
    now = Delivery.objects.get()
    assert b"Who we are" in bytes(now.html)
    assert (
        (bytes(now.markdown), bytes(now.markdown_br))
        == (bytes(before.markdown), bytes(before.markdown_br))
        != (b"", b"")
    )
    assert set(Passage.objects.values_list("pk", flat=True)) == passages


def test_what_other_code_has_made_is_made_again() -> None:
    factories.guide(factories.section("Kept"))
    settle()
    whole = bytes(Delivery.objects.get().markdown)
    Delivery.objects.update(markdown=b"", markdown_digest="", inputs="of another release")
    list(reconcile())
    assert bytes(Delivery.objects.get().markdown) == whole != b""


# Which guides, how many at once, how often.


def test_anew_makes_every_guide_and_goes_on_where_it_was_stopped() -> None:
    for _ in range(3):
        factories.guide()
    settle()
    with brought_in_step() as count:
        assert list(reconcile(anew=True)) == []
    assert count == [3]
    settle()
    Delivery.objects.filter(pk__in=Delivery.objects.values("pk")[:2]).update(inputs="")  # as of one that was stopped
    with brought_in_step() as count:
        list(reconcile())
    assert count == [2]


def test_shards_are_the_whole_together_and_do_no_other_part() -> None:
    pages = {factories.guide().pk for _ in range(5)}
    settle()
    Page.objects.filter(pk__in=pages).update(title="Other")
    seen = []
    for number in (1, 2, 3):
        seen += [difference.what for difference in reconcile(shard=Shard(number, 3))]
        mended = {pk for pk in pages if pk % 3 <= number - 1}
        assert set(Guide.objects.filter(editions__number=2).values_list("page", flat=True)) == mended
    assert len(seen) == 5


def test_since_looks_at_what_was_saved_since_then() -> None:
    old, new = factories.guide(), factories.guide()
    now = timezone.now()
    Page.objects.filter(pk=old.pk).update(last_published_at=now - timedelta(2), latest_revision_created_at=None)
    Page.objects.update(title="Other")
    assert len(list(reconcile(since=now - timedelta(1)))) == 1
    assert Guide.objects.get(editions__number=2).page_id == new.pk


@pytest.mark.parametrize(
    "words", ["--since=yesterday", "--since=2026-13-01", "--shard=0/2", "--shard=3/2", "--processes=0"]
)
def test_a_wrong_option_is_refused_in_words(words: str) -> None:
    with pytest.raises(CommandError, match="argument"):
        call_command("reconcile", words)


def test_check_and_anew_are_refused_together() -> None:
    with pytest.raises(CommandError, match="choose one"):
        call_command("reconcile", "--check", "--anew")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_processes_share_the_work() -> None:
    for _ in range(4):
        factories.guide()
    Page.objects.filter(guide__isnull=False).update(title="Other")
    call_command("reconcile", "--processes=2", "--no-pictures")
    assert set(Guide.objects.values_list("editions__number", flat=True)) == {1, 2}
    assert list(reconcile(check=True)) == []
