"""search: what the search page finds, in a terminal or as JSON."""

import json
import sys
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.management.base import CommandError, CommandParser

from archive.filters import FACETS, read_filters
from archive.models import Mention
from search.engines import SORTS
from search.finding import Answer, Hit, find
from search.management.index_command import IndexCommand
from search.nearest import nearest

_MAX_LIMIT = 1000


class Command(IndexCommand):
    help = "Search the published notices"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "query",
            nargs="*",
            metavar="QUERY",
            help="words, “exact phrases”, -exclusions, OR, 组长:刘卒, year:2015..2018; see /search/help/",
        )
        parser.add_argument("--stdin", action="store_true", help="one query a line in, one JSON object a line out")
        for name in FACETS:
            parser.add_argument(f"--{name}", action="append", default=[], metavar=name[0].upper(), help="repeatable")
        parser.add_argument("--limit", type=int, default=20, metavar="N")
        parser.add_argument("--offset", type=int, default=0, metavar="N")
        parser.add_argument("--sort", choices=SORTS, default=SORTS[0])
        parser.add_argument("--format", choices=("table", "json"), default="table")

    def handle(self, *, query: list[str], stdin: bool, **options: Any) -> None:
        asked = " ".join(query)
        if not stdin and not asked.strip() and not any(options[name] for name in FACETS):
            raise CommandError("Give a query, a filter or --stdin.")
        if not 1 <= options["limit"] <= _MAX_LIMIT or options["offset"] < 0:
            raise CommandError(f"--limit takes 1 to {_MAX_LIMIT}, --offset 0 or more.")
        if stdin:
            sys.stdin.reconfigure(errors="replace")  # type: ignore[union-attr]
            for line in sys.stdin:
                self._print_json(line.rstrip("\r\n"), options)
        elif options["format"] == "json":
            self._print_json(asked, options)
        else:
            self._print_table(_ask(asked, options))

    def _print_json(self, query: str, options: Mapping[str, Any]) -> None:
        started = time.perf_counter()
        answer = _ask(query, options)
        groups = _groups_of([hit.notice.pk for hit in answer.hits])
        results = [_result(hit, groups[hit.notice.pk]) for hit in answer.hits]
        took = round((time.perf_counter() - started) * 1000, 1)
        line = {"query": query, "total": answer.total, "took_ms": took, "results": results}
        if answer.partial:
            line["partial"] = answer.partial
        if answer.understood:
            line["understood"] = answer.understood
        if answer.problems:
            line["problems"] = answer.problems
        if answer.is_degraded:
            line["degraded"] = True
        # Lone surrogates cannot be written as UTF-8: an argument of undecodable bytes holds them.
        self.stdout.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))
        self.stdout.flush()

    def _print_table(self, answer: Answer) -> None:
        for problem in answer.problems:
            self.stderr.write(problem)
        if answer.is_degraded:
            self.stderr.write("The index cannot be read; answered from the database. Run check_index --repair.")
        if answer.understood:
            self.stdout.write(f"Read as: {answer.understood}")
        for hit in answer.hits:
            notice = hit.notice
            score = f"{hit.score:7.2f}{' ' if hit.is_full else '~'}"
            self.stdout.write(f"{notice.pk:>6}  {notice.date or '—'!s:<10}  {score} {hit.line.title}")
            self.stdout.write(f"{'':8}{hit.excerpt}")
            for label, value in hit.elsewhere:
                self.stdout.write(f"{'':8}{label}: {value.plain}")
        self._print_nearest(answer)
        partly = f", {answer.partial} more match in part (~)" if answer.partial else ""
        self.stdout.write(f"{answer.total} found{partly}, {len(answer.hits)} shown.")

    def _print_nearest(self, answer: Answer) -> None:
        found = nearest(answer) if answer.query and not answer.total and not answer.is_degraded else None
        if found:
            self.stdout.write("Cut into: " + ", ".join(f"{part.written} ({part.total})" for part in found.parts))
        if found and found.answer:
            self.stdout.write(f"Nearest: {found.answer.query.text} ({found.answer.total})")


def _ask(query: str, options: Mapping[str, Any]) -> Answer:
    filters, problems = read_filters({name: options[name] for name in FACETS})
    if problems:
        raise CommandError("\n".join(problems))
    return find(query, filters, options["sort"], options["offset"], options["limit"])


def _groups_of(keys: Collection[int]) -> dict[int, list[str]]:
    """The groups that each notice names, in one query."""
    names: dict[int, dict[str, None]] = {key: {} for key in keys}
    for mention in Mention.objects.with_cases().filter(notice__in=keys).order_by("position", "pk"):
        if mention.inspection.group:
            names[mention.notice_id][mention.inspection.group.full_name] = None
    return {key: list(named) for key, named in names.items()}


def _result(hit: Hit, groups: Sequence[str]) -> dict[str, Any]:
    notice = hit.notice
    return {
        "id": notice.pk,
        "title": hit.line.title,
        "url": notice.get_absolute_url(),
        "file": notice.file_name,
        "year": notice.year,
        "groups": groups,
        "score": round(hit.score, 4),
        "excerpt": hit.excerpt,
        "partial": not hit.is_full,
    }
