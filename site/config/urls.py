"""The site's addresses. Pages come last: they take every path that nothing else has taken."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.decorators.cache import cache_control
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.documents.views.serve import authenticate_with_password
from wagtail.utils.urlpatterns import decorate_urlpatterns

from config.content_api import guarded_urls
from config.sign_in import password_reset
from config.views import favicon, manifest, robots, security_txt
from guide_pages.api.application import api as guides_api
from guide_pages.attempts import limit_guesses
from guide_pages.reading.llms import llms_txt
from guide_pages.reading.sitemaps import sitemap, sitemap_index
from search.suggestions import suggestions
from search.views import search

handler403 = "config.views.forbidden"
handler404 = "config.views.not_found"

# Whoever may read a document today may not tomorrow: a cache on the way asks each time, and keeps none for others.
decorate_urlpatterns(document_urls.urlpatterns, cache_control(private=True, no_cache=True))

urlpatterns = [
    path("admin/password_reset/", password_reset, name="wagtailadmin_password_reset"),
    path("admin/", include(admin_urls)),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        cache_control(private=True, no_cache=True)(limit_guesses(authenticate_with_password, "restriction_id")),
        name="wagtaildocs_authenticate_with_password",
    ),
    path("documents/", include(document_urls)),
    path("api/guides/v1/", guides_api.urls),
    path("api/v3/", guarded_urls()),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_section"),
    path("llms.txt", llms_txt, name="llms"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon),
    path("site.webmanifest", manifest, name="manifest"),
    path(".well-known/security.txt", security_txt),
]

if settings.DEBUG:
    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("search/suggestions/", suggestions, name="search_suggestions"),
    path("", include("guide_pages.urls")),
    prefix_default_language=False,
)
