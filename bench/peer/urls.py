"""Both of Wagtail's APIs, and its pages."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.v3.urls import api as v3
from wagtail.images.api.v2.views import ImagesAPIViewSet

v2 = WagtailAPIRouter("wagtailapi")
v2.register_endpoint("pages", PagesAPIViewSet)
v2.register_endpoint("images", ImagesAPIViewSet)

urlpatterns = [
    path("api/v2/", v2.urls),
    path("api/v3/", v3.urls),
    path("", include(wagtail_urls)),
]
