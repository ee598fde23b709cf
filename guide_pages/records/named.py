"""What has a name of its own in each language."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from wagtail.models import Locale, TranslatableMixin


class NamedOnce(TranslatableMixin):
    """What is translatable, and named. Forms leave its language out, so Django does not ask them of constraints with
    it: a second one of a name would reach the database, and an editor an error page."""

    #: Fields in which no two of one language are the same.
    named_once: ClassVar[tuple[str, ...]]

    def clean(self) -> None:
        """Refuse the name of another one, at the field that has it."""
        super().clean()
        others = type(self)._default_manager.filter(locale=self.locale_id or Locale.get_default().pk)
        said = {
            name: self.unique_error_message(type(self), (name,))
            for name in self.named_once
            if others.exclude(pk=self.pk).filter(**{name: getattr(self, name)}).exists()
        }
        if said:
            raise ValidationError(said)

    class Meta(TranslatableMixin.Meta):
        abstract = True
