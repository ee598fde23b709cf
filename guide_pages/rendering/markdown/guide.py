"""The whole guide: its words, and beside them who says so, since when, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.templatetags.i18n import language_name_local
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import capfirst
from django.utils.translation import gettext, override

from faq_blocks.references import Addresses
from guide_pages.document.terms import with_marked

from .blocks import help_with, paragraph, picture, to_markdown
from .prose import markdown
from .words import autolink, bulleted, escaped, heading, link, one_after_another, one_line, quoted, strong

if TYPE_CHECKING:
    from datetime import datetime

    from guide_pages.document import GuideDocument, Notice, Person, Term, Translation


def markdown_url(url: str) -> str:
    """Return where the Markdown twin of a guide is, from the guide's address or path."""
    return f"{url.rstrip('/')}.md"


def guide_markdown(guide: GuideDocument, notice: str = "") -> str:
    """Return the guide in its own language, as CommonMark with tables. `notice` is what a site says above its words."""
    guide = guide.with_addresses(_PlacesInTheGuide(guide.url))
    with override(guide.locale), timezone.override(timezone.get_default_timezone()):
        return (
            one_after_another(
                [
                    heading(1, guide.title),
                    quoted(paragraph(notice)) if notice else "",
                    paragraph(guide.summary),
                    bulleted(_facts(guide)),
                    _urgent(guide.urgent_help),
                    picture(guide.hero) if guide.hero else "",
                    *map(to_markdown, guide.body),
                    *_end(guide),
                ]
            )
            + "\n"
        )


class _PlacesInTheGuide(Addresses):
    """Lets links to places in the guide lead into its page: a twin has no anchors. What it explains stands at its end.
    All else has its address already."""

    def __init__(self, url: str) -> None:
        super().__init__(())
        self._place = f'<a href="{escape(url)}#'

    def expand(self, html: str) -> str:
        return with_marked(html, lambda _key, words: words).replace('<a href="#', self._place)

    def file(self, document_id: int) -> dict[str, Any]:
        return {}


def _facts(guide: GuideDocument) -> list[str]:
    """Return what is known of the guide, a line for each."""
    facts = [
        (gettext("Address"), autolink(guide.url)),
        (gettext("Edition"), str(guide.edition)),
        (gettext("First published"), _day(guide.first_published_at)),
        (gettext("Updated"), _day(guide.updated_at)),
        (gettext("Written by"), _names(guide.authors)),
        (gettext("Checked by"), _names(guide.reviewers)),
        (gettext("Topics"), ", ".join(escaped(one_line(topic.name)) for topic in guide.topics)),
        (gettext("Also in"), ", ".join(map(_translation, guide.translations))),
    ]
    return [f"{label}: {value}" for label, value in facts if value]


def _day(moment: datetime) -> str:
    return timezone.localtime(moment).date().isoformat()


def _names(people: list[Person]) -> str:
    return "; ".join(filter(None, map(_name, people)))


def _name(person: Person) -> str:
    said = ", ".join(filter(None, [person.name, person.credentials]))
    return link(said, person.url) if person.url else escaped(one_line(said))


def _translation(other: Translation) -> str:
    return link(capfirst(language_name_local(other.locale)), markdown_url(other.url))


def _urgent(notice: Notice | None) -> str:
    return help_with(notice.heading, markdown(notice.text), notice.contacts) if notice else ""


def _end(guide: GuideDocument) -> list[str]:
    """Return what words mean, who made the guide, and what it is not."""
    explained = (
        [heading(2, gettext("Words explained")), bulleted(_meaning(term, guide.locale) for term in guide.glossary)]
        if guide.glossary
        else []
    )
    described = [
        " · ".join(
            filter(None, [_name(person), *(escaped(one_line(said or "")) for said in (person.role, person.biography))])
        )
        for person in {person.id: person for person in [*guide.authors, *guide.reviewers]}.values()
    ]
    people = [heading(2, gettext("Who made this guide")), bulleted(described)] if described else []
    disclaimer = [heading(2, gettext("Please note")), markdown(guide.disclaimer)] if guide.disclaimer else []
    return [*explained, *people, *disclaimer]


def _meaning(term: Term, language: str) -> str:
    also = f" ({escaped(one_line(', '.join(term.also)))})" if term.also else ""
    said_in = f" ({language_name_local(term.locale)})" if term.locale != language else ""
    return f"{strong(term.term)}{also}{said_in}: {paragraph(term.definition)}"
