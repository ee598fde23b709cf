"""Django's door: the page types, people, and what a guide has been. Nothing of ours comes through it."""

from .pages import (
    GuideAuthor,
    GuideIndexPage,
    GuideIndexPageMixin,
    GuidePage,
    GuidePageMixin,
    GuideReviewer,
    GuideTopic,
)
from .pages.review_task import ReviewTask
from .pictures.placeholders import Placeholder
from .records import (
    Anchor,
    Contributor,
    Delivery,
    Dependency,
    Edition,
    FeedCounter,
    FeedHorizon,
    Guide,
    GuideSettings,
    ModeratorDigest,
    Passage,
    PreviewGeneration,
    RepliesOpen,
    Reply,
    Tombstone,
    Topic,
)

__all__ = [
    "Anchor",
    "Contributor",
    "Delivery",
    "Dependency",
    "Edition",
    "FeedCounter",
    "FeedHorizon",
    "Guide",
    "GuideAuthor",
    "GuideIndexPage",
    "GuideIndexPageMixin",
    "GuidePage",
    "GuidePageMixin",
    "GuideReviewer",
    "GuideSettings",
    "GuideTopic",
    "ModeratorDigest",
    "Passage",
    "Placeholder",
    "PreviewGeneration",
    "RepliesOpen",
    "Reply",
    "ReviewTask",
    "Tombstone",
    "Topic",
]
