"""Whatever rich text is stored, and by whatever way it came there, pages send only the closed set of HTML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.utils.encoding import force_str
from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    RichTextBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale
from wagtail.snippets.blocks import SnippetChooserBlock

from faq_blocks.models import FaqEntry
from guide_pages.models import GuideIndexPage, GuidePage, GuideSettings, Outline, Topic
from home.models import HomePage, PlainPage
from tests import factories

if TYPE_CHECKING:
    from django.db import models
    from django.test import Client

pytestmark = pytest.mark.django_db

OUR_APPS = ("faq_blocks", "guide_pages", "home", "search", "demo")
#: Every model of ours that holds rich text: a new one is to be shown below.
SHOWN = {FaqEntry, GuideIndexPage, GuidePage, GuideSettings, HomePage, PlainPage, Topic}


#: Links that lead nowhere: what has one is not published, and settings that have one are not saved.
LOST = (
    '<a data-hostile="1" href="javascript:steal()">here</a>'
    '<a linktype="page" id="1&quot; onclick=&quot;steal()">there</a>'
)


#: Blocks that need something chosen, and let nobody write.
WITHOUT_RICH_TEXT = {"download", "related_guides"}
#: What can be published, where not every word can.
OF_FIELDS = {"href": "tel:911", "url": "https://www.youtube.com/watch?v=abcdefghijk", "number": "3"}


def hostile(mark: str, links: str) -> str:
    """Rich text as no editor can write it, but a script or a database can hold it."""
    return (
        f'<p data-hostile="1" onclick="steal()" style="color:red">{mark} &amp; co.</p><p>Second<script>steal()</script>'
        f'<img data-hostile="1" src="x" onerror="steal()"/>{links}<svg data-hostile="1" onload="steal()"></svg>'
        '<iframe data-hostile="1" src="https://evil.example/"></iframe><embed embedtype="media" '
        'url="https://evil.example/v"/><style>p { background: url(https://evil.example/) }</style></p>'
    )


class Storage:
    """Fills fields and blocks, each with a mark of its own."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.entry = 0
        self.links = LOST

    def words(self) -> str:
        self.marks.append(f"mark{len(self.marks)}x")
        return hostile(self.marks[-1], self.links)

    def fields(self, model: type[models.Model]) -> dict[str, Any]:
        """A value for each field of a model that holds rich text."""
        found: dict[str, Any] = {}
        for field in model._meta.get_fields():
            if isinstance(field, RichTextField):
                found[field.name] = self.words()
            elif isinstance(field, StreamField):
                found[field.name] = json.dumps(self.value(field.stream_block))
        return found

    def value(self, block: Block) -> Any:
        """What is stored for a block: each kind of child once."""
        if isinstance(block, RichTextBlock):
            return self.words()
        if isinstance(block, ImageBlock):
            return None
        if isinstance(block, StreamBlock):
            return [
                {"type": name, "id": str(uuid4()), "value": self.value(child)}
                for name, child in block.child_blocks.items()
                if name not in WITHOUT_RICH_TEXT
            ]
        if isinstance(block, StructBlock):
            return {name: self.value(child) for name, child in block.child_blocks.items()}
        if isinstance(block, TypedTableBlock):
            cells = [self.value(child) for child in block.child_blocks.values()]
            columns = [{"type": name, "heading": "Way"} for name in block.child_blocks]
            return {"columns": columns, "rows": [{"values": cells}], "caption": ""}
        if isinstance(block, StaticBlock):
            return None
        if isinstance(block, SnippetChooserBlock):
            return self.entry
        if isinstance(block, ChoiceBlock | BooleanBlock):
            return "es" if block.name == "language" else block.get_default()
        assert isinstance(block, CharBlock), f"say what is stored for a {type(block).__name__}"
        return OF_FIELDS[block.name] if block.name in OF_FIELDS else f'<b data-hostile="1">{uuid4()}</b>'


def holding_rich_text() -> set[type[models.Model]]:
    """The models of ours that have such a field, or blocks that may have one."""
    ours = (model for name in OUR_APPS for model in apps.get_app_config(name).get_models())
    kinds = (RichTextField, StreamField)
    return {model for model in ours if any(isinstance(field, kinds) for field in model._meta.get_fields())}


