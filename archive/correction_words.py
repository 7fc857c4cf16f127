"""What an entry of the corrections' record says, in the reader's language: which field, how it read before and since.

Values are stored as they stand on rows. What the archive itself composes is translated; the sources' words stay
Chinese.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import TextChoices
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.figures import Figure
from archive.ingest.fields import field_label
from archive.models import (
    DECISIONS,
    JOINED,
    OPENINGS,
    Activity,
    CorrectionEntry,
    InspectionType,
    Kind,
    Notice,
    ReportingDay,
    Stage,
)
from archive.naming import authority_name, basis_words, count_name, round_words, task_name
from archive.partial_date import PartialDate
from archive.wording import called, spoken_date, spoken_discipline, spoken_hours, spoken_level, spoken_time

TEXT = "text"  # the field of an entry that tells of a new version of the text
SOURCE_FIELDS = ("publisher", "source_url", "published_date", "file_name")  # of a notice, which no parser sets

_Spoken = Callable[[str], str]


def entry_label(entry: CorrectionEntry, notice: Notice | None = None) -> str:
    """Which field was corrected, as the page of its notice calls it."""
    if entry.field in DECISIONS:
        return _("合并巡视") if entry.field == JOINED else _("分开巡视")
    if entry.kind and entry.field != "aliases":
        return str(capfirst(apps.get_model("archive", entry.kind)._meta.get_field(entry.field).verbose_name))
    if entry.field == TEXT:
        return _("原文")
    if entry.field in SOURCE_FIELDS:
        return str(Notice._meta.get_field(entry.field).verbose_name)  # type: ignore[union-attr]
    if entry.field == "meeting_date" and notice and notice.kind not in OPENINGS:
        return _("会议")
    return called(field_label(entry.field), notice.activity if notice else "")


def shared_label(entry: CorrectionEntry) -> str:
    """What sort of thing it is that notices share: 被巡视单位."""
    return str(capfirst(apps.get_model("archive", entry.kind)._meta.verbose_name))


def change_words(entry: CorrectionEntry) -> SafeString:
    """The sentence that says what was changed."""
    if entry.is_returned:
        return _said(_("编辑的更正已撤回，这一项交还程序读取。"))
    if entry.field in DECISIONS:
        is_joined = entry.field == JOINED
        return _said(_("编辑认定这两项是同一次巡视：") if is_joined else _("编辑认定这两项不是同一次巡视："))
    if entry.before is None or entry.after is None:
        return _said(_("改动前后的内容，当时没有记录。"))
    follows = _said(_("这一项是随其他更正变动的。")) if entry.is_following else SafeString("")
    return _change(entry, entry.before, entry.after) + follows


def _change(entry: CorrectionEntry, before: list[str], after: list[str]) -> SafeString:
    values = {"before": _values(entry.field, before), "after": _values(entry.field, after)}
    if not before:
        return _said(_("原来没有，补上“{after}”。"), **values)
    if not after:
        return _said(_("原为“{before}”，已删去。"), **values)
    return _said(_("原为“{before}”，改为“{after}”。"), **values)


def _said(pattern: str, **parts: SafeString) -> SafeString:
    return format_html(pattern, **parts) if parts else conditional_escape(pattern)


def _values(field: str, values: Iterable[str]) -> SafeString:
    speak = _SPOKEN.get(field, _source)
    return format_html_join(_("、"), "{}", ((speak(value),) for value in values))


def _source(value: str) -> SafeString:
    """As it was entered, whatever characters the page is shown in: a correction may be of the characters alone."""
    return format_html('<span lang="zh-Hans" translate="no">{}</span>', value)


def _discipline(value: str) -> SafeString | str:
    return spoken_discipline(value) or _source(value)


def _address(value: str) -> SafeString:
    return format_html('<span translate="no">{}</span>', value)


def _label_of(vocabulary: type[TextChoices]) -> _Spoken:
    return lambda value: str(vocabulary(value).label) if value in vocabulary.values else value


def _date(value: str) -> str:
    return spoken_date(PartialDate.parse(value))


def _number(speak: Callable[[int], Any]) -> _Spoken:
    return lambda value: str(speak(int(value)))


def _version(number: int) -> str:
    return _("第%(number)s版") % {"number": number}


_SPOKEN: dict[str, _Spoken] = {
    "kind": _label_of(Kind),
    "level": spoken_level,
    "activity": _label_of(Activity),
    "types": _label_of(InspectionType),
    "stage": _label_of(Stage),
    "authority": authority_name,
    "days": _label_of(ReportingDay),
    "deadline_time": lambda value: spoken_time(datetime.time.fromisoformat(value)),
    "hours": lambda value: _source(spoken_hours(value)),
    "basis": basis_words,
    "disciplines": _discipline,
    "focus": task_name,
    "source_url": _address,
    "file_name": _address,
    TEXT: _number(_version),
    "term": _number(lambda number: count_name(number, None)),
    **dict.fromkeys(("year", "round_year", "counted_year"), _number(lambda year: count_name(None, year))),
    **dict.fromkeys(("round", "number"), _number(lambda number: round_words("", None, number))),
    **dict.fromkeys(("rounds_done", "units_done", "units", "cumulative_units", "ordinal"), _number(Figure)),
    **dict.fromkeys(
        (
            "meeting_date",
            "period_start",
            "period_end",
            "feedback_date",
            "signed_date",
            "deadline",
            "published_date",
            "starts",
            "ends",
        ),
        _date,
    ),
}
