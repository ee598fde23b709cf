"""What an editor pastes from Word, Google Docs or a page, as blocks of the form that it is pasted into."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.permission_policies.pages import PagePermissionPolicy

from guide_pages.blocks import GuideBodyBlock
from guide_pages.importing.pasting import Pasted, pasted, prose
from guide_pages.importing.refusal import ImportRefused

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

#: The most characters of a paste: a guide of some hundred sections as Word copies it. More is an import.
MOST = 4_000_000

_BODY = GuideBodyBlock()
_CONTENT = _BODY.child_blocks["section"].child_blocks["content"]


class PasteView(View):
    """Answers HTML of a clipboard as states of form blocks, with a sentence on what became of it. Stores nothing.

    `content` goes on where the paste was, `sections` follow. Where only words can stand, `only_text` says so.
    """

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not _may_write(request.user):
            raise PermissionDenied
        html = request.POST.get("html", "")
        if len(html) > MOST:
            return JsonResponse({"refused": _("This is too much to paste at once. Paste it in parts.")}, status=422)
        try:
            found = prose(html) if request.POST.get("only_text") else pasted(html)
        except ImportRefused as refusal:
            return JsonResponse({"refused": str(refusal)}, status=422)
        return JsonResponse(
            {
                "content": _CONTENT.get_form_state(_CONTENT.to_python(found.content)),
                "sections": _BODY.get_form_state(_BODY.to_python(found.sections)),
                "said": said(found),
            }
        )


def _may_write(user: Any) -> bool:
    """Return True for whoever may write a page or an answer of the library."""
    may_write_pages: bool = PagePermissionPolicy().user_has_any_permission(user, {"add", "change"})
    return may_write_pages or bool(user.has_perm("faq_blocks.change_faqentry"))


def said(found: Pasted) -> str:
    """Return what an editor is told of a paste: which blocks it became, and what could not be kept."""
    kinds = Counter(str(_CONTENT.child_blocks[block["type"]].label) for block in found.content)
    if found.sections:
        kinds[str(_BODY.child_blocks["section"].label)] = len(found.sections)
    parts = ", ".join(f"{kind} × {count}" if count > 1 else kind for kind, count in kinds.items())
    sentences = [_("Pasted: %s.") % parts if parts else _("There was nothing to paste.")]
    if found.lost:
        sentences.append(_("Not kept: %s.") % "; ".join(found.lost))
    return " ".join(sentences)


def pasting_script() -> SafeString:
    """Return the script of forms with rich text, which is told where to ask and what to say."""
    return format_html(
        '<script src="{}" data-address="{}" data-pasting="{}" data-undo="{}" data-failed="{}"></script>',
        static("guide_pages/pasting.js"),
        reverse("guidepost_paste"),
        _("Pasting…"),
        _("Undo"),
        _("The structure could not be kept: only the words were pasted."),
    )
