"""The admin's addresses for bringing articles in."""

from __future__ import annotations

from django.urls import path

from .desk import ChooseView, DeskPreviewView, DeskView, MakeView
from .start import BringInView
from .work import ForgetView, ImportView, MakeAllView, StepView, UndoView

app_name = "guidepost_bringing"
urlpatterns = [
    path("", BringInView.as_view(), name="start"),
    path("<uuid:pk>/", ImportView.as_view(), name="import"),
    path("<uuid:pk>/step/", StepView.as_view(), name="step"),
    path("<uuid:pk>/make/", MakeAllView.as_view(), name="make_all"),
    path("<uuid:pk>/undo/", UndoView.as_view(), name="undo"),
    path("<uuid:pk>/forget/", ForgetView.as_view(), name="forget"),
    path("<uuid:pk>/<int:order>/", DeskView.as_view(), name="desk"),
    path("<uuid:pk>/<int:order>/guide/", DeskPreviewView.as_view(), name="preview"),
    path("<uuid:pk>/<int:order>/choose/", ChooseView.as_view(), name="choose"),
    path("<uuid:pk>/<int:order>/make/", MakeView.as_view(), name="make"),
]
