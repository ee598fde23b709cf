"""Says what to do when the PostgreSQL or the Redis of `make test-services` does not answer.

Reads DATABASE_URL and CACHE_URL, as the test settings do.
"""

import os
import sys

import psycopg
import redis


def complaints() -> list[str]:
    """Returns a line for each service that does not answer."""
    found = []
    database, cache = os.environ["DATABASE_URL"], os.environ["CACHE_URL"]
    server = database.rpartition("/")[0] + "/postgres"  # the tests make their own database
    try:
        psycopg.connect(server, connect_timeout=5).close()
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        found.append(
            f"PostgreSQL does not answer at {server} ({reason}).\n"
            "  apt-get install postgresql, start it, or name another in GUIDEPOST_TEST_DATABASE_URL"
        )
    try:
        redis.Redis.from_url(cache, socket_connect_timeout=5).ping()
    except redis.RedisError as error:
        found.append(
            f"Redis does not answer at {cache} ({error}).\n"
            "  apt-get install redis-server, start it, or name another in GUIDEPOST_TEST_REDIS_URL"
        )
    return found


if __name__ == "__main__":
    sys.exit("\n".join(complaints()) or None)
