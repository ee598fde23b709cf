"""A consumer of every node, with the types that openapi-python-client makes; mypy is strict with it.

Usage: python reader.py API       prints what is in each guide of the list, then what the feed and the bundle tell,
                                  then the replies to each guide, and leaves some, each twice.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import assert_never

from guides_client import Client
from guides_client.api.guides import get_guide, get_guide_by_path, list_guides
from guides_client.api.replies import create_reply, list_replies
from guides_client.api.sync import list_changes
from guides_client.models import (
    BundleCursor,
    CalloutNode,
    CareCardNode,
    ChangeList,
    Contact,
    DividerNode,
    DownloadNode,
    FaqNode,
    FiguresNode,
    GoneChange,
    GuideChange,
    GuideDocument,
    GuideList,
    ImageNode,
    KeyFactsNode,
    NewReply,
    QuestionNode,
    QuoteNode,
    ReceivedReply,
    RelatedGuidesNode,
    ReplyList,
    SectionNode,
    StepsNode,
    SubheadingNode,
    TableNode,
    TextNode,
    UrgentHelpNode,
    VideoNode,
)
from guides_client.types import UNSET, Unset

AnyNode = (
    SectionNode
    | FaqNode
    | QuestionNode
    | TextNode
    | SubheadingNode
    | StepsNode
    | QuoteNode
    | DividerNode
    | ImageNode
    | TableNode
    | FiguresNode
    | KeyFactsNode
    | CalloutNode
    | CareCardNode
    | UrgentHelpNode
    | VideoNode
    | DownloadNode
    | RelatedGuidesNode
)

#: So many replies does a site take from one address in a minute.
AT_ONCE = 5


def line(*parts: str | None) -> str:
    return " | ".join(re.sub(r"\s+", " ", "-" if part is None else part).strip() for part in parts)


def transcript(guide: GuideDocument) -> Iterator[str]:
    yield line("guide", guide.title, guide.hero.alt if guide.hero else None, str(guide.edition))
    for node in guide.body:
        yield from read(node)


def read(node: AnyNode) -> Iterator[str]:
    name = (node.type_, node.id)
    match node:
        case SectionNode():
            yield line(*name, node.anchor, node.heading)
            for child in node.nodes:
                yield from read(child)
        case FaqNode():
            yield line(*name, node.anchor, node.heading, node.introduction.plain if node.introduction else None)
            for question in node.questions:
                yield from read(question)
        case QuestionNode():
            entry = str(node.library_entry) if node.library_entry else None
            yield line(*name, node.anchor, node.question, entry)
            for child in node.answer:
                yield from read(child)
        case TextNode():
            yield line(*name, node.text.plain)
        case SubheadingNode():
            yield line(*name, node.anchor, node.text)
        case ImageNode():
            yield line(*name, node.image.alt, node.image.renditions[-1].url, node.caption, node.credit)
        case CalloutNode():
            yield line(*name, node.tone.value, node.heading, node.text.plain)
        case UrgentHelpNode():
            yield line(*name, node.heading, node.text.plain, *ways(node.contacts))
        case CareCardNode():
            yield line(*name, node.urgency.value, node.heading, node.text.plain, *ways(node.contacts))
        case QuoteNode():
            yield line(*name, node.text.plain, node.source)
        case StepsNode():
            steps = [(step.title, step.text.plain if step.text else None) for step in node.steps]
            yield line(*name, *(part for step in steps for part in step))
        case VideoNode():
            yield line(*name, node.provider.value, node.title, node.url, node.player, node.transcript.plain)
        case DownloadNode():
            file = node.file
            yield line(*name, node.title, node.text, file.url, file.name, file.format_, str(file.byte_count))
        case RelatedGuidesNode():
            links = [part for guide in node.guides for part in (str(guide.id), guide.title, guide.url)]
            yield line(*name, node.heading, *links)
        case DividerNode():
            yield line(*name)
        case TableNode():
            cells = [cell.plain for row in node.rows for cell in row.cells]
            yield line(*name, node.caption, "rows" if node.has_row_headers else None, *node.header, *cells)
        case KeyFactsNode():
            facts = [part for fact in node.facts for part in (fact.label, fact.text.plain)]
            yield line(*name, node.heading, *facts)
        case FiguresNode():
            yield line(*name, *figures(node))
        case _:
            assert_never(node)


def ways(contacts: list[Contact]) -> list[str | None]:
    return [part for contact in contacts for part in (contact.label, contact.detail, contact.href)]


def figures(node: FiguresNode) -> Iterator[str | None]:
    for figure in node.figures:
        share = f"{figure.share.part}/{figure.share.whole}" if figure.share else None
        yield from (figure.number, figure.unit, share, figure.meaning, figure.source, figure.url)


def guides(client: Client) -> Iterator[GuideDocument]:
    """Each guide of the list, page by page, read by its id and by its path."""
    cursor: str | Unset = UNSET
    while True:
        page = list_guides.sync(client=client, limit=1, cursor=cursor)
        assert isinstance(page, GuideList)
        for card in page.items:
            guide = get_guide.sync(card.id, client=client)
            assert isinstance(guide, GuideDocument)
            assert get_guide_by_path.sync(client=client, path=card.path) == guide
            yield guide
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


def changes(client: Client) -> Iterator[str]:
    """The feed, from its beginning to its end."""
    cursor: str | Unset = UNSET
    has_more = True
    while has_more:
        page = list_changes.sync(client=client, limit=1, cursor=cursor)
        assert isinstance(page, ChangeList)
        for change in page.items:
            match change:
                case GuideChange():
                    yield line("keep", str(change.guide.id))
                case GoneChange():
                    yield line("remove", str(change.id), change.reason.value)
                case _:
                    assert_never(change)
        cursor, has_more = page.next_cursor, page.has_more


def bundle(client: Client) -> Iterator[str]:
    """The bundle, which is read line by line: no generator knows lines of JSON."""
    with client.get_httpx_client().stream("GET", "/api/guides/v1/bundle") as response:
        for text in response.iter_lines():
            item = json.loads(text)
            if item["kind"] == "guide":
                yield line("keep", str(GuideChange.from_dict(item).guide.id))
            else:
                yield line("end", BundleCursor.from_dict(item).kind)


def replies(client: Client, guide: GuideDocument) -> Iterator[str]:
    """What is shown under a guide."""
    page = list_replies.sync(guide.id, client=client)
    assert isinstance(page, ReplyList)
    for reply in page.items:
        yield line("reply", reply.name, reply.text, "publisher" if reply.is_publisher else None)


def left(client: Client, guide: GuideDocument) -> str:
    """A reply is sent twice with one key, as if no answer had come."""
    new = NewReply(name="Ada", email="ada@example.org", text=f"A reply to {guide.title}", parent=None)
    sent = [create_reply.sync(guide.id, client=client, body=new, idempotency_key=str(guide.id)) for _ in range(2)]
    first, second = sent
    assert isinstance(first, ReceivedReply)
    assert isinstance(second, ReceivedReply)
    return line("sent", "once" if first.id == second.id else "twice")


if __name__ == "__main__":
    client = Client(base_url=sys.argv[1], raise_on_unexpected_status=True)
    read_guides = list(guides(client))
    for guide in read_guides:
        sys.stdout.writelines(f"{words}\n" for words in transcript(guide))
    sys.stdout.writelines(f"{words}\n" for words in (*changes(client), *bundle(client)))
    for guide in read_guides:
        sys.stdout.writelines(f"{words}\n" for words in replies(client, guide))
    sys.stdout.writelines(f"{left(client, guide)}\n" for guide in read_guides[:AT_ONCE])
