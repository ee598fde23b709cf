"""Whether what is in a guide's form can be published, and what is advised: each line knows the way to its block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError, StreamValue, StructBlockValidationError, StructValue

from faq_blocks.compilation import Finding
from guide_pages.compiling.advice import advise

if TYPE_CHECKING:
    from .forms import GuidePageForm


class Line(NamedTuple):
    """A message, where it belongs, and the way there: the ids of blocks from the outermost in, then a field."""

    message: str
    place: str
    trail: Sequence[str]
    field: str


class Readiness(NamedTuple):
    """What keeps a guide from being published, and what is only advised."""

    problems: list[Line]
    advice: list[Line]


def readiness(form: GuidePageForm) -> Readiness:
    """Return what publishing this form would say, all of it, and what is advised. Saves nothing."""
    form.is_valid()
    page, compiled = form.instance, form.compiled
    ways = dict(_ways(page.body))
    of_page_first = sorted(compiled.problems, key=lambda problem: problem.block_id is not None)
    refused = [*_of_fields(form), *of_page_first]
    refused += _unsaid(form, page.body, compiled.problems)
    advice = [finding for finding in advise(page, compiled, form.site_settings) if finding not in compiled.problems]
    return Readiness([_line(each, ways) for each in refused], [_line(each, ways) for each in advice])


def _line(finding: Finding, ways: dict[str, tuple[str, ...]]) -> Line:
    return Line(finding.message, finding.place, ways.get(finding.block_id or "", ()), finding.field)


def _ways(stream: StreamValue, above: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each block's id, with the ids of the blocks that it stands in and its own."""
    for child in stream:
        way = (*above, child.id)
        yield child.id, way
        for value in child.value.values() if isinstance(child.value, StructValue) else ():
            if isinstance(value, StreamValue):
                yield from _ways(value, way)


def _of_fields(form: GuidePageForm) -> Iterator[Finding]:
    """Yield what the fields have against what is in them, but for the body's and what the compiler says itself."""
    said = {"body", *(problem.field for problem in form.compiled.problems if problem.block_id is None)}
    for name, messages in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        if name not in said:
            yield from (Finding(f"{label}: {message}" if label else str(message), field=name) for message in messages)
    for name, formset in form.formsets.items():
        errors = [
            *formset.non_form_errors(),
            *(text for each in formset.errors for texts in each.values() for text in texts),
        ]
        yield from (Finding(str(message), field=name) for message in errors)


def _unsaid(form: GuidePageForm, body: StreamValue, problems: Sequence[Finding]) -> list[Finding]:
    """Return what blocks have against their values, and the compiler has not said of the same place."""
    errors = form.errors.get("body")
    trees = [error for error in errors.data if isinstance(error, StreamBlockValidationError)] if errors else []
    said = {(problem.block_id, problem.field) for problem in problems}
    words = {text for problem in problems for text in (problem.message, problem.said)}
    found = [finding for tree in trees for finding in _of_tree(tree, body)]
    return [each for each in found if (each.block_id, each.field) not in said and each.message not in words]


def _of_tree(error: ValidationError, value: Any, block_id: str | None = None, field: str = "") -> Iterator[Finding]:
    if isinstance(error, StreamBlockValidationError):
        yield from _of_all(error, block_id, field or "body")
        for index, inner in error.block_errors.items():
            yield from _of_tree(inner, value[index].value, value[index].id)
    elif isinstance(error, StructBlockValidationError):
        yield from _of_all(error, block_id, "")
        for name, inner in error.block_errors.items():
            yield from _of_tree(inner, value.get(name) if isinstance(value, StructValue) else None, block_id, name)
    else:
        yield from (Finding(str(message), block_id, field) for message in error.messages)


def _of_all(error: Any, block_id: str | None, field: str) -> Iterator[Finding]:
    for inner in error.non_block_errors.as_data():
        yield from (Finding(str(message), block_id, field) for message in inner.messages)
