"""The guide's form: a draft always saves; what would refuse publication is said beside the block it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError, StreamValue, StructBlockValidationError, StructValue
from wagtail.models import Page

from faq_blocks.compilation import Finding
from faq_blocks.rich_text import lost_links
from faq_blocks.storable import StorableForm
from guide_pages.blocks.body import name_blocks
from guide_pages.compiling.advice import for_publication
from guide_pages.publishing.rows import lock_row
from guide_pages.records import GuideSettings

if TYPE_CHECKING:
    from django.forms.utils import ErrorList

    from guide_pages.compiling.compiler import Compiled

    from . import GuidePageMixin

#: What publishing writes into a page's row, and no form.
PUBLICATION = ("live", "live_revision_id", "first_published_at", "last_published_at", "expired")


class GuidePageForm(StorableForm, WagtailAdminPageForm):
    """Drafts may be incomplete; a guide that is published or sent for review compiles."""

    #: What the compiler has said of what is in the form, once it has been validated for publication.
    compiled: Compiled

    class Media:
        js: ClassVar = ["guide_pages/guide-form.js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.has_unpublished_changes:  # what is written next is another change
            self.initial["change_note"] = ""

    def clean_slug(self) -> str:
        """Return an address that is free: a guide that was never published gives way to the page that has it."""
        slug: str = self.cleaned_data["slug"]
        parent = self.parent_page or self.instance.get_parent()
        if parent is None or self.instance.first_published_at:
            return slug
        return next(found for found in _numbered(slug) if Page._slug_is_available(found, parent, self.instance))

    @cached_property
    def site_settings(self) -> GuideSettings:
        """The settings of the site that the guide is published on: a new guide's is that of the page above."""
        parent: Page | None = self.parent_page or self.instance.get_parent()
        site = parent.get_site() if parent else None
        return GuideSettings.of(site) if site else GuideSettings()

    @transaction.atomic
    def save(self, commit: bool = True) -> GuidePageMixin:
        """Save the page. One that was published since the form was opened stays as it is for its readers.

        Wagtail writes a draft's row at once, with the live state that it read before; what is in the form then belongs
        into the revision that Wagtail saves next, as for any live page.
        """
        page: GuidePageMixin = self.instance
        if commit and page.pk and not page.live and self._was_published_meanwhile(page):
            commit = False
        saved: GuidePageMixin = super().save(commit=commit)
        return saved

    @staticmethod
    def _was_published_meanwhile(page: GuidePageMixin) -> bool:
        stored = lock_row(page, *PUBLICATION)
        if stored is None or not stored["live"]:
            return False
        for name, value in stored.items():
            setattr(page, name, value)
        return True

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            self._compile()

    def _compile(self) -> None:
        """Say what the compiler has against the guide, together with what its fields have."""
        if "body" in self.errors:
            self.instance.body = self["body"].data
        name_blocks(self.instance.body)
        self.compiled = for_publication(self.instance, self.site_settings)
        problems = self.compiled.problems
        of_page = [problem for problem in problems if problem.block_id is None and problem.field in self.fields]
        for problem in of_page:
            if problem.field not in self.errors:
                self.add_error(problem.field, problem.message)
        problems = [problem for problem in problems if problem not in of_page]
        if problems and "body" in self.fields:
            error = body_error(self.instance.body, problems, _tree(self.errors.pop("body", None)))
            self.add_error("body", error)
        elif problems:  # Wagtail's v3 API has a form with fewer fields
            self.add_error(None, [problem.said for problem in problems])


def _numbered(slug: str) -> Iterator[str]:
    """Yield an address, then the same with numbers, as “sleep-2”, none longer than a page's may be."""
    yield slug
    most: int = Page._meta.get_field("slug").max_length
    for number in count(2):
        end = f"-{number}"
        yield f"{slug[: most - len(end)]}{end}"


class GuideIndexPageForm(StorableForm, WagtailAdminPageForm):
    """A draft of an index saves with any introduction; what is published has no link that leads nowhere."""

    def clean_introduction(self) -> str:
        introduction: str = self.cleaned_data["introduction"]
        if not self.is_deferred_validation and (lost := lost_links(introduction)):
            raise ValidationError(lost)
        return introduction


def _tree(errors: ErrorList | None) -> ValidationError | None:
    """Return Wagtail's own error for a stream, if a form's list has one."""
    return (
        next((error for error in errors.data if isinstance(error, StreamBlockValidationError)), None)
        if errors
        else None
    )


def body_error(
    body: StreamValue, problems: Sequence[Finding], said: ValidationError | None = None
) -> StreamBlockValidationError:
    """Return the problems, each at its block, with what is `said` there already; those of no block at the top."""
    ids = set(_ids(body))
    elsewhere = [problem.said for problem in problems if problem.block_id not in ids]
    return _stream_error(body, problems, said, elsewhere) or StreamBlockValidationError(non_block_errors=elsewhere)


def _ids(stream: StreamValue) -> Iterable[str]:
    for child in stream:
        yield child.id
        for inner in _streams(child.value).values():
            yield from _ids(inner)


def _streams(value: Any) -> dict[str, StreamValue]:
    """Return the streams that stand in the fields of a block."""
    fields = value.items() if isinstance(value, StructValue) else ()
    return {name: inner for name, inner in fields if isinstance(inner, StreamValue)}


def _stream_error(
    stream: StreamValue, problems: Sequence[Finding], said: ValidationError | None, more: Sequence[str] = ()
) -> StreamBlockValidationError | None:
    before = said.block_errors if isinstance(said, StreamBlockValidationError) else {}
    at_blocks = {
        index: error
        for index, child in enumerate(stream)
        if (error := _block_error(child, problems, before.get(index)))
    }
    of_all = [*_of_all(said), *more]
    if not at_blocks and not of_all:
        return None
    return StreamBlockValidationError(block_errors=at_blocks, non_block_errors=of_all)


def _block_error(
    child: StreamValue.StreamChild, problems: Sequence[Finding], said: ValidationError | None
) -> ValidationError | None:
    own = [problem for problem in problems if problem.block_id == child.id]
    if not isinstance(child.value, StructValue):
        return said or (ValidationError([problem.message for problem in own]) if own else None)
    fields = dict(said.block_errors) if isinstance(said, StructBlockValidationError) else {}
    unsaid = [problem.message for problem in own if not _is_said(fields.get(problem.field))]
    for name, stream in _streams(child.value).items():
        if error := _stream_error(stream, problems, fields.get(name)):
            fields[name] = error
    of_all = [*_of_all(said), *unsaid]
    return StructBlockValidationError(block_errors=fields, non_block_errors=of_all) if fields or of_all else None


def _is_said(error: ValidationError | None) -> bool:
    """Return True if something is said of a field itself, and not only of a block in it."""
    return bool(_of_all(error)) if isinstance(error, StreamBlockValidationError) else error is not None


def _of_all(error: ValidationError | None) -> list[Any]:
    """Return what is said of the whole of a stream or block."""
    return list(getattr(error, "non_block_errors", None) or [])
