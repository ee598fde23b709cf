"""The server, the same for all: two processes that each answer one request at a time.

With kept connections (gthread) a process keeps those that it was first to accept, so that eight clients often meet
only one of the two: the same round gives 1,500 or 3,000 requests a second by chance, and never more than this.
"""

import os

bind = os.environ["BENCH_BIND"]
workers = 2
worker_class = "sync"
worker_tmp_dir = "/dev/shm"
timeout = 120
loglevel = "warning"
