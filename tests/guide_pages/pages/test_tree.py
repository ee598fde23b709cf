"""Only sensible trees can be built."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from guide_pages.models import GuideIndexPage, GuidePage
from home.models import HomePage, PlainPage
from tests import factories

pytestmark = pytest.mark.django_db

TYPES = {HomePage, PlainPage, GuideIndexPage, GuidePage}


def creatable(parent: Page) -> set[type[Page]]:
    return {page_type for page_type in TYPES if page_type.can_create_at(parent.specific)}


def test_what_can_be_created_where() -> None:
    guide = factories.guide()
    index = guide.get_parent()
    home = index.get_parent()
    plain = home.add_child(instance=PlainPage(title="About", body="<p>Us.</p>"))
    assert creatable(Page.get_first_root_node()) == {HomePage}
    assert creatable(home) == {GuideIndexPage, PlainPage}
    assert creatable(index) == {GuidePage}
    assert creatable(guide) == set()
    assert creatable(plain) == {PlainPage}
