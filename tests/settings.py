"""The project's settings with all state in a directory of the test run's own."""

import atexit
import os
import shutil
import tempfile

_data = tempfile.mkdtemp(prefix="xunlan-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["XUNLAN_DATA"] = _data

from config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast: tests log in often
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
