"""All that editors do to guides and to what guides share, by the ways that Wagtail gives them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

import time_machine
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site

from faq_blocks.models import FaqEntry
from guide_pages.models import Contributor, GuideIndexPage, GuidePage, GuideSettings, Topic
from guide_pages.publishing.reconciling import reconcile
from home.models import HomePage
from tests import factories


def two_sites() -> tuple[Site, Site]:
    """Each with two indexes and a guide; an answer, a topic, a person and a picture that guides share."""
    first = factories.site()
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Two", slug="two"))
    second = Site.objects.create(hostname="two.example", root_page=home)
    for site in (first, second):
        for number in (1, 2):
            slug = f"index-{site.pk}-{number}"
            index = factories.guide_index(site.root_page, slug=slug, title=f"Index {number}")
        factories.guide(parent=index, slug=f"guide-{site.pk}")
    factories.FaqEntryFactory(live=False).save_revision().publish()
    factories.TopicFactory()
    factories.ContributorFactory()
    factories.ImageFactory(file__width=16, file__height=16)
    return first, second


class Choice(NamedTuple):
    """Which of the pages, where to, and whether, for acts that ask so."""

    which: int
    where: int
    so: bool


def one(rows: QuerySet[Any], number: int) -> Any:
    """One of these rows. Raises Impossible where there are none."""
    found = list(rows.order_by("pk"))
    if not found:
        raise Impossible
    return found[number % len(found)]


class Impossible(Exception):
    """There is nothing to do that to."""


def publish_what_is_due() -> None:
    """What cannot be published is told of; the others are."""
    with suppress(CommandError):
        call_command("publish_scheduled")


class Editors:
    """Each act is done to what the choice falls on, of `guides`. Words, slugs and host names are never used twice.

    For them the time is what it is, and `later`.
    """

    def __init__(self, name: str = "a", guides: QuerySet[GuidePage] | None = None, most_guides: int = 8) -> None:
        self.name = name
        self.guides = GuidePage.objects.all() if guides is None else guides
        self.most_guides = most_guides
        self.later = timedelta()
        self._made = 0

    def do(self, act: str, choice: Choice) -> None:
        """Do one of `ACTS`. Raises ValidationError where Wagtail refuses it, and Impossible."""
        with time_machine.travel(datetime.now(UTC) + self.later):
            ACTS[act](self, choice)

    def new(self) -> str:
        self._made += 1
        return f"{self.name}-{self._made}"

    def index(self, number: int) -> GuideIndexPage:
        found: GuideIndexPage = one(GuideIndexPage.objects.all(), number)
        return found

    def guide(self, number: int) -> GuidePage:
        found: GuidePage = one(self.guides.all(), number)
        return found

    def original(self, number: int) -> GuidePage:
        """An alias says what its original says, and cannot be edited."""
        found: GuidePage = one(self.guides.filter(alias_of=None), number)
        return found

    def need_room(self) -> None:
        if GuidePage.objects.count() >= self.most_guides:
            raise Impossible

    def create(self, choice: Choice) -> None:
        self.need_room()
        questions = [factories.from_library(FaqEntry.objects.get())] if choice.where & 1 else []
        factories.guide(
            factories.section(),
            factories.faq(*questions),
            parent=self.index(choice.which),
            title=self.new(),
            slug=self.new(),
            topics=Topic.objects.all() if choice.where & 2 else (),
            authors=Contributor.objects.all() if choice.where & 4 else (),
            hero=get_image_model().objects.get() if choice.where & 8 else None,
            live=choice.so,
        )

    def edit(self, choice: Choice) -> None:
        factories.draft(self.original(choice.which), title=self.new())

    def publish(self, choice: Choice) -> None:
        factories.publish(self.original(choice.which), **({"title": self.new()} if choice.so else {}))

    def save(self, choice: Choice) -> None:
        page = self.original(choice.which)
        page.summary = self.new()
        page.save()

    def schedule(self, choice: Choice) -> None:
        at = datetime.now(UTC) + timedelta(hours=1 + choice.where % 3)
        page = self.original(choice.which)
        factories.publish(page, title=self.new(), **{"expire_at" if choice.so else "go_live_at": at})

    def hours_pass(self, choice: Choice) -> None:
        self.later += timedelta(hours=1 + choice.where % 3)
        with time_machine.travel(datetime.now(UTC) + timedelta(hours=3)):
            publish_what_is_due()

    def unpublish(self, choice: Choice) -> None:
        one(self.guides.filter(live=True), choice.which).unpublish()

    def delete(self, choice: Choice) -> None:
        self.guide(choice.which).delete()

    def delete_an_index(self, choice: Choice) -> None:
        if GuideIndexPage.objects.count() <= 2:
            raise Impossible
        one(GuideIndexPage.objects.exclude(pk__in=Site.objects.values("root_page")), choice.which).delete()

    def move(self, choice: Choice) -> None:
        self.guide(choice.which).move(self.index(choice.where), pos="last-child")

    def move_an_index(self, choice: Choice) -> None:
        self.index(choice.which).move(one(HomePage.objects.all(), choice.where), pos="last-child")

    def change_a_slug(self, choice: Choice) -> None:
        factories.publish(self.original(choice.which), slug=self.new())

    def change_the_slug_of_an_index(self, choice: Choice) -> None:
        index = self.index(choice.which)
        index.slug = self.new()
        index.save_revision().publish()

    def restrict(self, choice: Choice) -> None:
        page = self.guide(choice.which) if choice.so else one(Page.objects.filter(depth__gt=1), choice.which)
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    def restrict_silently(self, choice: Choice) -> None:
        """No signal tells of it, as where a process is killed before it can."""
        page = self.guide(choice.which) if choice.so else one(Page.objects.filter(depth__gt=1), choice.which)
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page, restriction_type="login")])

    def unrestrict(self, choice: Choice) -> None:
        one(PageViewRestriction.objects.all(), choice.which).delete()

    def copy(self, choice: Choice) -> None:
        self.need_room()
        slug = {"slug": self.new()}
        self.guide(choice.which).copy(to=self.index(choice.where), update_attrs=slug, keep_live=choice.so)

    def copy_an_index(self, choice: Choice) -> None:
        self.need_room()
        home = one(HomePage.objects.all(), choice.where)
        self.index(choice.which).copy(recursive=True, to=home, update_attrs={"slug": self.new()})

    def alias(self, choice: Choice) -> None:
        self.need_room()
        self.guide(choice.which).create_alias(parent=self.index(choice.where), update_slug=self.new())

    def edit_the_answer(self, choice: Choice) -> None:
        entry = FaqEntry.objects.get()
        entry.answer = f"<p>{self.new()}</p>"
        revision = entry.save_revision()
        if choice.so:
            revision.publish()

    def unpublish_the_answer(self, choice: Choice) -> None:
        FaqEntry.objects.get().unpublish()

    def rename(self, choice: Choice) -> None:
        """A topic or a person."""
        model: Any = Topic if choice.so else Contributor
        row = model.objects.get()
        row.name = self.new()
        row.save()

    def edit_the_picture(self, choice: Choice) -> None:
        picture = get_image_model().objects.get()
        point = 1 + choice.where % 8
        picture.focal_point_x = picture.focal_point_y = picture.focal_point_width = picture.focal_point_height = point
        picture.save()

    def change_the_settings(self, choice: Choice) -> None:
        shared = GuideSettings.for_site(one(Site.objects.all(), choice.which))
        shared.disclaimer = f"<p>{self.new()}</p>"
        shared.save()

    def change_the_host_name(self, choice: Choice) -> None:
        site = one(Site.objects.all(), choice.which)
        site.hostname = f"{self.new()}.example"
        site.save()

    def change_the_root_page(self, choice: Choice) -> None:
        site = one(Site.objects.all(), choice.which)
        taken = Site.objects.exclude(pk=site.pk).values("root_page")
        site.root_page = one(Page.objects.type(HomePage, GuideIndexPage).exclude(pk__in=taken), choice.where)
        site.save()

    def reconcile(self, choice: Choice) -> None:
        list(reconcile())

    def let_tombstones_grow_old(self, choice: Choice) -> None:
        self.later += timedelta(days=180) + timedelta(days=1)
        with time_machine.travel(datetime.now(UTC) + timedelta(days=180) + timedelta(days=1)):
            publish_what_is_due()
            list(reconcile())


ACTS: dict[str, Callable[[Editors, Choice], None]] = {
    act.__name__: act
    for act in (
        Editors.create,
        Editors.edit,
        Editors.publish,
        Editors.save,
        Editors.schedule,
        Editors.hours_pass,
        Editors.unpublish,
        Editors.delete,
        Editors.delete_an_index,
        Editors.move,
        Editors.move_an_index,
        Editors.change_a_slug,
        Editors.change_the_slug_of_an_index,
        Editors.restrict,
        Editors.restrict_silently,
        Editors.unrestrict,
        Editors.copy,
        Editors.copy_an_index,
        Editors.alias,
        Editors.edit_the_answer,
        Editors.unpublish_the_answer,
        Editors.rename,
        Editors.edit_the_picture,
        Editors.change_the_settings,
        Editors.change_the_host_name,
        Editors.change_the_root_page,
        Editors.reconcile,
        Editors.let_tombstones_grow_old,
    )
}
