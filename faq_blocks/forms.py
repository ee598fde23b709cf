"""The form of the FAQ library: a draft may be incomplete, what is published has an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .blocks import child_nodes
from .compilation import Compilation
from .models import AnsweredAlready, FaqEntry
from .rich_text import compile_rich_text, lost_links
from .storable import StorableForm

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue


class FaqEntryForm(StorableForm, WagtailAdminModelForm):
    """A rich text editor sends an empty paragraph for nothing: that is no answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "change_note" in self.fields and not self.instance.has_unpublished_changes:
            self.initial["change_note"] = ""  # what is written next is another change

    def clean_question(self) -> str:
        """Refuse to publish what the library answers already, in its language."""
        question: str = self.cleaned_data["question"]
        if not self.is_deferred_validation:
            others = FaqEntry.objects.exclude(pk=self.instance.pk)
            if asked := others.asking(question, self.instance.locale_id):
                raise ValidationError(AnsweredAlready(asked).message_dict["question"])
        return question

    def clean_answer(self) -> str:
        answer: str = self.cleaned_data["answer"]
        if self.is_deferred_validation:
            return answer
        if not compile_rich_text(answer, lambda kind, key: None).plain:
            raise ValidationError(_("Write the answer before you publish it."))
        if lost := lost_links(answer):
            raise ValidationError(lost)
        return answer

    def clean_more(self) -> StreamValue:
        """Refuse to publish what no guide could show."""
        more: StreamValue = self.cleaned_data["more"]
        if not self.is_deferred_validation:
            compilation = Compilation()
            child_nodes(more, compilation)
            if compilation.problems:
                raise ValidationError([problem.message for problem in compilation.problems])
        return more
