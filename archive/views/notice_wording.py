"""What a notice says that others of its sort do not, for its page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.comparable import comparable_with
from archive.marking import LINE_BREAKS, Span, paragraph_bounds
from archive.models import Notice
from archive.stock_wording import FEWEST, Piece, Standing, compare, enough, usual_spans
from archive.views.notice_cases import Case
from archive.wording import spoken_level

FIRST = 3  # passages in sight: the longest
MOST = 40  # of all that are quoted, so that an unusual text is not repeated whole
_BLANKS = " \t\u3000"
_NEAR = 40  # characters to either side of a place that are looked at
# Where a sentence ends, with what closes behind it. Example: "作了讲话。", "“干什么？”"
_SENTENCE_END = re.compile(r"[。！？…!?][”’」』）)》〉\"']*$")
_QUOTED = 120  # characters of each, to the end of a clause where there is one
# What is left of a group's name where its authority is known. Example: "奈曼|旗委第二巡察组", "伊宁|县委第四巡察组"
_GROUP_TAILS = re.compile(r"(?<=.)[省市县区州旗盟]委.+$|第.+组$")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand only here, cut short where they are many, and the number of their paragraph.

    begins_inside, stops_inside: whether a sentence of the text goes on in front of them or behind.
    """

    paragraph: int
    text: str
    begins_inside: bool
    stops_inside: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """others: how many notices were compared; of_round: of the same round; least: as many have what is usual.

    first: the longest passages; rest: what else is quoted; unquoted: how many more there are. All in the text's order.
    """

    sort: str  # of the notices compared
    others: int
    of_round: int
    least: int
    percent_usual: int
    usual: tuple[tuple[int, int], ...]
    first: tuple[Passage, ...]
    rest: tuple[Passage, ...]
    unquoted: int

    @property
    def is_told(self) -> bool:
        """Whether there was enough to compare with."""
        return self.others >= FEWEST

    @property
    def fewest(self) -> int:
        return FEWEST


def wording_of(notice: Notice, cases: Iterable[Case], text: str, spans: Iterable[Span]) -> Wording:
    """spans: where the facts stand in the text."""
    comparable = comparable_with(notice)
    facts = [(span.start, span.end) for span in spans]
    pieces = compare(text, facts, comparable.texts, _names(notice, cases))
    passages = [piece for piece in pieces if piece.standing == Standing.ONLY_HERE]
    by_length = sorted(range(len(passages)), key=lambda index: passages[index].start - passages[index].end)
    first, rest = sorted(by_length[:FIRST]), sorted(by_length[FIRST:MOST])
    quoted = _quoted(passages, text)
    usual = usual_spans(pieces)
    length_usual, length_only = sum(end - start for start, end in usual), sum(p.end - p.start for p in passages)
    return Wording(
        sort=_("，").join(filter(None, (spoken_level(notice.level), str(notice.get_kind_display())))),
        others=len(comparable.texts),
        of_round=comparable.of_round,
        least=enough(len(comparable.texts)),
        percent_usual=round(100 * length_usual / max(1, length_usual + length_only)),
        usual=tuple(usual),
        first=tuple(quoted[index] for index in first),
        rest=tuple(quoted[index] for index in rest),
        unquoted=max(0, len(passages) - MOST),
    )


def _names(notice: Notice, cases: Iterable[Case]) -> set[str]:
    """Of places, groups, units and people, as the text may write them."""
    groups = [case.group.name for case in cases if case.group]
    units = [unit for case in cases for unit in case.units]
    places = [part for place in notice.places.all() for part in (place.province, place.city, place.county)]
    return {
        *places,
        *groups,
        *(tail[0] for group in groups for tail in _GROUP_TAILS.finditer(group)),
        *(unit.name for unit in units),
        *(alias.name for unit in units for alias in unit.aliases.all()),
        *(written for unit in units if unit.core for written in (unit.core, f"中国{unit.core}")),
        *(appearance.name for appearance in notice.appearances.all()),
    }


def _quoted(passages: Iterable[Piece], text: str) -> list[Passage]:
    quoted = []
    bounds = iter(paragraph_bounds(text))
    number, end = 0, 0
    for piece in passages:
        while end <= piece.start:
            number, _start, end = next(bounds)
        words = text[piece.start : piece.end].strip()
        shown = _cut(words)
        quoted.append(
            Passage(
                number,
                shown,
                begins_inside=_is_inside(text, piece.start),
                stops_inside=_is_inside(words, len(shown)) if shown != words else _is_inside(text, piece.end),
            )
        )
    return quoted


def _is_inside(text: str, place: int) -> bool:
    """Whether a sentence goes on over the place: neither it nor its line ends there."""
    before, behind = text[max(0, place - _NEAR) : place].rstrip(_BLANKS), text[place : place + _NEAR].lstrip(_BLANKS)
    at_edge = not before or not behind or before[-1] in LINE_BREAKS or behind[0] in LINE_BREAKS
    return not at_edge and not _SENTENCE_END.search(before[-4:])


def _cut(words: str) -> str:
    if len(words) <= _QUOTED:
        return words
    end = max(words.rfind(mark, 0, _QUOTED) for mark in "。；，、;,")
    return words[: end + 1] or words[:_QUOTED]
