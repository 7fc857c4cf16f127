"""The WSGI application that gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What is slow to load is loaded before the server forks: once for all workers, and before the first reader waits.
from django.urls import reverse  # noqa: E402  settings come first

from archive.parsing.divisions import packaged_divisions  # noqa: E402
from search.analysis import warm  # noqa: E402
from search.pinyin import spell  # noqa: E402

warm()
spell("预热")
packaged_divisions()
reverse("admin:index")  # all addresses with their pages

# The collector would look through all of that over and over, a tenth of a second each time, amid some reader's request.
gc.collect()
gc.freeze()
