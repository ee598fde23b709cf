"""HTML of any origin into lines: a page of a site, pasted text of Word or Google Docs, blocks of WordPress."""

from __future__ import annotations

from .reading import parse_html, read_html

__all__ = ["parse_html", "read_html"]
