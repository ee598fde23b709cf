"""Wagtail's own addresses, with `views.serve` where its serve view stood. Include last, in place of `wagtail.urls`."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail import urls as wagtail_urls

from .views import serve, userbar

urlpatterns = [
    path("_util/userbar/", userbar, name="guidepost_userbar"),
    *(pattern for pattern in wagtail_urls.urlpatterns if getattr(pattern, "name", "") != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
