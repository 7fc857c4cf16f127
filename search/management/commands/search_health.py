"""search_health: what /search/health/ says, for monitors."""

import json
import sys
from typing import Any

from django.core.management.base import CommandParser
from django.core.serializers.json import DjangoJSONEncoder

from search.health import current_health
from search.management.index_command import IndexCommand


class Command(IndexCommand):
    help = "Say how the search is; exit 1 where anything is wrong"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, **options: Any) -> None:
        health = current_health()
        said = health.as_json()
        if options["format"] == "json":
            self.stdout.write(json.dumps(said, ensure_ascii=False, cls=DjangoJSONEncoder))
        else:
            for name, value in said.items():
                self.stdout.write(f"{name:18} {value}")
        if health.alarms:
            sys.exit(1)
