"""What limits a search limits it wherever words are found: in the very heading, in headings, and in texts."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction, Site

from guide_pages.models import GuidePage, Passage
from tests import factories
from tests.guide_pages.api.asking import ask

pytestmark = pytest.mark.django_db

#: A heading that is the query, one that has it, and a text that has it.
PLACES = ("zebra", "A zebra and more", "Something else")


def body() -> list[dict[str, object]]:
    texts = ["Nothing here.", "Nothing there.", "In here is a zebra."]
    sections = [factories.section(heading, factories.text(text)) for heading, text in zip(PLACES, texts, strict=True)]
    questions = [
        factories.question(f"{heading}?", f"<p>{text}</p>") for heading, text in zip(PLACES, texts, strict=True)
    ]
    return [*sections, factories.faq(*questions)]


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(*body(), title="Animals")


def found(
    client: Client, resource: str = "search", host: str = "testserver", **parameters: str
) -> set[tuple[str, str]]:
    """The headings that are found, with the languages of their guides."""
    more = "".join(f"&{name}={quote(value)}" for name, value in parameters.items())
    items = ask(client, f"{resource}?q=zebra&limit=100{more}", host=host).json["items"]
    return {(item.get("heading") or item["question"], item["guide"]["locale"]) for item in items}


def in_language(code: str) -> set[tuple[str, str]]:
    return {(f"{heading}{mark}", code) for heading in PLACES for mark in ("", "?")}


def test_each_place_is_searched(client: Client, page: GuidePage) -> None:
    assert found(client) == in_language("en")


def test_a_language_limits_headings_and_texts(client: Client, page: GuidePage) -> None:
    spanish = Locale.objects.create(language_code="es")
    factories.publish(page.copy_for_translation(spanish, copy_parents=True))
    assert set(Passage.objects.values_list("locale", flat=True)) == {"en", "es"}
    assert found(client) == in_language("en") | in_language("es")
    for code in ("en", "es"):
        assert found(client, locale=code) == in_language(code)
    assert found(client, locale="fr") == set()


def test_answers_are_questions_and_never_sections(client: Client, page: GuidePage) -> None:
    questions = {(f"{heading}?", "en") for heading in PLACES}
    assert found(client, "answers") == found(client, "answers", locale="en") == questions


@pytest.mark.parametrize("resource", ["search", "answers"])
def test_what_is_not_public_is_found_nowhere(client: Client, page: GuidePage, resource: str) -> None:
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=page.get_parent(), restriction_type="login")])
    assert found(client, resource) == set()


@pytest.mark.parametrize("resource", ["search", "answers"])
def test_another_sites_guides_are_not_found(client: Client, page: GuidePage, resource: str) -> None:
    root = Page.get_first_root_node().add_child(instance=Page(title="Two", slug="two"))
    Site.objects.create(hostname="two.example", root_page=root)
    assert found(client, resource, host="two.example") == set()
    assert found(client, resource) != set()


def test_each_is_found_once_the_very_heading_first(client: Client, page: GuidePage) -> None:
    items = ask(client, "search?q=zebra&limit=100").json["items"]
    headings = [item["heading"].removesuffix("?") for item in items]
    assert headings == ["zebra", "zebra", "A zebra and more", "A zebra and more", "Something else", "Something else"]


@pytest.mark.parametrize("limit", [1, 4])
def test_pages_of_hits_end_and_hold_each_once(client: Client, page: GuidePage, limit: int) -> None:
    seen: list[str] = []
    address = f"search?q=zebra&limit={limit}"
    for _ in range(20):
        answer = ask(client, address).json
        seen += [item["id"] for item in answer["items"]]
        if answer["next_cursor"] is None:
            break
        address = f"search?q=zebra&limit={limit}&cursor={answer['next_cursor']}"
    assert len(seen) == len(set(seen)) == 6
