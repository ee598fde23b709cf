"""Wagtail's own addresses, with `views.serve` where its serve view stood. Include last, in place of `wagtail.urls`."""

from __future__ import annotations

from django.urls import re_path
from wagtail import urls as wagtail_urls

from .views import serve

urlpatterns = [
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve")
    if getattr(pattern, "name", None) == "wagtail_serve"
    else pattern
    for pattern in wagtail_urls.urlpatterns
]
