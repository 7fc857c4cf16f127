"""What a notice says that others of its sort do not: its clauses told apart from the stock wording. Pure: no Django.

Texts are compared by their letters alone (letter_runs), in runs of _GRAM: a run is usual where enough of the others
have it too. Facts and figures are left out; so are the lines of the site around it. A name that is left within a
standing sentence (深交所各级党组织…) costs only its own letters, so that the sentence is still known again. What only
strings facts together (strung_facts) is no wording at all, however rarely it is put so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby
from math import ceil

from archive.letter_runs import Stretch, covered_by, folded_letters, places_of, stretches_of, usual_runs
from archive.marking import LINE_BREAKS
from archive.parsing.folding import SEARCH_STEPS, fold
from archive.strung_facts import strung_facts

# Others. With fewer, what is usual would pass for peculiar: words that one in five of such notices has are met in less
# than two of 5 others in 74 cases of 100, of 10 in 38, of 20 in 7.
FEWEST = 20

_GRAM = 5  # letters: the shortest standing words are no longer (设值班电话), and shorter ones meet by chance
_LEAST = 2  # others that have what is usual, and
_SHARE = 0.05  # of all others
_USUAL_CLAUSE = 0.5  # of a clause's letters stand in usual runs: the rest are names and turns of its own
_SHORT = 10  # letters; fewer make no passage, and do not part one

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
    """Whether a piece of a text is usual; OPEN where it says too little beside its facts to tell."""

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


def usual_spans(pieces: Iterable[Piece]) -> list[tuple[int, int]]:
    """The stretches of stock wording, in order, as long as they can be."""
    spans = []
    for standing, group in groupby(pieces, key=lambda piece: piece.standing):
        run = list(group)
        if standing == Standing.USUAL:
            spans.append((run[0].start, run[-1].end))
    return spans


def compare(
    text: str, facts: Iterable[tuple[int, int]], others: Sequence[str], names: Iterable[str] = ()
) -> tuple[Piece, ...]:
    """The text in pieces. facts: spans of it (may overlap, may point outside). others: texts of its sort, not its own.

    names: facts too, wherever they stand and in whatever writing. Time is linear in the length of all texts. With fewer
    than FEWEST others nothing can be told: all is open.
    """
    if len(others) < FEWEST:
        return (Piece(0, len(text), Standing.OPEN),) if text else ()
    folded = fold(text, SEARCH_STEPS)
    furniture = (folded.span(*match.span()) for match in _FURNITURE.finditer(folded.text))
    stretches = list(stretches_of(folded, [*facts, *places_of(names, folded), *furniture]))
    letters = [folded_letters(other) for other in others]
    clauses = list(_clauses(text, *_compared(len(text), stretches, letters)))
    pieces = list(_pieces(clauses, _smoothed(clauses, _decided(clauses))))
    only_here = [(piece.start, piece.end) for piece in pieces if piece.standing == Standing.ONLY_HERE]
    strung = strung_facts(text, only_here, stretches, letters, enough(len(others)))
    return tuple(
        replace(piece, standing=Standing.OPEN) if (piece.start, piece.end) in strung else piece for piece in pieces
    )


def _compared(length: int, stretches: Iterable[Stretch], others: Sequence[str]) -> tuple[bytearray, bytearray]:
    """1 for each letter of the text that was compared, and for each that stands in a usual run."""
    long_enough = [stretch for stretch in stretches if len(stretch.letters) >= _GRAM]
    grams = usual_runs(long_enough, others, _GRAM, enough(len(others)))
    compared, usual = bytearray(length), bytearray(length)
    for stretch in long_enough:
        for place, is_usual in zip(stretch.places, covered_by(grams, stretch, _GRAM), strict=True):
            compared[place], usual[place] = 1, is_usual
    return compared, usual


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
