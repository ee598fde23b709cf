"""A guide's editions: what it has said, and withdrawing what must not be shown any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from guide_pages.publishing.withdrawing import ReasonField, WithdrawalRefused, is_read_now, withdraw
from guide_pages.records import Delivery, Edition
from guide_pages.records.fields import is_guide

from .guide_views import GuideView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpResponse

    _WithdrawFormView = FormView["WithdrawForm"]
else:
    _WithdrawFormView = FormView  # takes no type when it runs


def may_see_editions(user: Any, page: Page) -> bool:
    """Return True for whoever may edit or publish the page."""
    tester = page.permissions_for_user(user)
    return bool(tester.can_edit() or tester.can_publish())


def may_withdraw(user: Any, page: Page) -> bool:
    """Return True for whoever may publish the page: who may say something to readers may take it back."""
    return bool(page.permissions_for_user(user).can_set_view_restrictions())


class EditionView(WagtailAdminTemplateMixin, GuideView):
    """For whoever may see the guide's editions."""

    header_icon = "history"

    def may(self, page: Page) -> bool:
        return may_see_editions(self.request.user, page)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        page = self.guide_page
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        editions = reverse("guidepost_editions", args=[page.pk])
        return [
            *self.breadcrumbs_items,
            {"url": edit, "label": page.get_admin_display_title()},
            {"url": editions, "label": _("Editions")},
        ]


class EditionsView(EditionView, TemplateView):
    """What a guide has said, the latest first."""

    template_name = "guide_pages/admin/editions/index.html"
    page_title = _("Editions")
    editions_a_page = 50

    def get_page_subtitle(self) -> str:
        return str(self.guide_page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.guide_page
        editions = Edition.objects.filter(guide__page=page).select_related("caused_by").defer("document")
        paginator = Paginator(editions.order_by("-number"), self.editions_a_page)
        shown = paginator.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "page": page,
            "editions": shown,
            "may_compare": len(shown) > 1,
            "pair": pair_to_compare(shown),
            "current": Delivery.objects.filter(guide__page=page).values_list("edition__number", flat=True).first(),
            "may_withdraw": may_withdraw(self.request.user, page),
        }


def pair_to_compare(editions: Iterable[Edition]) -> list[int]:
    """Return the numbers of the two that are compared unless somebody says otherwise, the later one first: the latest
    whose words may be seen."""
    numbers = [(edition.withdrawn_at is not None, -edition.number) for edition in editions]
    return sorted((-number for _withdrawn, number in sorted(numbers)[:2]), reverse=True)


class WithdrawForm(forms.Form):
    """Why."""

    reason = ReasonField(
        widget=AdminAutoHeightTextInput(attrs={"rows": 3}),
        help_text=_("Whoever asks for this edition gets this instead of its words: “The dose for children was wrong.”"),
    )


class WithdrawView(EditionView, _WithdrawFormView):
    """Asks for the reason, says what follows, and withdraws."""

    template_name = "guide_pages/admin/editions/withdraw.html"
    form_class = WithdrawForm

    def may(self, page: Page) -> bool:
        return may_withdraw(self.request.user, page)

    @cached_property
    def edition(self) -> Edition:
        editions = Edition.objects.filter(guide__page=self.guide_page).select_related("guide__page")
        return get_object_or_404(editions, number=self.kwargs["number"])

    @cached_property
    def is_read_now(self) -> bool:
        return is_read_now(self.edition)

    @property
    def may_unpublish(self) -> bool:
        return bool(self.guide_page.permissions_for_user(self.request.user).can_unpublish())

    def get_page_title(self) -> str:
        return gettext("Withdraw edition %s") % self.edition.number

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        same = Edition.objects.filter(guide=self.edition.guide_id, digest=self.edition.digest, withdrawn_at=None)
        return {
            **super().get_context_data(**kwargs),
            "edition": self.edition,
            "is_read_now": self.is_read_now,
            "may_unpublish": self.may_unpublish,
            "same": list(same.exclude(pk=self.edition.pk).order_by("number").values_list("number", flat=True)),
            "editions_url": reverse("guidepost_editions", args=[self.guide_page.pk]),
        }

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        unpublish = "unpublish" in self.request.POST
        if unpublish and self.is_read_now and not self.may_unpublish:
            raise PermissionDenied
        try:
            numbers = withdraw(self.edition, form.cleaned_data["reason"], self.request.user, unpublish=unpublish)
        except WithdrawalRefused as refused:
            form.add_error(None, str(refused))
            return self.render_to_response(self.get_context_data(form=form))
        said = ", ".join(str(number) for number in numbers)
        messages.success(self.request, gettext("Withdrawn: edition %s. Nobody is shown these words any more.") % said)
        return redirect("guidepost_editions", self.guide_page.pk)


def editions_button(page: Page, user: object, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Yield the button where the page is a guide that has been published."""
    if not is_guide(page) or not may_see_editions(user, page):
        return
    if Edition.objects.filter(guide__page=page.pk).exists():
        yield Button(_("Editions"), url=reverse("guidepost_editions", args=[page.pk]), icon_name="history", priority=67)
