"""A file to keep or to print, for everybody or not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from faq_blocks.compilation import Compilation
from guide_pages.blocks import DownloadBlock
from guide_pages.models import GuidePage
from tests import factories
from tests.faq_blocks.showing import messages, node_of, shown

pytestmark = pytest.mark.django_db
Committed = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]) -> Committed:
    """What happens inside is committed, with all that follows a commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def document() -> Any:
    made = get_document_model()(title="Scanned 7")
    made.file.save("form.pdf", ContentFile(b"%PDF-1.4" + b" " * 2040))
    made.save()
    return made


def stored(document: Any, title: str = "A form", text: str = "") -> dict[str, Any]:
    return {"document": document.pk if document else None, "title": title, "text": text}


def restrict(document: Any) -> None:
    document.collection = Collection.get_first_root_node().add_child(name="Private")
    document.save()
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")


def test_a_download_says_its_type_and_size(document: Any) -> None:
    compilation = Compilation()
    node = node_of(DownloadBlock(), stored(document, text="Fill it in."), compilation)
    html = shown(node, compilation, DownloadBlock())
    assert " ".join(html.a.text.split()) == "A form PDF, 2.0\xa0KB".replace("\xa0", " ")
    assert html.a["href"].startswith(f"{factories.site().root_url}/documents/{document.pk}/form")
    assert html.select_one(".download__text").text == "Fill it in."
    assert node.plain_text() == "A form\nFill it in."


def test_without_a_text_there_is_no_place_for_one(document: Any) -> None:
    compilation = Compilation()
    node = node_of(DownloadBlock(), stored(document), compilation)
    assert shown(node, compilation, DownloadBlock()).select_one(".download__text") is None
    assert node.plain_text() == "A form"


def test_a_private_document_is_refused(document: Any) -> None:
    restrict(document)
    compilation = Compilation()
    assert node_of(DownloadBlock(), stored(document), compilation) is None
    assert messages(compilation) == [
        "“Scanned 7” is in a private collection, and readers cannot have it. Choose another document."
    ]


def test_a_document_that_becomes_private_leaves_the_guide_and_comes_back_with_its_collection(
    document: Any, committed: Committed
) -> None:
    download = factories.block("download", stored(document))
    page = factories.guide(factories.section("Forms", factories.text("One."), download))
    assert "A form" in html_of(page)
    public = document.collection
    with committed():
        restrict(document)
    assert "A form" not in html_of(page)
    document.collection = public
    with committed():
        document.save()
    assert "A form" in html_of(page)


def html_of(page: Any) -> str:
    return bytes(GuidePage.objects.get(pk=page.pk).guide.delivery.html).decode()


def test_what_is_missing_is_said_and_shown_in_drafts_only() -> None:
    compilation = Compilation()
    assert node_of(DownloadBlock(), stored(None, title=" "), compilation) is None
    assert messages(compilation) == ["A download has no title.", "No document has been chosen."]
    draft = shown(node_of(DownloadBlock(), stored(None), Compilation(is_draft=True)))
    assert " ".join(draft.text.split()) == "Document wanted: A form"
