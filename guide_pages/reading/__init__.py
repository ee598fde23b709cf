"""Stored bytes → HTTP: guides, lists, previews, the form for replies. Knows nothing of how they were published."""
