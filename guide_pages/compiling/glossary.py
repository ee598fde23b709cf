"""The words that a guide explains: marked by an editor, defined in one place, said in the guide's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from faq_blocks.references import Addresses
from guide_pages.document.terms import Term, anchor_of, marked, with_marked
from guide_pages.records import GlossaryTerm

if TYPE_CHECKING:
    from faq_blocks.compilation import Compilation
    from guide_pages.document import CompiledGuide


def with_glossary(guide: CompiledGuide, compilation: Compilation) -> CompiledGuide:
    """Return a guide with what its terms mean, in the order of the alphabet. A term that is gone becomes its words.

    One query for all terms, and one more for each that is in another language.
    """
    keys = {int(reference.key) for reference in compilation.references if reference.kind == "term"}
    if not keys:
        return guide
    records = GlossaryTerm.objects.select_related("locale").in_bulk(keys)
    said = {
        key: term(compilation.translated("term", record), guide.locale, compilation.locale_id)
        for key, record in sorted(records.items())
    }
    explained = {each.id: each for each in said.values()}
    glossary = sorted(explained.values(), key=lambda each: (each.term.casefold(), each.id))
    return guide.with_addresses(_Explained(said)).model_copy(update={"glossary": glossary})


def term(record: GlossaryTerm, language: str, locale_id: int | None) -> Term:
    """Return what a term means now. A guide's own language, of this key, is not asked for."""
    return Term(
        id=record.pk,
        anchor=anchor_of(record.pk),
        locale=language if record.locale_id == locale_id else record.locale.language_code,
        term=record.term.strip(),
        also=record.spellings(),
        definition=record.definition.strip(),
    )


class _Explained(Addresses):
    """Lets marked words lead to what they mean, by the key that the text names. All else keeps what it names."""

    def __init__(self, said: dict[int, Term]) -> None:
        super().__init__(())
        self._said = said

    def expand(self, html: str) -> str:
        return with_marked(html, lambda key, words: marked(self._said[key], words) if key in self._said else words)

    def file(self, document_id: int) -> dict[str, Any]:
        return {}
