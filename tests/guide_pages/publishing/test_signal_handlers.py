"""What each signal asks for: which guides, why, and whether pages around them are others. None is worked off here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail.signals import page_slug_changed

from guide_pages.models import Due, Edition, Guide, GuidePage, GuideSettings, Reply, Synonyms, Tombstone
from guide_pages.publishing.in_step import bring_in_step
from guide_pages.publishing.signals import library_entries_changed
from guide_pages.publishing.uses import InUse
from guide_pages.records import Change
from home.models import HomePage, PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

#: The key of each thing that is made here: the same for all kinds, and no page's.
KEY = 7001


class Asked(NamedTuple):
    """What a change asked for: of guides (key, what, was_hidden), of images; and what it noted of pages around."""

    guides: list[tuple[int, str, bool]]
    images: list[tuple[int, str]]
    noted: set[str]


NOTHING = Asked([], [], set())


def asked(act: Callable[[], Any]) -> Asked:
    Due.objects.all().delete()
    Change.objects.all().delete()
    act()
    rows = Due.objects.order_by("key", "what", "was_hidden").distinct()
    return Asked(
        list(rows.filter(kind=Due.GUIDE).values_list("key", "what", "was_hidden")),
        list(rows.filter(kind=Due.IMAGE).values_list("key", "what")),
        set(Change.objects.values_list("path", flat=True)),
    )


def saved(row: Any, *names: str, **fields: Any) -> Callable[[], None]:
    def save() -> None:
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(update_fields=names or None)

    return save


def saved_raw(row: Model, **fields: Any) -> Callable[[], None]:
    """Written as `loaddata` does: with what is stored beside it, if it is in the file."""

    def save() -> None:
        for name, value in fields.items():
            setattr(row, name, value)
        [written] = serializers.deserialize("python", serializers.serialize("python", [row]))
        written.save()

    return save


def reading(kind: str, key: object = KEY) -> GuidePage:
    """A guide that reads this; beside it is one that reads none."""
    page = factories.guide()
    page.guide.dependencies.create(kind=kind, key=str(key))
    return page


def document(**fields: Any) -> Model:
    return get_document_model().objects.create(title="Leaflet", file="leaflet.txt", **fields)


def settings(pk: int) -> Model:
    GuideSettings.objects.all().delete()
    return GuideSettings.objects.create(pk=pk, site=factories.site())


def synonyms(pk: int) -> Model:
    return Synonyms.objects.create(pk=pk, locale=Locale.get_default(), words="drive, car")


AROUND = {""}


# Shared things.


@pytest.mark.parametrize(
    ("make", "kind", "field", "value", "noted"),
    [
        (factories.FaqEntryFactory, "faq_entry", "answer", "<p>Other.</p>", set()),
        (factories.ContributorFactory, "contributor", "name", "Ada Sample", set()),
        (factories.TopicFactory, "topic", "name", "Rest", AROUND),
        (factories.TopicFactory, "", "introduction", "<p>Rest.</p>", AROUND),
        (factories.GlossaryTermFactory, "term", "definition", "Something else.", set()),
        (synonyms, "", "words", "drive, van", AROUND),
        (document, "document", "file", "other.txt", AROUND),
    ],
    ids=["answer", "person", "topic", "a topic's page", "term", "synonyms", "document"],
)
def test_what_is_shown_is_followed_when_it_is_saved_otherwise_and_when_it_goes(
    make: Callable[..., Any], kind: str, field: str, value: str, noted: set[str]
) -> None:
    row = make(pk=KEY)
    pages = [reading(kind or "topic_page"), reading("other")]
    what = f"{kind or 'topic_page'}:{KEY}"
    guides = [(pages[0].pk, what, False)] if kind or field == "introduction" else []
    assert asked(saved(row)) == NOTHING
    before = getattr(row, field)
    assert asked(saved(row, **{field: value})) == Asked(guides, [], noted)
    assert asked(saved_raw(row, **{field: before})) == NOTHING
    row = type(row).objects.get()
    if kind:
        with pytest.raises(InUse):
            row.delete()
        return
    gone = asked(row.delete)
    assert {each[:2] for each in gone.guides} == {each[:2] for each in guides}
    assert gone.noted == noted


def test_settings_are_those_of_their_site_and_of_another_host_everything() -> None:
    row, site = settings(KEY), factories.site()
    here, nowhere = factories.guide(), factories.guide()
    nowhere.guide.dependencies.all().delete()
    by_site = [(here.pk, f"site:{site.pk}", False)]
    assert asked(saved(row, disclaimer="<p>Other.</p>")) == Asked(by_site, [], AROUND)
    assert asked(row.delete) == Asked(by_site, [], AROUND)
    both = [(page.pk, f"site:{site.pk}", False) for page in (here, nowhere)]
    assert asked(saved(site)) == NOTHING
    assert asked(saved(site, hostname="other.example")) == Asked(both, [], AROUND)
    second = factories.site().root_page.get_parent().add_child(instance=HomePage(title="Second", slug="second"))
    other = Site.objects.create(hostname="second.example", root_page=second)
    gone = asked(lambda: Site.objects.get(pk=other.pk).delete())
    assert [row[0] for row in gone.guides] == [here.pk, nowhere.pk]


def test_what_is_new_concerns_nobody_yet() -> None:
    factories.guide()
    assert asked(factories.FaqEntryFactory) == asked(factories.ContributorFactory) == NOTHING


# Pictures.


def test_a_pictures_files_are_made_where_they_would_be_others_and_its_guides_wait_for_them() -> None:
    picture = factories.ImageFactory()
    page, _other = reading("image", picture.pk), factories.guide()
    files = [(picture.pk, f"image:{picture.pk}")]
    assert asked(saved(picture, title="Other")) == NOTHING
    assert asked(saved(picture, focal_point_x=9, focal_point_y=9)) == Asked([], files, set())
    # Wagtail deletes the file that they name
    guides = [(page.pk, f"image:{picture.pk}", False)]
    assert asked(saved(picture, file=factories.ImageFactory().file.name)) == Asked(guides, files, set())
    assert asked(saved_raw(picture, file=factories.ImageFactory().file.name)) == NOTHING
    rendition = picture.renditions.create(filter_spec="width-10", file="images/x.png", width=10, height=5)
    assert asked(rendition.delete) == Asked([], files, set())
    with pytest.raises(InUse):
        get_image_model().objects.get(pk=picture.pk).delete()


def test_a_new_picture_has_its_files_made_and_no_guide() -> None:
    reading("image", KEY)
    new = asked(lambda: factories.ImageFactory(pk=KEY))
    assert (new.guides, new.images) == ([], [(KEY, f"image:{KEY}")])


# Who may see it.


def test_a_restriction_sends_the_guides_below_again_as_it_comes_changes_and_goes() -> None:
    index, other = factories.guide_index(), factories.guide_index(title="Other", slug="other")
    below, _beside = factories.guide(parent=index), factories.guide(parent=other)
    what = f"page:{index.pk}"
    sent_again = (below.pk, what, True)
    restriction = PageViewRestriction(page=index, restriction_type="login")
    for act in (restriction.save, restriction.save, restriction.delete):
        found = asked(act)
        assert sent_again in found.guides
        assert {row[:2] for row in found.guides} == {(below.pk, what)}
        assert found.noted == AROUND
        assert not Due.objects.exclude(not_before=None).exists()  # in a transaction: it is asked for once
    restriction.save()
    assert asked(saved_raw(restriction)) == NOTHING


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_restriction_that_is_saved_in_no_transaction_is_asked_for_before() -> None:
    """Whoever saves it may be killed between its commit and what follows."""
    index = factories.guide_index()
    below = factories.guide(parent=index)
    restriction = PageViewRestriction(page=index, restriction_type="login")
    due = [query for query in written(restriction.save) if "guide_pages_due" in query or "viewrestriction" in query]
    assert "guide_pages_due" in due[0]
    assert "viewrestriction" in due[1]
    assert below.pk
    raw = [query for query in written(saved_raw(restriction)) if "guide_pages_due" in query]
    assert raw == []


def written(act: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        act()
    return [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]


def test_documents_for_some_concern_the_guides_that_link_to_one() -> None:
    root = Collection.get_first_root_node()
    above, beside = (root.add_child(instance=Collection(name=name)) for name in ("Above", "Beside"))
    page, other = (reading("document", document(collection=each).pk) for each in (above, beside))
    restriction = CollectionViewRestriction(collection=above, restriction_type="login")
    asked_for = Asked([(page.pk, f"collection:{above.pk}", False)], [], AROUND)
    assert asked(restriction.save) == asked(restriction.delete) == asked_for
    restriction.save()
    assert asked(saved_raw(restriction)) == NOTHING
    assert asked(Collection.objects.get(pk=above.pk).save) == asked_for
    assert asked(Collection.objects.get(pk=beside.pk).save).guides == [(other.pk, f"collection:{beside.pk}", False)]
    assert asked(saved_raw(above)) == NOTHING
    assert asked(lambda: above.add_child(instance=Collection(name="New"))) == NOTHING


# Pages.


def plain(page: Page) -> Page:
    """The page as Wagtail's expiry and moves have it."""
    return Page.objects.get(pk=page.pk)


