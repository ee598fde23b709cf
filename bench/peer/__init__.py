"""The peer: the same guides on plain Wagtail, as its documentation teaches.

Settings are those of `wagtail start`, with its production's; both APIs are mounted. Nothing is cached that Django or
Wagtail does not cache by itself, and nothing is slowed down: connections are kept, there is no HTTPS, no debug page.
"""
