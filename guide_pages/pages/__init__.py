"""The page types: what a guide page does, its form and its panels. Knows nothing of the API and of importing."""

from .guide import GuideAuthor, GuidePage, GuidePageMixin, GuideReviewer, GuideTopic
from .index import GuideIndexPage, GuideIndexPageMixin

__all__ = [
    "GuideAuthor",
    "GuideIndexPage",
    "GuideIndexPageMixin",
    "GuidePage",
    "GuidePageMixin",
    "GuideReviewer",
    "GuideTopic",
]
