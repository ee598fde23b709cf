"""Editors see what readers searched for, and what they did not find."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.utils.timezone import localdate

from guide_pages.models import Searched
from tests import factories

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/reports/searched/"


@pytest.fixture(autouse=True)
def searches() -> None:
    site = factories.site()
    for words, locale, days, times, in_vain in (
        ("sleep", "en", 0, 3, 0),
        ("sleep", "en", 1, 4, 0),
        ("unicorns & <b>", "en", 0, 2, 2),
        ("sueño", "es", 0, 1, 1),
    ):
        day = localdate() - timedelta(days=days)
        Searched.objects.create(site=site, locale=locale, day=day, words=words, times=times, in_vain=in_vain)


def rows(client: Client, **filters: str) -> list[list[str]]:
    response = client.get(ADDRESS, filters)
    assert response.status_code == 200
    table = BeautifulSoup(response.content, "html.parser").select("table.listing tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table]


def test_words_of_all_days_stand_together_those_searched_most_first(admin_client: Client) -> None:
    found = rows(admin_client)
    assert [(row[0], row[3], row[4]) for row in found] == [
        ("sleep", "7", "0"),
        ("unicorns & <b>", "2", "2"),
        ("sueño", "1", "1"),
    ]


def test_what_found_nothing_can_be_seen_alone_and_first(admin_client: Client) -> None:
    assert [row[0] for row in rows(admin_client, found="nothing")] == ["unicorns & <b>", "sueño"]
    assert [row[0] for row in rows(admin_client, found="something")] == ["sleep"]
    assert [row[0] for row in rows(admin_client, locale="es")] == ["sueño"]
    assert next(row[0] for row in rows(admin_client, ordering="-vain")) == "unicorns & <b>"


def test_words_lead_to_the_same_search_now(admin_client: Client) -> None:
    page = BeautifulSoup(admin_client.get(ADDRESS).content, "html.parser")
    links = [link["href"] for link in page.select("table.listing td a")]
    assert links[-1] == "/es/search/?query=sue%C3%B1o"
    assert admin_client.get(links[1]).status_code == 200


def test_the_report_can_be_taken_along(admin_client: Client) -> None:
    sheet = admin_client.get(ADDRESS, {"export": "csv"}).getvalue().decode()
    assert "sleep" in sheet
    assert sheet.count("\n") == 4


def test_who_writes_and_publishes_sees_it_and_who_moderates_does_not(client: Client) -> None:
    call_command("guide_roles", verbosity=0)
    for group, status in (("Editors", 200), ("Moderators", 302)):
        user = get_user_model().objects.create_user(group, f"{group}@example.org", "x")
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        assert client.get(ADDRESS).status_code == status
        assert (b"What was searched for" in client.get("/admin/").content) == (status == 200)
