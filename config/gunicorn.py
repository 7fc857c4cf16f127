"""How gunicorn serves the site; see https://docs.gunicorn.org/ for the meaning of each name."""

import gc
import os
import sys
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.environment import SOCKET, read_proxies

try:
    workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
except ValueError:
    workers = 0
if workers < 1:
    sys.exit(f"WEB_CONCURRENCY={os.environ['WEB_CONCURRENCY']!r}: expected a number of processes")
try:
    # gunicorn itself trusts whoever speaks through a socket.
    _proxies = [str(proxy) for proxy in read_proxies("XUNLAN_PROXIES") if proxy != SOCKET]
except ImproperlyConfigured as error:
    sys.exit(str(error))
if _proxies:
    forwarded_allow_ips = ",".join(_proxies)
# No limit here: a long Chinese query grows ninefold in an address and shall meet our own message, not a bare 414.
# The proxy in front of a public site bounds it.
limit_request_line = 0
preload_app = True  # the tokeniser's dictionary is loaded once and shared by all workers
timeout = 60
graceful_timeout = 20
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True  # nothing outside the data directory
errorlog = "-"
accesslog = os.environ.get("XUNLAN_ACCESS_LOG") or None

_LITTLE = 50_000  # objects: a page seldom makes more that wait for the collector
_REQUESTS = 200  # what each leaves that refers to itself, some 200 KB, is kept until so many were answered


def pre_fork(server: Any, worker: Any) -> None:
    """What was loaded before is never garbage: not to be looked through by any worker, and so shared by all."""
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """Python looks for garbage amid whatever it does, now and then for as long as a page takes: here between pages."""
    gc.set_threshold(_LITTLE, 100, 100)


def post_request(worker: Any, request: Any, environment: Any, response: Any) -> None:
    """The answer is sent. It and its request are still held here, so that no quick look finds what they leave."""
    gc.collect(1 if worker.nr % _REQUESTS else 2)
