"""Passages: what a search over guides looks through."""

from __future__ import annotations

from django.db import models

from .identity import Guide

#: Characters of a heading that are searched. An editor may write 255; PostgreSQL indexes at most some 2,700 bytes.
HEADING_WORDS = 500


class Passage(models.Model):
    """A section or question of a guide, as its readers are told now. `node_id` is its node in the document.

    `heading_words` and `text_words` are the same as words alone: `guide_pages.passages.folded`. The indexes of these
    are the database's own, and so is their upkeep: see the migration `0002_passages`.
    """

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=10)  # "section" or "answer"
    locale = models.CharField(max_length=100)
    node_id = models.CharField(max_length=64)
    anchor = models.CharField(max_length=100)
    heading = models.TextField()
    heading_words = models.CharField(max_length=HEADING_WORDS)
    text_words = models.TextField()
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["heading_words"], name="passage_by_heading")]
        constraints = [models.UniqueConstraint(fields=["guide", "node_id"], name="one_passage_a_node")]

    def __str__(self) -> str:
        return self.heading
