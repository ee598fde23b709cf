"""What an editor can put into a FAQ. `FaqBlock` is the one to add to a StreamField."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from .compilation import Compilation
from .folding import FoldedStreamBlock
from .nodes import FaqNode, Node, QuestionNode, TextNode
from .outlines import is_blank
from .questions import question_node
from .references import Addresses
from .rich_text import FEATURES, compile_rich_text
from .streams import OpenStreamBlock, OutlinedStreamBlock, is_left_out
from .widgets import FaqEntryChooser

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue
    from wagtail.rich_text import RichText

    from .models import FaqEntry


#: What an answer may have after its first words, and when.
MORE = _("Tables, steps, pictures")
MORE_HELP = _("What words alone cannot say, after the answer.")


class NodeBlock:
    """Mixin of a block that has a public form.

    A block builds its node in `to_node`; its template is given that node and nothing else,
    so that the block's preview, the page's preview and the page show the same thing.
    """

    addresses_class: ClassVar[type[Addresses]] = Addresses

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> Node | None:
        """Return the block as readers get it, or None where there is nothing to show yet."""
        raise NotImplementedError

    def is_left_out(self, value: Any, block_id: str, compilation: Compilation) -> bool:
        """Return True for a part of an outline that nobody has touched: readers do not get it, and nothing is asked."""
        return False

    def clean(self, value: Any) -> Any:
        """Return what was written, as a draft keeps it whatever it is. Validators speak when it is published."""
        try:
            return super().clean(value)  # type: ignore[misc]  # the block's, which comes next
        except ValidationError:
            if self.is_deferred_validation:  # type: ignore[attr-defined]  # the block's
                return value
            raise

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)  # type: ignore[misc]  # the block's
        compilation = Compilation(is_draft=True)
        node = self.to_node(value, "preview", compilation)
        addresses = self.addresses_class(compilation.references)
        addresses.root_url = (
            ""  # files are found on the host that shows this: the admin's may be another than the site's
        )
        context["node"] = node and node.with_addresses(addresses)
        return context


def child_nodes(stream: StreamValue | None, compilation: Compilation, within: str = "") -> list[Any]:
    """Return the nodes of a stream's blocks, in order, without those that have nothing to show.

    Those of something shared stand `within` the block that chose it: their ids begin with its own, and what is wrong
    with them is said of it.
    """
    prefix = f"{within}-" if within else ""
    found = len(compilation.problems)
    nodes = [
        child.block.to_node(child.value, prefix + (child.id or str(uuid4())), compilation) for child in stream or []
    ]
    if within:
        compilation.problems[found:] = [
            problem._replace(block_id=within, field="more") for problem in compilation.problems[found:]
        ]
    return [node for node in nodes if node is not None]


class TextBlock(NodeBlock, RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", FEATURES)
        kwargs.setdefault("required", False)  # one that nobody wrote into is not shown
        super().__init__(**kwargs)

    def to_node(self, value: RichText, block_id: str, compilation: Compilation) -> TextNode | None:
        text = compilation.text(value, block_id)
        return TextNode(id=block_id, text=text) if text.plain else None

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. One idea a paragraph.")
        template = TextNode.template
        preview_value = _(
            "<p>A paragraph says <b>one thing</b>, in short sentences. What the reader most needs comes first.</p>"
        )


class AnswerContentBlock(OpenStreamBlock):
    """What an answer has after its first words. Apps that have more kinds of block add those that fit."""

    text = TextBlock()

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> StreamValue:
        """Return what the form holds: nothing, where it was opened before answers had more than words."""
        is_there = f"{prefix}-count" in data
        value: StreamValue = super().value_from_datadict(data, files, prefix) if is_there else self.empty_value()
        return value


class QuestionBlock(NodeBlock, StructBlock):
    """A question written in place."""

    question = CharBlock(label=_("Question"), max_length=255, help_text=_("As a reader would ask it, in one sentence."))
    answer = RichTextBlock(
        label=_("Answer"), features=FEATURES, help_text=_("Answer in the first sentence, then explain.")
    )
    more = AnswerContentBlock(label=MORE, required=False, help_text=MORE_HELP)

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> QuestionNode | None:
        question, answer = value["question"] or "", value["answer"] or ""
        if self.is_left_out(value, block_id, compilation):
            return None
        return question_node(block_id, question, answer, compilation, child_nodes(value.get("more"), compilation))

    def is_left_out(self, value: Any, block_id: str, compilation: Compilation) -> bool:
        is_unwritten = is_blank(value["answer"]) and not value.get("more")
        return is_unwritten and compilation.is_of_outline(block_id, value["question"] or "")

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"
        description = _("A question and its answer, for this page only.")
        template = QuestionNode.template
        preview_value = {
            "question": _("How long does an appointment take?"),
            "answer": _("<p>About an hour. Most of it is talking: bring your questions.</p>"),
        }


class ForgivingChooser:
    """Mixin of a chooser: where what was sent is no key, nothing is chosen, and the draft is saved."""

    def value_from_form(self, value: Any) -> Any:
        try:
            return super().value_from_form(value)  # type: ignore[misc]  # the chooser's, which comes next
        except (ValueError, TypeError, ValidationError):
            return None


class LibraryQuestionBlock(ForgivingChooser, NodeBlock, SnippetChooserBlock):
    """A question chosen from the FAQ library: one published edit reaches every page that uses it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("faq_blocks.FaqEntry", **kwargs)

    @cached_property
    def widget(self) -> FaqEntryChooser:
        return FaqEntryChooser(self.target_model, icon=self.meta.icon)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "faq_blocks.blocks.LibraryQuestionBlock", [], self._constructor_args[1]

    def to_node(self, value: FaqEntry | None, block_id: str, compilation: Compilation) -> QuestionNode | None:
        if value is None:
            compilation.problem(gettext("No question has been chosen from the FAQ library."), block_id)
            return None
        entry = compilation.translated("faq_entry", value)
        if entry.live:
            return entry.to_node(block_id, compilation)
        return self._last_published(entry, block_id, compilation)

    def _last_published(self, entry: FaqEntry, block_id: str, compilation: Compilation) -> QuestionNode | None:
        """Return the answer that readers have already been given, if any: never the words of a draft."""
        published = compilation.published.get(block_id)
        if published is None or published.library_entry != entry.uuid:
            compilation.problem(gettext("The FAQ entry “%s” has not been published.") % entry.question, block_id)
            return None
        compilation.warn(
            gettext("The FAQ entry “%s” was unpublished; its last published answer is still shown.")
            % published.question,
            block_id,
        )
        return published

    def get_searchable_content(self, value: FaqEntry | None) -> list[str]:
        """Return the words of the answer: whoever looks for them finds the pages that use it."""
        if value is None:
            return []
        plain = compile_rich_text(value.answer, lambda kind, key: None).plain
        return [value.question, plain, *value.more.stream_block.get_searchable_content(value.more)]

    def get_preview_value(self) -> FaqEntry | None:
        entries: type[FaqEntry] = self.model_class
        return entries.objects.filter(live=True).first() or entries(
            question=gettext("May I bring somebody with me?"),
            answer=gettext("<p>Yes. Many people feel calmer with someone they trust.</p>"),
            live=True,
        )

    class Meta:
        icon = "snippet"
        label = _("Question from the library")
        description = _("A shared answer. Change it once in the FAQ library, and every page follows.")
        template = QuestionNode.template
        preview_value = None


