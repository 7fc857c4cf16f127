"""The parser's names of fields, and where each is kept. Corrections, evidence and previews use the parser's names."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from archive.models import ContactKind, Kind, Notice, Role, Stage
from archive.partial_date import PartialDate

_TITLE_LENGTH = 500
_DURATION_LENGTH = 100
_MOST = 1_000_000
_FIRST_YEAR, _LAST_YEAR = 1900, 9999


def _text(limit: int) -> Callable[[str | None], str]:
    return lambda value: (value or "")[:limit]


def _date(value: str | None) -> PartialDate | None:
    return PartialDate.parse(value) if value else None


def _time(value: str | None) -> datetime.time | None:
    return datetime.time.fromisoformat(value) if value else None


def _number(lowest: int, highest: int) -> Callable[[int | None], int | None]:
    """A figure that no row can hold is none."""
    return lambda value: value if value is not None and lowest <= value <= highest else None


def _count(highest: int) -> Callable[[int | None], int | None]:
    """Counting starts at one."""
    return _number(1, highest)


# Parser field -> model field and the form stored there, for values that stand on the notice itself.
VALUE_FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "title": ("title", _text(_TITLE_LENGTH)),
    "kind": ("kind", Kind),
    "level": ("level", _text(10)),
    "activity": ("activity", _text(4)),
    "term": ("term", _count(999)),
    "round_year": ("round_year", _number(_FIRST_YEAR, _LAST_YEAR)),
    "round": ("round_number", _count(999)),
    "types": ("types", list),
    "meeting_date": ("meeting_date", _date),
    "period_start": ("period_start", _date),
    "period_end": ("period_end", _date),
    "feedback_date": ("feedback_date", _date),
    "signed_date": ("signed_date", _date),
    "duration": ("duration", _text(_DURATION_LENGTH)),
    "hours": ("hours", list),
    "days": ("days", list),
    "deadline": ("deadline", _date),
    "deadline_time": ("deadline_time", _time),
    "disciplines": ("disciplines", list),
    "rounds_done": ("rounds_done", _count(_MOST)),
    "units_done": ("units_done", _count(_MOST)),
    "cited_rules": ("cited_rules", list),
}
CONTACT_FIELDS = {
    "phones": ContactKind.PHONE,
    "sms": ContactKind.SMS,
    "mailboxes": ContactKind.MAILBOX,
    "postcodes": ContactKind.POSTCODE,
    "emails": ContactKind.EMAIL,
    "addresses": ContactKind.ADDRESS,
}
GROUP_ROLES = {"leaders": Role.HEAD, "deputies": Role.DEPUTY}
NOTICE_ROLES = {"host": Role.HOST, "speaker": Role.SPEAKER}
STAGES = {
    Kind.MOBILIZATION_REPORT: Stage.MOBILIZATION,
    Kind.MOBILIZATION_SPEECH: Stage.MOBILIZATION,
    Kind.ANNOUNCEMENT: Stage.ENTRY,
    Kind.FEEDBACK: Stage.FEEDBACK,
    Kind.RECTIFICATION: Stage.RECTIFICATION,
}
CASES = "inspections"  # the name under which an editor's choice of groups and units is marked


_LABELS = {
    "kind": _("公告种类"),
    "year": _("年份"),
    "authority": _("派出机关"),
    "groups": _("巡视组"),
    "round_in_year": _("轮"),
    "units": _("被巡视单位"),
    "stage": _("阶段"),
    CASES: _("所述巡视"),
    "aliases": _("别名"),
    "leaders": _("组长"),
    "deputies": _("副组长"),
    "host": _("主持"),
    "speaker": _("讲话人"),
    "place": _("地区"),
    **{name: kind.label for name, kind in CONTACT_FIELDS.items()},
}


def field_label(name: str) -> str:
    """What editors call the field; a name that only the parser knows stays as it is."""
    if name in _LABELS:
        return str(_LABELS[name])
    stored = VALUE_FIELDS.get(name)
    return str(Notice._meta.get_field(stored[0]).verbose_name) if stored else name  # type: ignore[union-attr]


def decided_by(corrected: set[str]) -> set[str]:
    """The fields of which an editor decided: those marked, and what a marked field carries with it."""
    carried = {
        "term": {"round_year"},
        "round": {"round_year", "round_in_year"},
        CASES: {"groups", "units"},
        "authority": {"level", "place"},
    }
    return corrected.union(*(fields for name, fields in carried.items() if name in corrected))
