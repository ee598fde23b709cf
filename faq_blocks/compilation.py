"""What blocks share while a document is made: what was read, what is wrong, which anchors are taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.utils.text import slugify

from .languages import Shared, in_language
from .nodes import Prose, QuestionNode
from .references import Reference
from .rich_text import compile_rich_text, lost_link

if TYPE_CHECKING:
    from wagtail.rich_text import RichText

#: Long enough to say what it leads to, short enough to be read aloud.
ANCHOR_LENGTH = 80
#: Ids that pages use themselves.
RESERVED = frozenset({"main"})


class Finding(NamedTuple):
    """Why a document cannot be published: a message for the editor, and the block it concerns.

    `field` is the name of the block's field, or the page's, that it is about; `place` says where that is, for who is
    not shown the message beside it.
    """

    message: str
    block_id: str | None = None
    field: str = ""
    place: str = ""

    @property
    def said(self) -> str:
        """The message with its place."""
        return f"{self.place}: {self.message}" if self.place else self.message


class Compilation:
    """Collects while blocks turn into nodes. It reads and never writes.

    `anchors` are those given out before, by block id; they are kept whatever the words.
    `published` are the questions of the edition before, by block id. A draft also shows
    what is still wanted. `locale_id` is the language that shared things are shown in.
    """

    def __init__(
        self,
        anchors: Mapping[str, str] | None = None,
        published: Mapping[str, QuestionNode] | None = None,
        *,
        is_draft: bool = False,
        locale_id: int | None = None,
    ) -> None:
        self.locale_id = locale_id
        self.is_draft = is_draft
        self.anchors = dict(anchors or {})
        self.published = published or {}
        self.new_anchors: dict[str, str] = {}
        self.references: set[Reference] = set()
        self.problems: list[Finding] = []
        self.warnings: list[Finding] = []
        self._taken = {*RESERVED, *self.anchors.values()}
        self._numbers: Counter[str] = Counter()

    def read(self, kind: str, key: object) -> None:
        """Note that the document depends on this."""
        self.references.add(Reference(kind, str(key)))

    def translated(self, kind: str, record: Shared) -> Shared:
        """Return a shared thing in the document's language, noting that it was read, and what may stand for it."""
        said = in_language(record, self.locale_id)
        self.read(kind, said.pk)
        if record.locale_id != self.locale_id and self.locale_id is not None:
            self.read(f"{kind}_language", record.translation_key)
        return said

    def text(self, source: str | RichText | None, block_id: str | None = None, field: str = "") -> Prose:
        """Return rich text as compiled, noting what it links to, and which link of this block leads nowhere."""
        return compile_rich_text(source, self.read, lambda words: self.problem(lost_link(words), block_id, field))

    def problem(self, message: str, block_id: str | None = None, field: str = "") -> None:
        """Refuse publication for this reason. `field` is what of the block is wrong."""
        self.problems.append(Finding(message, block_id, field))

    def warn(self, message: str, block_id: str | None = None) -> None:
        """Tell the editor, without refusing."""
        self.warnings.append(Finding(message, block_id))

    def anchor(self, block_id: str, words: str) -> str:
        """Return the block's anchor: the one it has, or a new one made from its words."""
        if block_id not in self.anchors:
            self.anchors[block_id] = self.new_anchors[block_id] = self._free_anchor(words)
        return self.anchors[block_id]

    def _free_anchor(self, words: str) -> str:
        # No underscore: the ids that templates make of an anchor have one.
        base = slugify(words, allow_unicode=True).replace("_", "-")[:ANCHOR_LENGTH].strip("-") or "part"
        anchor = base
        while anchor in self._taken:
            self._numbers[base] += 1
            anchor = f"{base}-{self._numbers[base] + 1}"
        self._taken.add(anchor)
        return anchor
