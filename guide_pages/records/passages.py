"""Passages: what a search over guides looks through."""

from __future__ import annotations

from django.db import models

from .identity import Guide

#: Characters of a heading's words. An editor may write 255; PostgreSQL indexes at most some 2,700 bytes.
HEADING_WORDS = 500
#: Letters of the longest word that is kept for spelling.
LONGEST_WORD = 40


class Passage(models.Model):
    """A guide, or a section or question of it, as its readers are told now. `node_id` is its node in the document.

    A guide is found by its title and summary, and has no anchor: its `node_id` is its own id.
    `heading_words` are the heading's words, by whose length headings are ordered. `tokens` is what it is found by: see
    `searching.tokens`. Their index is the database's own, and so is its upkeep: see the migration `stems_and_spelling`.
    """

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField(max_length=10)  # "guide", "section" or "answer"
    locale = models.CharField(max_length=100)
    node_id = models.CharField(max_length=64)
    anchor = models.CharField(max_length=100)
    heading = models.TextField()
    heading_words = models.CharField(max_length=HEADING_WORDS)
    tokens = models.TextField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "node_id"], name="one_passage_a_node")]

    def __str__(self) -> str:
        return self.heading


class Word(models.Model):
    """A word that a passage had when it was written, folded: what somebody who misspells one may have meant.

    It may be in no passage any more, or in none that is public: whoever asks looks for it there.
    """

    wagtail_reference_index_ignore = True

    locale = models.CharField(max_length=100)
    initial = models.CharField(max_length=1)
    word = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        indexes = [models.Index(fields=["locale", "initial"], name="words_by_initial")]
        constraints = [models.UniqueConstraint(fields=["locale", "word"], name="one_word_a_locale")]

    def __str__(self) -> str:
        return self.word
