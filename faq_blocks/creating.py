"""What is newly made in a chooser's dialog: it begins in the language of the page in whose form that was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import CreationFormMixin
from wagtail.models import Locale

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Any]
else:
    _ModelForm = forms.ModelForm  # takes no type when it runs


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


class CreatesInLanguage(CreationFormMixin):
    """Mixin of a chooser's view with a `LanguageForm`. Stands before Wagtail's views."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_creation_form_kwargs()
        locale = Locale.objects.filter(language_code=self.request.GET.get("locale", "")).first()
        initial = {**self.get_initial(), **({"locale": locale.pk} if locale else {})}
        return {**kwargs, "initial": initial}

    def get_initial(self) -> dict[str, Any]:
        """Return what the form has in it at first, beside its language."""
        return {}
