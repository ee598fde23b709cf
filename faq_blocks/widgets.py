"""Form fields of answers. Knows no record: the models' own fields are made with it."""

from __future__ import annotations

from wagtail.snippets.widgets import AdminSnippetChooser


class FaqEntryChooser(AdminSnippetChooser):
    """Wagtail's chooser of snippets, with a button that shows the answer."""

    template_name = "faq_blocks/admin/chooser.html"
