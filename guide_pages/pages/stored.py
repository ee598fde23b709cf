"""Pages around guides: made once for all readers, and again when something is another that they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template.response import TemplateResponse
from django.utils.translation import override

from guide_pages.reading.addresses import address
from guide_pages.reading.stored_pages import begin, keep, respond_with_made_page
from guide_pages.records.fields import AnyPage
from guide_pages.rendering.sharing import Share, picture_of_site, shortened
from guide_pages.rendering.shell import request_shell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class StoredPageMixin(AnyPage):
    """A page that is the same for everybody, whatever else than its address is asked for.

    Its context has the ids of the pages that it names as `named_pages`, and as `number` which page of a list it is, if
    it has several. Nothing else of a request may show in it.
    """

    class Meta:
        abstract = True

    def place(self, request: HttpRequest, **kwargs: Any) -> tuple[str, str]:
        """Return the root of the page's site, and the path on it that these arguments of `serve` belong to."""
        parts = self.get_url_parts(request)
        return (parts[1], parts[2]) if parts else ("", "")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what stands around every page, and where this one is."""
        return {
            **super().get_context(request, *args, **kwargs),
            **request_shell(request, self),
            "canonical_url": "".join(self.place(request, **kwargs)),
        }

    def described(self, context: dict[str, Any], *texts: str, title: str = "") -> dict[str, Any]:
        """Return a context with what search engines, and those who share the page, are told: the first of these texts.

        Last of all its title and the site's name: a page without a description is described by others.
        """
        title = title or self.seo_title or self.title
        description = shortened(*texts, f"{title} · {context.get('site_name', '')}")
        picture = picture_of_site(self.place(context["request"])[0], str(context.get("site_name", "")))
        share = Share("website", title, description, context["canonical_url"], picture)
        return {**context, "meta_description": description, "share": share}

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer with the page as it is now, and store it for who reads it next. What is restricted is kept by nobody.

        The page is read again: what was changed since it was found must not be taken for older than what is noted.
        """
        with override(self.locale.language_code):  # not that of the address, which need not say one
            return self._serve(request, *args, **kwargs)

    def _serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        moment = begin(request, self)
        page = type(self).objects.filter(pk=self.pk).first()
        if request.method not in ("GET", "HEAD") or moment is None or page is None:
            response: HttpResponse = super().serve(request, *args, **kwargs)
            if isinstance(response, TemplateResponse):
                response.render()
            response["Cache-Control"] = "private, no-store"
            return response
        made = super(StoredPageMixin, page).serve(request, *args, **kwargs).render()
        context = made.context_data
        if page.place(request, **kwargs)[1] == address(request):
            named, number = context["named_pages"], context.get("number", 0)
            keep(moment, page, address(request), made.content, names=named, number=number)
        return respond_with_made_page(request, made.content)
