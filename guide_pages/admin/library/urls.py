"""Where in the admin what guides share is kept."""

from __future__ import annotations

from django.urls import path

from .alike import AlikeReportView, AlikeView
from .moving import MovingView
from .publishing import PublishAnswerView
from .uses import GuideDocumentDeleteView, GuideImageDeleteView, InUseView

urlpatterns = [
    path("images/<int:image_id>/delete/", GuideImageDeleteView.as_view()),
    path("documents/delete/<int:document_id>/", GuideDocumentDeleteView.as_view()),
    path("faq-library/alike/", AlikeView.as_view(), name="guidepost_alike"),
    path("reports/questions-asked-twice/", AlikeReportView.as_view(), name="guides_alike"),
    path("guides/<int:page_id>/questions/", MovingView.as_view(), name="guidepost_questions"),
    path("faq-library/<int:pk>/publish/", PublishAnswerView.as_view(), name="guidepost_publish_answer"),
    path("guides/in-use/<str:app_label>/<str:model_name>/<str:pk>/", InUseView.as_view(), name="guidepost_in_use"),
]
