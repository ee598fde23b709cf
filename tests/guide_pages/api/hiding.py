"""The ways to reach a guide, and the states in which nobody may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, PageViewRestriction, Revision

from guide_pages.models import GuideIndexPage, GuidePage
from tests import factories

#: Stands in every field of the guide, and nowhere else.
WORD = "xyloquent"


class Way(NamedTuple):
    """An address at which something of a guide may be said. `{…}` stands for what is known of the guide.

    `is_its_own` where there is nothing without the guide; `is_feed` where its going may be told.
    """

    name: str
    address: str
    is_its_own: bool = False
    is_feed: bool = False
    shows_public: bool = True

    def __str__(self) -> str:
        return self.name

    @property
    def is_ours(self) -> bool:
        """It is answered with stored bytes and a validator."""
        return self.name.startswith(("page", "index", "topic", "front")) or not self.address.startswith("/")


WAYS = [
    Way("page", "{path}", is_its_own=True),
    Way("page where it is now", "{new_path}", is_its_own=True, shows_public=False),
    Way("index", "/{parent}/"),
    Way("index by topic", "/{parent}/?topic={word}"),
    Way("topic of its own", "/{parent}/topics/{word}/", is_its_own=True),
    Way("topic that others have, too", "/{parent}/topics/shared/", is_its_own=True),
    Way("front page", "/"),
    Way("site search", "/search/?query={word}"),
    Way("sitemap", "/sitemap.xml"),
    Way("robots.txt", "/robots.txt", shows_public=False),
    Way("by id", "guides/{id}", is_its_own=True),
    Way("by path", "guides/by-path?path={path}", is_its_own=True),
    Way("by path where it is now", "guides/by-path?path={new_path}", is_its_own=True, shows_public=False),
    Way("by path without its slash", "guides/by-path?path=/{parent}/{word}", is_its_own=True),
    Way("list", "guides"),
    Way("list by age", "guides?order=oldest"),
    Way("list by change", "guides?order=updated"),
    Way("list of its topic", "guides?topic={word}"),
    Way("list of a shared topic", "guides?topic=shared"),
    Way("list in its language", "guides?locale=en"),
    Way("list since a time", "guides?updated_since=2020-01-01T00:00:00Z"),
    Way("list, one at a time", "guides?limit=1"),
    Way("list that ends before it", "guides?order=oldest&limit=3"),
    Way("topics", "topics"),
    Way("answers", "answers?q={word}"),
    Way("answers that others give, too", "answers?q=hurt", shows_public=False),  # each is listed once
    Way("search", "search?q={word}"),
    Way("search for what others say, too", "search?q=words"),
    Way("search, to the last before it", "search?q=words&limit=3"),
    Way("editions", "guides/{id}/editions", is_its_own=True),
    Way("edition", "guides/{id}/editions/1", is_its_own=True),
    Way("replies", "guides/{id}/replies", is_its_own=True),
    Way("form of a reply", "/_util/replies/{id}/", is_its_own=True),
    Way("token for a reply", "/_util/replies/{id}/token/", is_its_own=True),
    Way("thanks for a reply", "/_util/replies/{id}/received/", is_its_own=True),
    Way("edition that never was", "guides/{id}/editions/9", is_its_own=True, shows_public=False),
    Way("changes", "changes", is_feed=True),
    Way("changes, one at a time", "changes?limit=1", is_feed=True),
    Way("changes, to the last before it", "changes?limit=3", is_feed=True),
    Way("changes since before it", "changes?cursor={cursor}", is_feed=True),
    Way("bundle", "bundle", is_feed=True),
    Way("preview without a token", "preview", shows_public=False),
    Way("v2", "/api/v2/pages/", is_its_own=True, shows_public=False),
    Way("v2, one page", "/api/v2/pages/{pk}/", is_its_own=True, shows_public=False),
    Way("v3", "/api/v3/pages/"),
    Way("v3 by slug", "/api/v3/pages/?slug={word}"),
    Way("v3 by type", "/api/v3/pages/?type=guide_pages.GuidePage"),
    Way("v3 search", "/api/v3/pages/?search={word}"),
    Way("v3 by path", "/api/v3/pages/find/?html_path={path}", is_its_own=True),
    Way("v3, one page", "/api/v3/pages/{pk}/", is_its_own=True),
    Way("v3, its draft", "/api/v3/pages/{pk}/?version=draft", is_its_own=True),
    Way("v3, its revisions", "/api/v3/pages/{pk}/revisions/", is_its_own=True, shows_public=False),
]


class State(NamedTuple):
    """How a guide came to be hidden. `hide` is what was done to one that was public; without it, it never was.

    `reason` is what the feed says of it. Not `followed`: no signal was sent or handled, all that is stored is as when
    it was public. `around` is what was done to pages beside it, which anybody sees without the guide, too.
    """

    name: str
    hide: Callable[[GuidePage], object] | None = None
    reason: str = ""
    followed: bool = True
    around: Callable[[], object] = lambda: None
    make: Callable[..., GuidePage] = factories.guide
    parent: str = "own"

    def __str__(self) -> str:
        return self.name

    @property
    def is_restricted(self) -> bool:
        """Wagtail asks whoever comes to its page to sign in."""
        return self.make is not draft and any(word in self.name for word in ("login", "group", "password", "restrict"))

    @property
    def paths(self) -> dict[str, str]:
        """The paths that the guide had and has."""
        parent = "closed" if self.name.startswith("moved under") else self.parent
        return {"path": f"/{self.parent}/{WORD}/", "new_path": f"/{parent}/{WORD}/", "parent": self.parent}


def index(slug: str) -> GuideIndexPage:
    return GuideIndexPage.objects.get(slug=slug)


def draft(**fields: object) -> GuidePage:
    page = factories.guide(live=False, **fields)
    return factories.draft(page)


def scheduled(**fields: object) -> GuidePage:
    return factories.publish(draft(**fields), go_live_at=timezone.now() + timedelta(days=1))


def expire(page: GuidePage) -> None:
    factories.publish(page, expire_at=timezone.now() + timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        call_command("publish_scheduled")


def restrict(page: Page, kind: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="opensesame")


def restrict_to_a_group(page: Page) -> None:
    restrict(page, "groups").groups.add(Group.objects.create(name="Members"))


def restrict_silently(page: Page, kind: str) -> None:
    restriction = PageViewRestriction(page=page, restriction_type=kind, password="opensesame")
    PageViewRestriction.objects.bulk_create([restriction])


def delete_by_hand(page: GuidePage) -> None:
    for related in ("guide_topics", "guide_authors", "guide_reviewers"):
        getattr(page, related).model.objects.filter(page=page.pk)._raw_delete("default")
    for rows in (
        Revision.objects.filter(object_id=str(page.pk)),
        PageLogEntry.objects.filter(page=page.pk),
        ModelLogEntry.objects.none(),
    ):
        rows._raw_delete("default")
    page.index_entries.all().delete()
    GuidePage.objects.filter(pk=page.pk)._raw_delete("default")
    Page.objects.filter(pk=page.pk)._raw_delete("default")


def move(page: Page, slug: str) -> None:
    page.move(index(slug), pos="last-child")


STATES = [
    State("draft", make=draft),
    State("draft under a restriction", make=draft, parent="closed"),
    State("scheduled", make=scheduled),
    State("published under a restriction", parent="closed"),
    State("published on another site", parent="other"),
    State("expired", expire, "unpublished"),
    State("unpublished", lambda page: page.unpublish(), "unpublished"),
    State("login", lambda page: restrict(page, "login"), "restricted"),
    State("group", restrict_to_a_group, "restricted"),
    State("password", lambda page: restrict(page, "password"), "restricted"),
    State("restricted ancestor", lambda page: None, "restricted", around=lambda: restrict(index("own"), "login")),
    State("moved under a restriction", lambda page: move(page, "closed"), "restricted"),
    State("deleted", lambda page: page.delete(), "deleted"),
    State("moved to another site", lambda page: move(page, "other"), "elsewhere"),
    State("login, silently", lambda page: restrict_silently(page, "login"), followed=False),
    State("group, silently", lambda page: restrict_silently(page, "groups"), followed=False),
    State("password, silently", lambda page: restrict_silently(page, "password"), followed=False),
    State(
        "restricted ancestor, silently",
        lambda page: None,
        followed=False,
        around=lambda: restrict_silently(index("own"), "login"),
    ),
    State("moved under a restriction, silently", lambda page: move(page, "closed"), followed=False),
    State("not live, silently", lambda page: Page.objects.filter(pk=page.pk).update(live=False), followed=False),
    State("deleted by hand", delete_by_hand, followed=False),
]
