"""What the site does while following is measured, in its production settings. Prints its result as JSON.

A process prints “ready” when it is, and begins when its input is closed; `drafts` ends then.

Usage: python -m bench.following_work prepare | digests | act NAME | drafts | publish FIRST TIMES
"""

from __future__ import annotations

import json
import select
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

django.setup()

from django.core.files.images import ImageFile
from django.db import close_old_connections, transaction
from wagtail.models import Site

from bench import content
from bench.site_work import Image, index, new_page, pictures, raw_body
from faq_blocks.models import FaqEntry
from guide_pages.models import Delivery, GuidePage, Topic
from guide_pages.publishing.inputs import inputs_of
from guide_pages.publishing.reconciling import BATCH
from guide_pages.publishing.working_off import work_off_everything
from guide_pages.records.due import Due, DueQuerySet
from home.models import PlainPage

ABOUT, ANSWERED = "about-bench", 12
PAUSE = 0.05


def prepare() -> dict[str, Any]:
    """Make a page in the menu, and an answer of the library with the guides that show it. Return how many there are.

    That all others show the menu is not waited for: `reconcile --anew` or `digests` comes next.
    """
    root = Site.objects.get(is_default_site=True).root_page
    about = PlainPage(title="About", slug=ABOUT, show_in_menus=True, body="<p>Who we are.</p>")
    root.add_child(instance=about)
    Due.objects.all().delete()
    entry = FaqEntry.objects.create(question="Is it true?", answer="<p>It is.</p>")
    parent, keys = index(), pictures()
    for number in range(ANSWERED):
        page = new_page(content.article(800_000 + number), keys, live=False)
        body = json.loads(raw_body(content.article(800_000 + number), keys))
        body[-1]["value"]["questions"].append({"type": "library_question", "value": entry.pk})
        page.body = json.dumps(body)
        parent.add_child(instance=page).save_revision().publish()
    work_off_everything()
    return {"guides": Delivery.objects.count()}


def digests() -> dict[str, Any]:
    """Say of copies that they are made from what is there now: what follows then is what an act asks for."""
    keys = list(Delivery.objects.values_list("guide__page", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            for key, inputs in inputs_of(keys[start : start + BATCH]).items():
                Delivery.objects.filter(guide__page=key).update(inputs=inputs)
    return {"guides": len(keys)}


def ready() -> None:
    """Say that all is prepared, and wait until it may begin."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.read()


def _words() -> str:
    return f"<p>Words of {time.time_ns()}.</p>"


def _page_body() -> Callable[[], object]:
    page = PlainPage.objects.get(slug=ABOUT)
    page.body = _words()
    return page.save_revision().publish


def _page_renamed() -> Callable[[], object]:
    page = PlainPage.objects.get(slug=ABOUT)
    page.title = f"About {time.time_ns()}"
    return page.save_revision().publish


def _answer() -> FaqEntry:
    entry: FaqEntry = FaqEntry.objects.get(question="Is it true?")
    entry.answer = _words()
    return entry


def _topic_renamed() -> Callable[[], object]:
    topic = Topic.objects.get(slug=content.TOPICS[0].lower())
    topic.name = f"{content.TOPICS[0]} {time.time_ns()}"
    return topic.save


def _picture() -> Callable[[], object]:
    file = ImageFile(content.picture(77, 3000, 2000), name="large.jpg")
    return partial(Image.objects.create, title="Large", file=file)


#: Each prepares, and returns what is timed.
CHANGES: dict[str, Callable[[], Callable[[], object]]] = {
    "page_body": _page_body,
    "page_renamed": _page_renamed,
    "answer_draft": lambda: _answer().save_revision,
    "answer_published": lambda: _answer().save_revision().publish,
    "topic_renamed": _topic_renamed,
    "picture": _picture,
}


def act(name: str) -> dict[str, Any]:
    """Change something, and wait until nothing is due. Say how many guides were asked for, and the seconds."""
    change = CHANGES[name]()
    touched: set[int] = set()
    asking = 0.0
    ask = DueQuerySet.ask

    def counted(*args: Any, **kwargs: Any) -> set[int]:
        nonlocal asking
        start = time.perf_counter()
        found = ask(*args, **kwargs)
        asking += time.perf_counter() - start
        touched.update(found)
        return found

    DueQuerySet.ask = counted  # type: ignore[method-assign]
    ready()
    began = time.time()
    change()
    answered = time.time()
    while Due.objects.filter(error="").exists():
        time.sleep(PAUSE)
    return {
        "began": began,
        "ended": time.time(),
        "request": answered - began,
        "asking": asking,
        "touched": len(touched),
        "failed": Due.objects.count(),
    }


def drafts() -> dict[str, Any]:
    """Save a draft again and again until the input is closed. Return when each was begun, and its milliseconds."""
    page = GuidePage.objects.order_by("pk")[0]
    words = json.loads(raw_body(content.article(0), pictures()))
    saved: list[tuple[float, float]] = []
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while not select.select([sys.stdin], [], [], 4 * PAUSE)[0]:
        words[0]["value"]["heading"] = f"Heading {len(saved)}"
        page.body = json.dumps(words)
        start = time.perf_counter()
        began = time.time()
        page.save_revision()
        saved.append((began, (time.perf_counter() - start) * 1000))
        close_old_connections()
    return {"saved": saved}


def publish(first: int, times: int) -> dict[str, Any]:
    """Publish new words of so many guides from the first of these on. Say when that began and ended."""
    keys = pictures()
    revisions = []
    for place, page in enumerate(GuidePage.objects.child_of(index()).order_by("pk")[first : first + times]):
        page.body = raw_body(content.new_words(content.article(700_000 + first + place), time.time_ns()), keys)
        revisions.append(page.save_revision())
    ready()
    began = time.time()
    for revision in revisions:
        revision.publish()
    return {"began": began, "ended": time.time(), "published": len(revisions)}


def main(name: str, *arguments: str) -> None:
    """Do it, and print what it found."""
    if name == "act":
        found = act(*arguments)
    elif name == "publish":
        found = publish(*map(int, arguments))
    else:
        found = {"prepare": prepare, "digests": digests, "drafts": drafts}[name]()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
