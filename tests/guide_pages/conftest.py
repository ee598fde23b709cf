"""What tests of guides begin with."""

from __future__ import annotations

import pytest

from guide_pages.models import GuidePage
from tests import factories


@pytest.fixture
def page() -> GuidePage:
    return factories.guide(title="Sleep well", slug="sleep")
