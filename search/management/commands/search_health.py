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
            alarms = said.pop("alarms")
            for name, value in said.items():
                self.stdout.write(f"{name:20} {_spoken(value)}")
            for alarm in alarms:
                self.stdout.write(f"{'alarm':20} {alarm['code']}: {alarm['message']} {alarm['trouble']}".rstrip())
        if health.alarms:
            sys.exit(1)


def _spoken(value: Any) -> str:
    """Of what is known in parts each part by its name."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {_spoken(part)}" for name, part in value.items())
    return "-" if value is None else str(value)
