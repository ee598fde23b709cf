"""Stored bytes → HTTP. Knows nothing of how they were published."""
