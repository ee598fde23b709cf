"""What publishing a guide tells to whoever must follow. Sent inside its transaction, unless said otherwise."""

from __future__ import annotations

from django.dispatch import Signal

#: A guide has another address, or none. Sent with `page`.
guide_readdressed = Signal()

#: A guide, or what stands below it, depends on other entries of the FAQ library than before. Sent with `guide` and
#: `entries`, the keys of those that came or went.
library_entries_changed = Signal()

#: Words were withdrawn, and that is committed. Sent with `guide` and `editions`.
editions_withdrawn = Signal()
