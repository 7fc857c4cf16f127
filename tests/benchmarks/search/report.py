"""Figures -> the table: medians, and how many times ours each engine costs."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import fmean, median

from tests.benchmarks.search.engines import ENGINES
from tests.benchmarks.search.measuring import Figures, Literal

_MB = 1_000_000
Value = float | None


class Row:
    """One figure of every engine. What costs less is better, unless it is a share or a rate."""

    def __init__(self, label: str, value: Callable[[Figures], Value], form: str, cost: str = "cost") -> None:
        self.label = label
        self.value = value
        self.form = form
        self._cost = cost  # cost, rate (more is better) or share (no ratio)

    def cells(self, figures: Mapping[str, Figures]) -> Iterator[str]:
        values = {name: self.value(own) for name, own in figures.items()}
        base = values.get("ours")
        for name, value in values.items():
            if value is None:
                yield "–"
                continue
            shown = self.form.format(value)
            yield shown if name == "ours" or not base or not value else f"{shown}{self._ratio(value, base)}"

    def _ratio(self, value: float, ours: float) -> str:
        if self._cost == "share":
            return ""
        ratio = value / ours if self._cost == "cost" else ours / value
        return f" (×{ratio:.2f})" if ratio < 10 else f" (×{ratio:.0f})"


def quantile(times: Sequence[float], share: float) -> float:
    """The time that this share of all is not above."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def answer_times(own: Figures) -> list[float]:
    return [seconds for answers in own.answers for _, seconds in answers]


def _ms(times: Sequence[float], share: float) -> Value:
    return 1000 * quantile(times, share) if times else None


def _update(own: Figures) -> Value:
    found = [seconds for seconds in own.updates if seconds is not None]
    return 1000 * median(found) if found and len(found) == len(own.updates) else None


def _literal(way: str, value: Callable[[Literal], Value]) -> Callable[[Figures], Value]:
    return lambda own: value(own.pieces[way])


def _rows() -> Iterator[Row]:
    yield Row("notices in the index", lambda own: own.notices, "{:,.0f}", "share")
    yield Row("build, notices/s", lambda own: own.notices / own.build, "{:,.0f}", "rate")
    yield Row("  notices/s of processor time", lambda own: own.notices / own.build_used, "{:,.0f}", "rate")
    yield Row("index, KB a notice", lambda own: own.size / 1000 / own.notices, "{:,.1f}")
    yield Row("memory of the process, MB", lambda own: own.memory / _MB, "{:,.0f}")
    yield Row("start to first answer, s", lambda own: median(own.starts), "{:.2f}")
    yield Row("first ten, p50 ms", lambda own: _ms(answer_times(own), 0.5), "{:,.1f}")
    yield Row("first ten, p95 ms", lambda own: _ms(answer_times(own), 0.95), "{:,.1f}")
    yield Row("  have a full match, %", lambda own: 100 * own.found / len(own.answers[-1]), "{:.0f}", "share")
    yield Row("  show any notice, %", lambda own: 100 * own.shown / len(own.answers[-1]), "{:.0f}", "share")
    yield Row("  of these with all excerpts, %", lambda own: 100 * own.excerpted / max(1, own.shown), "{:.0f}", "share")
    yield Row("page 100, p50 ms", lambda own: _ms(own.far, 0.5), "{:,.1f}")
    yield Row("  its offset, median", lambda own: median(own.far_offsets or [0]), "{:,.0f}", "share")
    yield Row("save until found, p50 ms", _update, "{:,.0f}")
    yield Row("  the save itself, p50 ms", lambda own: _ms(own.saves, 0.5), "{:,.1f}")
    for way in ("as typed", "in quotes"):
        yield Row(f"pieces {way}, p50 ms", _literal(way, lambda own: _ms(own.times, 0.5)), "{:,.1f}")
        yield Row("  p95 ms", _literal(way, lambda own: _ms(own.times, 0.95)), "{:,.1f}")
        yield Row("  found at all, %", _literal(way, lambda own: 100 * own.found / len(own.times)), "{:.0f}", "share")
        yield Row("  recall, %", _literal(way, lambda own: 100 * fmean(own.recall or [0])), "{:.0f}", "share")


def table(figures: Mapping[str, Figures]) -> str:
    """In Markdown, to be read and kept."""
    lines = _head(["", *(ENGINES[name].label for name in figures)])
    lines += [_line([row.label, *row.cells(figures)]) for row in _rows()]
    notes = ["(×n): n times ours, in time or space; of rates too, so that above 1 is worse than ours."]
    sizes = {own.notices for own in figures.values()}
    if len(sizes) > 1:
        notes.append("Not all indexes hold the same number of notices: ratios are of what each holds.")
    return "\n".join([*lines, "", *notes])


def table_of_classes(figures: Mapping[str, Figures]) -> str:
    """The median first answer by class of query."""
    by_class: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for name, own in figures.items():
        for answers in own.answers:
            for kind, seconds in answers:
                by_class[kind][name].append(seconds)
    lines = _head(["first ten, p50 ms", *(ENGINES[name].label for name in figures)])
    for kind, times in sorted(by_class.items()):
        lines.append(_line([kind, *(f"{1000 * median(times[name]):,.1f}" for name in figures)]))
    return "\n".join(lines)


def table_of_growth(by_size: Mapping[int, Figures]) -> str:
    """Ours at every size; in brackets how many times as much as at the size before, which has so many times fewer."""
    sizes = sorted(by_size)
    lines = _head(["", *(f"{size:,} notices" for size in sizes)])
    for row in _growing():
        values = [row.value(by_size[size]) for size in sizes]
        shown = ["–" if value is None else row.form.format(value) for value in values]
        for at, (before, now) in enumerate(pairwise(values)):
            if before and now:
                shown[at + 1] += f" (×{now / before:.2f} of ×{sizes[at + 1] / sizes[at]:g})"
        lines.append(_line([row.label, *shown]))
    return "\n".join(lines)


def _growing() -> Iterator[Row]:
    yield Row("build, s", lambda own: own.build, "{:,.1f}")
    yield Row("build, ms a notice", lambda own: 1000 * own.build / own.notices, "{:.2f}")
    yield Row("  ms of processor time", lambda own: 1000 * own.build_used / own.notices, "{:.2f}")
    yield Row("index, MB", lambda own: own.size / _MB, "{:,.0f}")
    yield Row("index, KB a notice", lambda own: own.size / 1000 / own.notices, "{:.1f}")
    yield Row("memory of the process, MB", lambda own: own.memory / _MB, "{:,.0f}")
    yield Row("start to first answer, s", lambda own: median(own.starts), "{:.2f}")
    yield Row("first ten, p50 ms", lambda own: _ms(answer_times(own), 0.5), "{:,.1f}")
    yield Row("first ten, p95 ms", lambda own: _ms(answer_times(own), 0.95), "{:,.1f}")
    yield Row("page 100, p50 ms", lambda own: _ms(own.far, 0.5), "{:,.1f}")
    yield Row("save until found, p50 ms", _update, "{:,.0f}")
    for way in ("as typed", "in quotes"):
        yield Row(f"pieces {way}, p50 ms", _literal(way, lambda own: _ms(own.times, 0.5)), "{:,.1f}")
        yield Row("  p95 ms", _literal(way, lambda own: _ms(own.times, 0.95)), "{:,.1f}")


def _head(cells: Sequence[str]) -> list[str]:
    return [_line(cells), _line(["---", *("---:" for _ in cells[1:])])]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
