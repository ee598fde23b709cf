"""These tests are about the services themselves: without them they fail, and say what is missing."""

import pytest
from django.conf import settings
from django.db import connection


@pytest.fixture(autouse=True)
def services() -> None:
    """Fails where the suite does not run on PostgreSQL and Redis."""
    missing = []
    if connection.vendor != "postgresql":
        missing.append("PostgreSQL (apt-get install postgresql; DATABASE_URL)")
    if not settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        missing.append("Redis (apt-get install redis-server; CACHE_URL)")
    if missing:
        pytest.fail(f"Needs {' and '.join(missing)}: run `make test-services`.", pytrace=False)
