"""Loads the demonstration: creates what is missing, and leaves alone whatever is there.

Pages are recognized by a fixed translation key, which survives a new title, slug or place. What
guides share (people, topics, pictures, library answers) is created when a guide that uses it is,
so that what an editor has renamed or deleted does not come back while the guides are there.
"""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from demo.content import footer, glossary, ketamine, next_steps, replies, shared, spanish_shared
from demo.content.pictures import PICTURES
from demo.placing import free_slug, publish
from demo.translating import InSpanish
from faq_blocks.models import FaqEntry
from guide_pages.models import (
    Contributor,
    GlossaryTerm,
    Guide,
    GuideAuthor,
    GuideIndexPage,
    GuidePage,
    GuideReviewer,
    GuideSettings,
    GuideTopic,
    Outline,
    Reply,
    Topic,
)
from guide_pages.moderation.moderating import answer, moderate
from guide_pages.replies.receiving import Sent, receive
from home.models import HomePage, PlainPage

IMAGES = Path(__file__).parent / "images"
FOCUS_SIZE = 0.5


class Demonstration:
    """Loads the demonstration into the default site, telling `say` what it creates.

    It is the `Lookup` that the content asks for the keys of pictures, answers and pages.
    """

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.drafts: list[Page] = []
        self.site, self.home = self.site_and_home()

    @classmethod
    def load(cls, say: Callable[[str], None]) -> None:
        """Create all that is missing, or nothing if something fails."""
        with transaction.atomic():
            demonstration = cls(say)
            demonstration.settings()
            demonstration.introduce_home()
            demonstration.outline()
            index = demonstration.index()
            about = demonstration.plain(shared.ABOUT, demonstration.home)
            for page in footer.PAGES:
                demonstration.plain(page, about)
            for content in (ketamine, next_steps):
                demonstration.guide(content, index)
            demonstration.publish_guides()
            demonstration.replies(ketamine.SLUG)
            InSpanish(demonstration).load()

    def site_and_home(self) -> tuple[Site, HomePage]:
        """Return the default site and its home page, creating either if need be."""
        site = Site.objects.filter(is_default_site=True).first()
        home = HomePage.objects.filter(pk=site.root_page_id).first() if site else None
        if home is None:
            root = Page.get_first_root_node()
            home = root.add_child(instance=HomePage(title=shared.HOME_TITLE, slug=free_slug(root, "home")))
            self.say("Home page created")
        if site is None:
            site = Site.objects.create(
                hostname="localhost", is_default_site=True, root_page=home, site_name=shared.HOME_TITLE
            )
        elif site.root_page_id != home.pk:
            site.root_page = home
            site.save()
        return site, home

    def introduce_home(self) -> None:
        """Give the home page its introduction, if nobody has edited it yet."""
        if self.home.latest_revision_id is None and not self.home.introduction:
            self.home.title = shared.HOME_TITLE
            self.home.introduction = shared.HOME_INTRODUCTION
            publish(self.home)
            self.say("Home page introduced")

    def outline(self) -> None:
        """Keep an outline beside the one that a new site has, if nobody keeps others."""
        if Outline.objects.filter(locale=self.home.locale).count() == 1:
            Outline.objects.create(locale=self.home.locale, sort_order=1, **shared.OUTLINE)
            self.say(f"Outline “{shared.OUTLINE['name']}” added")

    def plain(self, page: shared.Plain, parent: Page) -> Page:
        """Return a plain page that stands in the menu, or in the footer if its parent does."""
        return self.place(
            page.slug,
            parent,
            lambda: PlainPage(title=page.title, introduction=page.introduction, body=page.body, show_in_menus=True),
        )

    def index(self) -> Page:
        """Return the index that the guides stand under."""
        return self.place(
            shared.INDEX_SLUG,
            self.home,
            lambda: GuideIndexPage(
                title=shared.INDEX_TITLE, introduction=shared.INDEX_INTRODUCTION, show_in_menus=True
            ),
        )

    def guide(self, content: ModuleType, index: Page) -> None:
        """Draft the guide that a content module describes, if it is not there."""

        def make() -> GuidePage:
            related: dict[str, Any] = {
                "guide_topics": [
                    GuideTopic(sort_order=n, topic=self.topic(name)) for n, name in enumerate(content.TOPICS)
                ],
                "guide_authors": [
                    GuideAuthor(sort_order=n, contributor=self.person(name)) for n, name in enumerate(content.AUTHORS)
                ],
                "guide_reviewers": [
                    GuideReviewer(sort_order=n, contributor=self.person(name))
                    for n, name in enumerate(content.REVIEWERS)
                ],
            }
            return GuidePage(
                title=content.TITLE,
                summary=content.SUMMARY,
                search_description=content.SUMMARY,
                hero_id=self.image(content.HERO),
                hero_alt=PICTURES[content.HERO].alt,
                body=json.dumps(content.guide_body(self)),
                **related,
            )

        if self.placed(content.SLUG, index) is None:
            self.drafts.append(self.draft(content.SLUG, index, make()))

    def publish_guides(self) -> None:
        """Publish the new guides, the first one last: the newest stands at the top of every list."""
        for page in reversed(self.drafts):
            self.publish(page)

    def replies(self, name: str) -> None:
        """Leave replies under the guide of this name, if it is new."""
        page = next((draft for draft in self.drafts if draft.pk == self.page(name)), None)
        if page is None:
            return
        guide = Guide.objects.get(page=page.pk)
        for number, left in enumerate(replies.REPLIES, start=1):
            sent = Sent(left.name, replies.EMAIL.format(number=number), left.text, network="", key=str(number))
            reply = receive(guide.pk, sent)
            if left.answer:
                answer(reply, left.answer, replies.EDITORS, None)
            elif left.shown:
                moderate([reply.pk], Reply.State.APPROVED, None)
        self.say(f"Replies left under “{page.title}”")

    def place(self, name: str, parent: Page, make: Callable[[], Page]) -> Page:
        """Return the demonstration page of this name, made and published under the parent if it is not there."""
        page = self.placed(name, parent)
        if page is None:
            page = self.draft(name, parent, make())
            self.publish(page)
        return page

    def placed(self, name: str, parent: Page) -> Page | None:
        """Return the demonstration page of this name, wherever it is by now."""
        return Page.objects.filter(translation_key=shared.page_key(name), locale=parent.locale).first()

    def draft(self, name: str, parent: Page, page: Page, slug: str = "") -> Page:
        """Return the page, put under the parent for editors only."""
        page.slug = free_slug(parent, slug or name)
        page.translation_key = shared.page_key(name)
        page.locale = parent.locale
        page.live = False
        return parent.add_child(instance=page)

    def publish(self, page: Page) -> None:
        """Publish a page, and say so."""
        publish(page)
        self.say(f"“{page.title}” published")

    def page(self, name: str) -> int:
        """Return the key of a demonstration page that has been placed."""
        return int(Page.objects.get(translation_key=shared.page_key(name), locale=self.home.locale).pk)

    def image(self, name: str) -> int:
        """Return the key of a picture, added to the library if it is not there."""
        picture = PICTURES[name]
        library = get_image_model().objects
        image = library.filter(title=picture.title).order_by("pk").first()
        if image is None:
            with (IMAGES / picture.file).open("rb") as file:
                image = library.model(
                    title=picture.title, description=picture.alt, file=ImageFile(file, name=picture.file)
                )
                image.focal_point_x = round(image.width * picture.focus[0])
                image.focal_point_y = round(image.height * picture.focus[1])
                image.focal_point_width = round(image.width * FOCUS_SIZE)
                image.focal_point_height = round(image.height * FOCUS_SIZE)
                image.save()
            self.say(f"Picture “{picture.title}” added")
        return int(image.pk)

    def answer(self, name: str) -> int:
        """Return the key of a library answer, published if it is not there."""
        wanted = shared.ANSWERS[name]
        entry = FaqEntry.objects.filter(question=wanted.question).first()
        if entry is None:
            entry = FaqEntry.objects.create(
                question=wanted.question, answer=wanted.answer, locale=self.home.locale, live=False
            )
            publish(entry)
            self.say(f"Library answer “{entry.question}” published")
        return int(entry.pk)

    def topic(self, name: str) -> Topic:
        """Return a topic, known by its slug."""
        known = {"slug": shared.TOPICS[name], "locale": self.home.locale}
        return Topic.objects.get_or_create(**known, defaults={"name": name})[0]

    def term(self, name: str) -> int:
        """Return the key of a word that the glossary explains."""
        term, also, definition = glossary.MEANINGS[name]
        words = {"also": also, "definition": definition}
        return int(GlossaryTerm.objects.get_or_create(term=term, locale=self.home.locale, defaults=words)[0].pk)

    def person(self, name: str) -> Contributor:
        """Return one of the invented contributors."""
        person = next(person for person in shared.PEOPLE if person.name == name)
        contributor = Contributor.objects.filter(name=name, locale=self.home.locale).first()
        return contributor or Contributor.objects.create(
            name=name,
            locale=self.home.locale,
            credentials=person.credentials,
            role=person.role,
            biography=person.biography,
            photo_id=self.image(person.picture),
        )

    def settings(self) -> None:
        """Fill the site's settings, if they are all empty."""
        current = GuideSettings.for_site(self.site)
        if current.disclaimer or current.urgent_help_heading or current.urgent_help_text:
            return
        current.disclaimer = shared.DISCLAIMER
        current.urgent_help_heading = shared.URGENT_HEADING
        current.urgent_help_text = shared.URGENT_TEXT
        current.urgent_help_contacts = json.dumps(shared.urgent_contacts())
        current.urgent_help_countries = json.dumps(shared.urgent_countries())
        current.translations = json.dumps(spanish_shared.site_words())
        current.save()
        self.say("Disclaimer and urgent-help banner set")
