"""Says what to do when the PostgreSQL or the Redis of `make test-services` does not answer.

Reads DATABASE_URL and CACHE_URL, as the test settings do. Usage: check_services.py [postgresql] [redis]
"""

import os
import sys

import psycopg
import redis


def postgresql() -> str:
    """Returns what the database server's address answers, or raises SystemExit with the way out."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0] + "/postgres"  # the tests make their own database
    try:
        with psycopg.connect(server, connect_timeout=5) as connection:
            return f"PostgreSQL {connection.info.server_version // 10000}"
    except psycopg.Error as error:
        reason = str(error).strip().splitlines()[0]
        raise SystemExit(
            f"PostgreSQL does not answer at {server} ({reason}).\n"
            "  apt-get install postgresql and start it, or name another in GUIDEPOST_TEST_DATABASE_URL"
        ) from None


def redis_server() -> str:
    """Returns what the cache's address answers, or raises SystemExit with the way out."""
    address = os.environ["CACHE_URL"]
    try:
        return f"Redis {redis.Redis.from_url(address, socket_connect_timeout=5).info()['redis_version']}"
    except redis.RedisError as error:
        raise SystemExit(
            f"Redis does not answer at {address} ({error}).\n"
            "  apt-get install redis-server and start it, or name another in GUIDEPOST_TEST_REDIS_URL"
        ) from None


CHECKS = {"postgresql": postgresql, "redis": redis_server}

if __name__ == "__main__":
    print(", ".join(CHECKS[name]() for name in sys.argv[1:] or CHECKS))
