"""Wagtail's own addresses, with `views.serve` where its serve view stood. Include last, in place of `wagtail.urls`."""

from __future__ import annotations

from django.urls import path, re_path
from wagtail import urls as wagtail_urls

from .replies.views import leave_reply, received, token
from .views import serve, userbar

urlpatterns = [
    path("_util/userbar/", userbar, name="guidepost_userbar"),
    path("_util/replies/<uuid:guide_id>/", leave_reply, name="guidepost_reply"),
    path("_util/replies/<uuid:guide_id>/token/", token, name="guidepost_reply_token"),
    path("_util/replies/<uuid:guide_id>/received/", received, name="guidepost_reply_received"),
    *(pattern for pattern in wagtail_urls.urlpatterns if getattr(pattern, "name", "") != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
]
