"""A document → its Markdown twin: CommonMark with the tables of GitHub's, for whoever reads words without a page.

Words never become Markdown by accident: whatever could is escaped. What Markdown has no sign for is HTML of a closed
set: `<sup>`, `<sub>`, `<br>` in tables, and emphasis where stars would not be understood.
"""

from .guide import guide_markdown, markdown_url

__all__ = ["guide_markdown", "markdown_url"]
