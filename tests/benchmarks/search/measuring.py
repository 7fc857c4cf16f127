"""One run over one archive: every engine is asked the same, in turns, so that what slows the machine slows all."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

from tests.benchmarks.search.asked import Asked, Piece
from tests.benchmarks.search.processes import EngineProcess, engine_processes

PAGE = 20  # notices on our pages
_FAR = 99 * PAGE  # where page 100 begins
_COUNTED = 100  # notices: recall is counted where no more are found, for all are fetched page by page
_STARTS = 3
_UPDATES = 10
_BROAD = ("工作", "巡察", "巡视", "问题", "组长", "情况", "党的领导", "从严治党", "领导班子", "巡察组")

Processes = Mapping[str, EngineProcess]
T = TypeVar("T")


@dataclass
class Figures:
    """What was measured of one engine; times are seconds."""

    notices: int = 0
    build: float = 0.0
    build_used: float = 0.0  # processor time of the same, of all processes together
    size: int = 0  # bytes
    memory: int = 0  # bytes
    starts: list[float] = field(default_factory=list)
    answers: list[list[tuple[str, float]]] = field(default_factory=list)  # of each round: class and time, in one order
    found: int = 0  # of the queries of one round have a full match
    shown: int = 0  # … show any notice, for ours shows partial matches too
    excerpted: int = 0  # of these show an excerpt with every notice
    far: list[float] = field(default_factory=list)
    far_offsets: list[int] = field(default_factory=list)
    updates: list[float | None] = field(default_factory=list)  # None: not found in time
    saves: list[float] = field(default_factory=list)
    pieces: dict[str, "Literal"] = field(default_factory=dict)  # as typed, and in quotes


@dataclass
class Literal:
    """How pieces cut out of texts fare."""

    times: list[float] = field(default_factory=list)
    found: int = 0  # have any answer
    recall: list[float] = field(default_factory=list)  # share of the notices with the piece that are found


def measure(
    folder: Path, record: Mapping[str, Any], names: list[str], rounds: int, limits: Mapping[str, int]
) -> dict[str, Figures]:
    """Figures by engine. Limits: engines that are built of fewer notices."""
    figures = {name: Figures() for name in names}
    for name in names:
        _build(name, folder, figures[name], limits.get(name))
    warming = [Asked(**asked) for asked in record["warming"]]
    for name in _turns(names, _STARTS):
        _start(name, folder, figures[name], warming[0])
    with engine_processes(names, folder) as processes:
        for name, asked in _each(names, warming, "warming"):
            processes[name].answer(asked)
        queries = [Asked(**asked) for asked in record["queries"]]
        for number in range(rounds):
            _ask_all(processes, queries, figures, f"round {number + 1} of {rounds}")
        for name, process in processes.items():
            figures[name].memory = process.ask("memory")["bytes"]
        _ask_far(processes, figures)
        _ask_pieces(processes, [Piece(**piece) for piece in record["pieces"]], figures)
        _update(processes, record["origin"]["size"], figures, limits)
    return figures


def _build(name: str, folder: Path, figures: Figures, most: int | None) -> None:
    print(f"building {name} …", file=sys.stderr)
    with engine_processes([name], folder) as processes:
        built = processes[name].ask("build", most=most)
    figures.build, figures.build_used = built["seconds"], built["used"]
    figures.notices, figures.size = built["notices"], built["bytes"]


def _start(name: str, folder: Path, figures: Figures, asked: Asked) -> None:
    """From nothing to the first answer."""
    started = time.perf_counter()
    with engine_processes([name], folder) as processes:
        processes[name].answer(asked)
        figures.starts.append(time.perf_counter() - started)


def _turns(names: Sequence[str], count: int) -> Iterator[str]:
    """Every name `count` times, each time another one first."""
    for turn in range(count):
        first = turn % len(names)
        yield from (*names[first:], *names[:first])


def _each(names: Sequence[str], things: Sequence[T], label: str) -> Iterator[tuple[str, T]]:
    order = _turns(names, len(things))
    for thing in tqdm(things, desc=label, unit="", file=sys.stderr):
        for _ in names:
            yield next(order), thing


def _ask_all(processes: Processes, queries: Sequence[Asked], figures: Mapping[str, Figures], label: str) -> None:
    for own in figures.values():
        own.answers.append([])
        own.found = own.shown = own.excerpted = 0
    for name, asked in _each(list(processes), queries, label):
        reply = processes[name].answer(asked)
        own = figures[name]
        own.answers[-1].append((asked.kind, reply["seconds"]))
        own.found += reply["total"] > 0
        if reply["keys"]:
            own.shown += 1
            own.excerpted += reply["excerpts"] == len(reply["keys"])


def _ask_far(processes: Processes, figures: Mapping[str, Figures]) -> None:
    """Page 100 of broad queries, or their last full page where they find less."""
    broad = [Asked(text, "broad") for text in _BROAD]
    for name, asked in _each(list(processes), broad, "far pages"):
        total = processes[name].answer(asked)["total"]
        offset = max(0, min(_FAR, (total // PAGE - 1) * PAGE))
        reply = processes[name].answer(asked, offset, PAGE)
        if offset:
            figures[name].far.append(reply["seconds"])
            figures[name].far_offsets.append(offset)


def _ask_pieces(processes: Processes, pieces: Sequence[Piece], figures: Mapping[str, Figures]) -> None:
    ways: dict[str, Callable[[str], str]] = {"as typed": str, "in quotes": lambda text: f'"{text}"'}
    for way, written in ways.items():
        for own in figures.values():
            own.pieces[way] = Literal()
        for name, piece in _each(list(processes), pieces, f"pieces {way}"):
            fared = figures[name].pieces[way]
            asked = Asked(written(piece.text), "piece")
            reply = processes[name].answer(asked)
            fared.times.append(reply["seconds"])
            fared.found += reply["total"] > 0
            wanted = {key for key in piece.notices if key <= figures[name].notices}
            if wanted and reply["total"] <= _COUNTED:
                fared.recall.append(len(wanted & _full_matches(processes[name], asked, reply["total"])) / len(wanted))


def _full_matches(process: EngineProcess, asked: Asked, total: int) -> set[int]:
    """The keys of all, page by page."""
    found: set[int] = set()
    for offset in range(0, total, PAGE):
        reply = process.answer(asked, offset, PAGE)
        found.update(reply["keys"][: reply["full"]])
    return found


def _update(processes: Processes, size: int, figures: Mapping[str, Figures], limits: Mapping[str, int]) -> None:
    """A word that nothing else has is saved in a title, and sought until it is found."""
    most = min([size, *limits.values()])
    keys = [1 + number * (most - 1) // _UPDATES for number in range(_UPDATES)]
    for name, key in _each(list(processes), keys, "updates"):
        reply = processes[name].ask("update", key=key, word=f"xunlan{key}")
        figures[name].updates.append(reply["seconds"])
        figures[name].saves.append(reply["saving"])
