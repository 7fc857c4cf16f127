"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# The dictionaries are loaded before the server forks: once for all workers, and before the first reader waits for them.
from search.analysis import warm  # noqa: E402  settings come first
from search.pinyin import spell  # noqa: E402

warm()
spell("预热")
