"""What an editor sends may be more than Django takes: they are told so, where they were, and not “Bad Request”."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests import factories

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def sent(client: Client, **given: Any) -> Any:
    factories.guide_index()
    start = reverse("guidepost_bringing:start")
    return client.post(start, given, headers={"referer": f"http://testserver{start}"}, follow=True)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"documents": [SimpleUploadedFile(f"{number}.txt", b"Words.") for number in range(101)]},
            "These are more than 100 files",
        ),
        ({"pasted": "Words. " * 400_000}, "This is more than 2.5\xa0MB of text"),
        ({f"field-{number}": "1" for number in range(10_001)}, "This form has more than 10000 fields"),
    ],
    ids=["files", "words", "fields"],
)
def test_too_much_at_once_is_said_where_the_editor_was(admin_client: Client, given: dict[str, Any], said: str) -> None:
    response = sent(admin_client, **given)
    assert response.redirect_chain == [(f"http://testserver{reverse('guidepost_bringing:start')}", 302)]
    assert [str(message).startswith(said) for message in response.context["messages"]] == [True]


def test_an_autosave_that_is_too_much_is_told_in_its_own_way(admin_client: Client) -> None:
    page = factories.guide()
    form = {f"field-{number}": "1" for number in range(10_001)}
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = admin_client.post(edit, form, headers={"accept": "application/json"})
    assert response.json()["error_message"].startswith("This form has more than 10000 fields")


def test_of_who_is_not_signed_in_nothing_is_said(client: Client) -> None:
    assert client.post("/admin/login/", {"pasted": "Words. " * 400_000}).status_code == 400
