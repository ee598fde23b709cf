"""A chosen answer in a form: its words can be read where it was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.staticfiles import versioned_static

from .compilation import Compilation
from .models import FaqEntry
from .references import Addresses

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString


@never_cache
@require_safe
def read_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Return an answer as pages show it, for whoever may enter the admin: its list of answers shows them, too."""
    entry = get_object_or_404(FaqEntry, pk=pk)
    compilation = Compilation(is_draft=True)
    node = entry.to_node("read", compilation).with_addresses(Addresses(compilation.references))
    return HttpResponse(render_to_string("faq_blocks/admin/answer.html", {"node": node, "entry": entry}))


def reading_script() -> SafeString:
    """Return the script of editors' forms, with the address that it asks."""
    address = reverse("faq_blocks_read", args=[0])
    return format_html('<script src="{}" data-url="{}"></script>', versioned_static("faq_blocks/choosing.js"), address)
