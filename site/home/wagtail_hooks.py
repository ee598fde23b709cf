"""How the admin looks on this site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


@hooks.register("insert_global_admin_css")
def admin_branding() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin-branding.css"))
