"""What a guide's page asks at its parts: under each answer whether it helped, under each section what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from guide_pages.replies.tokens import page_token

if TYPE_CHECKING:
    from guide_pages.document import GuideDocument

#: The last line of an answer, as `faq_blocks/blocks/question.html` writes it: a site whose answers end otherwise is not
#: asked there.
_LAST_LINE = re.compile(r'<p class="question__self"><a href="#([^"]+)"')


def asking(document: GuideDocument) -> dict[str, Any]:
    """Return what the page's forms need, the same for every reader; nothing where the site takes no answers."""
    try:
        helpful = reverse("guidepost_helpful", args=[document.id])
        error, token_url = (reverse(name, args=[document.id]) for name in ("guidepost_error", "guidepost_reply_token"))
    except NoReverseMatch:
        return {}
    return {"action": helpful, "error_url": error, "token": page_token(document.id), "token_url": token_url}


def asked_at_parts(html: str, anchor: str, questions: dict[str, str], error_url: str) -> str:
    """Return a part's HTML with what is asked at its end, and at the end of its answers, by their anchors."""

    def ask(line: re.Match[str]) -> str:
        context = {"anchor": line[1], "question": questions.get(line[1], "")}
        return render_to_string("guide_pages/replies/helpful_buttons.html", context) + line[0]

    if not html.rstrip().endswith("</section>"):
        return html
    context = {"anchor": anchor, "error_url": error_url}
    foot = render_to_string("guide_pages/replies/error_link.html", context)
    return _LAST_LINE.sub(ask, html).rstrip().removesuffix("</section>") + f"{foot}</section>"
