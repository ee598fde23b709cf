"""“Report an error in this section”: a private reply, which editors get with the place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guide_pages.records.replies import EMAIL_LENGTH, TEXT_LENGTH

from .forms import HONEYPOT, CleanEmailField, CleanField
from .helpful import Part


class ErrorForm(forms.Form):
    """What is wrong, where, and whom to ask about it, if anybody."""

    honeypot = HONEYPOT

    text = CleanField(
        label=_("What is wrong?"),
        max_length=TEXT_LENGTH,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only the editors read it. If you know a source, name it."),
        error_messages={"required": _("Write what is wrong.")},
    )
    email = CleanEmailField(
        label=_("Your email (optional)"),
        max_length=EMAIL_LENGTH,
        required=False,
        help_text=_("Only if we may ask you about it. It is never shown, and removed once the report is done."),
        error_messages={"invalid": _("Write an email address like name@example.org.")},
    )

    def __init__(self, *args: Any, parts: Iterable[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"] = forms.ChoiceField(
            label=_("Where is it?"), required=False, choices=[(part.anchor, part.heading) for part in parts]
        )
        self.order_fields(["about"])
