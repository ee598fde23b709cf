"""The one table."""

from django.db import models


class Answer(models.Model):
    """An answer of the site's, as it was recorded."""

    id = models.PositiveIntegerField(primary_key=True)
    etag = models.CharField(max_length=200)
    body = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)
