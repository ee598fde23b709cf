"""One visibility: by no way does anybody learn of a guide that is not public.

Each way is asked in each state, and its answer is the one of a site that never had the guide, byte for byte: status,
headers, validator, counts, cursors and body. Where that cannot be, the test says what may differ; nothing else may.

What is not promised: a document is as public as its collection, and the files of an image are open to whoever has their
address, as everywhere in Wagtail; no answer names either. There is no Atom feed yet, so it has no row in the table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from guide_pages.models import Guide, GuidePage
from tests import factories
from tests.guide_pages.api.asking import Answer, ask, followed
from tests.guide_pages.api.hiding import STATES, WAYS, WORD, State, Way, restrict_silently

pytestmark = pytest.mark.django_db

#: Methods and accepted codings: each coding is a representation with a validator of its own.
FORMS = [("GET", ""), ("GET", "gzip"), ("GET", "br, gzip;q=0.5"), ("HEAD", "")]

Answers = dict[tuple[Way, str, str], Answer]


class World(NamedTuple):
    """A site with guides beside the hidden one, what that one is made of, and a client's cursor from before it."""

    fields: dict[str, Any]
    cursor: str


class Hidden(NamedTuple):
    """A guide in a state: what is known of it, what was answered when it was public, and what is without it."""

    state: State
    known: dict[str, Any]
    public: Answers
    without: Answers

    def __repr__(self) -> str:
        return f"<{self.state}>"

    def address(self, way: Way) -> str:
        return way.address.format(**self.known)

    def validators(self, way: Way) -> set[str]:
        """Those that the address had, anything, and some that nothing ever had."""
        had = {self.public[way, method, coding].headers.get("ETag", "") for method, coding in forms(way)}
        return {*had, "*", f'"{"0" * 64}"', f'"{"0" * 64}-gzip"'} - {""}


@contextmanager
def undone() -> Iterator[None]:
    """What is done in this context is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Made once: each state is put into it, and taken back."""
    with django_db_blocker.unblock(), undone():
        with TestCase.captureOnCommitCallbacks(execute=True):
            fields = populate()
        yield World(fields, ask(Client(), "changes").json["next_cursor"])


def populate() -> dict[str, Any]:
    home = factories.site().root_page
    two = home.add_sibling(instance=Page(title="Two", slug="two"))
    Site.objects.create(hostname="two.example", root_page=two)
    for slug, parent in (("own", home), ("closed", home), ("other", two)):
        factories.guide_index(parent, title=slug.title(), slug=slug)
    restrict_silently(Page.objects.get(slug="closed"), "login")
    shared = factories.TopicFactory(name="Shared", slug="shared")
    for n in range(3):
        factories.guide(title=f"Neighbor {n}", slug=f"neighbor-{n}", topics=[shared])
    picture = factories.ImageFactory(title=WORD, file__filename=f"{WORD}.png")
    document = get_document_model().objects.create(title=WORD, file=ContentFile(b"%PDF", f"{WORD}.pdf"))
    link = f'<a linktype="document" id="{document.pk}">{WORD}</a>'
    body = factories.body(
        factories.section(
            f"How {WORD}", factories.text(f"{WORD} {link}"), factories.image(picture, WORD, caption=WORD)
        ),
        factories.faq(factories.question(f"Why {WORD}?", f"<p>For {WORD}.</p>"), factories.question()),
        factories.section(),
    )
    return {
        "title": WORD.title(),
        "slug": WORD,
        "summary": f"Of {WORD}.",
        "body": body,
        "hero": picture,
        "hero_alt": WORD,
        "topics": [shared, factories.TopicFactory(name=WORD.title(), slug=WORD)],
        "authors": [factories.ContributorFactory(name=f"Dr {WORD.title()}")],
    }


@pytest.fixture(scope="module", params=STATES, ids=str)
def hidden(world: World, request: pytest.FixtureRequest) -> Iterator[Hidden]:
    """A guide that nobody may see any more, in each state."""
    state: State = request.param
    with undone():
        state.around()
        without = asked(known_of(None, state, world))
    with undone():
        with TestCase.captureOnCommitCallbacks(execute=True):
            page = state.make(parent=Page.objects.get(slug=state.parent).specific, **world.fields)
        known = known_of(page, state, world)
        public = asked(known)
        with TestCase.captureOnCommitCallbacks(execute=state.followed):
            state.around()
            if state.hide:
                state.hide(GuidePage.objects.get(pk=page.pk))
        yield Hidden(state, known, public, without)


def known_of(page: GuidePage | None, state: State, world: World) -> dict[str, Any]:
    """What stands for `{…}` in an address: of a page, or of none that there ever was."""
    guide = Guide.objects.filter(page=page.pk).first() if page else None
    return {
        "id": guide.pk if guide else uuid4(),
        "pk": page.pk if page else 999_999,
        "word": WORD,
        "cursor": world.cursor,
        **state.paths,
    }


