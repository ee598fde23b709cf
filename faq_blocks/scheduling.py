"""The dialog in which publication is scheduled, with the time zone that its times are in."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.functional import lazystr
from django.utils.translation import gettext
from wagtail.admin.panels import PublishingPanel


class _ZoneSaid:
    """The sentence, said anew for each editor: each has a time zone of their own, in their account."""

    def __str__(self) -> str:
        zone = timezone.get_current_timezone_name().replace("_", " ")
        now = timezone.localtime().strftime("%H:%M")
        return gettext("In the time zone %(zone)s, where it is %(now)s.") % {"zone": zone, "now": now}


class SchedulePanel(PublishingPanel):
    """Wagtail's, whose fields say their time zone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for field in self.children:
            field.help_text = lazystr(_ZoneSaid())
