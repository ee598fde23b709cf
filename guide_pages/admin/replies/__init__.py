"""Replies in Wagtail's admin: a list, each reply by itself, acts on many, and panels where editors look."""
