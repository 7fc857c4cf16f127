"""What to do next on a fresh installation."""

import shlex
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Say how to create the first administrator, where there is none."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
            is_default = settings.DATA_DIR == settings.BASE_DIR / "var"
            where = "" if is_default else f"XUNLAN_DATA={shlex.quote(str(settings.DATA_DIR))} "
            self.stdout.write(
                "There is no administrator yet. In another terminal: "
                f"{where}.venv/bin/python manage.py createsuperuser\n"
                "then log in at /admin/ to enter and correct notices."
            )
