"""What several notices say of one thing: where they agree it is said once, where they do not each saying stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from archive.models import Notice
from archive.partial_date import PartialDate

T = TypeVar("T")
_Source = TypeVar("_Source")


@dataclass(frozen=True, slots=True)
class Saying(Generic[T]):
    """A value, and the notices that give it; it is inferred where all of these leave a part of it to be worked out."""

    value: T
    notices: list[Notice]
    is_inferred: bool = False


def sayings(
    said: Iterable[tuple[T, Notice]], agree: Callable[[T, T], bool], fullness: Callable[[T], int]
) -> list[Saying[T]]:
    """Values that do not agree with each other, the fullest of those that do; more than one is a disagreement."""
    return [Saying(value, notices) for value, notices in _told_apart(said, agree, fullness)]


def _told_apart(
    said: Iterable[tuple[T, _Source]], agree: Callable[[T, T], bool], fullness: Callable[[T], int]
) -> list[tuple[T, list[_Source]]]:
    """The values that do not agree with each other, with all that give each or one that agrees with it."""
    found: list[tuple[T, list[_Source]]] = []
    for value, source in sorted(said, key=lambda pair: -fullness(pair[0])):
        sources = next((theirs for other, theirs in found if agree(other, value)), None)
        if sources is None:
            found.append((value, [source]))
        elif source not in sources:
            sources.append(source)
    return found


def date_sayings(said: Iterable[tuple[PartialDate | None, Notice, bool]]) -> list[Saying[PartialDate]]:
    """From dates, each with whether its year was worked out. What is known of a date in part is no other date."""
    known = [(date, notice, is_inferred) for date, notice, is_inferred in said if date is not None]
    written = {notice.pk for date, notice, is_inferred in known if not (is_inferred and date.year)}
    found = sayings(((date, notice) for date, notice, _is_inferred in known), _may_be_one_day, _known_parts)
    return [replace(one, is_inferred=written.isdisjoint(notice.pk for notice in one.notices)) for one in found]


def dates_differ(dates: Iterable[PartialDate | None]) -> bool:
    """Whether date_sayings() would tell several of them apart: they cannot all be of one day."""
    return len(_told_apart(((date, None) for date in dates if date), _may_be_one_day, _known_parts)) > 1


def _may_be_one_day(one: PartialDate, other: PartialDate) -> bool:
    return not one.contradicts(other)


def _known_parts(date: PartialDate) -> int:
    return date.known_parts
