"""What was corrected, as lines for everybody: what editors changed, and reports of readers that they accepted."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import CharField, F, Prefetch, QuerySet, TextChoices, Value
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.addresses import page_address
from archive.correction_words import change_words, entry_label, shared_label
from archive.models import CorrectionEntry, DecidedNotice, ErrorReport, Notice, ReportedField, Status

# The pages of what notices share, by the name of its model.
_PAGES = {
    "inspectedunit": "unit-detail",
    "inspectiongroup": "group-detail",
    "round": "round-detail",
    "person": "person-detail",
    "inspection": "inspection-detail",
}


class Source(TextChoices):
    """Whose corrections are told."""

    ALL = "all", gettext_lazy("全部")
    EDITOR = "editor", gettext_lazy("编辑更正")
    READER = "reader", gettext_lazy("读者报告")


@dataclass(frozen=True, slots=True)
class SharedThing:
    """Something that notices share: what it is, its name then, and its page, if it has one."""

    sort: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """One of two inspections that editors joined or parted, as published notices had it then."""

    name: str
    url: str
    notices: list[Notice]


@dataclass(frozen=True, slots=True)
class Line:
    """One correction, of a notice or of something that notices share. answer is what the editors said to the reader who
    reported the error; who, is not told. decided: the two inspections, where that is what was corrected.
    """

    notice: Notice | None
    shared: SharedThing | None
    field: str
    case: str  # which of the notice's cases it is about
    when: datetime.datetime
    is_reported: bool
    words: SafeString | str
    answer: str
    decided: Sequence[DecidedCase] = ()


def rows_of(source: Source = Source.ALL, year: int | None = None, notice: int | None = None) -> QuerySet[Any]:
    """Rows for lines(), the newest first; those of drafts stay out. year: when it was corrected."""
    entries: Any = CorrectionEntry.objects.published().order_by().annotate(when=F("made_at"))
    reports: Any = _accepted().order_by().annotate(when=F("decided_at"))
    if year is not None:
        entries, reports = entries.filter(made_at__year=year), reports.filter(decided_at__year=year)
    if notice is not None:
        entries, reports = entries.about_notice(notice), reports.filter(notice=notice)
    rows = {
        Source.EDITOR: entries.annotate(sort=Value("entry", CharField())).values("pk", "when", "sort"),
        Source.READER: reports.annotate(sort=Value("report", CharField())).values("pk", "when", "sort"),
    }
    told = rows[source] if source in rows else rows[Source.EDITOR].union(rows[Source.READER], all=True)
    newest_first: QuerySet[Any] = told.order_by("-when", "sort", "-pk")
    return newest_first


def years_told() -> list[int]:
    """In which anything was corrected, the newest first."""
    entries = CorrectionEntry.objects.published().datetimes("made_at", "year")
    reports = _accepted().datetimes("decided_at", "year")
    return sorted({first.year for first in [*entries, *reports]}, reverse=True)


def lines(rows: Iterable[dict[str, Any]], of: Notice | None = None) -> list[Line]:
    """In a fixed number of queries, without what went meanwhile.

    of: the notice that all of them are about, where it was fetched.
    """
    rows = list(rows)
    entries = _with_decided().in_bulk([row["pk"] for row in rows if row["sort"] == "entry"])
    reports = ErrorReport.objects.in_bulk([row["pk"] for row in rows if row["sort"] == "report"])
    asked = [(entries if row["sort"] == "entry" else reports).get(row["pk"]) for row in rows]
    told = [one for one in asked if one is not None]
    keys = {one.notice_id for one in told if one.notice_id is not None}
    notices = {of.pk: of} if of else Notice.objects.with_people_and_units().in_bulk(keys)
    return [
        _line_of_entry(one, notices.get(one.notice_id or 0))
        if isinstance(one, CorrectionEntry)
        else _line_of_report(one, notices[one.notice_id])
        for one in told
        if one.notice_id is None or one.notice_id in notices
    ]


def _with_decided() -> QuerySet[CorrectionEntry]:
    """Entries with the inspections that were decided of, as far as published notices tell of them."""
    notices: Prefetch[Any, Any, Any] = Prefetch("notice", Notice.objects.with_people_and_units())
    told = DecidedNotice.objects.filter(notice__status=Status.PUBLISHED).prefetch_related(notices)
    decided: Prefetch[Any, Any, Any] = Prefetch("decided", told)
    entries: QuerySet[CorrectionEntry] = CorrectionEntry.objects.prefetch_related(decided)
    return entries


def _accepted() -> QuerySet[ErrorReport]:
    return ErrorReport.objects.accepted().filter(notice__status=Status.PUBLISHED)


def _line_of_entry(entry: CorrectionEntry, notice: Notice | None) -> Line:
    decided = _decided(entry)
    return Line(
        notice=notice,
        shared=_shared(entry, *decided[:1]) if entry.kind else None,
        field=entry_label(entry, notice),
        case="" if entry.kind else entry.about,
        when=entry.made_at,
        is_reported=False,
        words=change_words(entry),
        answer="",
        decided=decided,
    )


def _decided(entry: CorrectionEntry) -> list[DecidedCase]:
    """Each by the first of its rows of which a published notice tells."""
    by_case = groupby(entry.decided.all(), key=lambda row: row.is_other)
    cases = [list(rows) for _is_other, rows in by_case]
    return [
        DecidedCase(
            rows[0].case_name,
            page_address("inspection-detail", rows[0].case_key, rows[0].case_name),
            list({row.notice_id: row.notice for row in rows}.values()),
        )
        for rows in cases
    ]


def _shared(entry: CorrectionEntry, case: DecidedCase | None = None) -> SharedThing:
    """case: the inspection whose name and page are shown, where that is what the entry is about."""
    if case:
        return SharedThing(shared_label(entry), case.name, case.url)
    page = _PAGES.get(entry.kind)
    url = page_address(page, entry.key, entry.about) if page and entry.key is not None else ""
    return SharedThing(shared_label(entry), entry.about, url)


def _line_of_report(report: ErrorReport, notice: Notice) -> Line:
    return Line(
        notice=notice,
        shared=None,
        field=str(ReportedField(report.field).label) if report.field else _("未指明哪一项"),
        case="",
        when=report.decided_at or report.made_at,
        is_reported=True,
        words="" if report.answer else _("编辑采纳了读者的报告，没有另写答复。"),
        answer=report.answer,
    )
