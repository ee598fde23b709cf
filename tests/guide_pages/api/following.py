"""Clients that follow a site's feed as an app does, and what each must end up with."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from wagtail.models import Site

from guide_pages.models import Delivery, Guide, GuidePage
from tests.guide_pages.api.asking import Answer, ask

Documents = dict[str, Any]
Items = list[dict[str, Any]]


class Follower:
    """A client with the documents that it has been told of, by id, and the cursor to go on with.

    It knows its site by the id, so that it finds it under another host name, as an app that is released anew.
    """

    def __init__(self, site_id: int, coding: str = "") -> None:
        self.site_id = site_id
        self.coding = coding
        self.documents: Documents = {}
        self.cursors: list[str] = []  # the last is the one to go on with
        self.reasons: dict[str, str] = {}
        self.begun_again = 0

    def ask(self, address: str, **parameters: object) -> Answer:
        host = Site.objects.values_list("hostname", flat=True).get(pk=self.site_id)
        query = f"?{urlencode(parameters)}" if parameters else ""
        return ask(Client(), f"{address}{query}", host=host, accept_encoding=self.coding or "identity")

    def look(self, limit: int = 50) -> tuple[Items, bool]:
        """Ask for what comes next, and keep it. Returns the items, and whether there are more.

        A cursor that is too old leads to the bundle.
        """
        cursor = {"cursor": self.cursors[-1]} if self.cursors else {}
        answer = self.ask("changes", limit=limit, **cursor)
        if answer.status == 410:
            assert answer.json["link"].endswith("/bundle")
            self.begun_again += 1
            return self.take_the_bundle(), True
        assert answer.status == 200, answer
        page = answer.json
        assert len(page["items"]) <= limit
        self.cursors.append(page["next_cursor"])
        return self._keep(page["items"]), page["has_more"]

    def take_the_bundle(self) -> Items:
        """Begin again with all guides at once."""
        return self.keep_the_bundle(self.ask("bundle"))

    def keep_the_bundle(self, answer: Answer) -> Items:
        self.begin_again()
        *guides, last = (json.loads(line) for line in answer.words.splitlines())
        assert last["kind"] == "cursor"
        self.cursors.append(last["cursor"])
        return self._keep(guides)

    def begin_again(self) -> None:
        """Forget everything."""
        self.documents, self.cursors, self.reasons = {}, [], {}

    def go_back(self, looks: int) -> None:
        """Go on from a cursor of so many looks ago: what it has been told since, it will be told again."""
        del self.cursors[max(1, len(self.cursors) - looks) :]

    def catch_up(self, limit: int = 50) -> Follower:
        """Look until there is no more. More than none from where it stood before is a circle."""
        while True:
            before = self.cursors[-1:]
            if not self.look(limit)[1]:
                return self
            assert self.cursors[-1:] != before, "The feed leads in a circle."

    def twin(self) -> Follower:
        """Another that knows just the same."""
        return deepcopy(self)

    def _keep(self, items: Items) -> Items:
        for item in items:
            if item["kind"] == "guide":
                self.documents[item["guide"]["id"]] = item["guide"]
            elif item["kind"] == "gone":
                self.documents.pop(item["id"], None)
                self.reasons[item["id"]] = item["reason"]
        ids = list(_ids(items))
        assert len(ids) == len(set(ids)), "One entry a guide."
        return items


def _ids(items: Items) -> Iterator[str]:
    for item in items:
        yield item["guide"]["id"] if item["kind"] == "guide" else item["id"]


def guides_in(items: Items) -> set[str]:
    """The ids of the guides that these items show."""
    return {item["guide"]["id"] for item in items if item["kind"] == "guide"}


def readable() -> dict[int | None, set[str]]:
    """The ids of the guides that the public may read, by site: as Wagtail says, not as is stored."""
    ids = dict(Guide.objects.exclude(page=None).values_list("page", "pk"))
    there: dict[int | None, set[str]] = defaultdict(set)
    for page in GuidePage.objects.live().public():
        site = page.get_site()
        there[site.pk if site else None].add(str(ids.get(page.pk, page)))
    return there


def public_set(site_id: int) -> Documents:
    """What whoever follows a site's feed must end up with: each public guide as it is read by itself."""
    reader = Follower(site_id)
    ids = {str(pk) for pk in Delivery.objects.public().filter(site=site_id).values_list("guide", flat=True)}
    return {guide: reader.ask(f"guides/{guide}").json for guide in ids}
