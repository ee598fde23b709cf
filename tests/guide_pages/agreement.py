"""What must agree whatever is done to a page, and who does it."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F

from guide_pages.models import Delivery, Guide, GuidePage, Tombstone
from guide_pages.publishing.reconciling import reconcile


def in_agreement() -> set[str]:
    """Assert all that must agree; return the addresses of the public set."""
    public = {page.pk for page in GuidePage.objects.live().public() if page.get_site()}
    delivered = {delivery.guide.page_id: delivery for delivery in Delivery.objects.select_related("guide")}
    assert set(delivered) == public
    assert {d.guide.page_id for d in Delivery.objects.public().select_related("guide")} == public
    for page_id, delivery in delivered.items():
        page = GuidePage.objects.get(pk=page_id)
        assert page.full_url == f"{delivery.site.root_url}{delivery.path}"
        assert delivery.edition == delivery.guide.editions.order_by("number").last()
        assert delivery.edition.compiled.title == page.title
        assert delivery.site == page.get_site() == delivery.guide.site
    for guide in Guide.objects.filter(editions__isnull=False, delivery=None).distinct():
        assert guide.tombstones.count() == 1
    assert not Tombstone.objects.filter(guide__delivery__site=F("site")).exists()
    assert list(reconcile(check=True)) == []
    return {delivery.path for delivery in delivered.values()}


def editor() -> AbstractBaseUser:
    return get_user_model().objects.create_superuser("boss", "boss@example.com", "boss")
