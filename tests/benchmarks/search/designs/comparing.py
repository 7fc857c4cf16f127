"""Several ways to one answer, asked the same in turns; a table of what they cost and how often they disagree."""

import sys
import time
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from tqdm import tqdm

from tests.benchmarks.search.report import quantile

Question = TypeVar("Question")
Answer = TypeVar("Answer")
_Asked = TypeVar("_Asked", contravariant=True)
_Given = TypeVar("_Given", covariant=True)


class Way(Protocol[_Asked, _Given]):
    """One design, made once for the archive."""

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int:
        """Bytes that it keeps beside the notices: on disk, or in memory."""

    def answer(self, asked: _Asked, /) -> _Given: ...


def compare(
    title: str,
    ways: Sequence[Way[Question, Answer]],
    asked: Sequence[Question],
    agree: Callable[[Answer, Answer], bool],
) -> str:
    """A table of the ways, the first of which is the engine's."""
    times: dict[str, list[float]] = {way.name: [] for way in ways}
    differing = dict.fromkeys(times, 0)
    for number, one in enumerate(tqdm(asked, desc=title, unit="", file=sys.stderr)):
        turn = number % len(ways)
        answers = {}
        for way in (*ways[turn:], *ways[:turn]):
            started = time.perf_counter()
            answers[way.name] = way.answer(one)
            times[way.name].append(time.perf_counter() - started)
        for name, answer in answers.items():
            differing[name] += not agree(answers[ways[0].name], answer)
    return "\n".join([_HEAD.format(title), *(_line(way.name, way.size, times, differing[way.name]) for way in ways)])


_HEAD = f"{{:28}}{'p50':>12}{'p95':>12}{'p50 ×ours':>11}{'p95 ×ours':>11}{'keeps':>10}{'differs':>9}"


def _line(name: str, size: int, times: dict[str, list[float]], differing: int) -> str:
    ours = next(iter(times.values()))
    own, ratios = [], []
    for share in (0.5, 0.95):
        spent = quantile(times[name], share)
        own.append(f"{spent * 1000:9.2f} ms")
        ratios.append(f"{spent / quantile(ours, share):11.2f}")
    return f"{name:28}{''.join(own)}{''.join(ratios)}{size / 1e6:7.1f} MB{differing:9}"
