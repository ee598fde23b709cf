"""A guide shows what it shares in its own language, as soon as that is published in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, TestCase
from wagtail.models import Locale

from faq_blocks.models import FaqEntry
from guide_pages.models import Contributor, Delivery, GuidePage, GuideSettings, Topic
from guide_pages.publishing.working_off import work_off_everything
from tests import factories

pytestmark = pytest.mark.django_db


def committed(act: Callable[[], Any]) -> Any:
    with TestCase.captureOnCommitCallbacks(execute=True):
        done = act()
    work_off_everything()
    return done


@pytest.fixture
def entry() -> FaqEntry:
    entry = FaqEntry.objects.create(question="Does it hurt?", answer="<p>No, it does not.</p>")
    entry.save_revision().publish()
    return entry


@pytest.fixture
def pages(entry: FaqEntry) -> tuple[GuidePage, GuidePage]:
    """A guide with a topic, an author and a library answer, and its copy in Spanish, whose words are still English."""
    page = factories.guide(
        factories.section(),
        factories.faq(factories.from_library(entry)),
        title="Sleep",
        slug="sleep",
        topics=[factories.TopicFactory(name="Rest", slug="rest")],
        authors=[factories.ContributorFactory(name="Ann", role="Nurse")],
    )
    spanish = Locale.objects.create(language_code="es")
    copy = page.copy_for_translation(spanish, copy_parents=True)
    return page, committed(lambda: factories.publish(copy, title="Dormir", slug="dormir"))


def said_in(page: GuidePage) -> str:
    return bytes(Delivery.objects.get(guide__page=page.pk).json).decode()


def translated(thing: Any, **words: Any) -> Any:
    """A translation into Spanish, as simple_translation makes it, with words of its own."""
    copy = thing.copy_for_translation(Locale.objects.get(language_code="es"))
    for name, value in words.items():
        setattr(copy, name, value)
    committed(copy.save)
    return copy


def test_until_there_is_a_translation_the_original_stands_for_it(pages: tuple[GuidePage, GuidePage]) -> None:
    assert all(words in said_in(pages[1]) for words in ("Rest", "Nurse", "No, it does not."))


def test_a_topic_is_called_as_in_the_language_of_the_guide(client: Client, pages: tuple[GuidePage, GuidePage]) -> None:
    english, spanish = pages
    translated(Topic.objects.get(), name="Descanso", slug="descanso")
    assert '"name":"Rest"' in said_in(english)
    assert "Descanso" not in said_in(english)
    assert '"name":"Descanso"' in said_in(spanish)
    assert '"name":"Rest"' not in said_in(spanish)
    assert "Dormir" in client.get("/es/guides/topics/descanso/").content.decode()
    assert client.get("/es/guides/topics/rest/").status_code == 404
    assert client.get("/guides/topics/rest/").status_code == 200


def test_topics_of_one_slug_in_two_languages_are_two(client: Client, pages: tuple[GuidePage, GuidePage]) -> None:
    translated(Topic.objects.get(), name="Reposo")
    assert "Reposo" in BeautifulSoup(client.get("/es/guides/topics/rest/").content, "html.parser").h1.get_text()
    assert "Rest" in BeautifulSoup(client.get("/guides/topics/rest/").content, "html.parser").h1.get_text()


def test_a_person_is_described_in_the_language_of_the_guide(pages: tuple[GuidePage, GuidePage]) -> None:
    translated(Contributor.objects.get(), role="Enfermera")
    assert "Enfermera" in said_in(pages[1])
    assert "Enfermera" not in said_in(pages[0])


def test_an_answer_is_given_in_the_language_of_the_guide_once_it_is_published(
    pages: tuple[GuidePage, GuidePage], entry: FaqEntry
) -> None:
    copy = translated(entry, question="¿Duele?", answer="<p>No, no duele.</p>")
    assert "No, no duele." not in said_in(pages[1])
    committed(lambda: copy.save_revision().publish())
    assert "No, no duele." in said_in(pages[1])
    assert "No, it does not." not in said_in(pages[1])
    assert "No, it does not." in said_in(pages[0])
    committed(FaqEntry.objects.get(pk=copy.pk).unpublish)
    assert "No, it does not." in said_in(pages[1])


def test_an_answer_copied_for_translation_is_a_draft_of_its_own(entry: FaqEntry) -> None:
    Locale.objects.create(language_code="es")
    copy = translated(entry)
    assert not copy.live
    assert copy.uuid != entry.uuid
    assert copy.translation_key == entry.translation_key
    assert copy.latest_revision is None


def test_a_translation_that_is_deleted_gives_way_to_the_original(pages: tuple[GuidePage, GuidePage]) -> None:
    copy = translated(Topic.objects.get(), name="Descanso", slug="descanso")
    committed(lambda: factories.lose(copy))
    assert '"name":"Rest"' in said_in(pages[1])


def test_the_site_speaks_beside_a_guide_in_its_language(pages: tuple[GuidePage, GuidePage]) -> None:
    settings = GuideSettings.for_site(factories.site())
    settings.disclaimer = "<p>No advice.</p>"
    settings.urgent_help_heading = "Need help?"
    settings.urgent_help_contacts = [("contact", {"label": "Call 911", "detail": "", "href": "tel:911"})]
    words = {
        "language": "es",
        "disclaimer": "<p>No es un consejo.</p>",
        "urgent_help_heading": "¿Necesita ayuda?",
        "urgent_help_text": "",
        "urgent_help_contacts": [],
        "urgent_help_countries": [],
    }
    settings.translations = [("language", words)]
    committed(settings.save)
    assert "No advice." in said_in(pages[0])
    assert "No es un consejo." not in said_in(pages[0])
    assert "No es un consejo." in said_in(pages[1])
    assert "¿Necesita ayuda?" in said_in(pages[1])
    assert "Call 911" in said_in(pages[1])  # what is not translated is said as in the site's own language
