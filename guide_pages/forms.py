"""The guide's form: what would refuse publication is said here, beside the block it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

from faq_blocks.compilation import Problem

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue

#: Where a block of the body keeps its own blocks.
_CHILDREN = {"section": "content", "faq": "questions"}


class GuidePageForm(WagtailAdminPageForm):
    """Drafts may be incomplete; a guide that is published or sent for review compiles."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.has_unpublished_changes:  # what is written next is another change
            self.initial["change_note"] = ""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.is_deferred_validation or self.errors:
            return
        from .compiler import compile_guide

        problems = compile_guide(self.instance).problems
        if problems and "body" in self.fields:
            self.add_error("body", body_error(self.instance.body, problems))
        elif problems:  # Wagtail's v3 API has a form with fewer fields
            self.add_error(None, [problem.message for problem in problems])


def body_error(body: StreamValue, problems: Sequence[Problem]) -> StreamBlockValidationError:
    """Return the problems, each at its block; those of no block at the top."""
    located = {index: error for index, child in enumerate(body) if (error := _block_error(child, problems))}
    ids = {child.id for child in body} | {
        inner.id for child in body for inner in child.value[_CHILDREN[child.block_type]] or []
    }
    elsewhere = [problem.message for problem in problems if problem.block_id not in ids - {None}]
    return StreamBlockValidationError(block_errors=located, non_block_errors=elsewhere)


def _block_error(child: StreamValue.StreamChild, problems: Sequence[Problem]) -> ValidationError | None:
    field = _CHILDREN[child.block_type]
    inner = {
        index: ValidationError(messages)
        for index, grandchild in enumerate(child.value[field] or [])
        if (messages := _messages(problems, grandchild.id))
    }
    own = _messages(problems, child.id)
    if not own and not inner:
        return None
    nested = {field: StreamBlockValidationError(block_errors=inner)} if inner else {}
    return StructBlockValidationError(block_errors=nested, non_block_errors=own)


def _messages(problems: Iterable[Problem], block_id: str | None) -> list[str]:
    return [problem.message for problem in problems if block_id and problem.block_id == block_id]
