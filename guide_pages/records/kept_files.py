"""Files that stored pages name, kept beside them: a page outlives the release whose style it was made with."""

from __future__ import annotations

from django.db import models


class KeptFile(models.Model):
    """A static file under the name that it has in addresses, below `STATIC_URL`, with its digest in it."""

    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=255, primary_key=True)
    body = models.BinaryField()

    def __str__(self) -> str:
        return self.name
