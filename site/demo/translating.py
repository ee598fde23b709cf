"""Loads what the demonstration says in Spanish: the home page, a list, a page about it, one guide and what it shares.

Each is a translation, as Wagtail knows them, of what is there in English: by the same translation key.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from wagtail.coreutils import get_content_languages
from wagtail.models import Locale, Page, TranslatableMixin

from demo.content import glossary, shared, spanish, spanish_shared
from demo.placing import free_slug, publish
from faq_blocks.models import FaqEntry
from guide_pages.models import (
    Contributor,
    GlossaryTerm,
    GuideAuthor,
    GuideIndexPage,
    GuidePage,
    GuideReviewer,
    GuideTopic,
    Topic,
)
from home.models import HomePage, PlainPage

if TYPE_CHECKING:
    from demo.loading import Demonstration

Shared = TypeVar("Shared", bound=TranslatableMixin)


class InSpanish:
    """The demonstration again, for its Spanish readers. It is the `Lookup` of the Spanish guide."""

    def __init__(self, english: Demonstration) -> None:
        self.english = english

    def load(self) -> None:
        """Create all that is missing, if guides may be written in Spanish here."""
        if spanish_shared.LANGUAGE not in get_content_languages():
            return
        self.locale = Locale.objects.get_or_create(language_code=spanish_shared.LANGUAGE)[0]
        home = self.home()
        index = self.place(
            shared.INDEX_SLUG,
            spanish_shared.INDEX_SLUG,
            home,
            GuideIndexPage(
                title=spanish_shared.INDEX_TITLE,
                introduction=spanish_shared.INDEX_INTRODUCTION,
                show_in_menus=True,
            ),
        )
        about = spanish_shared.ABOUT
        self.place(
            shared.ABOUT.slug,
            about.slug,
            home,
            PlainPage(title=about.title, introduction=about.introduction, body=about.body, show_in_menus=True),
        )
        if self.english.placed(spanish.KEY, index) is None:
            self.place(spanish.KEY, spanish.SLUG, index, self.guide())

    def home(self) -> Page:
        """Return the home page in Spanish, beside the English one."""
        english = self.english.home
        home = Page.objects.filter(translation_key=english.translation_key, locale=self.locale).first()
        if home is None:
            parent = english.get_parent()
            page = HomePage(
                title=spanish_shared.HOME_TITLE,
                introduction=spanish_shared.HOME_INTRODUCTION,
                slug=free_slug(parent, spanish_shared.HOME_SLUG),
                translation_key=english.translation_key,
                locale=self.locale,
                live=False,
            )
            home = parent.add_child(instance=page)
            self.english.publish(home)
        return home

    def place(self, key: str, slug: str, parent: Page, page: Page) -> Page:
        """Return the page of this key in Spanish: this one, published under the parent, if there is none."""
        placed = self.english.placed(key, parent)
        if placed is None:
            placed = self.english.draft(key, parent, page, slug)
            self.english.publish(placed)
        return placed

    def guide(self) -> GuidePage:
        """Return the guide, not saved yet."""
        related: dict[str, Any] = {
            "guide_topics": [
                GuideTopic(sort_order=n, topic=self.topic(name)) for n, name in enumerate(spanish.TOPICS_IN_ENGLISH)
            ],
            "guide_authors": [
                GuideAuthor(sort_order=n, contributor=self.person(name)) for n, name in enumerate(spanish.AUTHORS)
            ],
            "guide_reviewers": [
                GuideReviewer(sort_order=n, contributor=self.person(name)) for n, name in enumerate(spanish.REVIEWERS)
            ],
        }
        return GuidePage(
            title=spanish.TITLE,
            summary=spanish.SUMMARY,
            search_description=spanish.SUMMARY,
            hero_id=self.image(spanish.HERO),
            hero_alt=spanish.HERO_ALT,
            body=json.dumps(spanish.guide_body(self)),
            **related,
        )

    def image(self, name: str) -> int:
        """Return the key of a picture: it is the same in every language."""
        return self.english.image(name)

    def page(self, name: str) -> int:
        """Return the key of a page in English."""
        return self.english.page(name)

    def answer(self, name: str) -> int:
        """Return the key of a library answer in Spanish, published if it is not there."""
        english, wanted = FaqEntry.objects.get(pk=self.english.answer(name)), spanish_shared.ANSWERS[name]
        entry = self.translation_of(english)
        if entry is None:
            entry = FaqEntry(question=wanted.question, answer=wanted.answer, live=False)
            self.save(entry, english)
            publish(entry)
            self.english.say(f"Library answer “{entry.question}” published")
        return int(entry.pk)

    def topic(self, name: str) -> Topic:
        """Return a topic in Spanish."""
        english = self.english.topic(name)
        called, slug = spanish_shared.TOPICS[name]
        return self.translation_of(english) or self.save(Topic(name=called, slug=slug), english)

    def term(self, name: str) -> int:
        """Return the key of a word that the glossary explains, in Spanish where that is there."""
        english = GlossaryTerm.objects.get(pk=self.english.term(name))
        if name not in glossary.IN_SPANISH:
            return int(english.pk)
        term, also, definition = glossary.IN_SPANISH[name]
        described = GlossaryTerm(term=term, also=also, definition=definition)
        return int((self.translation_of(english) or self.save(described, english)).pk)

    def person(self, name: str) -> Contributor:
        """Return what Spanish readers are told of an invented contributor."""
        english = self.english.person(name)
        credentials, role, biography = spanish_shared.PEOPLE[name]
        described = Contributor(
            name=english.name, credentials=credentials, role=role, biography=biography, photo_id=english.photo_id
        )
        return self.translation_of(english) or self.save(described, english)

    def translation_of(self, english: Shared) -> Shared | None:
        """Return a shared thing in Spanish, if it is there."""
        found: Shared | None = english.get_translation_or_none(self.locale)
        return found

    def save(self, thing: Shared, english: Shared) -> Shared:
        """Save a shared thing as the translation of the English one, and return it."""
        thing.translation_key, thing.locale = english.translation_key, self.locale
        thing.save()
        return thing
