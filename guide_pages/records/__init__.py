"""What is kept: a guide's identity, editions, delivery, feed, replies; people, topics, settings; a guide page's fields.

Knows nothing of what is done with them.
"""

from .brought_in import BroughtIn
from .deliveries import Delivery, FeedCounter, FeedHorizon, Tombstone
from .dependencies import Dependency
from .due import Due
from .editions import Edition
from .identity import Anchor, Guide
from .kept_files import KeptFile
from .passages import Passage, Word
from .people import Contributor
from .previews import PreviewGeneration
from .replies import ModeratorDigest, RepliesOpen, Reply
from .settings import GuideSettings
from .synonyms import Synonyms
from .topics import Topic

__all__ = [
    "Anchor",
    "BroughtIn",
    "Contributor",
    "Delivery",
    "Dependency",
    "Due",
    "Edition",
    "FeedCounter",
    "FeedHorizon",
    "Guide",
    "GuideSettings",
    "KeptFile",
    "ModeratorDigest",
    "Passage",
    "PreviewGeneration",
    "RepliesOpen",
    "Reply",
    "Synonyms",
    "Tombstone",
    "Topic",
    "Word",
]
