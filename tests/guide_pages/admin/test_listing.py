"""The list of guides and the dashboard: what an editor asks of many, and finds first."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from openpyxl import load_workbook

from guide_pages.admin.spreadsheets import plain_cell
from guide_pages.models import Guide
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor", "editor@example.org", "x"))
    return client


def rows(client: Any, query: str = "") -> dict[str, list[str]]:
    """The cells of each guide's row, by its title."""
    found = BeautifulSoup(client.get(f"/admin/guides/{query}").content, "html.parser")
    return {
        row.select_one(".title-wrapper").get_text(" ", strip=True).removesuffix(" English"): [
            " ".join(cell.get_text(" ").split()) for cell in row.select("td")
        ]
        for row in found.select("table.listing tbody tr")
    }


def test_a_row_says_what_an_editor_asks(editor):
    writer, checker = factories.ContributorFactory(name="Ada"), factories.ContributorFactory(name="Grace")
    page = factories.guide(
        title="Sleep", topics=[factories.TopicFactory(name="Nights")], authors=[writer], reviewers=[checker]
    )
    factories.reply(page, state="approved")
    factories.reply(page)
    Guide.objects.filter(page=page).update(problem="The section “Doses” is empty.")
    cells = rows(editor)["Sleep"]
    assert cells[2:5] == ["Nights", "Written by Ada checked by Grace", "1"]
    assert cells[6:8] == ["The section “Doses” is empty.", "1 1 waiting"]


def test_guides_are_found_by_topic_person_state_problem_and_replies(editor):
    nights, ada = factories.TopicFactory(name="Nights"), factories.ContributorFactory(name="Ada")
    filed = factories.guide(title="Filed", topics=[nights])
    factories.guide(title="Checked", reviewers=[ada])
    factories.guide(title="Draft", live=False)
    Guide.objects.filter(page=filed).update(problem="Broken.")
    factories.reply(filed)
    assert set(rows(editor)) == {"Filed", "Checked", "Draft"}
    for query, titles in {
        f"?topic={nights.pk}": {"Filed"},
        f"?person={ada.pk}": {"Checked"},
        "?state=draft": {"Draft"},
        "?state=public": {"Filed", "Checked"},
        "?mend=problem": {"Filed"},
        "?mend=none": {"Checked", "Draft"},
        "?waiting=waiting": {"Filed"},
    }.items():
        assert set(rows(editor, query)) == titles, query


def test_the_list_costs_the_same_queries_for_any_number_of_guides(editor, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(100) as captured:
            editor.get("/admin/guides/")
        return len(captured)

    factories.guide(topics=[factories.TopicFactory()], authors=[factories.ContributorFactory()])
    queries()  # what is asked once in a process
    few = queries()
    for _ in range(5):
        factories.guide(topics=[factories.TopicFactory()], authors=[factories.ContributorFactory()])
    assert queries() == few


FORMULAS = ['=HYPERLINK("https://example.org")', "+1+1", "-2+3", "@SUM(A1)", " =1+1", "\t=1", "＝1+1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_formula_is_smuggled_into_a_spreadsheet(editor, formula):
    factories.guide(title=formula, slug="a-guide", summary="What it is.")
    exported = b"".join(editor.get("/admin/guides/?export=csv").streaming_content).decode()
    title = next(csv.DictReader(io.StringIO(exported, newline="")))["Title"]
    assert title.startswith("'")
    sheet = load_workbook(io.BytesIO(b"".join(editor.get("/admin/guides/?export=xlsx").streaming_content))).active
    cell = sheet.cell(2, 1)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_words_and_numbers_stay_as_they_are():
    assert [plain_cell(value) for value in ("Sleep - well", "a=b", -3, None)] == ["Sleep - well", "a=b", -3, None]


def headings(client: Any) -> list[str]:
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return [heading.get_text(" ", strip=True) for heading in page.select("h2.w-panel__heading")]


def test_an_empty_site_says_where_to_begin(editor):
    assert headings(editor)[0] == "Where to begin"


def test_the_dashboard_has_a_new_guide_my_drafts_and_what_is_out_of_step(editor):
    mine = factories.guide(title="Mine", live=False)
    mine.save_revision(user=get_user_model().objects.get())
    broken = factories.guide(title="Broken")
    Guide.objects.filter(page=broken).update(problem="The section “Doses” is empty.")
    assert headings(editor)[:3] == ["Guides", "My drafts", "Out of step"]
    page = editor.get("/admin/").content.decode()
    assert "New guide" in page
    assert "The section “Doses” is empty." in page


def test_who_writes_no_guides_is_shown_none_of_it(client):
    reader = get_user_model().objects.create_user("reader", "reader@example.org", "x")
    reader.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(reader)
    assert client.get("/admin/guides/").status_code == 302
    home = client.get("/admin/").content.decode()
    assert "/admin/guides/" not in home
    assert "Where to begin" not in home


def test_the_admin_wears_the_sites_name(editor):
    site = factories.site()
    site.site_name = "Calm Guides"
    site.save()
    assert "Calm Guides" in BeautifulSoup(editor.get("/admin/").content, "html.parser").title.text
    editor.logout()
    assert "Sign in to Calm Guides" in editor.get("/admin/login/").content.decode()


def test_the_schedule_says_its_time_zone(editor, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    page = factories.guide()
    assert "In the time zone Europe/Berlin, where it is" in editor.get(f"/admin/pages/{page.pk}/edit/").content.decode()
