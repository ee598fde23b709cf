"""Questions that were answered already: told while one is written, and in a report over library and guides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from faq_blocks.models import FaqEntry
from faq_blocks.questions import asked_alike
from guide_pages.admin.reports import may_see_report
from guide_pages.records import Passage
from guide_pages.searching.alike import Asked, Questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from django.utils.safestring import SafeString

#: Characters of a question that is long enough to be compared; and so many others are told.
SHORTEST, TOLD = 8, 3
#: So many pairs are listed for each language.
PAIRS = 200


class Answered(NamedTuple):
    """Where a question is answered: in the library, or in a guide; `of` tells two places from one."""

    where: str
    url: str
    of: str


def answered_questions(user: Any, locale: str, *, but: str = "") -> Iterator[Asked]:
    """Yield the questions of library and published guides in a language that a user may see, without those of `but`:
    “entry:7” or “page:7”. A shared answer is one, however many guides show it.
    """
    entries = FaqEntry.objects.filter(locale__language_code=locale)
    if policy_registry.get_by_type(FaqEntry).user_has_any_permission(user, {"add", "change", "view"}):
        edit, library = FaqEntry.snippet_viewset.get_url_name("edit"), gettext("the FAQ library")
        for pk, question in entries.values_list("pk", "question"):
            if f"entry:{pk}" != but:
                yield Asked(question, Answered(library, reverse(edit, args=[pk]), f"entry:{pk}"))
    shared = set(entries.values_list("question", flat=True))
    visible = policy_registry.get_by_type(Page).explorable_instances(user).values("pk")
    passages = Passage.objects.filter(kind="answer", locale=locale, guide__page__in=visible)
    rows = passages.values_list("heading", "node_id", "guide__page", "guide__page__title").order_by("pk")
    for question, node_id, page, title in rows:
        if question not in shared and f"page:{page}" != but:
            url = f"{reverse('wagtailadmin_pages:edit', args=[page])}#block-{node_id}-section"
            yield Asked(question, Answered(f"“{title}”", url, f"page:{page}"))


@method_decorator(never_cache, name="dispatch")
class AlikeView(View):
    """Tells whoever writes a question where it has been answered already."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> JsonResponse:
        may_answer = policy_registry.get_by_type(FaqEntry).user_has_any_permission(request.user, {"add", "change"})
        if not may_answer and not may_see_report(request):
            raise PermissionDenied
        question = " ".join(request.GET.get("q", "").split())[:255]
        if len(question) < SHORTEST:
            return JsonResponse({"alike": []})
        where = request.GET.get("but", "")
        locale = _locale(where, request.GET.get("locale", "")).language_code
        asked = answered_questions(request.user, locale, but=where)
        near = Questions(asked, locale).near(question)[:TOLD]
        return JsonResponse({"alike": [_told(each.asked, question) for each in near]})


def _locale(where: str, said: str) -> Locale:
    """Return the language in which somebody writes: that of the page or answer, or the one that is chosen."""
    kind, _colon, key = where.partition(":")
    written = {"entry": FaqEntry, "page": Page, "below": Page}.get(kind)
    if written and key.isdecimal() and (found := written.objects.filter(pk=key[:12]).select_related("locale").first()):
        locale: Locale = found.locale
        return locale
    name = {"pk": said[:12]} if said.isdecimal() else {"language_code": said}
    return Locale.objects.filter(**name).first() or Locale.get_default()


def _told(asked: Asked, question: str) -> dict[str, Any]:
    answered: Any = asked.key
    names = {"question": asked.question, "where": answered.where}
    said = gettext("“%(question)s” is answered already in %(where)s") % names
    return {"said": said, "url": answered.url, "same": asked_alike(asked.question) == asked_alike(question)}


class AlikeReportView(WagtailAdminTemplateMixin, TemplateView):
    """Questions of library and guides that ask nearly the same, by language, the nearest first."""

    template_name = "guide_pages/admin/library/alike.html"
    page_title = _("Questions asked twice")
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_report(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        languages = [(locale, self.pairs(locale.language_code)) for locale in Locale.objects.all()]
        return {
            **super().get_context_data(**kwargs),
            "languages": [(locale.get_display_name(), pairs) for locale, pairs in languages if pairs],
        }

    def pairs(self, locale: str) -> list[dict[str, Any]]:
        asked = list(answered_questions(self.request.user, locale))
        found = [
            {"one": one, "other": other.asked, "nearness": other.nearness}
            for one, other in Questions(asked, locale).pairs()
        ]
        return sorted(found, key=lambda pair: -float(pair["nearness"]))[:PAIRS]  # type: ignore[arg-type]  # a float


def alike_script() -> SafeString:
    """Return the script of editors' forms, with the address that it asks."""
    styles, script = (versioned_static(f"guide_pages/{name}") for name in ("guides-admin.css", "questions-admin.js"))
    return format_html(
        '<link rel="stylesheet" href="{}"><script src="{}" data-url="{}"></script>',
        styles,
        script,
        reverse("guidepost_alike"),
    )
