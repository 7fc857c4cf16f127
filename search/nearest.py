"""When nothing is found: how the query was cut, which part stands nowhere, and the nearest query that finds any."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.filters import Filters
from search.analysis import pieces
from search.engines import current_backend
from search.finding import Answer, find
from search.language import Field, Query, Word, walk
from search.language.fields import FIELDS
from search.recognising import stretches

MAX_PARTS = 8  # each is a search of its own
_TRIES = 3  # so many parts are taken away one after the other


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query as it was typed, and how many notices of the whole archive have it."""

    written: str
    total: int


@dataclass(frozen=True, slots=True)
class Nearest:
    """The parts of a query that found nothing; and the answer to what is left without those that stand in its way."""

    parts: tuple[Part, ...]
    answer: Answer | None

    @property
    def missing(self) -> tuple[Part, ...]:
        """What stands nowhere."""
        return tuple(part for part in self.parts if not part.total)


def nearest(answer: Answer) -> Nearest | None:
    """Of an answer without full matches; None where its query is one part alone or too many."""
    written = tuple(dict.fromkeys(_parts(answer.query)))
    if not 1 < len(written) <= MAX_PARTS:
        return None
    parts = tuple(Part(text, find(_alone(text), limit=1).total) for text in written)
    return Nearest(parts, _nearest_answer(parts, answer.filters))


def _parts(query: Query) -> Iterator[str]:
    """Words and fields; of a single word without blanks, what it is cut into."""
    leaves = [leaf for leaf in walk(query.root) if isinstance(leaf, Word | Field)] if query.root else []
    if len(leaves) == 1 and isinstance(leaves[0], Word) and not leaves[0].is_phrase:
        yield from _cut(leaves[0])
    else:
        yield from map(_as_typed, leaves)


def _as_typed(leaf: Word | Field) -> str:
    if isinstance(leaf, Word):
        return leaf.written
    value = f"“{leaf.written}”" if " " in leaf.written else leaf.written
    return f"{FIELDS[leaf.name][0]}:{value}"


def _cut(word: Word) -> Iterator[str]:
    with current_backend().cutting():
        for text in word.core or (word.text,):
            for stretch in stretches(text):
                yield from [stretch.text] if stretch.claim else pieces(stretch.text)


def _alone(written: str) -> str:
    """A part by itself: a plain word in quotation marks, so that it is not cut any further."""
    return written if any(mark in written for mark in ':："“”「」') else f"“{written}”"


def _nearest_answer(parts: tuple[Part, ...], filters: Filters) -> Answer | None:
    """Without what stands nowhere; then without the rarest part, and the next, until something is found."""
    kept = [part for part in parts if part.total]
    if len(kept) == len(parts):
        kept.remove(min(kept, key=lambda part: part.total))
    for _ in range(_TRIES):
        if not kept:
            return None
        found = find(" ".join(part.written for part in kept), filters, limit=1)
        if found.total:
            return found
        kept.remove(min(kept, key=lambda part: part.total))
    return None
