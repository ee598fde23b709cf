"""Page types, people, and what a guide has been: its identity, its editions, its delivery."""

from .deliveries import Delivery, FeedCounter, FeedHorizon, Tombstone
from .dependencies import Dependency
from .editions import Edition
from .identity import Anchor, Guide
from .pages import (
    GuideAuthor,
    GuideIndexPage,
    GuideIndexPageMixin,
    GuidePage,
    GuidePageMixin,
    GuideReviewer,
    GuideTopic,
)
from .passages import Passage
from .people import Contributor
from .placeholders import Placeholder
from .previews import PreviewGeneration
from .replies import ModeratorDigest, RepliesOpen, Reply
from .settings import GuideSettings
from .tasks import ReviewTask
from .topics import Topic

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
