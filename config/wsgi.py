"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# The dictionary is loaded before the server forks: once for all workers, and before the first reader waits for it.
from search.analysis import warm  # noqa: E402  settings come first

warm()
