"""The one address."""

from django.urls import path

from bench.bare.views import answer

urlpatterns = [path("<int:number>", answer)]
