"""The order of apps, and those without which a page of the admin is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.management import get_commands
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template

from guide_pages.reading.own_frame import own_frame


@register("guide_pages")
def our_command_wins(**kwargs: Any) -> list[CheckMessage]:
    """Refuse Wagtail's command in place of ours: it stops at the first guide that cannot be published."""
    if get_commands().get("publish_scheduled") not in ("wagtail", "wagtail.admin"):
        return []
    return [
        Error(
            "publish_scheduled is Wagtail's, which stops at the first guide that cannot be published.",
            hint='Name "guide_pages" before Wagtail\'s apps in INSTALLED_APPS.',
            id="guide_pages.E001",
        )
    ]


@register("guide_pages")
def needed_apps_are_there(**kwargs: Any) -> Iterator[CheckMessage]:
    """Name the apps that are missing; not `wagtail.snippets`: faq_blocks asks for it, without guides too."""
    if not apps.is_installed("wagtail.contrib.settings"):
        yield Error(
            "wagtail.contrib.settings is not installed: the disclaimer and the urgent-help banner are set there, and"
            " the menu leads to it.",
            hint='Add "wagtail.contrib.settings" to INSTALLED_APPS.',
            id="guide_pages.E002",
        )
    if not apps.is_installed("wagtail.contrib.typed_table_block"):
        yield Error(
            "wagtail.contrib.typed_table_block is not installed: no form of a guide would open, for want of what edits"
            " a table.",
            hint='Add "wagtail.contrib.typed_table_block" to INSTALLED_APPS.',
            id="guide_pages.E027",
        )
    if not apps.is_installed("wagtail.sites"):
        yield Warning(
            "wagtail.sites is not installed: nobody can give a site the host name and port that guides are sent with.",
            hint='Add "wagtail.sites" to INSTALLED_APPS.',
            id="guide_pages.W003",
        )


@register("guide_pages")
def the_site_s_frame_is_a_template(**kwargs: Any) -> list[CheckMessage]:
    """Refuse a name that no template has: every public page would be an error."""
    name = own_frame()
    try:
        if name:
            get_template(name)
    except (TemplateDoesNotExist, TemplateSyntaxError) as error:
        return [
            Error(
                f"GUIDEPOST_FRAME names {name}, which is no template: {error}.",
                hint="Name one of the site's templates, or leave the setting out.",
                id="guide_pages.E028",
            )
        ]
    return []
