"""A draft as its editor looks at it: the page, on paper, where it is found and shared, as apps get it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import Userbar

from guide_pages.pictures.share import share_picture
from guide_pages.rendering.sharing import share_of_guide

from .own_frame import own_frame, with_own_frame
from .serving import draft, site_of_draft

if TYPE_CHECKING:
    from django.http import HttpRequest

    from guide_pages.records.fields import GuidePageFields

#: The ways to look at a draft. Widths of phones, tablets and desktops are Wagtail's own, for each of them.
MODES = [
    ("", _("Page")),
    ("printed", _("Printed")),
    ("found", _("Found and shared")),
    ("json", _("JSON for mobile clients")),
]
#: What `found` shows of it: the picture that would be made, asked for where the preview is.
PICTURE = "share-picture"
#: So much of a title and of a description search engines show, about.
TITLE_SHOWN, DESCRIPTION_SHOWN = 60, 160


class Sheet(NamedTuple):
    """What has to be another in the page for it to look on a screen as it does on paper."""

    before: str
    after: str


_SHEETS = (
    Sheet('media="print"', 'media="all"'),
    Sheet('<details class="question"', '<details open class="question"'),
)


def respond_with_draft(page: GuidePageFields, request: HttpRequest, mode_name: str) -> HttpResponse:
    """Return a draft for its editor, in one of the `MODES`."""
    if mode_name == "json":
        return _private(draft(page).document.model_dump_json(indent=2), "application/json; charset=utf-8")
    if mode_name == "found":
        return _private(_found(page))
    if mode_name == PICTURE:
        return _private(_picture(page), "image/png")
    bar = "" if own_frame() else Userbar(object=page).render_html({"request": request})
    html = draft(page, userbar=bar).html
    return with_own_frame(request, _private(_on_paper(html.decode()) if mode_name == "printed" else html), page)


def _private(body: bytes | str, content_type: str = "text/html; charset=utf-8") -> HttpResponse:
    return HttpResponse(body, content_type=content_type, headers={"Cache-Control": "private, no-store"})


def _on_paper(html: str) -> str:
    """Return a page as a printer gets it: with the style of paper, and its questions open."""
    for sheet in _SHEETS:
        html = html.replace(sheet.before, sheet.after)
    style = format_html('<link rel="stylesheet" href="{}">', static("guide_pages/preview-printed.css"))
    return html.replace("</head>", f"{style}</head>", 1)


def _found(page: GuidePageFields) -> str:
    """Return what stands for a guide in search results, and where its address is shared."""
    document, site = draft(page).document, site_of_draft(page)
    assert site is not None  # noqa: S101 - the draft was rendered for it
    share = share_of_guide(document, page, site, None)
    title = f"{page.seo_title or document.title} · {site.site_name}" if site.site_name else document.title
    return render_to_string(
        "guide_pages/preview_found.html",
        {
            "title": title,
            "share": share,
            "host": document.url.partition("://")[2].partition("/")[0],
            "path": [part for part in document.path.split("/") if part],
            "picture": f"?mode={PICTURE}",
            "title_is_cut": len(title) > TITLE_SHOWN,
            "description_is_cut": len(share.description) > DESCRIPTION_SHOWN,
            "title_shown": TITLE_SHOWN,
            "description_shown": DESCRIPTION_SHOWN,
        },
    )


def _picture(page: GuidePageFields) -> bytes:
    site = site_of_draft(page)
    return share_picture(page.title, site.site_name if site else "")
