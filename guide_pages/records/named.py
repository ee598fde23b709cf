"""What has a name of its own in each language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from wagtail.models import Locale


class NamedOnce:
    """Mixin of a translatable model. Forms leave its language out, so Django does not ask them of constraints in which
    that is: a second one of a name would reach the database, and an editor an error page."""

    #: Fields in which no two of one language are the same.
    named_once: ClassVar[tuple[str, ...]]

    def clean(self) -> None:
        """Refuse the name of another one, at the field that has it."""
        super().clean()  # type: ignore[misc]  # the model's, which comes next
        record: Any = self
        others = type(record)._default_manager.filter(locale=record.locale_id or Locale.get_default().pk)
        said = {
            name: record.unique_error_message(type(record), (name,))
            for name in self.named_once
            if others.exclude(pk=record.pk).filter(**{name: getattr(record, name)}).exists()
        }
        if said:
            raise ValidationError(said)