def test_every_model_that_holds_rich_text_is_tried() -> None:
    assert holding_rich_text() == SHOWN | {Outline}  # which is written into guides, and read there


@pytest.fixture
def storage() -> Storage:
    return Storage()


@pytest.fixture
def pages(storage: Storage) -> dict[str, Any]:
    """The site with hostile rich text wherever it can be stored."""
    home = HomePage.objects.get()
    fill(home, storage).save()
    index = factories.guide_index(**storage.fields(GuideIndexPage))
    plain = home.add_child(instance=PlainPage(title="Us", slug="us", **storage.fields(PlainPage)))
    topic = factories.TopicFactory(slug="us", **storage.fields(Topic))
    storage.links = ""
    entry = factories.FaqEntryFactory(**storage.fields(FaqEntry))
    storage.entry = entry.pk
    fill(GuideSettings.of(factories.site()), storage, urgent_help_heading="Need help?").save()
    guide = factories.guide(parent=index, topics=[topic], **storage.fields(GuidePage))
    spanish = factories.publish(
        guide.copy_for_translation(Locale.objects.create(language_code="es"), copy_parents=True)
    )
    storage.links = LOST
    draft = DraftOf(fill(GuidePage.objects.get(pk=guide.pk), storage))
    others = {"spanish": spanish, "entry": entry, "draft": draft}
    return {"home": home, "index": index, "plain": plain, "guide": guide, **others}


class DraftOf:
    """What is previewed only."""

    def __init__(self, page: GuidePage) -> None:
        self.make_preview_request = page.make_preview_request


def fill(item: Any, storage: Storage, **others: Any) -> Any:
    for name, value in (storage.fields(type(item)) | others).items():
        setattr(item, name, value)
    return item


def everything_shown(client: Client, pages: dict[str, Any]) -> dict[str, str]:
    """The pages as readers get them, and the previews as editors do."""
    shown = {
        name: force_str(client.get(page.get_url()).content) for name, page in pages.items() if hasattr(page, "get_url")
    }
    shown |= {f"{name}, a preview": force_str(page.make_preview_request().content) for name, page in pages.items()}
    others = {"search": "/search/?query=us", "topic": f"{pages['index'].url}topics/us/"}
    return shown | {name: force_str(client.get(address).content) for name, address in others.items()}


def test_no_page_sends_what_was_stored_past_the_one_sanitizer(
    client: Client, storage: Storage, pages: dict[str, Any]
) -> None:
    shown = everything_shown(client, pages)

    for name, html in shown.items():
        assert "steal" not in html, name
        assert "evil.example" not in html, name
        assert BeautifulSoup(html, "html.parser").select("[data-hostile]") == [], name
    together = " ".join(shown.values())
    assert [mark for mark in storage.marks if mark not in together] == []


def test_descriptions_are_the_words_with_spaces_between_and_escaped_once(client: Client, pages: dict[str, Any]) -> None:
    for name in ("home", "index", "plain"):
        html = BeautifulSoup(client.get(pages[name].get_url()).content, "html.parser")
        described = html.select_one("meta[name=description]")
        assert described is not None
        assert "x & co. Second" in described["content"]
        assert "&amp;" not in described["content"]


def test_a_plain_page_keeps_its_headings_and_lines_and_follows_its_links(client: Client) -> None:
    guide = factories.guide(title="Sleep", slug="sleep")
    body = (
        f'<h2 data-block-key="a">Who we are</h2><p>Read <a linktype="page" id="{guide.pk}">about sleep</a>, or '
        '<a href="/search/">search</a>.</p><hr/><h3>Where</h3><h4>Deeper</h4>'
    )
    HomePage.objects.get().add_child(instance=PlainPage(title="Us", slug="us", body=body))

    html = BeautifulSoup(client.get("/us/").content, "html.parser").select_one(".column > .prose")

    assert html is not None
    assert [part.name for part in html.find_all(True, recursive=False)] == ["h2", "p", "hr", "h3", "p"]
    assert [link["href"] for link in html.find_all("a")] == [guide.full_url, "/search/"]
