"""The admin's addresses for replies."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from guide_pages.records import Reply

from .listing import ReplyListView
from .views import DecideView, QuestionView, ReplyView, UndoView


class StateConverter(StringConverter):
    regex = "|".join(Reply.State.values)


register_converter(StateConverter, "reply_state")

app_name = "guidepost_replies"
urlpatterns = [
    path("", ReplyListView.as_view(), name="index"),
    path("results/", ReplyListView.as_view(results_only=True), name="index_results"),
    path("undo/<uuid:act>/", UndoView.as_view(), name="undo"),
    path("<uuid:pk>/", ReplyView.as_view(), name="reply"),
    path("<uuid:pk>/question/", QuestionView.as_view(), name="question"),
    path("<uuid:pk>/<reply_state:state>/", DecideView.as_view(), name="decide"),
]
