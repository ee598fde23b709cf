"""What is shared in another language: the translation that stands for it."""

from __future__ import annotations

from typing import TypeVar

from wagtail.models import TranslatableMixin

Shared = TypeVar("Shared", bound=TranslatableMixin)


def in_language(record: Shared, locale_id: int | None) -> Shared:
    """Return a shared thing as readers of this language get it: its published translation, else itself.

    A query for what is in another language; none for what is in this one.
    """
    if locale_id is None or record.locale_id == locale_id:
        return record
    found = type(record)._default_manager.filter(translation_key=record.translation_key, locale=locale_id)
    if any(field.name == "live" for field in record._meta.concrete_fields):
        found = found.filter(live=True)
    translated: Shared | None = found.first()
    return translated or record
