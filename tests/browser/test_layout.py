"""No page's layout depends on which of its parts there are, nor on how long they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Locale

from guide_pages.models import GuideSettings, Reply
from home.models import HomePage, PlainPage
from tests.browser.layout import faults
from tests.factories import (
    ContributorFactory,
    ImageFactory,
    TopicFactory,
    block,
    faq,
    guide,
    guide_index,
    image,
    question,
    reply,
    section,
    text,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from wagtail.models import Site

    from guide_pages.models import GuideIndexPage

WIDTHS = (320, 390, 768, 992, 1440)
LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 2
ARABIC = "النوم بعد الجراحة: ما الذي يساعد وما الذي لا يساعد"
SENTENCE = "Most people sleep badly for some nights after an operation, and that is no reason to worry. "
BANNER = {
    "urgent_help_heading": "Need help now?",
    "urgent_help_text": "<p>You can reach a person at any hour.</p>",
    "urgent_help_contacts": [
        ("contact", {"label": "Call 988", "detail": "Lifeline", "href": "tel:988"}),
        ("contact", {"label": "Call 911", "detail": "In an emergency", "href": "tel:911"}),
    ],
}


def sections(number: int, words: str = SENTENCE) -> list[dict[str, Any]]:
    return [section(f"Part {n} of it", text(words)) for n in range(1, number + 1)]


def everything() -> list[dict[str, Any]]:
    """A section with each kind of block, and a group of questions."""
    callout = {"tone": "warning", "heading": "Do not stop suddenly", "text": f"<p>{SENTENCE}</p>"}
    urgent = {"heading": "If it gets too much", "text": "<p>Reach out now.</p>", "contacts": []}
    parts = [
        text(SENTENCE * 3),
        block("subheading", "A smaller heading"),
        image(ImageFactory(), caption="Still water."),
    ]
    return [
        section("With everything", *parts, block("callout", callout), block("urgent_help", urgent)),
        faq(question(), question(LONG_WORD, f"<p>{LONG_WORD}</p>")),
    ]


def people(number: int) -> list[Any]:
    credentials = "MD, MPH, and a few more letters that do not fit"
    return ContributorFactory.create_batch(number, credentials=credentials, role="Nurse", biography=SENTENCE)


def make_guides() -> dict[str, str]:
    """The path of a guide for each part that it may have or not, alone, and all of them together."""
    alone: dict[str, dict[str, Any]] = {
        "nothing": {},
        "hero": {"hero": ImageFactory(file__width=1600, file__height=900)},
        "a short summary": {"summary": "Why."},
        "a long summary": {"summary": (SENTENCE * 5)[:400]},
        "many people": {"authors": people(3), "reviewers": people(3)},
        "topics": {"topics": TopicFactory.create_batch(7)},
        "a long word": {"title": LONG_WORD, "summary": LONG_WORD, "topics": [TopicFactory(name=LONG_WORD[:90])]},
        "a title in Arabic": {"title": ARABIC},
        "from right to left": {"title": ARABIC, "summary": ARABIC, "locale": Locale.objects.create(language_code="ar")},
    }
    blocks: dict[str, list[dict[str, Any]]] = {
        "questions": [*sections(1), faq(question(), question("Why not?"))],
        "every block": everything(),
        "many short parts": sections(30, "Short."),
        "replies": sections(1),
        "all": [*sections(8), *everything()],
    }
    parts = ("hero", "a long summary", "many people", "topics")
    alone["all"] = {name: value for part in parts for name, value in alone[part].items()}
    pages = {
        name: guide(
            *blocks.get(name, sections(2)),
            **{"title": name, "replies": "open" if name in {"replies", "all"} else "closed", **alone.get(name, {})},
        )
        for name in [*alone, *blocks]
    }
    for page in (pages["replies"], pages["all"]):
        first = reply(page, state=Reply.State.APPROVED, text=SENTENCE)
        reply(page, state=Reply.State.APPROVED, text=LONG_WORD, parent=first)
    return {name: page.url for name, page in pages.items()}


def faults_of(page: Page, paths: dict[str, str]) -> list[str]:
    found = []
    for name, path in paths.items():
        page.goto(path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{name}, {width}: {fault}" for fault in faults(page)]
    return found


def add_banner(site: Site) -> None:
    settings = GuideSettings.of(site)
    for name, value in BANNER.items():
        setattr(settings, name, value)
    settings.disclaimer = f"<p>{SENTENCE}</p>"
    settings.save()


def test_a_guide_is_in_order_whatever_parts_it_has(page, site):
    guides = make_guides()
    found = faults_of(page, guides)
    add_banner(site)
    some = {name: guides[name] for name in ("nothing", "many people", "from right to left", "all")}
    found += [f"with a banner, {fault}" for fault in faults_of(page, some)]
    assert found == [], "\n".join(found)


def test_the_pages_around_are_in_order_however_little_or_much_they_have(page, site):
    index = guide_index(show_in_menus=True)
    around = {
        "home": "/",
        "index": index.url,
        "search": "/search/",
        "nothing found": f"/search/?query={LONG_WORD[:150]}",
        "found": "/search/?query=sleep",
        "not there": "/no-such-page/",
    }
    found = faults_of(page, around)
    fill(site, index)
    found += [
        f"with much, {fault}"
        for fault in faults_of(page, around | {"plain": "/about/", "a topic": f"{index.url}topics/{TOPIC}/"})
    ]
    assert found == [], "\n".join(found)


#: The slug of a topic that has guides.
TOPIC = "rest"


def fill(site: Site, index: GuideIndexPage) -> None:
    """Long words wherever a page of the site has words, and more topics than guides."""
    site.site_name = LONG_WORD
    site.save()
    index.title, index.introduction = LONG_WORD, f"<p>{SENTENCE * 4}</p>"
    index.save_revision().publish()
    home = HomePage.objects.get()
    home.title, home.introduction = LONG_WORD, f"<p>{SENTENCE * 4}{LONG_WORD}</p>"
    home.save_revision().publish()
    body = f"<h2>{LONG_WORD}</h2><p>{SENTENCE}</p><hr/><ul><li>{LONG_WORD}</li></ul>"
    home.add_child(instance=PlainPage(title=LONG_WORD, slug="about", body=body, show_in_menus=True))
    topics = [TopicFactory(slug=TOPIC), *TopicFactory.create_batch(11), TopicFactory(name=LONG_WORD[:90])]
    guide(title=f"Sleep {LONG_WORD}", summary=LONG_WORD, topics=topics)
    guide(title="Sleep", hero=ImageFactory(file__width=1600, file__height=900), topics=topics[:2])
    guide(title=f"Sleep {ARABIC}", summary=ARABIC)
