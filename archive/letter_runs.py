"""Texts as runs of letters, to be held against one another whatever their writing. Pure: no Django.

Letters are compared folded, without the marks between them. Facts and figures differ from notice to notice by nature:
they are left out, and no run reaches over them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from archive.parsing.folding import SEARCH_STEPS, Folded, fold

_LETTERS = re.compile(r"[^\W_]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_NO_FIGURES = re.compile(r"\D+")
_PART = "0"  # a figure in place of what is left out


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters that nothing parts which is left out, with the place of each in the original text."""

    letters: str
    places: Sequence[int]


def folded_letters(text: str) -> str:
    """The letters and figures of a text, in one writing."""
    return _NOT_LETTERS.sub("", fold(text, SEARCH_STEPS).text)


def places_of(names: Iterable[str], folded: Folded) -> Iterator[tuple[int, int]]:
    """Where the text has the names, in any writing, as spans of the original: a name is no wording, wherever it is."""
    words = [word.span() for word in _LETTERS.finditer(folded.text)]
    text = "".join(folded.text[start:end] for start, end in words)
    places = [place for start, end in words for place in folded.origins[start:end]]
    for name in {letters for name in names if len(letters := folded_letters(name)) > 1}:
        at = text.find(name)
        while at >= 0:
            yield places[at], places[at + len(name) - 1] + 1
            at = text.find(name, at + len(name))


def stretches_of(folded: Folded, left_out: Iterable[tuple[int, int]]) -> Iterator[Stretch]:
    """In order. left_out: spans of the original; they may overlap, and may point outside."""
    is_in = bytearray(b"\1") * len(folded.original)
    for start, end in left_out:
        covered = range(len(is_in))[max(start, 0) : max(end, 0)]
        is_in[covered.start : covered.stop] = bytes(len(covered))
    kept = "".join(char if is_in[place] else _PART for char, place in zip(folded.text, folded.origins, strict=True))
    for stretch in _NO_FIGURES.finditer(kept):
        words = [word.span() for word in _LETTERS.finditer(kept, *stretch.span())]
        if words:
            letters = "".join(kept[start:end] for start, end in words)
            yield Stretch(letters, [place for start, end in words for place in folded.origins[start:end]])


def usual_runs(stretches: Iterable[Stretch], others: Iterable[str], length: int, least: int) -> set[str]:
    """The runs of so many letters that at least so many of the others have. others: as folded_letters gives them."""
    own = {run for stretch in stretches for run in _runs(stretch.letters, length)}
    counts: Counter[str] = Counter()
    for other in others:
        counts.update({run for run in _runs(other, length) if run in own})
    return {run for run, count in counts.items() if count >= least}


def covered_by(runs: set[str], stretch: Stretch, length: int) -> Iterator[bool]:
    """For each letter of the stretch, whether it stands in one of the runs, all of that length."""
    behind = 0  # where the last run ends that began so far
    for at in range(len(stretch.letters)):
        if stretch.letters[at : at + length] in runs:
            behind = at + length
        yield at < behind


def _runs(letters: str, length: int) -> Iterator[str]:
    return (letters[at : at + length] for at in range(len(letters) - length + 1))