def test_a_guide_that_is_saved_as_a_plain_page_is_brought_in_step() -> None:
    page = factories.guide(title="Sleep")
    other = factories.guide()
    saved(plain(page), title="Sleep well")()
    assert Edition.objects.filter(guide=page.guide).latest("number").compiled.title == "Sleep well"
    assert Edition.objects.filter(guide=other.guide).count() == 1
    saved(plain(page), live=False)()
    assert Tombstone.objects.get().guide == page.guide


def test_but_not_for_its_bookkeeping_nor_while_a_file_is_loaded() -> None:
    page = plain(factories.guide(title="Sleep"))
    Page.objects.filter(pk=page.pk).update(title="Changed by hand")
    assert asked(saved(page, "locked", locked=True)) == NOTHING
    assert asked(saved_raw(page, title="Loaded", show_in_menus=True)) == NOTHING
    assert Edition.objects.count() == 1


def test_a_plain_page_that_was_read_before_a_move_stays_where_it_is() -> None:
    page = factories.guide(slug="sleep")
    stale = plain(page)
    plain(page).move(factories.guide_index(title="Other", slug="other"), pos="last-child")
    saved(stale, title="Late")()
    assert plain(page).url_path == "/home/other/sleep/"
    assert plain(page).title == "Late"


def test_a_plain_page_that_is_no_guide_has_no_row_locked() -> None:
    index = plain(factories.guide_index())
    with CaptureQueriesContext(connection) as queries:
        saved(index, title="Advice")()
    assert not [query for query in queries if '"last_published_at" FROM' in query["sql"]]
    assert not Guide.objects.exists()


