"""What tests are about, made in one line each. Real Wagtail models, nothing mocked."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import DEFAULT_DB_ALIAS
from wagtail.models import Page, Site

from faq_blocks.models import FaqEntry
from guide_pages.models import (
    Contributor,
    GlossaryTerm,
    GuideAuthor,
    GuideIndexPage,
    GuidePage,
    GuideReviewer,
    GuideTopic,
    Reply,
    Topic,
)
from guide_pages.moderation.moderating import moderate
from guide_pages.publishing.following import dependents_follow
from guide_pages.publishing.uses import kind_of
from guide_pages.replies.words import fingerprint


def block(kind: str, value: Any, block_id: str = "") -> dict[str, Any]:
    """A block as StreamField stores it."""
    return {"type": kind, "id": block_id or str(uuid4()), "value": value}


def text(words: str = "Some words.", block_id: str = "") -> dict[str, Any]:
    return block("text", f"<p>{words}</p>", block_id)


def marked(term: GlossaryTerm, words: str = "") -> str:
    """Words as an editor marks them with a term: as rich text stores it."""
    return f'<a linktype="term" id="{term.pk}">{words or term.term}</a>'


def section(heading: str = "A section", *content: dict[str, Any], block_id: str = "") -> dict[str, Any]:
    return block("section", {"heading": heading, "content": list(content) or [text()]}, block_id)


def question(
    words: str = "Does it hurt?", answer: str = "<p>No.</p>", block_id: str = "", more: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    return block("question", {"question": words, "answer": answer, "more": list(more)}, block_id)


def from_library(entry: FaqEntry, block_id: str = "") -> dict[str, Any]:
    return block("library_question", entry.pk, block_id)


def faq(*questions: dict[str, Any], heading: str = "Questions", block_id: str = "") -> dict[str, Any]:
    value = {"heading": heading, "introduction": "", "questions": list(questions) or [question()]}
    return block("faq", value, block_id)


def image(picture: Any, alt: str = "A picture", block_id: str = "", **value: Any) -> dict[str, Any]:
    chosen = {"image": picture.pk if picture else None, "alt_text": alt, "decorative": False}
    return block("image", {"image": chosen, "wanted": "", "caption": "", "credit": "", **value}, block_id)


def table(rows: list[list[str]], caption: str = "A table", *, has_row_headers: bool = True) -> dict[str, Any]:
    """The value of a table; its columns are named Column 1, Column 2, …"""
    columns = [{"type": "text", "heading": f"Column {number}"} for number in range(1, len(rows[0]) + 1)]
    held = {"columns": columns, "rows": [{"values": row} for row in rows], "caption": ""}
    return {"caption": caption, "table": held, "has_row_headers": has_row_headers}


def body(*blocks: dict[str, Any]) -> str:
    """A body for a GuidePage."""
    return json.dumps(list(blocks) or [section(), faq()])


def lose(thing: Any) -> None:
    """Delete a row that guides may use, as no part of the site would, and let the guides follow."""
    for relation in thing._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one) and relation.field.concrete):
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: thing})
        if relation.field.null:
            rows.update(**{relation.field.name: None})
        else:
            rows._raw_delete(DEFAULT_DB_ALIAS)
    type(thing).objects.filter(pk=thing.pk)._raw_delete(DEFAULT_DB_ALIAS)
    dependents_follow(kind_of(thing), thing.pk)


class TopicFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")

    class Meta:
        model = Topic


class ContributorFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Example Person {n}")
    credentials = "MD"

    class Meta:
        model = Contributor


class GlossaryTermFactory(factory.django.DjangoModelFactory):
    term = factory.Sequence(lambda n: f"term {n}")
    definition = "What it means."

    class Meta:
        model = GlossaryTerm


class FaqEntryFactory(factory.django.DjangoModelFactory):
    question = factory.Sequence(lambda n: f"Shared question {n}?")
    answer = "<p>A shared answer.</p>"
    live = True

    class Meta:
        model = FaqEntry


class ImageFactory(wagtail_factories.ImageFactory):
    title = factory.Sequence(lambda n: f"Image {n}")
    file = factory.django.ImageField(width=640, height=360)


def site() -> Site:
    """The default site, with its home page."""
    return Site.objects.select_related("root_page").get(is_default_site=True)


def guide_index(parent: Page | None = None, **fields: Any) -> GuideIndexPage:
    """An index under the home page: the one with its slug, or a new one."""
    parent = parent or site().root_page
    fields = {"title": "Guides", "slug": "guides", **fields}
    found = GuideIndexPage.objects.child_of(parent).filter(slug=fields["slug"]).first()
    return found or parent.add_child(instance=GuideIndexPage(**fields))


def guide(
    *blocks: dict[str, Any],
    parent: Page | None = None,
    topics: Any = (),
    authors: Any = (),
    reviewers: Any = (),
    live: bool = True,
    **fields: Any,
) -> GuidePage:
    """A guide, live unless said otherwise, published as an editor does: a revision, then publish."""
    fields = {"title": f"Guide {uuid4().hex[:8]}", "summary": "What it is about.", "body": body(*blocks), **fields}
    page = GuidePage(live=False, **fields)
    page.guide_topics = [GuideTopic(topic=topic) for topic in topics]
    page.guide_authors = [GuideAuthor(contributor=person) for person in authors]
    page.guide_reviewers = [GuideReviewer(contributor=person) for person in reviewers]
    (parent or guide_index()).add_child(instance=page)
    return publish(page) if live else page


def publish(page: GuidePage, **changes: Any) -> GuidePage:
    """Change a page, save a revision, publish it; return it as stored."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return GuidePage.objects.get(pk=page.pk)


def draft(page: GuidePage, **changes: Any) -> GuidePage:
    """Change a page and save a draft."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision()
    return GuidePage.objects.get(pk=page.pk)


def reply(page: GuidePage, text: str = "Thank you, this helped.", **fields: Any) -> Reply:
    """A reader's reply to a guide, waiting unless said otherwise. What is approved is on the page, as it would be."""
    state = fields.pop("state", Reply.State.WAITING)
    fields = {
        "name": "Ada Example",
        "email": f"{uuid4().hex[:8]}@example.org",
        "fingerprint": fingerprint(text),
        **fields,
    }
    made = Reply.objects.create(guide=page.guide, text=text, **fields)
    if state != Reply.State.WAITING:
        moderate([made.pk], state, None)
        made.refresh_from_db()
    return made


def moderator(username: str = "moderator", **fields: Any) -> Any:
    """Somebody in the group that set-up makes."""
    user = get_user_model().objects.create_user(username, f"{username}@example.org", username, **fields)
    user.groups.add(Group.objects.get(name="Moderators"))
    return user
