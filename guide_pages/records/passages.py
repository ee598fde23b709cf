"""Passages: what a search over guides looks through."""

from __future__ import annotations

from django.db import models

from .identity import Guide

#: Characters of a heading's words. An editor may write 255; PostgreSQL indexes at most some 2,700 bytes.
HEADING_WORDS = 500


class Passage(models.Model):
    """A guide, or a section or question of it, as its readers are told now. `node_id` is its node in the document.

    A guide is found by its title and summary, and has no anchor: its `node_id` is its own id.
    `heading_words` and `text_words` are the same as words alone: see `searching.folding.indexed`. The indexes of these
    are the database's own, and so is their upkeep: see the migration `0007_words_of_every_script`.
    """

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=10)  # "guide", "section" or "answer"
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