def test_pages_around_are_others_whatever_a_page_says_that_is_no_guide() -> None:
    about = factories.site().root_page.add_child(instance=PlainPage(title="About", slug="about", body="<p>We.</p>"))
    page = factories.guide()
    assert asked(saved(about, body="<p>Us.</p>")) == Asked([], [], AROUND)
    assert asked(saved(about, "locked", locked=True)) == NOTHING
    assert asked(saved(page, search_description="Other.")).guides == []


def test_who_names_a_page_follows_its_name_and_address() -> None:
    about = factories.site().root_page.add_child(instance=PlainPage(title="About", slug="about", body="<p>We.</p>"))
    linking, framed = reading("page", about.pk), reading("frame", about.pk)
    assert asked(saved(about, title="Who we are")).guides == [(framed.pk, f"frame:{about.pk}", False)]
    assert asked(saved(about, live=False)).guides == [
        (linking.pk, f"page:{about.pk}", False),
        (framed.pk, f"frame:{about.pk}", False),
    ]
    assert {row[0] for row in asked(about.delete).guides} <= {linking.pk, framed.pk}


def test_a_page_that_joins_the_menu_is_told_to_all_of_its_site_once() -> None:
    about = factories.site().root_page.add_child(instance=PlainPage(title="About", slug="about", body="<p>We.</p>"))
    here = factories.guide()
    row = (here.pk, f"page:{about.pk}", False)
    assert asked(saved(about, show_in_menus=True)) == Asked([row], [], AROUND)
    assert asked(saved(about, title="Who we are")).guides == []
    assert asked(saved(about, show_in_menus=False)).guides == []


def test_a_guide_in_the_menu_is_told_to_pages_around_when_it_comes_and_goes() -> None:
    page = factories.guide()
    assert "" not in asked(saved(plain(page), title="Other")).noted
    assert "" in asked(saved(plain(page), show_in_menus=True)).noted
    assert "" in asked(saved(plain(page), title="Another")).noted
    assert "" in asked(saved(plain(page), show_in_menus=False)).noted
    assert "" not in asked(saved(plain(page), title="Other")).noted


