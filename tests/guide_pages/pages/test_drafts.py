"""A draft always saves: nothing that an editor types stops autosave, whatever will keep it from being published."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.test.utils.form_data import rich_text as wagtail_rich_text

from faq_blocks.models import FaqEntry
from guide_pages.blocks import GuideBodyBlock
from guide_pages.models import GuidePage, GuideSettings
from guide_pages.publishing.refusals import PublishRefused
from tests import factories
from tests.guide_pages.pages.test_forms import errors_of
from tests.guide_pages.rubbish import WORDS, rich_text, sent, typed

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}
each_kind = pytest.mark.parametrize("kind", WORDS)


def form(kind: str, **fields: object) -> dict[str, str]:
    empty = {name: inline_formset([]) for name in ("guide_topics", "guide_authors", "guide_reviewers", "comments")}
    data = {"title": "A draft", "slug": "a-draft", "summary": "", "body": sent(GuideBodyBlock(), kind), **empty}
    return nested_form_data({**data, **fields})


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@example.com", "boss"))
    return client


@each_kind
def test_rubbish_in_every_field_of_every_block_is_saved_by_itself(editor: Client, kind: str) -> None:
    page = factories.guide(live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor.post(edit, form(kind), headers=JSON)
    assert (response.status_code, response.json()["success"]) == (200, True), response.content
    stored = GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [part.block_type for part in stored.body] == list(GuideBodyBlock().child_blocks)
    assert stored.body[0].value["heading"].strip() == typed(kind).replace("\x00", "").strip()
    assert editor.get(edit).status_code == 200


@each_kind
def test_rubbish_in_a_new_guide_is_a_draft_and_is_not_published(editor: Client, kind: str) -> None:
    add = reverse("wagtailadmin_pages:add", args=["guide_pages", "guidepage", factories.guide_index().pk])
    assert editor.post(add, form(kind)).status_code == 302
    page = GuidePage.objects.get()
    refused = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**form(kind), "action-publish": "1"})
    assert refused.status_code == 200
    with pytest.raises(PublishRefused):
        page.save_revision(clean=False).publish()
    assert not GuidePage.objects.get().live


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("summary", "word " * 500),
        ("summary", "a\x00b"),
        ("title", "a\x00b"),
        ("replies_days", "0"),
        ("replies_days", "9999"),
        ("change_note", ""),
        ("hero_alt", "x" * 255),
        ("search_description", "word " * 500),
    ],
)
def test_rubbish_in_a_field_of_the_page_is_saved_by_itself(editor: Client, name: str, value: str) -> None:
    page = factories.guide(live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = editor.post(edit, form("nothing", **{name: value}), headers=JSON)
    assert response.status_code == 200, response.content
    stored = GuidePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert str(getattr(stored, name)) == value.replace("\x00", "").strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "x" * 256),
        ("hero_alt", "x" * 256),
        ("change_note", "x" * 301),
        ("replies_days", "-1"),
        ("replies_days", "9" * 30),
        ("replies_days", "soon"),
    ],
)
def test_what_the_database_cannot_hold_is_said_at_the_field(editor: Client, name: str, value: str) -> None:
    page = factories.guide(live=False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(edit, form("nothing", **{name: value}), headers=JSON).status_code == 400
    shown = BeautifulSoup(editor.post(edit, form("nothing", **{name: value})).content, "html.parser")
    assert shown.select_one(f"[id*='{name}'][id$='errors']").text.strip()


NO_TOPICS = nested_form_data({"entry_topics": inline_formset([])})


@each_kind
def test_rubbish_in_an_answer_is_a_draft(editor: Client, kind: str) -> None:
    entry = factories.FaqEntryFactory(live=False)
    edit = reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk])
    sent = {"question": typed(kind)[:255], "answer": rich_text(WORDS[kind]), **NO_TOPICS}
    response = editor.post(edit, sent, headers=JSON)
    assert response.status_code == 200, response.content
    assert editor.get(edit).status_code == 200


def test_an_answer_with_a_link_to_nowhere_is_said_at_the_answer(editor: Client) -> None:
    entry = factories.FaqEntryFactory(live=False)
    edit = reverse(FaqEntry.snippet_viewset.get_url_name("edit"), args=[entry.pk])
    sent = {"question": "Why?", "answer": rich_text("javascript:alert(1)"), "action-publish": "1", **NO_TOPICS}
    shown = BeautifulSoup(editor.post(edit, sent).content, "html.parser")
    assert "cannot be understood" in shown.select_one("[id$='answer-errors']").text


@pytest.mark.parametrize("act", [{}, {"action-publish": "1"}])
def test_a_link_to_nowhere_in_the_introduction_of_an_index_is_said_when_it_is_published(
    editor: Client, act: dict[str, str]
) -> None:
    index = factories.guide_index()
    edit = reverse("wagtailadmin_pages:edit", args=[index.pk])
    sent = {"title": "Guides", "slug": "guides", "introduction": rich_text("tel:\x00"), "comments": inline_formset([])}
    response = editor.post(edit, {**nested_form_data(sent), **act})
    if not act:
        assert response.status_code == 302
        return
    shown = BeautifulSoup(response.content, "html.parser")
    assert "The address of the link" in shown.select_one("[id$='introduction-errors']").text


def contact(href: str, **fields: object) -> dict[str, object]:
    return factories.block("contact", {"label": "Call", "detail": "", "href": href, **fields}, "c1")


def urgent(*contacts: dict[str, object]) -> dict[str, object]:
    value = {"heading": "Now", "text": "<p>Do not wait.</p>", "contacts": list(contacts)}
    return factories.block("urgent_help", value, "u1")


def settings_form(href: str) -> dict[str, str]:
    value = {"label": "Call", "detail": "", "href": href}
    contacts = {"count": "1", "0": {"type": "contact", "id": "c1", "deleted": "", "order": "0", "value": value}}
    return nested_form_data(
        {
            "disclaimer": wagtail_rich_text(""),
            "urgent_help_heading": "Now",
            "urgent_help_text": wagtail_rich_text("<p>Call.</p>"),
            "urgent_help_contacts": contacts,
            "urgent_help_countries": {"count": "0"},
            "translations": {"count": "0"},
            "replies": "open",
            "replies_days": "90",
            "readability_target": "45",
        }
    )


class TestAddresses:
    """What can be understood is completed; what cannot is said, with its place, on every way to publish."""

    def test_readers_get_the_address_that_was_meant(self) -> None:
        page = factories.guide(factories.section("A", factories.text(), urgent(contact("0800 111 111"))))
        assert page.guide.delivery.edition.compiled.body[0].nodes[1].contacts[0].href == "tel:0800111111"

    def test_a_script_is_told_where_it_cannot_be_understood(self) -> None:
        page = factories.guide(factories.section("Doses", factories.text(), urgent(contact("ask"))), live=False)
        with pytest.raises(PublishRefused) as refused:
            page.save_revision().publish()
        assert refused.value.messages[1:] == ["“Doses”: The address “ask” of the contact “Call” cannot be understood."]
        assert not GuidePage.objects.get(pk=page.pk).live

    def test_an_editor_is_told_at_the_address(self, editor: Client) -> None:
        page = factories.guide(live=False)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        sent = {**form("script", summary="What it is."), "action-publish": "1"}
        errors = errors_of(editor.post(edit, sent))
        said = {key: " ".join(messages) for key, messages in errors.items() if key.endswith(".contacts.0.href")}
        assert said, errors
        assert all("Begin with tel:" in message for message in said.values()), errors

    def test_settings_complete_it(self, editor: Client) -> None:
        address = reverse("wagtailsettings:edit", args=["guide_pages", "guidesettings", factories.site().pk])
        assert editor.post(address, settings_form("www.example.org")).status_code == 302
        assert GuideSettings.objects.get().urgent_help_contacts[0].value["href"] == "https://www.example.org"

    def test_settings_say_it_at_the_field(self, editor: Client) -> None:
        address = reverse("wagtailsettings:edit", args=["guide_pages", "guidesettings", factories.site().pk])
        response = editor.post(address, settings_form("ask somebody"))
        assert response.status_code == 200
        assert "Begin with tel:" in response.content.decode()
        assert not GuideSettings.objects.exclude(urgent_help_heading="").exists()

    def test_settings_are_not_saved_by_a_script_with_one_that_cannot_be_understood(self) -> None:
        settings = GuideSettings.for_site(factories.site())
        settings.urgent_help_contacts = json.dumps([contact("ask")])
        with pytest.raises(ValidationError, match="The address “ask” of the contact “Call” cannot be understood"):
            settings.save()
        settings = GuideSettings.for_site(factories.site())
        settings.disclaimer = '<p><a href="next door">there</a></p>'
        with pytest.raises(ValidationError, match="The address of the link “there” cannot be understood"):
            settings.save()

    def test_that_of_a_person_is_not_dropped_either(self) -> None:
        person = factories.ContributorFactory(name="Ada", url="www.example.org/ada")
        page = factories.guide(authors=[person])
        assert page.guide.delivery.edition.compiled.authors[0].url == "https://www.example.org/ada"
        with pytest.raises(PublishRefused, match="The address “ftp://ada” of Ada cannot be understood"):
            factories.guide(authors=[factories.ContributorFactory(name="Ada", url="ftp://ada")])


class TestAllAtOnce:
    def test_a_form_says_what_the_fields_and_what_the_compiler_have_against_it(self, editor: Client) -> None:
        page = factories.guide(live=False)
        sent = form("nothing", title="", summary="word " * 500, replies_days="0")
        response = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**sent, "action-publish": "1"})
        shown = BeautifulSoup(response.content, "html.parser")
        for name in ("title", "summary", "replies_days"):
            assert shown.select_one(f"[id*='{name}'][id$='errors']").text.strip(), name
        errors = errors_of(response)
        assert errors["0.heading"] == ["This field is required."]
        assert "The address of the link “x” cannot be understood." in errors["0.content.3"]
        assert "A section has no heading." not in errors.get("0", [])
        assert "No question has been chosen from the FAQ library." not in errors.get("1.questions.1", [])

    def test_a_script_hears_it_all_with_places(self) -> None:
        callout = factories.block("callout", {"tone": "loud", "heading": "x" * 300, "text": ""}, "k1")
        sections = [factories.section("Doses", callout), factories.section(" ", factories.text("")), factories.faq()]
        page = factories.guide(*sections, live=False, summary="")
        page.replies_days = 0
        with pytest.raises(PublishRefused) as refused:
            page.save_revision(clean=False).publish()
        said = refused.value.messages
        assert len(said) == len(set(said))
        for message in (
            "summary: This field cannot be blank.",
            "“Doses”: A callout has no text.",
            "“Doses”: Tone: Select a valid choice. loud is not one of the available choices.",
            "“Doses”: Heading: Ensure this value has at most 255 characters (it has 300).",
            "Section 2: A section has no heading.",
            "Replies close after a number of days from 1 to 3650.",
        ):
            assert message in said


@pytest.mark.parametrize("act", [{}, {"action-publish": "1"}])
def test_a_second_guide_of_a_title_gives_way_with_its_address(editor: Client, act: dict[str, str]) -> None:
    first = factories.guide(title="Sleep", slug="sleep")
    add = reverse("wagtailadmin_pages:add", args=["guide_pages", "guidepage", first.get_parent().pk])
    for address in ("sleep-2", "sleep-3"):
        sent = {**form("nothing", title="Sleep", slug="sleep", summary="What it is."), **act}
        response = editor.post(add, sent)
        assert response.status_code == (302 if not act else 200), errors_of(response)
        if not act:
            assert GuidePage.objects.latest("pk").slug == address
