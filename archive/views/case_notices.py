"""The notices of one inspection by its stages, numbered so that facts can point to them."""

from dataclasses import dataclass

from archive.models import Notice, Stage
from archive.told_cases import ToldCase


@dataclass(frozen=True, slots=True)
class NumberedNotice:
    number: int
    notice: Notice

    @property
    def anchor(self) -> str:
        """Where the notice stands on the page: by its key, so that it stays."""
        return f"n{self.notice.pk}"


def notices_by_stage(case: ToldCase) -> list[tuple[Stage | None, list[NumberedNotice]]]:
    """Stages that have notices, in order; None, last, for notices of no stage (lists of a whole round)."""
    by_stage: list[tuple[Stage | None, list[NumberedNotice]]] = []
    seen: set[int] = set()
    for stage in (*Stage, None):
        told = {m.notice_id: m.notice for m in case.mentions if (m.stage or None) == stage}
        notices = [
            NumberedNotice(number, told[pk])
            for number, pk in enumerate((pk for pk in told if pk not in seen), len(seen) + 1)
        ]
        seen |= told.keys()
        if notices:
            by_stage.append((stage, notices))
    return by_stage
