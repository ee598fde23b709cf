"""What is shared in another language: the translation that stands for it, and the language of what is newly made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, TranslatableMixin

if TYPE_CHECKING:
    from django.http import HttpRequest

    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm  # takes no type when it runs

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


class LanguageForm(_ModelForm):
    """Mixin of a form of something new in a chooser's dialog, which says in which language it is."""

    locale = forms.ModelChoiceField(Locale.objects.all(), label=_("Language"), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("locale", Locale.get_active().pk)
        if Locale.objects.count() < 2:
            self.fields["locale"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Put it into its language before it is checked what is there in that."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if locale := cleaned.get("locale"):
            self.instance.locale = locale
        return cleaned


def with_locale_of_form(kwargs: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """Return what a `LanguageForm` is made with: it begins in the language of the page in whose form the dialog was
    opened, which Wagtail's choosers say."""
    locale = Locale.objects.filter(language_code=request.GET.get("locale", "")).first()
    return {**kwargs, "initial": {**kwargs.get("initial", {}), **({"locale": locale.pk} if locale else {})}}
