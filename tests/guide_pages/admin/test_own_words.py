"""Nobody approves their own words, where somebody else checks guides and answers: whichever way they go."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.actions.publish_revision import PublishPermissionError

from faq_blocks.models import FaqEntry
from guide_pages.models import GuidePage, GuideSettings, ReviewTask
from tests import factories
from tests.guide_pages.admin.roles import signed_in, somebody
from tests.guide_pages.admin.test_in_use import said
from tests.guide_pages.admin.test_publishing_answers import form as entry_form
from tests.guide_pages.pages.test_forms import faq, form, question, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("roles")]


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(live=False, slug="sleep", title="Sleep")


def edit(page: GuidePage, user: Any, heading: str = "First", **act: str) -> Any:
    sent = {**form(section(heading), faq(question()), slug=page.slug, title=page.title), **act}
    return signed_in(user).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, follow=True)


def is_offered(page: GuidePage, user: Any) -> bool:
    html = signed_in(user).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return 'name="action-publish"' in html


def test_publish_is_offered_for_what_somebody_else_wrote_and_not_for_ones_own(page: GuidePage) -> None:
    one, other = somebody("Editors", username="one"), somebody("Editors", username="other")
    edit(page, one)
    assert (is_offered(page, one), is_offered(page, other)) == (False, True)
    edit(page, other, **{"action-publish": "1"})
    assert GuidePage.objects.get().live
    assert is_offered(page, one)  # what is to come is nobody's yet


def test_who_changes_a_word_and_publishes_at_once_is_told_to_submit_it(page: GuidePage) -> None:
    edit(page, somebody("Writers"))
    response = edit(page, somebody("Editors"), "Another heading", **{"action-publish": "1"})
    assert "Saved as a draft, and not published: somebody else has to check what you wrote." in said(response)
    stored = GuidePage.objects.get()
    assert not stored.live
    assert stored.get_latest_revision_as_object().body[0].value["heading"] == "Another heading"


def test_publish_goes_from_the_menu_with_the_first_word_that_is_ones_own(page: GuidePage) -> None:
    one, other = somebody("Editors", username="one"), somebody("Editors", username="other")
    edit(page, other)
    entry = FaqEntry.objects.create(question="May I drive?", answer="<p>No.</p>")
    for address in (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk]),
    ):
        html = signed_in(one).get(address).content.decode()
        assert 'name="action-publish"' in html
        assert "guide_pages/own-words.js" in html
    boss = get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")
    assert "guide_pages/own-words.js" not in signed_in(boss).get(address).content.decode()


def test_a_new_guide_is_not_published_by_who_writes_it() -> None:
    index = factories.guide_index()
    add = reverse("wagtailadmin_pages:add", args=["guide_pages", "guidepage", index.pk])
    client = signed_in(somebody("Editors"))
    assert 'name="action-publish"' not in client.get(add).content.decode()
    sent = form(section("First"), faq(question()), slug="new", title="New")
    client.post(add, {**sent, "action-publish": "1"})
    assert [(page.title, page.live) for page in GuidePage.objects.all()] == [("New", False)]


def test_the_bulk_action_leaves_ones_own_words(page: GuidePage) -> None:
    one, other = somebody("Editors", username="one"), somebody("Editors", username="other")
    edit(page, one)
    bulk = f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}"
    signed_in(one).post(bulk)
    assert not GuidePage.objects.get().live
    signed_in(other).post(bulk)
    assert GuidePage.objects.get().live


def test_so_does_whoever_publishes_a_revision_in_a_users_name(page: GuidePage) -> None:
    one = somebody("Editors", username="one")
    edit(page, one)
    revision = GuidePage.objects.get().get_latest_revision()
    with pytest.raises(PublishPermissionError):
        revision.publish(user=one)
    assert not GuidePage.objects.get().live


def test_who_wrote_it_may_still_take_it_from_readers_and_hide_it(page: GuidePage) -> None:
    one, other = somebody("Editors", username="one"), somebody("Editors", username="other")
    edit(page, other)
    edit(page, one, **{"action-publish": "1"})
    edit(page, one, "Changed")
    client = signed_in(one)
    for view in ("unpublish", "set_privacy"):
        assert client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("without", ["the setting", "a review by somebody else"])
def test_a_site_may_do_without(page: GuidePage, without: str) -> None:
    if without == "the setting":
        GuideSettings.objects.create(site=factories.site(), checked_by_another=False)
    else:
        ReviewTask.objects.update(active=False)
    edit(page, somebody("Editors"), **{"action-publish": "1"})
    assert GuidePage.objects.get().live


def test_superusers_may(page: GuidePage) -> None:
    edit(page, get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"), **{"action-publish": "1"})
    assert GuidePage.objects.get().live


def test_without_the_setting_a_reviewer_approves_their_own_words(page: GuidePage) -> None:
    both = somebody("Writers", "Reviewers")
    edit(page, both, **{"action-submit": "1"})
    held = GuideSettings.objects.create(site=factories.site())
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Approve" not in signed_in(both).get(editor).content.decode()
    held.checked_by_another = False
    held.save()
    assert "Approve" in signed_in(both).get(editor).content.decode()


def test_answers_are_held_to_it_too() -> None:
    one, other = somebody("Editors", username="one"), somebody("Editors", username="other")
    client, another = signed_in(one), signed_in(other)
    add = reverse(FaqEntry.snippet_viewset.get_url_name("add"))
    assert 'name="action-publish"' not in client.get(add).content.decode()
    response = client.post(add, entry_form("Not today.", **{"action-publish": "1"}), follow=True)
    assert "somebody else has to check what you wrote" in said(response)
    entry = FaqEntry.objects.get()
    url = reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk])
    assert not entry.live
    assert 'name="action-publish"' not in client.get(url).content.decode()
    assert 'name="action-publish"' in another.get(url).content.decode()
    another.post(url, entry_form("Not today.", **{"action-publish": "1"}))
    assert FaqEntry.objects.get().live
