"""How gunicorn serves the site. It reads this file by itself where it is started beside it: `gunicorn`.

What it says of the number of connections to the database is in docs/operating.md.
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "site"))

from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from config.environment import Environment, load_environment  # noqa: E402

load_environment(default="config.settings.production")

wsgi_app = "config.wsgi"
chdir = str(ROOT)
pythonpath = str(ROOT / "site")
preload_app = True  # what is wrong with the settings is said once; a new worker is there at once

# Each worker is a process, each of its threads keeps a connection to the database. Several want a shared cache.
try:
    workers = Environment().int("WEB_CONCURRENCY", default=1)
except ImproperlyConfigured as error:
    sys.exit(str(error))
worker_class = "config.worker.PatientWorker"
threads = 8
worker_connections = 400  # with the files of those that are arriving, less than the 1024 files a process may have open

# Seconds: a worker that hangs, one that is told to stop, a connection that is kept.
timeout = 60
graceful_timeout = 30
keepalive = 5

# A worker makes room for a new one after so many requests. What one request may be is in config.worker, too.
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

# gunicorn would believe SCRIPT_NAME, PATH_INFO and X-Forwarded-Proto of anybody on this machine, such as a proxy that
# passes on what its visitors send: `SCRIPT_NAME: /guides` opens /guides/admin/ where /admin/ is closed. What to believe
# of which proxy is for Django to know: PROXY_SSL_HEADER, NUM_PROXIES.
forwarded_allow_ips = ""
forwarder_headers = ""
secure_scheme_headers: dict[str, str] = {}
proxy_protocol = "off"

control_socket_disable = True


def on_starting(server: Any) -> None:
    """The settings refuse several processes without a shared cache: they must know how many there are."""
    if server.cfg.workers != workers:
        raise SystemExit(f"Say in WEB_CONCURRENCY how many processes serve ({workers} now), and not by --workers.")
