"""What a notice says that others of its sort do not: its clauses told apart from the stock wording. Pure: no Django.

Texts are compared by their letters alone, folded, in runs of _GRAM: a run is usual where enough of the others have it
too. Facts and figures differ from notice to notice by nature: they are left out, and no run reaches over them. So are
the lines of the site around it. A name that is left within a standing sentence (深交所各级党组织…) costs only its own
letters, so that the sentence is still known again.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from math import ceil

from archive.marking import LINE_BREAKS
from archive.parsing.folding import SEARCH_STEPS, Folded, fold

# Others. With fewer, what is usual would pass for peculiar: words that one in five of such notices has are met in less
# than two of 5 others in 74 cases of 100, of 10 in 38, of 20 in 7.
FEWEST = 20

_GRAM = 5  # letters: the shortest standing words are no longer (设值班电话), and shorter ones meet by chance
_LEAST = 2  # others that have what is usual, and
_SHARE = 0.05  # of all others
_USUAL_CLAUSE = 0.5  # of a clause's letters stand in usual runs: the rest are names and turns of its own
_SHORT = 10  # letters; fewer make no passage, and do not part one

_LETTERS = re.compile(r"[^\W_]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_NO_FIGURES = re.compile(r"\D+")
_PART = "0"  # a figure in place of what is left out
# Where a clause ends, with what closes behind it. Example: "作了讲话。", "“四个着力”，", "如下："
_CLAUSE_END = re.compile(rf"[，。；：！？…,;:!?]+[”’」』）)》〉\"']*|[{re.escape(LINE_BREAKS)}]+")
# A line that the site put around the notice: short, and no sentence.
# Example: "来源:新华网 责任编辑:林丹霓", "[打印] [关闭]"
_FURNITURE = re.compile(
    r"^[^。!?\n]{0,100}?(?:来源|稿源|发[布稿](?:时间|日期|人|单位)|编辑|供稿|[一二三初终]审|审[核签]:|浏览|阅读[:次量]"
    r"|点击|次数|字[体号]:|打印|索引号|版权|免责声明|网站)[^。!?\n]{0,100}$",
    re.MULTILINE,
)
# Behind these the next clause is another sentence's.
_SENTENCE_ENDS = frozenset(f"。！？…!?{LINE_BREAKS}")
_LINE_ENDS = frozenset(LINE_BREAKS)


class Standing(Enum):
    """Whether a piece of a text is usual; OPEN where it has too few letters beside its facts to tell."""

    USUAL = "usual"
    ONLY_HERE = "only here"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Piece:
    """text[start:end], whole clauses of one line; the pieces of a text follow one another without a gap."""

    start: int
    end: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Clause:
    """Its letters that were compared, and those of them that are usual."""

    start: int
    end: int
    line: int
    ends_sentence: bool
    compared: int
    usual: int

    def standing(self) -> Standing:
        if self.compared < _GRAM:
            return Standing.OPEN
        return Standing.USUAL if self.usual >= _USUAL_CLAUSE * self.compared else Standing.ONLY_HERE


def enough(others: int) -> int:
    """How many of so many others have what is usual."""
    return max(_LEAST, ceil(_SHARE * others))


def places_of(names: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Where the text has the names, as spans: a name is no wording, wherever it stands."""
    for name in {name for name in names if len(name) > 1}:
        at = text.find(name)
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + len(name))


