"""The illustrations, drawn by code, and how they become pictures."""
