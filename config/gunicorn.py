"""How gunicorn serves the site; see https://docs.gunicorn.org/ for the meaning of each name."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
preload_app = True  # the tokeniser's dictionary is loaded once and shared by all workers
timeout = 60
graceful_timeout = 20
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True  # nothing outside the data directory
errorlog = "-"
accesslog = os.environ.get("XUNLAN_ACCESS_LOG") or None
