"""Apply today's rules to what is stored: what changes, notice by notice; what editors set stays."""

import json
import logging
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from archive.ingest.importing import parse_again
from archive.ingest.snapshot import Change
from archive.models import Notice
from archive.parsing import RoundTable
from archive.reference import known_rounds
from archive.terminal import visible

_log = logging.getLogger(__name__)

_NOTICES_A_TRANSACTION = 50  # one commit, and one update of the search index, for so many notices
_FEW = 3  # values of one field that are shown whole; of longer lists only what goes and what comes


class Command(BaseCommand):
    help = "Parse stored notices again with today's rules and show what changes; what editors set stays."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("ids", nargs="*", type=int, default=[], metavar="ID", help="a notice, by its number")
        which.add_argument("--all", action="store_true", help="every notice")
        parser.add_argument("--dry-run", action="store_true", help="say what each would change, and change nothing")
        parser.add_argument("--format", choices=("text", "json"), default="text", help="text, or one object a line")

    def handle(self, *_args: Any, **options: Any) -> None:
        total = Notice.objects.count() if options["all"] else self._check(options["ids"])
        chunks = _all_keys() if options["all"] else _in_chunks(sorted(set(options["ids"])))
        self._rounds: RoundTable = known_rounds()
        self._is_dry, self._as_json = options["dry_run"], options["format"] == "json"
        counts: Counter[str] = Counter()
        with tqdm(total=total, unit="notice", disable=not sys.stderr.isatty()) as progress:
            for keys in chunks:
                with transaction.atomic():
                    for key in keys:
                        counts[self._parse_again(key)] += 1
                        progress.update()
        self._report(counts)

    def _check(self, ids: list[int]) -> int:
        """How many notices are meant. Nothing is done while one of them is not there.

        The list is short and typed by hand: where one number is wrong, another may be the wrong notice's.
        """
        wanted = sorted(set(ids))
        if missing := [key for key in wanted if not Notice.objects.filter(pk=key).exists()]:
            raise CommandError(f"No notice {', '.join(map(str, missing))}; nothing was done.")
        return len(wanted)

    def _parse_again(self, key: int) -> str:
        """Parse one notice, whole or not at all, and say its outcome; one that fails is named with the reason."""
        notice = Notice.objects.filter(pk=key).first()
        if notice is None:
            return "gone"
        name = f"{key}  {notice.display_title}" + (f"  ({notice.file_name})" if notice.file_name else "")
        try:
            changes = parse_again(notice, self._rounds, dry_run=self._is_dry)
        except Notice.DoesNotExist:
            return "gone"
        except Exception as error:  # noqa: BLE001
            # The one place for it: a rule may err in any way on a text that nobody has seen, and one such text must
            # not keep better rules from all others. The notice was rolled back; nothing is hidden, see the log.
            self.stderr.write(visible(f"{name}: {type(error).__name__}: {error}"))
            lines = map(visible, traceback.format_exc().splitlines())
            _log.error("Notice %s could not be parsed again\n%s", key, "\n".join(lines))
            return "failed"
        if changes:
            self._show(key, name, notice, changes)
        return "changed" if changes else "unchanged"

    def _show(self, key: int, name: str, notice: Notice, changes: list[Change]) -> None:
        with tqdm.external_write_mode(file=sys.stdout):
            if self._as_json:
                said = {"id": key, "file": notice.file_name, "changes": [asdict(change) for change in changes]}
                self.stdout.write(json.dumps(said, ensure_ascii=False))
                return
            self.stdout.write(self.style.MIGRATE_HEADING(visible(name)))
            for change in changes:
                self.stdout.write(visible(f"    {change.field}: {_in_words(change)}"))

    def _report(self, counts: Counter[str]) -> None:
        verb = "would change" if self._is_dry else "changed"
        summary = f"{counts['changed']} {verb}, {counts['unchanged']} unchanged, {counts['failed']} failed."
        if counts["gone"]:
            summary += f" {counts['gone']} were deleted meanwhile."
        if counts["failed"]:
            raise CommandError(summary)
        (self.stderr if self._as_json else self.stdout).write(summary, self.style.SUCCESS)


def _in_words(change: Change) -> str:
    """10月 → 2个月; of a long list what goes (-) and what comes (+)."""
    before, after = change.before, change.after
    gone = [f"- {value}" for value in before if value not in after]
    come = [f"+ {value}" for value in after if value not in before]
    if max(len(before), len(after)) > _FEW and (gone or come):
        return "; ".join([*gone, *come])
    return f"{'、'.join(before) or '(empty)'} → {'、'.join(after) or '(empty)'}"


def _all_keys() -> Iterator[list[int]]:
    """The keys of all notices, some at a time: what is added meanwhile is parsed by today's rules already."""
    last = 0
    while keys := list(
        Notice.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_NOTICES_A_TRANSACTION]
    ):
        yield keys
        last = keys[-1]


def _in_chunks(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), _NOTICES_A_TRANSACTION):
        yield keys[start : start + _NOTICES_A_TRANSACTION]
