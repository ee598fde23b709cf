"""What the site does at the benchmark's request, in its production settings. Prints its result as JSON.

Usage: python -m bench.site_work load FROM TO | others | clone TO | publish TIMES FIRST_TURN | addresses
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "site"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
django.setup()

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from bench import content
from bench.content import Article, Block, fixed_id
from bench.databases import PREFIX
from bench.machine import Watch
from bench.timing import WARM_UP, timed_after_rest
from guide_pages.models import (
    Contributor,
    Delivery,
    FeedCounter,
    GuideAuthor,
    GuideIndexPage,
    GuidePage,
    GuideReviewer,
    GuideTopic,
    Topic,
)
from home.models import HomePage

Image = get_image_model()

#: Guides that are published begin here in the feed. Cloned ones come before them: the newest are the same at any size.
FIRST_SEQUENCE = 1_000_000
#: A site of twenty guides, for bundles, and one for guides that others should not meet in their lists.
SECOND, WORKSHOP = "second.example", "workshop.example"
BUNDLED = 20
WITHIN = 0.01  # guides of 5, 50 and 500 blocks have the same bytes, within this part of them


def index(hostname: str = "") -> GuideIndexPage:
    """Return the page that a site's guides stand under, made if it is not there."""
    site = Site.objects.filter(hostname=hostname).first() if hostname else Site.objects.get(is_default_site=True)
    if site is None:
        name = hostname.partition(".")[0]
        home = Page.get_first_root_node().add_child(instance=HomePage(title=name.capitalize(), slug=name))
        site = Site.objects.create(hostname=hostname, root_page=home)
    found = GuideIndexPage.objects.child_of(site.root_page).first()
    return found or site.root_page.add_child(instance=GuideIndexPage(title="Guides", slug="guides", show_in_menus=True))


def prepare() -> None:
    """Make what all guides share, once."""
    if Topic.objects.exists():
        return
    site = Site.objects.get(is_default_site=True)
    FeedCounter.objects.update_or_create(site=site, defaults={"value": FIRST_SEQUENCE})
    for name in content.TOPICS:
        Topic.objects.create(name=name, slug=name.lower())
    for name in content.PEOPLE:
        Contributor.objects.create(name=name, credentials="Invented")
    for number in range(content.SHARED_PICTURES):
        file = ImageFile(content.picture(number), name=f"picture-{number:02}.jpg")
        Image.objects.create(title=f"Picture {number:02}", file=file)


def pictures() -> list[int]:
    """Return the keys of the shared pictures, in order."""
    return list(Image.objects.order_by("title").values_list("pk", flat=True))


def raw_body(article: Article, keys: list[int]) -> str:
    """Return the article as StreamField stores it."""
    sections = [
        _raw(
            "section",
            {
                "heading": section.heading,
                "content": [_block(block, keys, article, place, n) for n, block in enumerate(section.blocks)],
            },
            article.slug,
            place,
        )
        for place, section in enumerate(article.sections)
    ]
    questions = [
        _raw("question", question._asdict(), article.slug, "question", n)
        for n, question in enumerate(article.questions)
    ]
    value = {"heading": "Questions", "introduction": "", "questions": questions}
    return json.dumps([*sections, *([_raw("faq", value, article.slug, "faq")] if questions else [])])


def _block(block: Block, keys: list[int], article: Article, *place: int) -> dict[str, Any]:
    value: Any = block.value
    if block.kind == "picture":
        image = {"image": keys[int(block.value)], "alt_text": block.words, "decorative": False}
        return _raw("image", {"image": image, "wanted": "", "caption": block.words, "credit": ""}, article.slug, *place)
    if block.kind == "callout":
        value = {"tone": "note", "heading": block.words, "text": block.value}
    return _raw(block.kind, value, article.slug, *place)


def _raw(kind: str, value: Any, *names: object) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": fixed_id(*names)}


def new_page(article: Article, keys: list[int], **fields: Any) -> GuidePage:
    """Return a page of the article, not saved."""
    return GuidePage(
        title=article.title,
        slug=article.slug,
        summary=article.summary,
        search_description=article.summary,
        hero_id=keys[0],
        hero_alt="What it is about",
        body=raw_body(article, keys),
        guide_topics=[GuideTopic(topic=topic) for topic in Topic.objects.filter(name__in=article.topics)],
        guide_authors=[GuideAuthor(contributor=Contributor.objects.get(name=content.PEOPLE[0]))],
        guide_reviewers=[GuideReviewer(contributor=Contributor.objects.get(name=content.PEOPLE[1]))],
        **fields,
    )


