"""What to do now, when it cannot wait."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from faq_blocks.compilation import Compilation
from guide_pages.blocks import ContactBlock, UrgentHelpBlock
from tests import factories
from tests.faq_blocks.showing import messages, node_of, shown


def contact(label: str = "Call 988", detail: str = "Day and night", href: str = "tel:988") -> dict[str, object]:
    return factories.block("contact", {"label": label, "detail": detail, "href": href})


def stored(*contacts: dict[str, object], heading: str = "In danger?") -> dict[str, object]:
    return {"heading": heading, "text": "<p>Do not wait.</p>", "contacts": list(contacts)}


def test_help_is_one_tap_away() -> None:
    html = shown(node_of(UrgentHelpBlock(), stored(contact(), contact("Write", "", "sms:988"))))
    assert [(link.text.strip(), link["href"]) for link in html.select("a")] == [
        ("Call 988 Day and night", "tel:988"),
        ("Write", "sms:988"),
    ]
    assert "Day and night" in html.text
    assert "Do not wait." in html.text
    assert "None" not in html.text


def test_it_is_never_folded_away() -> None:
    assert shown(node_of(UrgentHelpBlock(), stored(contact()))).details is None


def test_without_contacts_there_is_no_empty_list() -> None:
    node = node_of(UrgentHelpBlock(), stored())
    assert node.contacts == []
    assert shown(node).select("ul, a") == []


CANNOT_BE_TAPPED = ["javascript:alert(1)", "http://example.org", "/help", "#help", "ask somebody"]


@pytest.mark.parametrize("href", CANNOT_BE_TAPPED)
def test_an_address_that_cannot_be_tapped_reaches_no_reader_and_is_not_dropped_in_silence(href: str) -> None:
    compilation = Compilation()
    assert node_of(UrgentHelpBlock(), stored(contact(href=href)), compilation).contacts == []
    assert messages(compilation) == [f"The address “{href}” of the contact “Call 988” cannot be understood."]


def test_a_contact_that_lacks_something_is_not_dropped_in_silence() -> None:
    compilation = Compilation()
    assert node_of(UrgentHelpBlock(), stored(contact(href=""), contact(label=" ")), compilation).contacts == []
    assert messages(compilation) == ["The contact “Call 988” has no address.", "A contact has no label."]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("911", "tel:911"),
        ("0800 111 111", "tel:0800111111"),
        ("www.example.org", "https://www.example.org"),
        ("a@b.org", "mailto:a@b.org"),
        ("TEL:988", "tel:988"),
        ("mailto:a@b.org", "mailto:a@b.org"),
    ],
)
def test_an_address_that_can_be_understood_is_what_readers_get(written: str, sent: str) -> None:
    compilation = Compilation()
    assert [c.href for c in node_of(UrgentHelpBlock(), stored(contact(href=written)), compilation).contacts] == [sent]
    assert messages(compilation) == []


@pytest.mark.parametrize("href", CANNOT_BE_TAPPED)
def test_an_editor_is_told_how_an_address_begins(href: str) -> None:
    block = ContactBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"label": "Call", "detail": "", "href": href}))
    assert "Begin with tel:, sms:, mailto: or https:." in str(refused.value.as_json_data())


@pytest.mark.parametrize("href", ["tel:988", "sms:988", "mailto:help@example.org", "https://example.org"])
def test_an_address_that_can_be_tapped_is_taken(href: str) -> None:
    block = ContactBlock()
    assert block.clean(block.to_python({"label": "Call", "detail": "", "href": href}))["href"] == href


def test_a_client_that_does_not_know_it_gets_the_words() -> None:
    node = node_of(UrgentHelpBlock(), stored(contact(), contact("Write", "", "sms:988")))
    assert node.plain_text() == "In danger?\n\nDo not wait.\n\nCall 988: Day and night\n\nWrite: sms:988"


def test_without_heading_or_text_it_is_refused() -> None:
    for value in (stored(heading=" "), {**stored(), "text": ""}, {}):
        compilation = Compilation()
        shown(node_of(UrgentHelpBlock(), value, compilation))
        assert messages(compilation) == ["An urgent-help card needs a heading and a text."]