class QuestionsBlock(OutlinedStreamBlock, FoldedStreamBlock):
    """The questions of a FAQ."""

    question = QuestionBlock()
    library_question = LibraryQuestionBlock()


class FaqBlock(NodeBlock, StructBlock):
    """A group of questions under a heading."""

    heading = CharBlock(
        label=_("Heading"), max_length=255, default=_("Frequently asked questions"), form_classname="title"
    )
    introduction = RichTextBlock(label=_("Introduction"), features=FEATURES, required=False)
    questions = QuestionsBlock(label=_("Questions"), collapsed=True)

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> FaqNode | None:
        heading = (value["heading"] or "").strip()
        if self.is_left_out(value, block_id, compilation):
            return None
        if not heading:
            compilation.problem(gettext("A group of questions has no heading."), block_id, "heading")
        introduction = compilation.text(value.get("introduction"), block_id, "introduction")
        anchor = compilation.anchor(block_id, heading)
        questions = child_nodes(value["questions"], compilation)
        if not questions:
            compilation.problem(gettext("“%s” has no questions.") % heading, block_id, "questions")
        return FaqNode(
            id=block_id,
            anchor=anchor,
            heading=heading,
            introduction=introduction if introduction.plain else None,
            questions=questions,
        )

    def is_left_out(self, value: Any, block_id: str, compilation: Compilation) -> bool:
        return (
            compilation.is_of_outline(block_id, value["heading"] or "")
            and is_blank(value.get("introduction"))
            and all(is_left_out(question, compilation) for question in value["questions"] or [])
        )

    class Meta:
        icon = "help"
        label = _("FAQ")
        label_format = "{heading}"
        description = _("Questions and answers that fold away. Keep urgent information out of them.")
        template = FaqNode.template
        preview_value = {
            "heading": _("Frequently asked questions"),
            "questions": [
                (
                    "question",
                    {
                        "question": _("How long does an appointment take?"),
                        "answer": _("<p>About an hour. Most of it is talking: bring your questions.</p>"),
                    },
                ),
            ],
        }
