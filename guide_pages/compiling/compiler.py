"""A guide page → what it says: a typed document with symbolic references. Reads only, writes nothing."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext

from faq_blocks.blocks import child_nodes
from faq_blocks.compilation import Compilation, Finding
from faq_blocks.nodes import FaqNode, Node, Prose, QuestionNode
from faq_blocks.references import Reference
from faq_blocks.rich_text import references_in
from guide_pages.blocks.checking import places, unfit
from guide_pages.document import CompiledGuide, Person, Picture, Topic
from guide_pages.document.nodes.download import DocumentFile
from guide_pages.document.nodes.related_guides import RelatedGuide
from guide_pages.document.nodes.section import SectionNode
from guide_pages.records import Anchor, Edition
from guide_pages.records.fields import SUMMARY_LENGTH
from guide_pages.records.replies import MAX_DAYS

from .glossary import with_glossary
from .names import person, topic

if TYPE_CHECKING:
    from guide_pages.records import Contributor
    from guide_pages.records import Topic as TopicRecord
    from guide_pages.records.fields import GuidePageFields


class Compiled(NamedTuple):
    """A guide as compiled. It may be published when `problems` is empty.

    `references` is what it was made from; `new_anchors` are those first given here, by block id.
    """

    guide: CompiledGuide
    references: set[Reference]
    new_anchors: dict[str, str]
    problems: list[Finding]
    warnings: list[Finding]


def compile_guide(page: GuidePageFields, *, is_draft: bool = False) -> Compiled:
    """Return the page as compiled. A draft also shows what is still wanted."""
    compilation = Compilation(
        anchors=dict(Anchor.objects.filter(guide__page_id=page.pk or 0).values_list("block_id", "anchor")),
        published=_published(page),
        is_draft=is_draft,
        locale_id=page.locale_id,
    )
    guide = with_glossary(_compile(page, compilation), compilation)
    compilation.references |= references_of(guide)  # also of what is shown as it was published last
    _check(guide, compilation)
    _check_fields(page, compilation)
    return Compiled(
        guide,
        compilation.references,
        compilation.new_anchors,
        placed(compilation.problems, page),
        placed(compilation.warnings, page),
    )


def placed(problems: list[Finding], page: GuidePageFields) -> list[Finding]:
    """Return findings, each with the part of the guide that its block stands in."""
    found = places(page.body)
    return [problem._replace(place=found.get(problem.block_id or "", "")) for problem in problems]


def _published(page: GuidePageFields) -> dict[str, QuestionNode]:
    """Return the questions that readers have been given last, by block id; none of an edition that was withdrawn."""
    edition = Edition.objects.filter(guide__page_id=page.pk or 0).order_by("-number").first()
    if edition is None or edition.withdrawn_at is not None:
        return {}
    return {question.id: question for question in edition.compiled.questions()}


def _compile(page: GuidePageFields, compilation: Compilation) -> CompiledGuide:
    topics, authors, reviewers = (
        list(getattr(page, name).all()) for name in ("guide_topics", "guide_authors", "guide_reviewers")
    )
    prefetch_related_objects(topics, "topic")
    prefetch_related_objects(authors, "contributor")
    prefetch_related_objects(reviewers, "contributor")
    return CompiledGuide(
        locale=page.locale.language_code,
        title=page.title.strip(),
        summary=page.summary.strip(),
        hero=_hero(page, compilation),
        topics=[_topic(item.topic, compilation) for item in topics],
        authors=[_person(item.contributor, compilation) for item in authors],
        reviewers=[_person(item.contributor, compilation) for item in reviewers],
        body=child_nodes(page.body, compilation),
    )


def _hero(page: GuidePageFields, compilation: Compilation) -> Picture | None:
    if page.hero_id is None:
        return None
    compilation.read("image", page.hero_id)
    alt = "" if page.hero_is_decorative else page.hero_alt.strip()
    return Picture(id=page.hero_id, alt=alt, shape="wide")


def _topic(record: TopicRecord, compilation: Compilation) -> Topic:
    return topic(compilation.translated("topic", record))


def _person(record: Contributor, compilation: Compilation) -> Person:
    record = compilation.translated("contributor", record)
    if record.photo_id:
        compilation.read("image", record.photo_id)
    said = person(record)
    if record.url and not said.url:
        compilation.problem(gettext("The address “%(url)s” of %(name)s cannot be understood.") % vars(record))
    return said


def _check(guide: CompiledGuide, compilation: Compilation) -> None:
    """Note what only the whole guide can tell."""
    if not guide.summary:
        compilation.problem(gettext("The guide has no summary."), field="summary")
    if not any(isinstance(part, SectionNode) or (isinstance(part, FaqNode) and part.questions) for part in guide.body):
        compilation.problem(gettext("The guide has no section and no question."))
    _check_identity(guide, compilation)
    _check_questions(guide, compilation)


def _check_fields(page: GuidePageFields, compilation: Compilation) -> None:
    """Note what the fields have against what is in them, where nothing else was said of it."""
    if len(page.summary) > SUMMARY_LENGTH:
        excess = {"limit": SUMMARY_LENGTH, "length": len(page.summary)}
        compilation.problem(
            gettext("The summary has %(length)s characters: no more than %(limit)s.") % excess, field="summary"
        )
    if page.replies_days is not None and not 1 <= page.replies_days <= MAX_DAYS:
        compilation.problem(
            gettext("Replies close after a number of days from 1 to %s.") % MAX_DAYS, field="replies_days"
        )
    said = {(problem.block_id, problem.field) for problem in compilation.problems}
    compilation.problems += [problem for problem in unfit(page.body) if (problem.block_id, problem.field) not in said]


def _check_identity(guide: CompiledGuide, compilation: Compilation) -> None:
    named: dict[str, str] = {}
    for node in guide.all_nodes():
        name = label(node)
        if node.id in named:
            compilation.problem(
                gettext("“%(first)s” and “%(second)s” have the same identity. Delete one of them and add it anew.")
                % {"first": named[node.id], "second": name},
                node.id,
            )
        named.setdefault(node.id, name)


def _check_questions(guide: CompiledGuide, compilation: Compilation) -> None:
    asked: set[str] = set()
    for question in guide.questions():
        words = " ".join(question.question.casefold().split())
        if words and words in asked:
            compilation.problem(gettext("The question “%s” is asked twice.") % question.question, question.id)
        asked.add(words)


def label(node: Node) -> str:
    """Return a node's first words for a message to an editor."""
    first, _, _rest = node.plain_text().partition("\n")
    return first if len(first) <= 60 else f"{first[:57]}…"


def digest_of(guide: CompiledGuide) -> str:
    """Return what tells whether an edition says these words: a SHA-256, in hexadecimal digits.

    Which topics and people it names is among the words; what they are called is not.
    """
    words = json.dumps(guide.words(), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()


def references_of(guide: CompiledGuide) -> set[Reference]:
    """Return what a compiled guide points to: the pages, documents and images of its addresses, topics, people
    and terms."""
    found = {Reference("topic", str(each.id)) for each in guide.topics}
    found |= {Reference("contributor", str(each.id)) for each in [*guide.authors, *guide.reviewers]}
    found |= {Reference("term", str(each.id)) for each in guide.glossary}
    for part in guide.parts():
        if isinstance(part, Prose):
            found |= references_in(part.html)
        elif isinstance(part, Picture):
            found.add(Reference("image", str(part.id)))
        elif isinstance(part, DocumentFile):
            found.add(Reference("document", str(part.id)))
        elif isinstance(part, RelatedGuide):
            found |= {Reference(kind, str(part.page)) for kind in ("page", "frame")}
    return found
