"""What guides show of each kind of thing that they share, field by field."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.models import Collection, Page, Site

from guide_pages.models import GuideIndexPage, GuideSettings
from guide_pages.publishing.facts import Facts
from home.models import HomePage
from tests import factories

pytestmark = pytest.mark.django_db

NOTHING = Facts({})


def document() -> Model:
    return get_document_model().objects.create(title="Leaflet", file="leaflet.txt")


def collection() -> int:
    return Collection.get_first_root_node().add_child(instance=Collection(name="Leaflets")).pk


def second_home() -> int:
    return factories.site().root_page.get_parent().add_child(instance=HomePage(title="Second", slug="second")).pk


def second_site() -> int:
    return Site.objects.create(hostname="second.example", root_page_id=second_home()).pk


def guide_settings() -> GuideSettings:
    return GuideSettings.for_site(factories.site())


#: What is changed of what, and under which kinds guides show something else then.
CHANGES: list[tuple[Any, str, Any, set[str]]] = [
    (factories.FaqEntryFactory, "question", "Other?", {"faq_entry"}),
    (factories.FaqEntryFactory, "answer", "<p>Other.</p>", {"faq_entry"}),
    (factories.FaqEntryFactory, "live", False, {"faq_entry", "faq_entry_language"}),
    (factories.FaqEntryFactory, "locked", True, set()),
    *(
        (factories.ContributorFactory, field, value, {"contributor"})
        for field, value in [
            ("name", "Ada Sample"),
            ("credentials", "RN"),
            ("role", "Nurse"),
            ("biography", "Reads."),
            ("photo", lambda: factories.ImageFactory().pk),
            ("url", "https://example.org/ada"),
        ]
    ),
    (factories.TopicFactory, "name", "Rest", {"topic"}),
    (factories.TopicFactory, "slug", "rest", {"topic"}),
    (document, "file", "other.txt", {"document"}),
    (document, "collection", collection, {"document"}),
    (document, "title", "Other", set()),
    (factories.ImageFactory, "file", "original_images/other.png", {"image"}),
    *((factories.ImageFactory, f"focal_point_{side}", 9, {"image"}) for side in ("x", "y", "width", "height")),
    (factories.ImageFactory, "title", "Other", set()),
    (factories.guide_index, "url_path", "/home/elsewhere/", {"page", "frame"}),
    (factories.guide_index, "title", "Advice", {"frame"}),
    (factories.guide_index, "show_in_menus", True, {"frame"}),
    (factories.guide_index, "live", False, {"page", "frame"}),
    (factories.guide_index, "draft_title", "Not yet", set()),
    (factories.guide_index, "search_description", "Other", set()),
    (guide_settings, "site", second_site, {"site"}),
    *(
        (guide_settings, field, value, {"site"})
        for field, value in [
            ("disclaimer", "<p>Not advice.</p>"),
            ("urgent_help_heading", "Now"),
            ("urgent_help_text", "<p>Call.</p>"),
            (
                "urgent_help_contacts",
                '[{"type": "contact", "id": "1", "value": {"label": "Ambulance", "address": "112"}}]',
            ),
            ("replies", "closed"),
            ("replies_days", 7),
        ]
    ),
    (factories.site, "hostname", "guides.example", {"address"}),
    (factories.site, "port", 8080, {"address"}),
    (factories.site, "site_name", "Other", {"address"}),
    (factories.site, "root_page", second_home, {"address"}),
    (factories.site, "is_default_site", False, {"address"}),
]


@pytest.mark.parametrize(
    ("make", "field", "value", "shown"),
    CHANGES,
    ids=[f"{make.__name__} {field}" for make, field, _value, _shown in CHANGES],
)
def test_what_is_shown_of_it(make: Any, field: str, value: Any, shown: set[str]) -> None:
    row = make()
    before = Facts.stored(row)
    assert before.by_kind
    assert Facts.stored(row).differ_from(before) == set()
    changed = type(row).objects.filter(pk=row.pk).update(**{field: value() if callable(value) else value})
    assert changed == 1
    assert Facts.stored(row).differ_from(before) == shown


def test_of_a_row_that_comes_or_goes_everything_is_shown_or_nothing() -> None:
    index = factories.guide_index()
    shown = Facts.stored(index)
    assert shown.by_kind.keys() == shown.differ_from(NOTHING) == NOTHING.differ_from(shown) == {"page", "frame"}
    index.delete()
    assert Facts.stored(index) == NOTHING


def test_a_page_that_is_not_live_is_shown_by_no_field_of_it() -> None:
    index = factories.guide_index()
    Page.objects.filter(pk=index.pk).update(live=False)
    hidden = Facts.stored(index)
    Page.objects.filter(pk=index.pk).update(title="Not yet", url_path="/not-yet/", show_in_menus=True)
    assert Facts.stored(index).differ_from(hidden) == set()
    assert not Facts.stored(index).is_in_menu


@pytest.mark.parametrize("is_in_menu", [True, False])
def test_a_page_says_whether_the_menu_names_it(is_in_menu: bool) -> None:
    index = factories.guide_index(show_in_menus=is_in_menu)
    assert Facts.stored(index).is_in_menu is is_in_menu
    assert not Facts.stored(factories.TopicFactory()).is_in_menu


def test_an_image_says_its_file_and_nothing_else_has_one() -> None:
    picture = factories.ImageFactory()
    assert Facts.stored(picture).file == picture.file.name
    assert Facts.stored(document()).file == ""
    assert NOTHING.file == ""


def test_what_guides_do_not_share_and_what_is_not_stored_yet_costs_no_query(django_assert_num_queries: Any) -> None:
    user = get_user_model().objects.create_user("ada")
    with django_assert_num_queries(0):
        assert Facts.stored(user) == NOTHING
        assert Facts.stored(GuideIndexPage(title="Not yet")) == NOTHING
    with django_assert_num_queries(1):
        Facts.stored(factories.TopicFactory.build(pk=7))
