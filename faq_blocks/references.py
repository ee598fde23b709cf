"""Symbolic references, and the addresses they stand for today.

A compiled document names a page or a file by its id (`<a href="page:12">`), so that what
was said does not change when an address does. `Addresses` looks up all that a document
names, in a constant number of queries, and fills them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page

from .site_roots import SiteRoots

LINK = re.compile(r'<a href="(page|document|term):(\d+)(#[^"]*)?">(.*?)</a>', re.DOTALL)


class Reference(NamedTuple):
    """Something a document was compiled from, or points to."""

    kind: str
    key: str


class Addresses(SiteRoots):
    """Today's addresses of what `references` name. Only what the public may see has one."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self.keys: dict[str, set[int]] = {}
        for kind, key in references:
            if key.isdigit():
                self.keys.setdefault(kind, set()).add(int(key))

    def expand(self, html: str) -> str:
        """Return the HTML with absolute addresses; a link to nowhere becomes its words, and so does a term that nothing
        explains."""
        return LINK.sub(self._expand_link, html).replace('<a href="/', f'<a href="{self.root_url}/')

    def _expand_link(self, match: re.Match[str]) -> str:
        kind, key, fragment, words = match.groups()
        url = self.url_of(kind, int(key))
        if not url:
            return words
        return (
            f'<a href="{escape(url)}{fragment or ""}"{self.link_attributes(kind, int(key), fragment or "")}>{words}</a>'
        )

    def url_of(self, kind: str, key: int) -> str | None:
        """Return the address of a page or document; of a term there is none."""
        if kind == "page":
            return self.page_url(key)
        return self.document_url(key) if kind == "document" else None

    def link_attributes(self, kind: str, key: int, fragment: str) -> str:
        """Return further attributes of a link, each with a leading space."""
        return ""

    def picture(self, image_id: int, shape: str) -> dict[str, Any]:
        """Return the delivered fields of a picture; none where pictures are not known."""
        return {}

    def file(self, document_id: int) -> dict[str, Any]:
        """Return the delivered fields of a file; none of one that is gone, or private."""
        document, url = self._documents.get(document_id), self.document_url(document_id)
        if document is None or url is None:
            return {}
        try:
            size = document.file.size if document.file_size is None else document.file_size
        except OSError:
            return {}
        return {"url": url, "name": document.filename, "format": document.file_extension.lower(), "byte_count": size}

    def guide(self, page_id: int) -> dict[str, Any]:
        """Return the delivered fields of a link to a guide; none where guides are not known."""
        return {}

    def page_url(self, page_id: int) -> str | None:
        page = self._pages.get(page_id)
        return page.get_full_url(request=self) if page else None

    def document_url(self, document_id: int) -> str | None:
        """Return the address at which Wagtail asks who is reading: never the file's own, where nothing would ask."""
        document = self._documents.get(document_id)
        if document is None:
            return None
        return f"{self.root_url}{reverse('wagtaildocs_serve', args=[document.pk, document.filename])}"

    @cached_property
    def root_url(self) -> str:
        """The address of the site that documents are read on, without a final slash."""
        return str(self._wagtail_cached_site_root_paths[0].root_url) if self._wagtail_cached_site_root_paths else ""

    @cached_property
    def _pages(self) -> dict[int, Page]:
        ids = self.keys.get("page")
        return {page.pk: page for page in self.linkable_pages().filter(pk__in=ids)} if ids else {}

    def linkable_pages(self) -> QuerySet[Page]:
        """Return the pages that a link may lead to."""
        pages: QuerySet[Page] = Page.objects.live().public()
        return pages

    @cached_property
    def _documents(self) -> dict[int, Any]:
        ids = self.keys.get("document")
        if not ids:
            return {}
        restricted = CollectionViewRestriction.objects.alias(
            collection_path=ExpressionWrapper(OuterRef("collection__path"), output_field=CharField())
        ).filter(collection_path__startswith=F("collection__path"))
        documents: dict[int, Any] = get_document_model().objects.filter(~Exists(restricted)).in_bulk(ids)
        return documents
