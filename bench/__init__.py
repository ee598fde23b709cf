"""Measures the site against the framework's limit, the server's limit, and the same content in vanilla Wagtail.

`make bench` runs it. How, and what it found: docs/performance.md.
"""
