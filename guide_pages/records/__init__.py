"""What is kept: a guide's identity, editions, delivery, feed, replies; people, topics, settings; a guide page's fields.

Knows nothing of what is done with them.
"""

from .brought_in import BroughtIn
from .deliveries import Delivery, FeedCounter, FeedHorizon, Tombstone
from .dependencies import Dependency
from .due import Due
from .editions import Edition
from .glossary import GlossaryTerm
from .helpful import Helpful
from .identity import Anchor, Guide
from .imports import Import, ImportedDocument, ImportedPicture
from .kept_files import KeptFile
from .outlines import Outline
from .passages import Passage, Word
from .people import Contributor
from .previews import PreviewGeneration
from .replies import ModeratorDigest, RepliesOpen, Reply
from .searched import Searched
from .settings import GuideSettings
from .share_pictures import SharePicture
from .stored_pages import Change, NamedPage, StoredPage
from .synonyms import Synonyms
from .topics import EntryTopic, Topic

__all__ = [
    "Anchor",
    "BroughtIn",
    "Change",
    "Contributor",
    "Delivery",
    "Dependency",
    "Due",
    "Edition",
    "EntryTopic",
    "FeedCounter",
    "FeedHorizon",
    "GlossaryTerm",
    "Guide",
    "GuideSettings",
    "Helpful",
    "Import",
    "ImportedDocument",
    "ImportedPicture",
    "KeptFile",
    "ModeratorDigest",
    "NamedPage",
    "Outline",
    "Passage",
    "PreviewGeneration",
    "RepliesOpen",
    "Reply",
    "Searched",
    "SharePicture",
    "StoredPage",
    "Synonyms",
    "Tombstone",
    "Topic",
    "Word",
]
