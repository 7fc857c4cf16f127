"""What several notices say of one thing: where they agree it is said once, where they do not each saying stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from archive.models import Notice
from archive.partial_date import PartialDate

T = TypeVar("T")


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
    found: list[Saying[T]] = []
    for value, notice in sorted(said, key=lambda pair: -fullness(pair[0])):
        same = next((other for other in found if agree(other.value, value)), None)
        if same is None:
            found.append(Saying(value, [notice]))
        elif notice not in same.notices:
            same.notices.append(notice)
    return found


def date_sayings(said: Iterable[tuple[PartialDate | None, Notice, bool]]) -> list[Saying[PartialDate]]:
    """From dates, each with whether its year was worked out. What is known of a date in part is no other date."""
    known = [(date, notice, is_inferred) for date, notice, is_inferred in said if date is not None]
    written = {notice.pk for date, notice, is_inferred in known if not (is_inferred and date.year)}
    found = sayings(
        ((date, notice) for date, notice, _is_inferred in known),
        lambda one, other: not one.contradicts(other),
        lambda date: date.known_parts,
    )
    return [replace(one, is_inferred=written.isdisjoint(notice.pk for notice in one.notices)) for one in found]
