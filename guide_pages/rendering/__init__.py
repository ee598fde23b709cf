"""A document → the bytes that are sent. Knows nothing of StreamField, and not when or why something is published."""
