"""The guides API for mobile clients, version 1. Mount it in a site's addresses:

from guide_pages.api.application import api

path("api/guides/v1/", api.urls)
"""
