"""The form of the FAQ library: a draft may be incomplete, what is published has an answer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .rich_text import compile_rich_text, lost_links
from .storable import StorableForm


class FaqEntryForm(StorableForm, WagtailAdminModelForm):
    """A rich text editor sends an empty paragraph for nothing: that is no answer."""

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        if self.is_deferred_validation:
            return answer
        if not compile_rich_text(answer, lambda kind, key: None).plain:
            raise ValidationError(_("Write the answer before you publish it."))
        if lost := lost_links(answer):
            raise ValidationError(lost)
        return answer