def usual_spans(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """The stretches of stock wording, in order, as long as they can be."""
    spans = []
    for standing, group in groupby(pieces, key=lambda piece: piece.standing):
        run = list(group)
        if standing == Standing.USUAL:
            spans.append((run[0].start, run[-1].end))
    return spans


def compare(text: str, facts: Iterable[tuple[int, int]], others: Sequence[str]) -> tuple[Piece, ...]:
    """The text in pieces. facts: spans of it (may overlap, may point outside). others: texts of its sort, not its own.

    Time is linear in the length of all texts. With fewer than FEWEST others nothing can be told: all is open.
    """
    if len(others) < FEWEST:
        return (Piece(0, len(text), Standing.OPEN),) if text else ()
    folded = fold(text, SEARCH_STEPS)
    furniture = (folded.span(*match.span()) for match in _FURNITURE.finditer(folded.text))
    stretches = list(_stretches(folded, [*facts, *furniture]))
    usual_grams = _usual_grams(stretches, others)
    compared, usual = bytearray(len(text)), bytearray(len(text))
    for letters, places in stretches:
        told = 0  # up to here it is known whether the letters are usual
        for at, place in enumerate(places):
            compared[place] = 1
            if letters[at : at + _GRAM] in usual_grams:
                for covered in places[max(at, told) : at + _GRAM]:
                    usual[covered] = 1
                told = at + _GRAM
    clauses = list(_clauses(text, compared, usual))
    return tuple(_pieces(clauses, _smoothed(clauses, _decided(clauses))))


def _stretches(folded: Folded, left_out: Iterable[tuple[int, int]]) -> Iterator[tuple[str, list[int]]]:
    """Letters with their places in the original, as far as nothing parts them that is left out, nor figures."""
    is_in = bytearray(b"\1") * len(folded.original)
    for start, end in left_out:
        covered = range(len(is_in))[max(start, 0) : max(end, 0)]
        is_in[covered.start : covered.stop] = bytes(len(covered))
    kept = "".join(char if is_in[place] else _PART for char, place in zip(folded.text, folded.origins, strict=True))
    for stretch in _NO_FIGURES.finditer(kept):
        words = [word.span() for word in _LETTERS.finditer(kept, *stretch.span())]
        letters = "".join(kept[start:end] for start, end in words)
        if len(letters) >= _GRAM:
            yield letters, [place for start, end in words for place in folded.origins[start:end]]


def _usual_grams(stretches: Iterable[tuple[str, list[int]]], others: Sequence[str]) -> set[str]:
    own = {letters[at : at + _GRAM] for letters, _places in stretches for at in range(len(letters) - _GRAM + 1)}
    counts: Counter[str] = Counter()
    for other in others:
        letters = _NOT_LETTERS.sub("", fold(other, SEARCH_STEPS).text)
        counts.update({gram for at in range(len(letters) - _GRAM + 1) if (gram := letters[at : at + _GRAM]) in own})
    least = enough(len(others))
    return {gram for gram, count in counts.items() if count >= least}


def _clauses(text: str, compared: bytearray, usual: bytearray) -> Iterator[_Clause]:
    start = line = 0
    ends = [match.span() for match in _CLAUSE_END.finditer(text)]
    for mark, end in [*ends, (len(text), len(text))]:
        if start < end:
            is_last = not _SENTENCE_ENDS.isdisjoint(text[mark:end])
            yield _Clause(start, end, line, is_last, compared.count(1, start, end), usual.count(1, start, end))
        line += not _LINE_ENDS.isdisjoint(text[mark:end])
        start = end


def _decided(clauses: Sequence[_Clause]) -> list[Standing]:
    """What has too few letters of its own goes with what it leads to (刘卒指出，…), else with what it follows."""
    standings = [clause.standing() for clause in clauses]
    for index in range(len(clauses) - 2, -1, -1):
        here, after = clauses[index], clauses[index + 1]
        if standings[index] == Standing.OPEN and here.line == after.line and not here.ends_sentence:
            standings[index] = standings[index + 1]
    for index in range(1, len(clauses)):
        if standings[index] == Standing.OPEN and clauses[index - 1].line == clauses[index].line:
            standings[index] = standings[index - 1]
    return standings


def _smoothed(clauses: Sequence[_Clause], standings: Sequence[Standing]) -> list[Standing]:
    """Without the flicker: a few usual words amid what stands only here, and the other way round."""
    joined = _without_short(clauses, standings, Standing.USUAL, Standing.ONLY_HERE)
    return _without_short(clauses, joined, Standing.ONLY_HERE, Standing.USUAL)


def _without_short(
    clauses: Sequence[_Clause], standings: Sequence[Standing], short: Standing, around: Standing
) -> list[Standing]:
    """Short runs of the one standing given to the other where it stands beside them in their line.

    A short line that only this text has is a heading or a label more often than a remark: it is left open.
    """
    smoothed = list(standings)
    runs = list(_runs(clauses, standings))
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        if standings[run.start] != short or sum(clauses[index].compared for index in run) >= _SHORT:
            continue
        line = clauses[run.start].line
        beside = {standings[other.start] for other in (before, after) if other and clauses[other.start].line == line}
        if beside == {around}:
            smoothed[run.start : run.stop] = [around] * len(run)
        elif short == Standing.ONLY_HERE:
            smoothed[run.start : run.stop] = [Standing.OPEN] * len(run)
    return smoothed


def _runs(clauses: Sequence[_Clause], standings: Sequence[Standing]) -> Iterator[range]:
    """Indices of clauses of one line and one standing."""
    for _key, group in groupby(range(len(clauses)), key=lambda index: (clauses[index].line, standings[index])):
        indices = list(group)
        yield range(indices[0], indices[-1] + 1)


def _pieces(clauses: Sequence[_Clause], standings: Sequence[Standing]) -> Iterator[Piece]:
    for run in _runs(clauses, standings):
        yield Piece(clauses[run.start].start, clauses[run.stop - 1].end, standings[run.start])
