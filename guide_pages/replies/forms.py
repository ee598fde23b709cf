"""What a reply must be, said once for both doors: limits are told before they are hit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from guide_pages.records.replies import EMAIL_LENGTH, NAME_LENGTH, REFUSED_KEPT, TEXT_LENGTH

from .words import clean_line, clean_text, links, words_beside_links

MAX_LINKS = 2
#: Words that each link wants beside it: a reply says something.
WORDS_A_LINK = 4
#: A field that no person sees. Robots fill in whatever has this name.
HONEYPOT = "website"
#: A text that is this many times as long as its field may be is refused without being cleaned: that takes time.
_ABSURD = 2


class CleanField(forms.CharField):
    """Text without what cannot be seen; its length is that of what is left."""

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        self.clean_words = clean_text if lines else clean_line
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return _cleaned(self, value, self.clean_words)


class CleanEmailField(forms.EmailField):
    """An address, cleaned in the same way first."""

    def to_python(self, value: Any) -> str:
        return _cleaned(self, value, clean_line)


def _cleaned(field: forms.CharField, value: Any, clean: Callable[[str], str]) -> str:
    words = str(value or "")
    return words if field.max_length and len(words) > _ABSURD * field.max_length else clean(words)


class ReplyForm(forms.Form):
    """A reply as a reader sends it. What is wrong is said so that the reader can mend it."""

    honeypot = HONEYPOT
    max_links = MAX_LINKS

    text = CleanField(
        label=gettext_lazy("Your reply"),
        max_length=TEXT_LENGTH,
        lines=True,
        error_messages={"required": gettext_lazy("Write your reply.")},
    )
    name = CleanField(
        label=gettext_lazy("Your name"),
        max_length=NAME_LENGTH,
        help_text=gettext_lazy("Shown with your reply. It need not be your real name."),
        error_messages={"required": gettext_lazy("Write a name. It need not be your real one.")},
    )
    email = CleanEmailField(
        label=gettext_lazy("Your email"),
        max_length=EMAIL_LENGTH,
        help_text=format_lazy(
            gettext_lazy(
                "Never shown. Only the people who check replies see it, to reach you about your reply. It is kept as "
                "long as the reply is. A reply that is not shown is erased after {days} days, and so is the address "
                "with it. You can ask for yours to be erased at any time."
            ),
            days=REFUSED_KEPT.days,
        ),
        error_messages={
            "required": gettext_lazy("Write your email address. It is never shown."),
            "invalid": gettext_lazy("Write an email address like name@example.org."),
        },
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        count = links(text)
        if count > MAX_LINKS:
            raise ValidationError(
                ngettext(
                    "A reply may have %(most)s link; yours has %(count)s. Take some out.",
                    "A reply may have %(most)s links; yours has %(count)s. Take some out.",
                    MAX_LINKS,
                )
                % {"most": MAX_LINKS, "count": count}
            )
        if count and words_beside_links(text) < count * WORDS_A_LINK:
            raise ValidationError(_("Say in your own words what is to be found at your link."))
        return text
