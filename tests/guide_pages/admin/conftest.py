from __future__ import annotations

import pytest

from tests.guide_pages.admin.roles import set_up


@pytest.fixture
def roles(db: None) -> str:
    """The groups that set-up makes, and what it said of them."""
    return set_up()
