"""What a guide's current delivery was made from."""

from __future__ import annotations

from django.db import models

from .identity import Guide


class Dependency(models.Model):
    """The compiler read this. `kind` and `key` are those of `faq_blocks.references.Reference`."""

    wagtail_reference_index_ignore = True

    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="dependencies")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guide", "kind", "key"], name="read_once")]
        indexes = [models.Index(fields=["kind", "key"], name="dependents_of")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
