"""Why a guide is not published, in words that say what to mend."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext
from wagtail.models import Page

from faq_blocks.compilation import Finding
from guide_pages.compiling.compiler import compile_guide
from guide_pages.records.fields import GuidePageFields


class PublishRefused(ValidationError):
    """A guide cannot be published as it stands. Says what to mend; nothing was changed."""

    def __init__(self, title: str, problems: Iterable[Finding]) -> None:
        self.title = title
        self.problems = list(problems)
        super().__init__([gettext("“%s” cannot be published.") % title, *(problem.said for problem in self.problems)])

    @classmethod
    def from_fields(cls, page: Page, error: ValidationError) -> PublishRefused:
        """Return what the page's own fields have against it, each named as the editor knows it, then the compiler."""
        fields = getattr(error, "message_dict", {NON_FIELD_ERRORS: error.messages})
        problems = [
            Finding(f"{page._meta.get_field(name).verbose_name}: {message}" if name != NON_FIELD_ERRORS else message)
            for name, messages in fields.items()
            for message in messages
        ]
        if isinstance(page, GuidePageFields):
            found = compile_guide(page).problems
            problems += [problem for problem in found if problem.block_id is not None or problem.field not in fields]
        return cls(page.title, problems)

    @classmethod
    def by_template(cls, title: str, found: str) -> PublishRefused:
        """Return that a template of the site fails: no words of the guide are wrong, and whoever runs the site mends
        it."""
        return cls(title, [Finding(gettext("A template of the site fails. Tell whoever runs it: %s") % found)])


class PublishedSince(PublishRefused):
    """A draft was about to be saved over a guide that has been published since the draft was read."""

    def __init__(self, title: str) -> None:
        super().__init__(title, [])
        self.error_list = ValidationError(
            gettext("“%s” has been published since it was read here. Read it again, and change that.") % title
        ).error_list
