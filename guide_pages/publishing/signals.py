"""What publishing a guide tells to whoever must follow. Sent inside its transaction; none of them changes a page."""

from __future__ import annotations

from django.dispatch import Signal

#: A guide has another address, or none. Sent with `page`.
guide_readdressed = Signal()

#: Entries of the FAQ library joined a guide's questions, or left them. Sent with `guide` and `entries`, their keys.
library_questions_changed = Signal()
