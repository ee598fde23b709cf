"""Words that were withdrawn leave the caches: this site's own, and what stands before it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse
from wagtail.contrib.frontend_cache.utils import purge_url_from_cache

from guide_pages.records import Edition, Guide


def forget(guide: Guide, editions: Iterable[Edition], **kwargs: Any) -> None:
    """Take the words out of caches. Where that fails, whoever asks here is still answered from the database."""
    for edition in editions:
        with suppress(Exception):
            cache.delete(Edition.cache_key(edition.pk))
        with suppress(NoReverseMatch):  # the site has no API
            path = reverse("guides_v1:get_edition", args=[guide.pk, edition.number])
            if guide.site is not None and apps.is_installed("wagtail.contrib.frontend_cache"):
                purge_url_from_cache(f"{guide.site.root_url}{path}")
