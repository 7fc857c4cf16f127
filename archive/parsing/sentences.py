"""Sentences for readers, kept as a pattern and its parts, so that they can be said in any language.

The words of a sentence are Chinese: str() gives them. Its pattern is a message for translators; what stands in it is
said as the language says it (numbers, months, rounds) or stays as it was written (words of the notice, names).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from archive.numerals import to_chinese
from archive.partial_date import PartialDate


def gettext_noop(message: str) -> str:
    """Marks a message for translators, by the name that makemessages looks for; translates nothing."""
    return message


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the year, from 1."""

    number: int

    def __str__(self) -> str:
        return f"{self.number}月"


@dataclass(frozen=True, slots=True)
class Day:
    """A date as far as it is known."""

    date: PartialDate

    def __str__(self) -> str:
        return str(self.date)


@dataclass(frozen=True, slots=True)
class RoundName:
    """十八届中央第八轮, 湖南省委2016年第一轮; without an authority where the sentence has named it."""

    authority: str
    term: int | None
    number: int
    counted_year: int | None = None

    def __str__(self) -> str:
        term = f"{to_chinese(self.term)}届" if self.term else ""
        year = f"{self.counted_year}年" if self.counted_year else ""
        return f"{term}{self.authority}{year}第{to_chinese(self.number)}轮"


@dataclass(frozen=True, slots=True)
class RoundNames:
    """Rounds in a row."""

    rounds: tuple[RoundName, ...]

    def __str__(self) -> str:
        return "、".join(map(str, self.rounds))


Part: TypeAlias = "str | int | Month | Day | RoundName | RoundNames | Sentence | Clauses"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A pattern with the names of its parts in braces. A part that is text stays Chinese in every language."""

    pattern: str
    parts: Mapping[str, Part] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.pattern.format(**self.parts)


@dataclass(frozen=True, slots=True)
class Clauses:
    """Clauses of one sentence, side by side."""

    clauses: tuple[Sentence, ...]

    def __str__(self) -> str:
        return "，".join(map(str, self.clauses))


def to_plain(sentence: Sentence) -> dict[str, Any]:
    """For JSON: {"pattern": "{why}，{year}年。", "parts": {"year": 2015, "why": {"pattern": …, "parts": …}}}."""
    return {"pattern": sentence.pattern, "parts": {name: _plain(part) for name, part in sentence.parts.items()}}


def from_plain(data: Mapping[str, Any]) -> Sentence:
    """What to_plain gave. KeyError for anything else."""
    return Sentence(data["pattern"], {name: _part(part) for name, part in data["parts"].items()})


def _plain(part: Part) -> Any:
    match part:
        case Sentence():
            return to_plain(part)
        case Clauses():
            return {"clauses": [to_plain(each) for each in part.clauses]}
        case RoundNames():
            return {"rounds": [_round(each) for each in part.rounds]}
        case RoundName():
            return {"round": _round(part)}
        case Month():
            return {"month": part.number}
        case Day():
            return {"day": str(part.date)}
    return part


def _round(name: RoundName) -> list[str | int | None]:
    return [name.authority, name.term, name.number, name.counted_year]


def _part(data: Any) -> Part:
    match data:
        case str() | int():
            return data
        case {"clauses": clauses}:
            return Clauses(tuple(map(from_plain, clauses)))
        case {"rounds": rounds}:
            return RoundNames(tuple(RoundName(*each) for each in rounds))
        case {"round": name}:
            return RoundName(*name)
        case {"month": number}:
            return Month(number)
        case {"day": date}:
            return Day(PartialDate.parse(date))
    return from_plain(data)
