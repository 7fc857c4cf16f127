"""What a page costs, and the table of it."""

from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

from tests.benchmarks.search.report import quantile

MOST_BYTES = 100_000  # of a page, compressed


class Cost(NamedTuple):
    """Seconds of each answer, queries asked of the database, bytes compressed."""

    seconds: list[float]
    queries: int
    weight: int


def table(fewer: Mapping[str, Cost], more: Mapping[str, Cost], sizes: tuple[int, int]) -> str:
    """In Markdown, the slowest page first; ratios are of medians."""
    heads = ["page", *(f"{size:,}: p50 / p95 ms" for size in sizes), "ratio", "queries", "KB"]
    lines = [_line(heads), _line(["---", *("---:" for _ in heads[1:])])]
    for label, cost in sorted(more.items(), key=lambda item: -median(item[1].seconds)):
        before = fewer.get(label)
        ratio = f"{median(cost.seconds) / median(before.seconds):.1f}" if before else "–"
        asked = dict.fromkeys(str(one.queries) for one in (before, cost) if one)
        weight = f"{cost.weight / 1000:.0f}{' !' if cost.weight > MOST_BYTES else ''}"
        lines.append(_line([label, _times(before), _times(cost), ratio, " → ".join(asked), weight]))
    return "\n".join(lines)


def _times(cost: Cost | None) -> str:
    return f"{1000 * median(cost.seconds):.0f} / {1000 * quantile(cost.seconds, 0.95):.0f}" if cost else "–"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
