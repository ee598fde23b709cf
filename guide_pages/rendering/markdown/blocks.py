"""The Markdown of each type of node. One of another app's is written in its plain words, until it registers its own:
`@to_markdown.register`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from faq_blocks.nodes import FaqNode, Node, QuestionNode, TextNode
from guide_pages.document import Contact, Picture
from guide_pages.document.nodes.callout import CalloutNode
from guide_pages.document.nodes.care_card import CareCardNode
from guide_pages.document.nodes.divider import DividerNode
from guide_pages.document.nodes.download import DownloadNode
from guide_pages.document.nodes.figures import Figure, FiguresNode
from guide_pages.document.nodes.image import ImageNode
from guide_pages.document.nodes.key_facts import KeyFactsNode
from guide_pages.document.nodes.quote import QuoteNode
from guide_pages.document.nodes.related_guides import RelatedGuidesNode
from guide_pages.document.nodes.section import SectionNode
from guide_pages.document.nodes.steps import StepsNode
from guide_pages.document.nodes.subheading import SubheadingNode
from guide_pages.document.nodes.table import TableNode
from guide_pages.document.nodes.urgent_help import UrgentHelpNode
from guide_pages.document.nodes.video import VideoNode

from .prose import in_cell, markdown
from .words import address, bulleted, escaped, heading, link, numbered, one_after_another, one_line, quoted, strong


@singledispatch
def to_markdown(node: Node) -> str:
    """Return a node as Markdown blocks."""
    return one_after_another(paragraph(part) for part in node.plain_text().split("\n\n"))


def paragraph(text: str | None) -> str:
    """Return plain words as a paragraph; nothing without any."""
    return escaped(one_line(text or ""), begins_line=True)


def contacts(given: Iterable[Contact]) -> str:
    """Return the ways to reach help as a list."""
    ways = ((link(contact.label, contact.href), escaped(one_line(contact.detail or ""))) for contact in given)
    return bulleted(" · ".join(filter(None, way)) for way in ways)


def picture(shown: Picture) -> str:
    """Return a picture by its widest file; nothing where there is none."""
    return f"![{escaped(one_line(shown.alt))}]({address(shown.fallback.url)})" if shown.renditions else ""


@to_markdown.register
def section(node: SectionNode) -> str:
    return one_after_another([heading(2, node.heading), *map(to_markdown, node.nodes)])


@to_markdown.register
def faq(node: FaqNode) -> str:
    introduction = markdown(node.introduction) if node.introduction else ""
    return one_after_another([heading(2, node.heading), introduction, *map(to_markdown, node.questions)])


@to_markdown.register
def question(node: QuestionNode) -> str:
    return one_after_another([heading(3, node.question), *map(to_markdown, node.answer)])


@to_markdown.register
def text(node: TextNode) -> str:
    return markdown(node.text)


@to_markdown.register
def subheading(node: SubheadingNode) -> str:
    return heading(3, node.text)


@to_markdown.register
def steps(node: StepsNode) -> str:
    return numbered(
        one_after_another([strong(step.title), markdown(step.text) if step.text else ""]) for step in node.steps
    )


@to_markdown.register
def quote(node: QuoteNode) -> str:
    return quoted(
        one_after_another([markdown(node.text), f"— {escaped(one_line(node.source))}" if node.source else ""])
    )


@to_markdown.register
def table(node: TableNode) -> str:
    header = [escaped(one_line(name)) for name in node.header]
    rows = [[in_cell(cell) for cell in row.cells] for row in node.rows]
    if node.has_row_headers:
        rows = [[f"<b>{first}</b>" if first else "", *others] for first, *others in rows]
    lines = [header, ["---"] * len(header), *rows]
    written = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return one_after_another([strong(node.caption), written])


@to_markdown.register
def divider(node: DividerNode) -> str:
    return "---"


@to_markdown.register
def image(node: ImageNode) -> str:
    credit = gettext("Picture: %(credit)s") % {"credit": node.credit} if node.credit else ""
    return one_after_another([picture(node.image), paragraph(node.caption), paragraph(credit)])


@to_markdown.register
def video(node: VideoNode) -> str:
    watch = gettext("Watch it at %(provider)s") % {"provider": node.provider_name}
    transcript = [strong(gettext("Transcript")), markdown(node.transcript)] if node.transcript.plain else []
    return one_after_another([strong(node.title), link(watch, node.url), *transcript])


@to_markdown.register
def key_facts(node: KeyFactsNode) -> str:
    facts = (one_after_another([strong(fact.label), markdown(fact.text)]) for fact in node.facts)
    return one_after_another([heading(3, node.heading or ""), bulleted(facts)])


@to_markdown.register
def figures(node: FiguresNode) -> str:
    return bulleted(map(figure, node.figures))


def figure(given: Figure) -> str:
    """Return a number with what it means, and where it is from."""
    source = link(given.source, given.url) if given.source and given.url else escaped(one_line(given.source or ""))
    said = f"{strong(given.quantity)} {escaped(one_line(given.meaning))}"
    return one_after_another([said, f"{gettext('Source:')} {source}" if source else ""])


@to_markdown.register
def callout(node: CalloutNode) -> str:
    tone = {"warning": gettext("Warning"), "tip": gettext("Tip"), "note": gettext("Note")}[node.tone]
    said = ": ".join(filter(None, [tone, node.heading]))
    return quoted(one_after_another([strong(said), markdown(node.text)]))


@to_markdown.register
def care_card(node: CareCardNode) -> str:
    urgencies = {"emergency": gettext("Emergency"), "urgent": gettext("Urgent"), "non_urgent": gettext("Not urgent")}
    return quoted(help_with(f"{urgencies[node.urgency]}: {node.heading}", markdown(node.text), node.contacts))


@to_markdown.register
def urgent_help(node: UrgentHelpNode) -> str:
    return quoted(help_with(node.heading, markdown(node.text), node.contacts))


def help_with(said: str, words: str, ways: Iterable[Contact]) -> str:
    """Return what to do, and whom to ask."""
    return one_after_another([strong(said), words, contacts(ways)])


@to_markdown.register
def download(node: DownloadNode) -> str:
    if not node.file.url:
        return one_after_another([strong(node.title), paragraph(node.text)])
    kind = f"{node.file.format.upper()}, {filesizeformat(node.file.byte_count)}"
    return one_after_another([f"{link(node.title, node.file.url)} ({escaped(kind)})", paragraph(node.text)])


@to_markdown.register
def related_guides(node: RelatedGuidesNode) -> str:
    return one_after_another(
        [heading(3, node.heading), bulleted(link(guide.title, guide.url) for guide in node.guides)]
    )
