"""Whose admin this is."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from wagtail.models import Site

register = template.Library()


@register.simple_tag(takes_context=True)
def admin_site_name(context: dict[str, Any]) -> str:
    """Return the name of the site on whose host the admin is; the settings' where the site has none."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return (site.site_name if site else "") or str(settings.WAGTAIL_SITE_NAME)
