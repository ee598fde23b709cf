"""Articles on their way in: what an editor has chosen, what was read in it, and what they have said of its lines."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

#: How long an import can be resumed and undone.
KEPT = timedelta(days=30)


class Import(models.Model):
    """What one editor brings in at once: theirs alone, and kept for 30 days."""

    wagtail_reference_index_ignore = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=255)
    created_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [models.Index(fields=["created_at"], name="import_by_time")]

    def __str__(self) -> str:
        return self.name


class ImportedDocument(models.Model):
    """One article of an import. `source` is its text until it has been read; `reading` are its lines from then on.

    `choices` are the kinds that the editor has said lines to be of, `origin` what the source says besides words, and
    `made` what has to be known to undo what it made.
    """

    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        WAITING = "waiting", _("not read yet")
        READ = "read", _("read")
        REFUSED = "refused", _("refused")
        WANTED = "wanted", _("to be made")
        MADE = "made", _("brought in")
        UNDONE = "undone", _("undone")

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="documents")
    order = models.PositiveIntegerField()
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    error = models.TextField(blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    source = models.TextField(blank=True)
    reading = models.JSONField(null=True)
    choices = models.JSONField(default=dict)
    origin = models.JSONField(default=dict)
    uncertain = models.PositiveIntegerField(default=0)
    sections = models.PositiveIntegerField(default=0)
    questions = models.PositiveIntegerField(default=0)
    if_present = models.CharField(max_length=10, blank=True)
    page = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.JSONField(default=dict)

    class Meta:
        ordering = ["order"]
        verbose_name = _("document being imported")
        verbose_name_plural = _("documents being imported")
        constraints = [models.UniqueConstraint(fields=["of", "order"], name="imported_in_order")]

    def __str__(self) -> str:
        return self.title or self.name


class ImportedPicture(models.Model):
    """A picture of a document, or one that was dropped beside it. It is nowhere in the library yet."""

    wagtail_reference_index_ignore = True

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="pictures")
    document = models.ForeignKey(ImportedDocument, on_delete=models.CASCADE, null=True, related_name="pictures")
    name = models.CharField(max_length=255)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("picture being imported")
        verbose_name_plural = _("pictures being imported")

    def __str__(self) -> str:
        return self.name


def forget_imports() -> None:
    """Forget what has been kept long enough. What was made of it stays."""
    Import.objects.filter(created_at__lt=now() - KEPT).delete()
