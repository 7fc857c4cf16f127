"""See what the parser reads in text files; nothing is saved and no database is needed."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.termcolors import colorize

from archive.explaining import Piece, explain
from archive.ingest.decoding import DecodingError, decode
from archive.ingest.files import text_files
from archive.parsing import ParsedNotice, as_json, parse
from archive.terminal import visible

# Shown apart from the other fields: too long for one line each.
_LONG = ("inspections", "basis", "doubts", "evidence")

_STANDARD_INPUT = "-"
_COLOURS = ("green", "cyan", "yellow", "magenta", "red")  # of the marks, in turn
_COLUMNS = 100  # where the output goes to no terminal
_WIDEST = 120  # longer lines are hard to read


class Command(BaseCommand):
    help = "Print what is read in text files, without saving anything."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a text file, a folder of .txt files, or - for standard input"
        )
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--format", choices=("table", "json"), default="table", help="table (default) or json")
        form.add_argument(
            "--explain", action="store_true", help="show the text with every value marked and the rule that found it"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        files = text_files(options["paths"])
        if not files:
            raise CommandError("No .txt file in what was named.")
        parsed = 0
        listed = []
        self._is_coloured = self._has_colours(options)
        for file, text, notice in self._parse(files):
            parsed += 1
            data = {"file": str(file), **as_json(notice)}
            if options["format"] == "json":
                listed.append(data)
            elif options["explain"]:
                self._explain(file, text, notice)
            else:
                self.stdout.write("\n".join([*map(visible, _table(data)), ""]))
        if options["format"] == "json":
            self.stdout.write(json.dumps({"notices": listed}, ensure_ascii=False, indent=1))
        summary = f"{parsed} parsed, {len(files) - parsed} failed."
        if parsed < len(files):
            raise CommandError(summary)
        self.stderr.write(summary, self.style.SUCCESS)

    def _parse(self, files: list[Path]) -> Iterator[tuple[Path, str, ParsedNotice]]:
        """Each file that can be read, with its text, parsed; the others are named with the reason."""
        for file in files:
            try:
                raw = sys.stdin.buffer.read() if str(file) == _STANDARD_INPUT else file.read_bytes()
                text = decode(raw).text
            except OSError as error:
                self.stderr.write(visible(f"{file}: cannot be read: {error.strerror}"))
            except DecodingError as error:
                self.stderr.write(visible(f"{file}: {error}"))
            else:
                yield file, text, parse(text)

    def _explain(self, file: Path, text: str, notice: ParsedNotice) -> None:
        columns = shutil.get_terminal_size().columns if self.stdout.isatty() else _COLUMNS
        self.stdout.write(f"== {visible(str(file))}")
        for row in explain(text, notice, min(columns, _WIDEST)):
            self.stdout.write("".join(map(self._drawn, row)).rstrip())
        self.stdout.write("")

    def _drawn(self, piece: Piece) -> str:
        if piece.number is None or not self._is_coloured:
            return piece.text
        colour = _COLOURS[(piece.number - 1) % len(_COLOURS)]
        return colorize(piece.text, fg=colour, opts=("bold",) if piece.is_sign else ("underscore",))

    def _has_colours(self, options: dict[str, Any]) -> bool:
        """As Django decides (--force-color, --no-color, DJANGO_COLORS), and by https://no-color.org."""
        if options["force_color"]:
            return True
        is_wanted = not options["no_color"] and not os.environ.get("NO_COLOR") and self.stdout.isatty()
        return is_wanted and self.style.SUCCESS("") != ""


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
