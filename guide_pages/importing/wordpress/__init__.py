"""Exports of WordPress (WXR): each post and page in them is a document."""

from __future__ import annotations

from .reading import Export, Post, is_export, posts_in, read_export

__all__ = ["Export", "Post", "is_export", "posts_in", "read_export"]
