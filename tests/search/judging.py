"""Scores of ranked answers against judged queries: how early the best notice stands, how good the order is, the recall.

A query is judged by grades from 1 to 3 by file name; what is not listed is not relevant.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CUTOFF = 10


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    text: str
    kind: str
    relevant: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Score:
    """Each from 0 to 1. rank is the reciprocal rank of the first notice of the best grade."""

    rank: float
    gain: float
    recall: float


def read_judged(path: Path) -> list[JudgedQuery]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [JudgedQuery(row["q"], row["class"], row["relevant"]) for row in rows]


def score(query: JudgedQuery, files: Sequence[str]) -> Score:
    best = max(query.relevant.values())
    ranks = [rank for rank, name in enumerate(files[:CUTOFF], start=1) if query.relevant.get(name) == best]
    gain = _gain([query.relevant.get(name, 0) for name in files])
    ideal = _gain(sorted(query.relevant.values(), reverse=True))
    found = len(query.relevant.keys() & set(files))
    return Score(1 / ranks[0] if ranks else 0.0, gain / ideal, found / len(query.relevant))


def _gain(grades: Sequence[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:CUTOFF], start=1))


def mean(scores: Sequence[Score]) -> Score:
    count = len(scores)
    return Score(
        math.fsum(one.rank for one in scores) / count,
        math.fsum(one.gain for one in scores) / count,
        math.fsum(one.recall for one in scores) / count,
    )