def asked(known: dict[str, Any]) -> Answers:
    """The answer of every way in every form."""
    client = Client()
    return {
        (way, method, coding): ask(client, way.address.format(**known), method, accept_encoding=coding)
        for way in WAYS
        for method, coding in forms(way)
    }


def forms(way: Way) -> list[tuple[str, str]]:
    """The forms in which a way is asked: what is not ours has one."""
    return FORMS if way.is_ours else FORMS[:1]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_hidden_guide_might_as_well_not_be(client: Client, hidden: Hidden, way: Way) -> None:
    for method, coding in forms(way):
        answer = ask(client, hidden.address(way), method, accept_encoding=coding)
        without = hidden.without[way, method, coding]
        if way.is_feed and hidden.state.hide:
            assert WORD not in answer.words.lower()
            assert told(answer) == with_tombstone(told(without), hidden, way)
        elif way.name.startswith("page") and hidden.state.is_restricted:
            assert_asks_to_sign_in(answer, hidden)
        elif way.name.startswith("v3") and "password" in hidden.state.name:
            assert but_for(answer, "Vary") == but_for(without, "Vary")  # Wagtail looks into the session for a password
        else:
            assert answer == without


def told(answer: Answer) -> tuple[Answer, list[Any]]:
    """What a feed says but for its cursor, which is as far as the feed has come, and so its validator and length."""
    lines = [json.loads(line) for line in answer.words.splitlines()] if answer.body else []
    for line in lines:
        line.pop("cursor", None)
        line.pop("next_cursor", None)
    return but_for(answer._replace(body=b""), "ETag", "Content-Length"), lines


def with_tombstone(told: tuple[Answer, list[Any]], hidden: Hidden, way: Way) -> tuple[Answer, list[Any]]:
    """Who had the guide is told that it is gone: who asks for changes since then, and nobody else."""
    answer, lines = told
    if lines and hidden.state.reason and "{cursor}" in way.address:
        gone = {"kind": "gone", "id": str(hidden.known["id"]), "reason": hidden.state.reason}
        lines = [{**lines[0], "items": [*lines[0]["items"], gone]}]
    return answer, lines


def but_for(answer: Answer, *names: str) -> Answer:
    return answer._replace(headers={name: value for name, value in answer.headers.items() if name not in names})


def assert_asks_to_sign_in(answer: Answer, hidden: Hidden) -> None:
    """Wagtail's own page: it says where to go on after that, which is the address that was asked for.

    A page that was moved has left a redirect, Wagtail's own too: it names the new address, whoever asks.
    """
    path, new_path = hidden.known["path"], hidden.known["new_path"]
    allowed = {(200, ""), *((302, f"/_util/login/?next={address}") for address in (path, new_path))}
    if path != new_path:
        allowed.add((301, f"{factories.site().root_url}{new_path}"))
    assert (answer.status, answer.headers.get("Location", "")) in allowed
    assert "ETag" not in answer.headers
    assert WORD not in answer.words.lower().replace(hidden.known["path"], "")


def test_no_validator_reveals_it(client: Client, hidden: Hidden) -> None:
    """Not the one that its address had, and not `*`: who may read it is decided before, by the same queries.

    So the time that an answer takes says nothing either.
    """
    for way in (way for way in WAYS if way.is_ours):
        ask(client, hidden.address(way))  # what is asked once and kept
        with CaptureQueriesContext(connection) as queries:
            answer = ask(client, hidden.address(way))
        for validator in hidden.validators(way):
            with CaptureQueriesContext(connection) as with_validator:
                checked = ask(client, hidden.address(way), if_none_match=validator)
            assert len(with_validator) == len(queries), way
            assert not way.is_its_own or checked.status == answer.status in {200, 301, 302, 404}, way
            assert not way.is_its_own or "ETag" not in checked.headers, way


def test_a_list_that_had_it_is_another(client: Client, hidden: Hidden) -> None:
    for (way, method, coding), public in hidden.public.items():
        validator = public.headers.get("ETag", "")
        if validator and hidden.without[way, method, coding].headers.get("ETag") != validator:
            form = {"method": method, "accept_encoding": coding}
            assert ask(client, hidden.address(way), if_none_match=validator, **form).status != 304, way


def test_following_a_list_or_the_feed_takes_no_step_more(client: Client, hidden: Hidden) -> None:
    assert len(followed(client, "guides?limit=1")) == len(followed(client, "changes?limit=1")) == 3
    assert len(followed(client, f"changes?limit=1&cursor={hidden.known['cursor']}")) == bool(hidden.state.reason)


def test_each_way_would_show_it(hidden: Hidden) -> None:
    """The table would find a leak: where it was public, each way said something of it, with another validator."""
    for (way, method, coding), public in hidden.public.items() if hidden.state.hide else ():
        without = hidden.without[way, method, coding]
        if way.shows_public and method == "GET":
            assert (public.status, public.body) != (without.status, without.body), way
            assert public.headers.get("ETag", "") != without.headers.get("ETag", "-"), way
