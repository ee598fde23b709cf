from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock

from faq_blocks.blocks import ForgivingChooser, NodeBlock
from faq_blocks.compilation import Compilation
from faq_blocks.references import Reference
from guide_pages.document.nodes.download import DocumentFile, DownloadNode
from guide_pages.pictures.addresses import GuideAddresses


class DocumentBlock(ForgivingChooser, DocumentChooserBlock):
    """A document."""


class DownloadBlock(NodeBlock, StructBlock):
    """A file to keep or to print."""

    addresses_class = GuideAddresses

    document = DocumentBlock(label=_("Document"), help_text=_("Of a collection that everybody may read."))
    title = CharBlock(label=_("Title"), max_length=160, help_text=_("What it is, as a reader would call it."))
    text = CharBlock(label=_("Text"), required=False, max_length=255, help_text=_("What it is good for."))

    def to_node(self, value: Any, block_id: str, compilation: Compilation) -> DownloadNode | None:
        title = str(value["title"] or "").strip()
        if not title:
            compilation.problem(gettext("A download has no title."), block_id, "title")
        key = self._readable(value["document"], block_id, compilation)
        if not key and not compilation.is_draft:
            return None
        return DownloadNode(
            id=block_id, title=title, text=str(value["text"] or "").strip() or None, file=DocumentFile(id=key)
        )

    def _readable(self, document: Any, block_id: str, compilation: Compilation) -> int:
        """Return the document's key; 0 if there is none, or readers may not have it."""
        if document is None:
            compilation.problem(gettext("No document has been chosen."), block_id, "document")
            return 0
        compilation.read("document", document.pk)
        if self.addresses_class({Reference("document", str(document.pk))}).document_url(document.pk) is None:
            compilation.problem(
                gettext("“%s” is in a private collection, and readers cannot have it. Choose another document.")
                % document.title,
                block_id,
                "document",
            )
            return 0
        return int(document.pk)

    def get_preview_value(self) -> Any:
        document = get_document_model().objects.order_by("-pk").first()
        title, text = gettext("Questions to bring along"), gettext("One page, to fill in at home.")
        return self.normalize({"document": document, "title": title, "text": text})

    class Meta:
        icon = "download"
        label = _("Download")
        label_format = "{title} {document}"
        description = _("A document to keep or to print, with its type and size.")
        template = DownloadNode.template
        preview_value = None
