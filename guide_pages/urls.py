"""Wagtail's own addresses, with views of ours where pages are served and their passwords taken.

Include last, in place of `wagtail.urls`.
"""

from __future__ import annotations

from django.urls import path, re_path
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views

from .attempts import limit_guesses
from .reading.asked import asked, helpful, report_error
from .reading.feeds import guides_feed, topic_feed
from .reading.keeping import offline_worker
from .reading.kept_files import kept_file, path_of_static_files
from .reading.onward import onward
from .reading.own_frame import in_own_frame
from .reading.replies import earlier_replies, leave_reply, received, token
from .reading.views import markdown, serve, userbar

#: Addresses of Wagtail's that are answered here, under the same names.
OURS = {"wagtail_serve", "wagtailcore_authenticate_with_password"}

_STATIC = path_of_static_files()

urlpatterns = [
    path("_util/userbar/", userbar, name="guidepost_userbar"),
    path("_util/replies/<uuid:guide_id>/", in_own_frame(leave_reply), name="guidepost_reply"),
    path("_util/replies/<uuid:guide_id>/token/", token, name="guidepost_reply_token"),
    path("_util/replies/<uuid:guide_id>/earlier/", in_own_frame(earlier_replies), name="guidepost_replies"),
    path("_util/replies/<uuid:guide_id>/received/", in_own_frame(received), name="guidepost_reply_received"),
    path("_util/helpful/<uuid:guide_id>/", in_own_frame(helpful), name="guidepost_helpful"),
    path("_util/errors/<uuid:guide_id>/", in_own_frame(report_error), name="guidepost_error"),
    path("_util/onward/<uuid:guide_id>/<str:topic>/<str:way>/", onward, name="guidepost_onward"),
    path("_util/asked/<uuid:guide_id>/", in_own_frame(asked), name="guidepost_asked"),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        limit_guesses(wagtail_views.authenticate_with_password, "page_view_restriction_id"),
        name="wagtailcore_authenticate_with_password",
    ),
    *([path(f"{_STATIC}<path:name>", kept_file, name="guidepost_kept_file")] if _STATIC else []),
    *(pattern for pattern in wagtail_urls.urlpatterns if getattr(pattern, "name", "") not in OURS),
    path("offline.js", offline_worker, name="guidepost_offline"),
    path("guides.atom", guides_feed, name="guidepost_feed"),
    re_path(r"^topics/([\w\-]+)\.atom$", topic_feed, name="guidepost_topic_feed"),
    re_path(r"^((?:[\w\-]+/)*[\w\-]+)\.md$", markdown, name="guidepost_markdown"),
    re_path(wagtail_urls.serve_pattern, in_own_frame(serve), name="wagtail_serve"),
]