def test_a_page_that_goes_takes_its_guide_with_it() -> None:
    page, other = factories.guide(), factories.guide()
    guide = page.guide
    Page.objects.filter(pk=page.pk).delete()
    assert [tombstone.reason for tombstone in guide.tombstones.all()] == ["deleted"]
    assert not other.guide.tombstones.exists()


# Moves.


def test_what_is_moved_is_sent_from_where_it_is_then_and_what_is_only_put_in_order_is_not() -> None:
    index, target = factories.guide_index(), factories.guide_index(title="Other", slug="other")
    first, second = (factories.guide(parent=index, slug=slug) for slug in ("first", "second"))
    moved = asked(lambda: plain(first).move(target, pos="last-child"))
    assert (first.pk, f"page:{first.pk}", True) in moved.guides
    assert second.pk not in {row[0] for row in moved.guides}
    assert "" in moved.noted
    third = factories.guide(parent=index, slug="third")
    ordered = asked(lambda: plain(third).move(plain(second), pos="left"))
    assert (third.pk, f"page:{third.pk}", True) not in ordered.guides
    assert "" in ordered.noted  # lists are in the order of the tree


def test_an_index_that_is_moved_takes_its_guides_along() -> None:
    index, target = factories.guide_index(), factories.guide_index(title="Other", slug="other")
    below, beside = factories.guide(parent=index), factories.guide(parent=target)
    moved = asked(lambda: plain(index).move(target, pos="last-child"))
    assert (below.pk, f"page:{index.pk}", True) in moved.guides
    assert beside.pk not in {row[0] for row in moved.guides}


def test_a_move_is_over_when_it_is_and_one_that_failed_leaves_the_page_where_it_was() -> None:
    index, target = factories.guide_index(), factories.guide_index(title="Other", slug="other")
    page = factories.guide(parent=index, slug="sleep")
    plain(page).move(target, pos="last-child")
    bring_in_step(page.pk)
    assert "" not in asked(saved(plain(page), title="Later")).noted
    factories.guide(parent=index, slug="sleep")
    with pytest.raises(ValidationError):
        plain(page).move(index, pos="last-child")
    later = asked(saved(plain(page), title="Later still"))
    assert (page.pk, f"page:{page.pk}", True) not in later.guides
    assert Edition.objects.filter(guide=page.guide).latest("number").compiled.title == "Later still"


def test_a_new_slug_concerns_what_stands_below_and_who_names_it() -> None:
    index = factories.guide_index()
    page, below = factories.guide(slug="sleep", parent=index), factories.guide(parent=index)
    naming = reading("page", page.pk)
    found = asked(lambda: page_slug_changed.send(type(index), instance=index, instance_before=index))
    assert {row[0] for row in found.guides} == {page.pk, below.pk, naming.pk}
    own = asked(lambda: page_slug_changed.send(GuidePage, instance=page, instance_before=page))
    assert own.guides == []  # it was saved, and told its own, and those that name it their address


# What guides tell one another.


def test_another_address_is_told_to_the_other_languages_alone() -> None:
    page, other = factories.guide(slug="sleep"), factories.guide()
    translated = page.copy_for_translation(Locale.objects.create(language_code="es"), copy_parents=True)
    factories.publish(translated)
    found = asked(lambda: factories.publish(GuidePage.objects.get(pk=page.pk), slug="rest"))
    assert (translated.pk, f"page:{page.pk}", False) in found.guides
    assert {page.pk, other.pk}.isdisjoint(row[0] for row in found.guides)
    assert "" in found.noted


def test_replies_that_became_a_question_follow_it_from_guide_to_guide() -> None:
    entry, another = factories.FaqEntryFactory(), factories.FaqEntryFactory()
    answering, asking, other = (factories.guide() for _ in range(3))
    for page, of, count in ((answering, entry, 1), (asking, entry, 2), (other, another, 1)):
        for _ in range(count):
            Reply.objects.filter(pk=factories.reply(page).pk).update(faq_entry=of)
    found = asked(lambda: library_entries_changed.send(Guide, guide=answering.guide, entries={entry.pk}))
    assert found == Asked([(asking.pk, f"page:{answering.pk}", False)], [], set())
    assert Due.objects.count() == 1
