"""An editor sees the draft as readers will see it, and as clients will get it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from guide_pages.document import GuideDocument
from guide_pages.models import Delivery, Edition, Guide, GuidePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    return client


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(factories.section("Published"), title="Sleep")


def form(**fields: Any) -> dict[str, str]:
    formsets = ("guide_topics", "guide_authors", "guide_reviewers", "comments")
    data = {"title": "A draft", "slug": "a-draft", "summary": "", "hero": "", "hero_alt": "", "body": streamfield([])}
    return nested_form_data(data | {name: inline_formset([]) for name in formsets} | fields)


def previewed(editor: Client, page: GuidePage, mode: str = "", **fields: Any) -> Any:
    """What the preview panel shows for a form as it stands."""
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.post(url, form(**fields)).json()["is_valid"]
    response = editor.get(url, {"mode": mode})
    assert response.status_code == 200
    return response


def seen(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


WANTED = {
    "heading": "Rooms",
    "content": streamfield(
        [
            (
                "image",
                {
                    "image": {"image": "", "alt_text": "", "decorative": ""},
                    "wanted": "A calm room",
                    "caption": "",
                    "credit": "",
                },
            )
        ]
    ),
}


def test_a_draft_is_shown_in_the_public_page_and_says_that_it_is_one(editor: Client, page: GuidePage) -> None:
    html = seen(previewed(editor, page, title="New words", summary="New summary."))
    assert html.h1.text == "New words"
    assert html.select_one(".guide__summary").text == "New summary."
    assert "not what readers see" in html.select_one("[role='status']").text
    assert html.select_one("meta[name='robots']")["content"] == "noindex"


def test_a_preview_shows_the_pictures_that_are_wanted(editor: Client, page: GuidePage) -> None:
    html = seen(previewed(editor, page, body=streamfield([("section", WANTED)])))
    assert html.select_one("#rooms .wanted").text == "Image wanted: A calm room"


def test_a_preview_changes_nothing_for_readers(editor: Client, page: GuidePage) -> None:
    before = Delivery.objects.values().get()
    response = previewed(editor, page, title="Secret")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))
    assert Delivery.objects.values().get() == before
    assert Edition.objects.count() == 1
    assert b"Secret" not in Client().get(page.url).content


def test_an_empty_draft_has_a_preview(editor: Client, page: GuidePage) -> None:
    assert seen(previewed(editor, page, body=streamfield([]))).h1.text == "A draft"


def test_a_half_written_draft_has_a_preview(editor: Client, page: GuidePage) -> None:
    empty = {"heading": "", "content": streamfield([("text", rich_text("")), ("subheading", "")])}
    faq = {"heading": "", "introduction": rich_text(""), "questions": streamfield([("library_question", "")])}
    assert seen(previewed(editor, page, body=streamfield([("section", empty), ("faq", faq)]))).h1


def test_a_page_that_is_not_saved_yet_has_a_preview_in_both_modes(editor: Client) -> None:
    url = reverse("wagtailadmin_pages:preview_on_add", args=["guide_pages", "guidepage", factories.guide_index().pk])
    assert editor.post(url, form(body=streamfield([("section", WANTED)]))).json()["is_valid"]
    assert seen(editor.get(url)).h1.text == "A draft"
    document = GuideDocument.model_validate_json(editor.get(url, {"mode": "json"}).content)
    assert (document.title, document.edition) == ("A draft", 1)
    assert not Guide.objects.exists()


def test_mobile_clients_json_is_a_valid_document_of_the_draft(editor: Client, page: GuidePage) -> None:
    response = previewed(editor, page, "json", title="New words", body=streamfield([("section", WANTED)]))
    assert response["Content-Type"] == "application/json; charset=utf-8"
    document = GuideDocument.model_validate_json(response.content)
    assert document.title == "New words"
    assert document.id == Guide.objects.get().pk
    assert document.edition == 2
    assert document.body[0].nodes[0].image.alt == "A calm room"


def test_the_draft_of_a_live_guide_is_shown_and_the_live_one_is_not(editor: Client, page: GuidePage) -> None:
    factories.draft(page, title="Draft words")
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert seen(response).h1.text == "Draft words"


def test_an_old_revision_is_shown_as_it_was(editor: Client, page: GuidePage) -> None:
    first = page.latest_revision
    factories.publish(page, title="Later words")
    response = editor.get(reverse("wagtailadmin_pages:revisions_view", args=[page.pk, first.pk]))
    assert seen(response).h1.text == "Sleep"


def test_a_preview_shows_no_draft_of_a_library_answer(editor: Client) -> None:
    entry = factories.FaqEntryFactory(question="Shared?", answer="<p>Published.</p>")
    page = factories.guide(factories.section(), factories.faq(factories.from_library(entry)))
    entry.answer = "<p>Secret draft.</p>"
    entry.save_revision()
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "Published." in seen(response).select_one("#shared").text
    assert b"Secret draft" not in response.content


def test_a_stranger_sees_no_preview(client: Client, page: GuidePage) -> None:
    for view in ("preview_on_edit", "view_draft"):
        assert client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk])).status_code == 302


def test_a_draft_is_seen_on_paper_with_its_questions_open(editor: Client, page: GuidePage) -> None:
    faq = {"heading": "Questions", "introduction": rich_text("")}
    faq["questions"] = streamfield([("question", {"question": "Why?", "answer": rich_text("<p>So.</p>")})])
    response = previewed(editor, page, "printed", body=streamfield([("faq", faq)]))
    html = seen(response)
    assert not html.find("link", media="print")
    assert html.select_one("details.question").has_attr("open")


def test_a_draft_is_seen_where_it_is_found_and_shared(editor: Client, page: GuidePage) -> None:
    html = seen(previewed(editor, page, "found", summary="What helps at night."))
    assert "A draft" in html.select_one(".result__title").text
    assert html.select_one(".result__words").text == "What helps at night."
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    picture = editor.get(address + html.select_one(".card img")["src"])
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert Edition.objects.count() == 1


def test_a_title_that_search_engines_cut_is_said(editor: Client, page: GuidePage) -> None:
    html = seen(previewed(editor, page, "found", title="A title that is so long " * 4))
    assert "cut titles after about 60 characters" in html.text


def test_a_draft_can_be_seen_in_the_widths_of_phones_tablets_and_desktops(page: GuidePage) -> None:
    assert [size["device_width"] for size in page.preview_sizes] == [375, 768, 1280]
