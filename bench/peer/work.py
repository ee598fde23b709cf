"""What the peer does at the benchmark's request: load guides, publish one again. Prints its result as JSON.

Usage: python -m bench.peer.work load FROM TO | publish TIMES FIRST_TURN | upload | addresses
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.peer.settings")
django.setup()

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from bench import content
from bench.content import Article, Block, fixed_id
from bench.databases import PREFIX
from bench.machine import Watch
from bench.peer.models import (
    GuideAuthor,
    GuideIndexPage,
    GuidePage,
    GuideReviewer,
    GuideTopic,
    Person,
    Topic,
)
from bench.timing import WARM_UP, timed, timed_after_rest

Image = get_image_model()


def index() -> GuideIndexPage:
    """Return the page that guides stand under, made with the pictures if it is not there."""
    found = GuideIndexPage.objects.first()
    if found is None:
        for number in range(content.SHARED_PICTURES):
            file = ImageFile(content.picture(number), name=f"picture-{number:02}.jpg")
            Image.objects.create(title=f"Picture {number:02}", file=file).get_rendition("width-960")
        Topic.objects.bulk_create(Topic(name=name) for name in content.TOPICS)
        Person.objects.bulk_create(Person(name=name) for name in content.PEOPLE)
        root = Site.objects.get().root_page
        found = root.add_child(instance=GuideIndexPage(title="Guides", slug="guides", show_in_menus=True))
    return found


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
    faq = [_raw("faq", {"heading": "Questions", "questions": questions}, article.slug, "faq")] if questions else []
    return json.dumps(sections + faq)


def _block(block: Block, keys: list[int], *names: object) -> dict[str, Any]:
    if block.kind == "picture":
        image = {"image": keys[int(block.value)], "alt_text": block.words, "decorative": False}
        return _raw("figure", {"image": image, "caption": block.words}, *names)
    value = {"heading": block.words, "text": block.value} if block.kind == "callout" else block.value
    return _raw(block.kind, value, *names)


def _raw(kind: str, value: Any, *names: object) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": fixed_id(*names)}


def new_page(article: Article, keys: list[int], **fields: Any) -> GuidePage:
    """Return a page of the article, not saved."""
    return GuidePage(
        title=article.title,
        slug=article.slug,
        summary=article.summary,
        search_description=article.summary,
        topics=", ".join(article.topics),
        authors=", ".join(content.PEOPLE),
        hero_id=keys[0],
        hero_alt="What it is about",
        body=raw_body(article, keys),
        guide_topics=[GuideTopic(topic=topic) for topic in Topic.objects.filter(name__in=article.topics)],
        guide_authors=[GuideAuthor(person=Person.objects.get(name=content.PEOPLE[0]))],
        guide_reviewers=[GuideReviewer(person=Person.objects.get(name=content.PEOPLE[1]))],
        **fields,
    )


def publish(article: Article, parent: Page, keys: list[int]) -> GuidePage:
    """Publish a new guide as an editor does."""
    page = parent.add_child(instance=new_page(article, keys, live=False))
    page.save_revision().publish()
    return page


def load(first: int, end: int) -> dict[str, Any]:
    """Publish guides `first` to `end`: the newest as an editor does, older ones by one save."""
    parent, keys = index(), pictures()
    for number in range(first, end):
        if number < content.NEWEST:
            publish(content.article(number), parent, keys)
        else:
            then = content.long_ago(number)
            page = new_page(content.article(number), keys, first_published_at=then, last_published_at=then)
            parent.add_child(instance=page)
    return {"guides": GuidePage.objects.count()}


def guide_of_pictures(turn: int) -> GuidePage:
    """Return the guide of twenty pictures with new words, published before but not with these."""
    article, keys = content.article(999_999, pictures=content.SHARED_PICTURES), pictures()
    known = GuidePage.objects.filter(slug=article.slug).first() or publish(article, index(), keys)
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
    """Return what the benchmark asks for: the newest guides' keys and paths."""
    newest = GuidePage.objects.live().order_by("slug")[:20]
    return {"guides": [{"id": page.pk, "path": page.url} for page in newest]}


def upload() -> dict[str, Any]:
    """Upload a picture of six megapixels; say the seconds of that."""
    file = ImageFile(content.picture(77, 3000, 2000), name="large.jpg")
    return {"seconds": timed(lambda: Image.objects.create(title="Large", file=file)) / 1000}


ACTS = {"load": load, "publish": publish_again, "upload": upload, "addresses": addresses}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(ACTS[sys.argv[1]](*map(int, sys.argv[2:]))))
