"""The guides API for mobile clients, version 1: a file a resource, which copies what is stored.

Knows no block, no rich text and no rendition. Mount it in a site's addresses:

from guide_pages.api.application import api

path("api/guides/v1/", api.urls)
"""
