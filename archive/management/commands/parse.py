"""See what the parser reads in text files; nothing is saved and no database is needed."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from archive.ingest.decoding import DecodingError, decode
from archive.ingest.files import text_files
from archive.parsing import as_json, parse

# Shown apart from the other fields: too long for one line each.
_LONG = ("inspections", "basis", "doubts", "evidence")


class Command(BaseCommand):
    help = "Print what is read in text files, without saving anything."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a text file, or a folder of .txt files")
        parser.add_argument("--format", choices=("table", "json"), default="table", help="table (default) or json")

    def handle(self, *_args: Any, **options: Any) -> None:
        files = text_files(options["paths"])
        if not files:
            raise CommandError("No .txt file in what was named.")
        parsed = list(self._parse(files))
        if options["format"] == "json":
            self.stdout.write(json.dumps({"notices": parsed}, ensure_ascii=False, indent=1))
        else:
            for notice in parsed:
                self.stdout.write("\n".join([*_table(notice), ""]))
        failed = len(files) - len(parsed)
        summary = f"{len(parsed)} parsed, {failed} failed."
        if failed:
            raise CommandError(summary)
        self.stderr.write(summary, self.style.SUCCESS)

    def _parse(self, files: list[Path]) -> Iterator[dict[str, Any]]:
        """One dict for each file that can be read; the others are named with the reason."""
        for file in files:
            try:
                text = decode(file.read_bytes()).text
            except OSError as error:
                self.stderr.write(f"{file}: cannot be read: {error.strerror}")
            except DecodingError as error:
                self.stderr.write(f"{file}: {error}")
            else:
                yield {"file": str(file), **as_json(parse(text))}


def _table(notice: dict[str, Any]) -> Iterator[str]:
    """A notice as lines of a listing: what was found, how it was worked out, what is in doubt."""
    yield f"== {notice['file']}"
    for field, value in notice.items():
        if field not in ("file", *_LONG) and value not in (None, "", []):
            yield f"  {field:<13} {_cell(value)}"
    for inspection in notice["inspections"]:
        facts = (f"{key}: {_cell(value)}" for key, value in inspection.items() if value and key != "group")
        yield f"  inspection    {inspection['group'] or '(no group named)'}; {'; '.join(facts)}"
    for field, sentence in notice["basis"].items():
        yield f"  because       {field}: {sentence}"
    for doubt in notice["doubts"]:
        yield f"  in doubt      {doubt['field']}: {doubt['reason']}"


def _cell(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part) or "-"
    return str(value)
