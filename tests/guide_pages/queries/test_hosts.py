"""Which site a host and a port ask for: as Wagtail's own function has it, in SQL, for every kind of site."""

from __future__ import annotations

from itertools import product

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname

from guide_pages.models import Delivery
from guide_pages.queries.hosts import host, requested_site
from guide_pages.queries.prepared import Prepared
from tests import factories
from tests.guide_pages.api.asking import ask, id_of

pytestmark = pytest.mark.django_db

HOSTS = ["one.example", "two.example", "three.example", "default.example", "unknown.example", "ONE.example"]
PORTS = [80, 443, 8000, 8080, 1]


@pytest.fixture
def sites() -> dict[str, int]:
    """One site alone on its host, two on another, three with the default among them."""
    Site.objects.all().delete()
    root = Page.get_first_root_node()
    made = {}
    for name, hostname, port, is_default in [
        ("only", "one.example", 8000, False),
        ("first", "two.example", 80, False),
        ("second", "two.example", 8080, False),
        ("beside", "default.example", 8000, False),
        ("default", "default.example", 80, True),
        ("last", "three.example", 443, False),
    ]:
        page = root.add_child(instance=Page(title=name, slug=name))
        made[name] = Site.objects.create(hostname=hostname, port=port, root_page=page, is_default_site=is_default).pk
    return made


def request_to(hostname: str, port: int) -> HttpRequest:
    return RequestFactory().get("/", SERVER_PORT=str(port), headers={"host": hostname})


def site_of(hostname: str, port: int) -> int | None:
    rows = Prepared(lambda: requested_site().values_list("pk")[:1])
    row = rows.first(**host(request_to(hostname, port)))
    return row[0] if row else None


def test_the_only_site_of_a_host_answers_on_any_port(sites: dict[str, int]) -> None:
    assert {site_of("one.example", port) for port in PORTS} == {sites["only"]}


def test_an_unknown_port_of_a_host_with_two_sites_gets_the_default_site(sites: dict[str, int]) -> None:
    assert site_of("two.example", 80) == sites["first"]
    assert site_of("two.example", 8080) == sites["second"]
    assert site_of("two.example", 8000) == sites["default"]


def test_an_unknown_port_of_the_default_sites_host_gets_the_default_site(sites: dict[str, int]) -> None:
    assert site_of("default.example", 8000) == sites["beside"]
    assert site_of("default.example", 1) == sites["default"]


def test_an_unknown_host_gets_the_default_site_and_nothing_where_there_is_none(sites: dict[str, int]) -> None:
    assert site_of("unknown.example", 80) == sites["default"]
    Site.objects.update(is_default_site=False)
    assert site_of("unknown.example", 80) is None
    assert site_of("two.example", 1) is None
    assert site_of("one.example", 1) == sites["only"]


def test_it_is_the_site_that_wagtail_finds(sites: dict[str, int]) -> None:
    for hostname, port in product(HOSTS, PORTS):
        asked = host(request_to(hostname, port))
        assert site_of(hostname, port) == get_site_for_hostname(asked["hostname"], asked["port"]).pk, (hostname, port)


def test_a_guide_is_read_on_every_port_of_its_only_site(client: Client) -> None:
    page = factories.guide()
    Site.objects.filter(is_default_site=True).update(hostname="guides.example", port=8000, is_default_site=False)
    other = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))
    Site.objects.create(hostname="other.example", root_page=other, is_default_site=True)
    path = Delivery.objects.get().path
    for port, expected in ((8000, 200), (80, 200), (9999, 200)):
        assert client.get(path, SERVER_PORT=str(port), headers={"host": "guides.example"}).status_code == expected
    assert ask(client, f"guides/{id_of(page)}", host="guides.example").status == 200
    assert ask(client, f"guides/{id_of(page)}", host="other.example").status == 404
