"""What was corrected of one notice, on its page: the newest of it."""

from dataclasses import dataclass

from archive.correction_lines import Line, lines, rows_of
from archive.models import Notice

MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class NoticeCorrections:
    """The newest corrections, and how many there are; drafts have none, for nobody has read them."""

    lines: list[Line]
    total: int

    @property
    def rest(self) -> int:
        return self.total - len(self.lines)


def corrections_of(notice: Notice) -> NoticeCorrections:
    rows = rows_of(notice=notice.pk)
    newest = list(rows[: MOST_LINES + 1])
    total = rows.count() if len(newest) > MOST_LINES else len(newest)
    return NoticeCorrections(lines(newest[:MOST_LINES], notice), total)
