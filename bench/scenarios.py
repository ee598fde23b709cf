"""What is asked of whom: contenders by scenarios."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from bench.recording import Answer, Request, ask
from bench.words import queries

API = "/api/guides/v1"
SECOND = "second.example"
STEP = 100
#: Contenders, by the name that the results know them by.
SITE, BARE, MEMORY, PAGE, V2, V3 = "site", "bare", "memory", "page", "v2", "v3"


class Scenario(NamedTuple):
    """One thing that clients do. `asks` is what each contender is asked for it, in turn."""

    key: str
    title: str
    asks: dict[str, list[Request]]
    status: int = 200


class Found(NamedTuple):
    """What is on the first site: its newest guides, and two cursors of its feed."""

    guides: list[dict[str, Any]]
    at_the_end: str
    a_hundred_before: str


def explore(port: int, guides: list[dict[str, Any]], count: int) -> Found:
    """Follow the feed of a site with so many guides to its end, in steps of which the last is a whole hundred."""
    before, cursor = "", ""
    limit = count % STEP or STEP
    while True:
        query = urlencode({"limit": limit} | ({"cursor": cursor} if cursor else {}))
        feed = json.loads(_plain(ask(port, Request(f"{API}/changes?{query}"))))
        before, cursor, limit = cursor, feed["next_cursor"], STEP
        if not feed["has_more"]:
            return Found(guides, at_the_end=cursor, a_hundred_before=before)


def _plain(answer: Answer) -> bytes:
    """What stands in a list. No list is sent in brotli: it is joined from stored parts."""
    return gzip.decompress(answer.body) if answer.header("Content-Encoding") == "gzip" else answer.body


def of_site(port: int, found: Found, bundled: str = SECOND) -> list[Scenario]:
    """Return the scenarios as they are for the site: its cursors and validators are known only by asking it.

    `bundled` is the host whose site has twenty guides.
    """
    details = [Request(f"{API}/guides/{guide['id']}") for guide in found.guides]
    pages = [Request(guide["path"]) for guide in found.guides]
    changes = [Request(f"{API}/changes?{urlencode({'cursor': found.at_the_end, 'limit': 100})}")]
    new = [Request(f"{API}/changes?{urlencode({'cursor': found.a_hundred_before, 'limit': 100})}")]
    searches = [Request(f"{API}/search?q={quote(words)}") for words in queries()]
    found_pages = [Request(f"/search/?query={quote(words)}") for words in queries()]
    scenarios = [
        Scenario("detail", "a guide", {SITE: details}),
        Scenario("detail_304", "a guide, known: 304", {SITE: _known(port, details)}, status=304),
        Scenario("list", "a list of 20 cards", {SITE: [Request(f"{API}/guides?limit=20")]}),
        Scenario("bundle", "20 whole guides", {SITE: [Request(f"{API}/bundle", host=bundled)]}),
        Scenario("changes", "changes: nothing new", {SITE: changes}),
        *([Scenario("changes_100", "changes: 100 new", {SITE: new})] if found.a_hundred_before else []),
        Scenario("search", "search", {SITE: searches}),
        Scenario("page", "the public page", {SITE: pages}),
        Scenario("page_304", "the public page, known: 304", {SITE: _known(port, pages)}, status=304),
        Scenario("list_page", "the public list of guides", {SITE: _lists(found.guides)}),
        Scenario("search_page", "the public search", {SITE: found_pages}),
    ]
    return [scenario for scenario in scenarios if _is_there(port, scenario)]


def _lists(guides: Sequence[dict[str, Any]]) -> list[Request]:
    """Return where the guides are listed: above the first of them."""
    return [Request(guide["path"].rsplit("/", 2)[0] + "/") for guide in guides[:1]]


def _known(port: int, requests: Sequence[Request]) -> list[Request]:
    return [request._replace(etag=ask(port, request).header("ETag")) for request in requests]


def _is_there(port: int, scenario: Scenario) -> bool:
    """What the site does not have yet is left out, and said so by its absence from the results."""
    return ask(port, scenario.asks[SITE][0]).status == scenario.status


def record(port: int, scenarios: list[Scenario]) -> list[Answer]:
    """Ask the site everything once; let the limits be asked for the same answers, by number."""
    answers: list[Answer] = []
    for scenario in scenarios:
        numbered = []
        for request in scenario.asks[SITE]:
            answer = ask(port, request)
            if answer.status != scenario.status:
                raise SystemExit(f"{request.path} answered {answer.status}, not {scenario.status}")
            numbered.append(request._replace(path=f"/{len(answers)}", host=""))
            answers.append(answer)
        scenario.asks[BARE] = scenario.asks[MEMORY] = numbered
    return answers


def add_peer(scenarios: list[Scenario], guides: list[dict[str, Any]]) -> None:
    """Add what the peer is asked for the same. It knows no validators and no feed."""
    v2, v3 = "/api/v2/pages/", "/api/v3/pages/"
    guide = {"type": "peer.GuidePage", "limit": "20"}
    card = guide | {"fields": "summary,topics,authors,hero_alt,hero_picture"}

    def asked(path: str, **query: str) -> Request:
        return Request(f"{path}?{urlencode(query, safe=',*')}")

    peers: dict[str, dict[str, list[Request]]] = {
        "detail": {contender: [Request(f"{path}{guide['id']}/") for guide in guides] for contender, path in _BOTH},
        "list": {V2: [asked(v2, **card)], V3: [asked(v3, **guide)]},
        "bundle": {V2: [asked(v2, **guide, fields="*")]},
        "search": {contender: [asked(path, **guide, search=words) for words in queries()] for contender, path in _BOTH},
        "page": {PAGE: [Request(guide["path"]) for guide in guides]},
        "list_page": {PAGE: _lists(guides)},
    }
    for scenario in scenarios:
        scenario.asks.update(peers.get(scenario.key, {}))


_BOTH = ((V2, "/api/v2/pages/"), (V3, "/api/v3/pages/"))
