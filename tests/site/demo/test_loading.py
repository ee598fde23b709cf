"""`manage.py load_demo`: complete the first time, harmless every time after."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from django.http import HttpRequest
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from demo.content import footer, glossary, ketamine, next_steps, shared, spanish, spanish_shared
from demo.sign_ins import USERS
from faq_blocks.models import FaqEntry
from guide_pages.models import Contributor, GlossaryTerm, GuideIndexPage, GuidePage, GuideSettings, ReviewTask, Topic
from home.management.commands.serve_demo import SIGN_INS
from home.models import HomePage, PlainPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

COUNTED = (
    Page,
    GuidePage,
    FaqEntry,
    Contributor,
    GlossaryTerm,
    Topic,
    GuideSettings,
    Revision,
    Group,
    get_image_model(),
)


def load(*flags: str) -> str:
    out = StringIO()
    call_command("load_demo", *flags, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The demonstration, loaded once for all tests here (it takes seconds); what the command reported."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: str, db: None) -> str:
    """The loaded demonstration, with whatever a test does to it undone afterward."""
    return loaded


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


def test_it_says_what_it_creates(demo: str) -> None:
    assert f"“{ketamine.TITLE}” published" in demo
    assert len(demo.splitlines()) < 40


@pytest.mark.usefixtures("demo")
def test_everything_is_there_and_public() -> None:
    home = HomePage.objects.get(locale__language_code="en")
    guides = {page.slug: page for page in GuidePage.objects.live()}

    assert home.introduction == shared.HOME_INTRODUCTION
    about = PlainPage.objects.live().get(slug=shared.ABOUT.slug)
    assert about.get_parent().pk == home.pk
    assert [page.title for page in about.get_children().live()] == [page.title for page in footer.PAGES]
    assert set(guides) == {ketamine.SLUG, next_steps.SLUG, spanish.SLUG}
    assert all(page.get_parent().specific_class is GuideIndexPage for page in guides.values())
    assert all(not page.has_unpublished_changes for page in guides.values())
    assert [entry.live for entry in FaqEntry.objects.all()] == [True, True]
    assert Contributor.objects.filter(credentials="Example contributor", photo__isnull=False).count() == 3
    assert Topic.objects.count() == len(shared.TOPICS) + len(spanish_shared.TOPICS)


@pytest.mark.usefixtures("demo")
def test_one_guide_is_a_translation_with_all_that_it_shares(client: Client) -> None:
    english, guide = (GuidePage.objects.get(slug=slug) for slug in (next_steps.SLUG, spanish.SLUG))
    assert guide.translation_key == english.translation_key
    shown = client.get(f"/es/{spanish_shared.INDEX_SLUG}/{spanish.SLUG}/").content.decode()
    assert '<html lang="es"' in shown
    for words in ("Esto es un ejemplo.", "Depresión", "Psiquiatra inventada", "No conduzca", "¿Necesita ayuda ahora?"):
        assert words in shown, words
    assert "Nobody medically reviewed it" not in shown


@pytest.mark.usefixtures("demo")
def test_words_are_explained_in_the_language_of_each_guide() -> None:
    explained = {
        guide.slug: {(term.term, term.locale) for term in guide.guide.delivery.edition.compiled.glossary}
        for guide in GuidePage.objects.all()
    }
    english = {(meaning.term, "en") for meaning in glossary.MEANINGS.values()}
    assert explained[ketamine.SLUG] | explained[next_steps.SLUG] == english
    assert explained[spanish.SLUG] == {(meaning.term, "es") for meaning in glossary.IN_SPANISH.values()}


@pytest.mark.usefixtures("demo")
def test_the_ketamine_guide_is_the_newest() -> None:
    newest = GuidePage.objects.filter(locale__language_code="en").order_by("-first_published_at").first()

    assert newest is not None
    assert newest.slug == ketamine.SLUG


@pytest.mark.usefixtures("demo")
def test_authors_reviewers_and_topics_are_in_order() -> None:
    guide = GuidePage.objects.get(slug=ketamine.SLUG)

    assert [row.topic.name for row in guide.guide_topics.all()] == list(ketamine.TOPICS)
    assert [row.contributor.name for row in guide.guide_authors.all()] == list(ketamine.AUTHORS)
    assert [row.contributor.name for row in guide.guide_reviewers.all()] == list(ketamine.REVIEWERS)


@pytest.mark.usefixtures("demo")
def test_a_second_run_makes_nothing() -> None:
    before = counts()

    report = load()

    assert counts() == before
    assert "nothing was changed" in report


@pytest.mark.usefixtures("demo")
def test_what_an_editor_changed_survives() -> None:
    guide = GuidePage.objects.get(slug=ketamine.SLUG)
    guide.title, guide.slug = "Another title", "another-address"
    guide.save_revision().publish()
    entry = FaqEntry.objects.get(locale__language_code="en")
    entry.question = "What may go wrong?"
    entry.save_revision().publish()
    home = HomePage.objects.get(locale__language_code="en")
    home.introduction = ""
    home.save_revision().publish()
    person = Contributor.objects.order_by("pk").first()
    assert person is not None
    person.name = "Someone Else"
    person.save()
    Topic.objects.filter(slug="medicines").update(slug="drugs", name="Drugs")
    settings = GuideSettings.objects.get()
    settings.urgent_help_heading = "In a crisis?"
    settings.save()
    before = counts()

    load()

    assert counts() == before
    guide.refresh_from_db()
    assert (guide.title, guide.slug) == ("Another title", "another-address")
    assert FaqEntry.objects.get(locale__language_code="en").question == "What may go wrong?"
    assert HomePage.objects.get(locale__language_code="en").introduction == ""
    assert Contributor.objects.filter(name="Someone Else").exists()
    assert GuideSettings.objects.get().urgent_help_heading == "In a crisis?"


@pytest.mark.usefixtures("demo")
def test_a_deleted_guide_comes_back_with_what_it_shares() -> None:
    entry = FaqEntry.objects.get(locale__language_code="en").pk
    GuidePage.objects.get(slug=next_steps.SLUG).delete()

    report = load()

    assert GuidePage.objects.live().filter(slug=next_steps.SLUG).exists()
    assert next_steps.TITLE in report
    assert FaqEntry.objects.get(locale__language_code="en").pk == entry


@pytest.mark.usefixtures("demo")
def test_outside_development_there_are_no_sign_ins() -> None:
    assert not get_user_model().objects.filter(username__in=["admin", *USERS]).exists()


@pytest.mark.usefixtures("demo")
def test_there_is_a_sign_in_for_each_role() -> None:
    load("--with-users")

    for name in ("admin", *USERS):
        user = authenticate(HttpRequest(), username=name, password=name)
        assert user is not None
        assert user.has_perm("wagtailadmin.access_admin")
    users = get_user_model().objects
    guide = GuidePage.objects.get(slug=ketamine.SLUG)
    assert users.get(username="admin").is_superuser
    assert [name for name in USERS if guide.permissions_for_user(users.get(username=name)).can_publish()] == ["editor"]
    moderate = "guide_pages.moderate_reply"
    assert [name for name in USERS if users.get(username=name).has_perm(moderate)] == ["moderator"]
    assert {name: role for name, role in USERS.items() if f"{name}s" != role.lower()} == {}


@pytest.mark.usefixtures("demo")
def test_the_server_and_the_readme_name_them() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text()
    for name in ("admin", *USERS):
        assert f"{name}/{name}" in SIGN_INS
        assert f"| `{name}` | `{name}` |" in readme


@pytest.mark.usefixtures("demo")
def test_who_signed_in_before_there_were_roles_gets_theirs() -> None:
    """The demonstration as it was before: an editor who moderates and publishes, and Wagtail's workflow."""
    load("--with-users")
    ReviewTask.objects.all().delete()
    Group.objects.filter(name__in=["Writers", "Reviewers"]).delete()
    editor = get_user_model().objects.get(username="editor")
    editor.groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))

    load("--with-users")

    assert [group.name for group in editor.groups.all()] == ["Editors"]
    assert Group.objects.get(name="Reviewers").user_set.get().get_username() == "reviewer"
    assert GuidePage.objects.get(slug=ketamine.SLUG).get_workflow().tasks.get().specific == ReviewTask.objects.get()


@pytest.mark.usefixtures("demo")
def test_a_permission_that_was_taken_away_stays_away() -> None:
    load("--with-users")
    group = Group.objects.get(name="Editors")
    group.permissions.remove(group.permissions.get(codename="view_faqentry"))

    load("--with-users")

    assert not group.permissions.filter(codename="view_faqentry").exists()
