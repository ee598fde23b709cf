"""What is advised about a guide: read from the document that readers would get."""

from .advising import advise, for_publication

__all__ = ["advise", "for_publication"]
