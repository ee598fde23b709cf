"""What is advised about a guide: each kind can be made a condition of publication, in a site's settings."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Advice(models.TextChoices):
    """Kinds of advice."""

    HEADING = "heading", _("A heading made of bold text")
    LATE_ANSWER = "late_answer", _("An answer that begins with more than 300 characters")
    PARAGRAPH = "paragraph", _("A paragraph of more than 150 words")
    SENTENCE = "sentence", _("A sentence of more than 25 words")
    LINK_TEXT = "link_text", _("A link that does not say where it leads, such as “click here”")
    LINK = "link", _("A link to a page, document or place that readers do not find")
    IMAGE_WANTED = "image_wanted", _("A picture that is still wanted")
    HERO = "hero", _("A main image without an alternative text")
    REVIEWER = "reviewer", _("Nobody has checked the guide")
    SOURCE = "source", _("No source is named")
    READABILITY = "readability", _("Harder to read than the site's target")