def publish(article: Article, parent: Page, keys: list[int]) -> GuidePage:
    """Publish a new guide as an editor does."""
    page = parent.add_child(instance=new_page(article, keys, live=False))
    page.save_revision().publish()
    return page


def load(first: int, end: int) -> dict[str, Any]:
    """Publish guides `first` to `end` on the first site: the newest as an editor does, older ones by one save."""
    prepare()
    parent, keys = index(), pictures()
    for number in range(first, end):
        if number < content.NEWEST:
            publish(content.article(number), parent, keys)
        else:
            page = new_page(content.article(number), keys, first_published_at=content.long_ago(number))
            parent.add_child(instance=page)
    return {"guides": Delivery.objects.count()}


def others() -> dict[str, Any]:
    """Publish the second site's guides, and on the workshop those of 5, 50 and 500 blocks with the same bytes."""
    parent, keys = index(SECOND), pictures()
    for number in range(BUNDLED):
        publish(content.article(900_000 + number), parent, keys)
    sizes: dict[str, Any] = {}
    for column in ("json_br", "html_br"):
        wanted = 0
        for blocks in (500, 50, 5):
            page, size = _guide_of_bytes(column, blocks, wanted, keys)
            wanted = wanted or size
            sizes[f"{column} {blocks}"] = {"path": page.get_url(), "id": str(page.guide.pk), "bytes": size}
    return sizes


def _guide_of_bytes(column: str, blocks: int, wanted: int, keys: list[int]) -> tuple[GuidePage, int]:
    """A guide of so many blocks whose stored body has the wanted length, or any if 0, and its length."""
    words = 4_000
    page: GuidePage | None = None
    for _ in range(12):
        article = content.article_of_blocks(blocks, words)
        if page is None:
            slug = f"{column}-{article.slug}".replace("_", "-")
            page = publish(article._replace(slug=slug), index(WORKSHOP), keys)
        else:
            page.body = raw_body(article, keys)
            page.save_revision().publish()
        size = len(getattr(Delivery.objects.get(guide__page=page), column))
        if not wanted or abs(size - wanted) <= wanted * WITHIN:
            break
        words = round(words * (wanted / size) ** 0.9)
    return page, size


def guide_of_pictures(turn: int) -> GuidePage:
    """Return the guide of twenty pictures with new words, published before but not with these."""
    article, keys = content.article(999_999, pictures=content.SHARED_PICTURES), pictures()
    known = GuidePage.objects.filter(slug=article.slug).first() or publish(article, index(WORKSHOP), keys)
    page = GuidePage.objects.get(pk=known.pk)
    page.body = raw_body(content.new_words(article, turn), keys)
    return page


def publish_again(times: int, turn: int) -> dict[str, Any]:
    """Publish new words of a guide of twenty pictures, so many times; say the milliseconds of each."""
    guide_of_pictures(turn)
    taken = []
    watch = Watch([], PREFIX)
    for n in range(turn, turn + times + WARM_UP):
        revision = guide_of_pictures(n).save_revision()
        taken.append(timed_after_rest(revision.publish))
    return {"milliseconds": taken[WARM_UP:], "foreign": watch.foreign()}


def addresses() -> dict[str, Any]:
    """Return the newest guides' ids and paths on the first site, and how many it has."""
    site = Site.objects.get(is_default_site=True)
    there = Delivery.objects.filter(site=site)
    newest = there.newest_first()[: content.NEWEST].values_list("guide_id", "path")
    return {"guides": [{"id": str(guide), "path": path} for guide, path in newest], "count": there.count()}


def clone(upto: int) -> dict[str, Any]:
    """Make so many guides of those that are there."""
    from bench.cloning import clone_guides

    return {"guides": clone_guides(upto)}


ACTS = {
    "load": load,
    "others": others,
    "clone": clone,
    "publish": publish_again,
    "addresses": addresses,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(ACTS[sys.argv[1]](*map(int, sys.argv[2:]))))
