"""From text to ParsedNotice: the stages in their order. Data flows down this file once."""

from dataclasses import replace

from archive.parsing import yearrounds
from archive.parsing.aliases import find_aliases, stated_aliases
from archive.parsing.authority import find_authority, find_sender
from archive.parsing.committees import Committee
from archive.parsing.contacts import Contacts, find_contacts
from archive.parsing.datelines import document_date
from archive.parsing.days import find_days
from archive.parsing.deadline import find_deadline_time
from archive.parsing.divisions import DivisionTable, packaged_divisions
from archive.parsing.extended import EXTENDED, units_without_feedback
from archive.parsing.givenback import GivenBack, find_given_back
from archive.parsing.groups import GroupMention, GroupMentions, find_groups, own_groups
from archive.parsing.hosts import find_host, find_speaker
from archive.parsing.hours import find_hours
from archive.parsing.inspections import Facts, build_inspections, possible_types, types_of_units
from archive.parsing.kind import find_activity, find_kind, find_title, has_inspection, where_kind_is_told
from archive.parsing.layout import find_cells
from archive.parsing.localrounds import CountedRound, Unsettled, find_counted_round
from archive.parsing.manydays import ManyDays
from archive.parsing.mentions import (
    counts_for,
    find_cited_rules,
    find_disciplines,
    find_rounds_done,
    find_types,
    find_units_done,
)
from archive.parsing.ordinals import has_zero
from archive.parsing.parsed import ParsedGroup, ParsedInspection, ParsedNotice, ParsedUnit
from archive.parsing.people import find_heads
from archive.parsing.record import Record
from archive.parsing.roundtable import RoundTable, packaged_rounds
from archive.parsing.sentences import RoundName, Sentence, gettext_noop
from archive.parsing.source import Finding, Source
from archive.parsing.stage import find_stage
from archive.parsing.terms import RoundMention, find_rounds, find_terms, find_zeroth, own_round
from archive.parsing.timeline import Timeline, find_timeline, speech_date
from archive.parsing.unitcounts import units_in_doubt
from archive.parsing.unitframes import find_frames
from archive.parsing.units import find_units, names_in_doubt
from archive.parsing.unreadhours import read_as_written
from archive.parsing.when import settle_dates, settle_given_back
from archive.parsing.workedout import WorkedOut
from archive.parsing.year import find_year
from archive.parsing.yearclues import Clues

_LATER = ("feedback", "rectification")  # kinds of what comes after an inspection


def parse(text: str, rounds: RoundTable | None = None) -> ParsedNotice:
    """What the text says, in normal forms. Takes any str; a text without an inspection is of kind "other"."""
    source = Source(text)
    record = Record(source)
    record.found("title", find_title(source))
    divisions = packaged_divisions()
    mentions = find_groups(source, divisions)
    all_rounds = find_rounds(source, divisions)
    sender = find_sender(source, mentions, all_rounds, divisions)
    if sender is None or not has_inspection(source):
        record.doubt("kind", Sentence(gettext_noop("文中没有可辨认的巡视巡察内容")))
        return record.close()
    kind = find_kind(source)
    record.set("kind", kind)
    record.point("kind", Finding(kind, *where_kind_is_told(source), "kind-of-notice", 0.8))
    if kind == "round_overview":
        record.found("stage", find_stage(source))
    _record_authority(record, source, sender, mentions, all_rounds, divisions)
    terms = find_terms(source, sender)
    own = own_round(all_rounds, sender, terms, is_feedback=kind == "feedback", is_later=kind in _LATER)
    _record_lists(record, source)
    _record_time(record, source, kind, sender, mentions, own, all_rounds, rounds or packaged_rounds())
    _record_inspections(record, source, kind, sender, mentions)
    return record.close()


def _record_authority(
    record: Record,
    source: Source,
    sender: Committee,
    mentions: GroupMentions,
    rounds: tuple[RoundMention, ...],
    divisions: DivisionTable,
) -> None:
    authority = find_authority(source, sender, mentions, rounds, divisions)
    committee = authority.committee
    finding = Finding(authority.name, committee.start, committee.end, "sending-committee", authority.confidence)
    record.found("authority", finding)
    record.set("level", authority.level)
    record.point("level", Finding(authority.level, sender.start, sender.end, "committee-level"))
    record.set("place", authority.place)
    where = "".join(part for part in (authority.place.province, authority.place.city, authority.place.county) if part)
    if where:
        record.point("place", replace(finding, value=where, rule="place-of-committee"))
    record.because("authority", authority.basis)
    record.because("place", authority.basis)
    record.doubt("place", authority.doubt, (sender.start, sender.end) if authority.doubt else None)
    record.found("activity", find_activity(source, sender.kind))


def _record_lists(record: Record, source: Source) -> None:
    found = find_hours(source)
    hours, days = read_as_written(source, found, find_days(source, found))
    record.listed("hours", hours)
    record.listed("days", days.findings)
    record.doubt("days", days.doubt, days.span)
    record.listed("disciplines", find_disciplines(source))
    record.listed("cited_rules", find_cited_rules(source))


def _record_time(
    record: Record,
    source: Source,
    kind: str,
    sender: Committee,
    mentions: GroupMentions,
    own: RoundMention | None,
    all_rounds: tuple[RoundMention, ...],
    table: RoundTable,
) -> None:
    timeline = _timeline(source, kind)
    done, units_done = find_rounds_done(source), find_units_done(source)
    is_later = kind in _LATER
    is_speech = kind == "mobilization_speech"
    clues = Clues(source, timeline, own, all_rounds, sender.kind, is_speech, is_later, done, units_done)
    year, worked_out = find_year(clues, table)
    if year is not None:
        record.found("year", year.finding, year.year)
        record.set("year_basis", year.basis)
        record.because("year", year.sentence)
        record.doubt("year", year.doubt, (year.finding.start, year.finding.end))
    else:
        record.doubt("year", _why_no_year(sender, own, table))
    written_year = year.year if year is not None and year.basis == "explicit" else None
    counted = find_counted_round(
        source, all_rounds, sender, written_year, is_feedback=kind == "feedback", is_later=is_later
    )
    _record_round(record, source, own, worked_out, counted if sender.kind != "中央" else None)
    for field, finding in (("rounds_done", done), ("units_done", units_done)):
        if finding is not None and counts_for(source, finding, sender.kind):
            record.found(field, finding, int(finding.value))
    record.found("duration", timeline.duration)
    given = find_given_back(source, timeline, sender, mentions.senders) if kind == "rectification" else None
    _record_dates(record, source, timeline, given, year.year if year else None)
    signed = document_date(source) if kind == "rectification" else None
    day = signed.dated() if signed else None
    if signed is not None and day is not None:
        record.found("signed_date", Finding(str(day), signed.start, signed.end, "document-date"))


def _record_dates(
    record: Record, source: Source, timeline: Timeline, given: GivenBack | ManyDays | None, own_year: int | None
) -> None:
    given_day = settle_given_back(given, own_year) if isinstance(given, GivenBack) else None
    for date in (*settle_dates(timeline, own_year), given_day):
        if date is not None:
            record.found(date.field, Finding(date.value, date.mention.start, date.mention.end, "date-phrase"))
            record.because(date.field, date.basis)
        if date is not None and date.field == "deadline":
            record.found("deadline_time", find_deadline_time(source.text, date.mention))
    _doubt_times(record, source, timeline, given)


def _doubt_times(record: Record, source: Source, timeline: Timeline, given: GivenBack | ManyDays | None) -> None:
    """Of what several times are told, so that none was taken."""
    for field, told in (("meeting_date", timeline.many_days), ("feedback_date", given)):
        if isinstance(told, ManyDays):
            record.doubt(field, told.reason(source), (told.start, told.end))
    if lengths := timeline.several_durations:
        said = "、".join(length.value for length in lengths)
        reason = Sentence(gettext_noop("文中写有几个不同的时长（{said}），无法定为一个"), {"said": said})
        record.doubt("duration", reason, (lengths[0].start, lengths[-1].end))
    if timeline.several_periods is not None:
        span = (timeline.several_periods.start, timeline.several_periods.end)
        record.doubt("period_start", Sentence(gettext_noop("文中有几段不同的起止时间，无法定为一段")), span)


def _why_no_year(sender: Committee, own: RoundMention | None, table: RoundTable) -> Sentence:
    if sender.kind != "中央" or own is None or own.term is None:
        return Sentence(gettext_noop("文中没有写明年份，也没有可据以推出年份的轮次"))
    if table.get(own.term, own.number) is None:
        pattern = gettext_noop("文中为{round}，轮次表里没有这一轮；在后台补上起止年月后重新解析，即可推出年份")
    else:
        pattern = gettext_noop("文中为{round}，但文中的月份不在轮次表所记的起止之内，年份未填")
    return Sentence(pattern, {"round": RoundName("中央", own.term, own.number)})


def _timeline(source: Source, kind: str) -> Timeline:
    timeline = find_timeline(source)
    if kind == "rectification":
        return replace(timeline, meeting=None, many_days=None)  # its dates are those of earlier stages
    if kind != "mobilization_speech":
        return timeline
    spoken = speech_date(source.lines[:5], source.text)
    return replace(timeline, meeting=spoken, many_days=None) if spoken else timeline


def _record_round(
    record: Record,
    source: Source,
    own: RoundMention | None,
    worked_out: WorkedOut | None,
    counted: CountedRound | Unsettled | None,
) -> None:
    """A round of the term where the text tells one, else the one of the year."""
    _doubt_zeroth(record, source, own)
    if isinstance(counted, CountedRound) and (own is None or (own.term is None and own.number == counted.number)):
        record.found("round_year", counted.finding, counted.year)
        record.found("round_in_year", counted.finding, counted.number)
        record.because("round_year", counted.sentence)
        return
    if isinstance(counted, Unsettled) and own is None:
        record.doubt("round", counted.reason, counted.span)
    if worked_out is not None and worked_out.finding.rule == yearrounds.RULE:
        own = None  # 第三轮 alone is the year's third too
    if own is not None:
        name = f"{own.term}-{own.number}" if own.term is not None else str(own.number)
        finding = Finding(name, own.start, own.end, "round-phrase")
        record.found("round", finding, own.number)
        if own.term is not None:
            where = own.term_place or (own.start, own.end)
            record.found("term", Finding(name, *where, "round-phrase"), own.term)
    elif worked_out is not None:
        record.found("term", worked_out.finding, worked_out.row.term)
        record.found("round", worked_out.finding, worked_out.row.number)
        sentence = Sentence(gettext_noop("{why}。"), {"why": worked_out.why})
        for field in ("term", "round"):
            record.because(field, sentence)


def _doubt_zeroth(record: Record, source: Source, own: RoundMention | None) -> None:
    """Said once for a term or round that stays blank because its number is written as zero."""
    doubted = {"term"} if own is not None and own.term is not None else set()
    doubted |= {"round"} if own is not None else set()
    for field, start, end in find_zeroth(source):
        if field not in doubted:
            doubted.add(field)
            reason = Sentence(gettext_noop("文中写作“{said}”，不是序号，未填"), {"said": source.written(start, end)})
            record.doubt(field, reason, (start, end))


def _record_inspections(record: Record, source: Source, kind: str, sender: Committee, mentions: GroupMentions) -> None:
    groups = own_groups(mentions, sender)
    keys = {group.key for group in groups}
    own_mentions = tuple(
        m
        for m in (*mentions.numbered, *mentions.unnumbered)
        if m.key in keys and (m.committee is None or m.committee.sends_like(sender))
    )
    others = {m.end for m in mentions.numbered if m.committee is not None and not m.committee.sends_like(sender)}
    cells = find_cells(source)
    people = tuple(person for person in find_heads(source, cells) if person.owner_end not in others)
    frames = list(find_frames(source, mentions, sender))
    units = find_units(source, frames, cells)
    types = find_types(source.lead)
    contacts = find_contacts(source, kind)
    named_types = tuple(finding.value for finding in types)
    facts = Facts(source, own_mentions, groups, people, units, named_types, contacts, cells, kind)
    _record_groups(record, groups)
    record.listed("leaders", (p.finding for p in people if not p.is_deputy))
    record.listed("deputies", (p.finding for p in people if p.is_deputy))
    record.listed("types", types)
    _record_units(record, facts, {committee.place_name for committee in mentions.senders})
    _record_contacts(record, contacts)
    is_speech = kind == "mobilization_speech"
    if is_speech:
        record.found("speaker", find_speaker(source))
    else:
        record.found("host", find_host(source))
    for reason, span in (
        *names_in_doubt(source, frames),
        *units_in_doubt(source, units, lambda: possible_types(facts)),
    ):
        record.doubt("units", reason, span)
    inspections = build_inspections(facts)
    record.set("inspections", inspections)
    if len(named_types) > 1 and _is_type_untold(facts, inspections):
        record.doubt("types", Sentence(gettext_noop("文中有几种巡视类型，未说明其中一些单位属于哪一种")))


def _is_type_untold(facts: Facts, inspections: tuple[ParsedInspection, ...]) -> bool:
    """Whether of some unit, in an inspection or in none that is told, the text leaves open of what type it is."""
    typed = {name for case in inspections if case.types for name in case.units}
    return any(not types and name not in typed for name, types in types_of_units(facts).items())


def _record_groups(record: Record, groups: tuple[GroupMention, ...]) -> None:
    record.set("groups", tuple(ParsedGroup(group.name, group.number) for group in groups))
    for group in groups:
        record.point("groups", Finding(group.name, group.start, group.end, "group-name", 0.95))
        if group.name and group.number is None and "第" in group.name:
            as_zero, as_sign = gettext_noop("组的序号写作零，未填"), gettext_noop("组的序号是占位符，未填")
            reason = Sentence(as_zero if has_zero(group.name) else as_sign)
            record.doubt("groups", reason, (group.start, group.end))


def _record_units(record: Record, facts: Facts, senders: set[str]) -> None:
    first: dict[str, Finding] = {}
    for unit in facts.units:
        first.setdefault(unit.finding.value, unit.finding)
    source = facts.source
    aliases, stated = find_aliases(source, list(first), senders), stated_aliases(source, list(first))
    types = types_of_units(facts) if len(facts.types) > 1 else {}
    units = (ParsedUnit(name, aliases[name], stated[name], types.get(name, ())) for name in first)
    record.set("units", tuple(units))
    extended = units_without_feedback(facts.kind, facts.units, lambda: types_of_units(facts))
    for name, finding in first.items():
        record.point("units", replace(finding, rule=EXTENDED) if name in extended else finding)


def _record_contacts(record: Record, contacts: Contacts) -> None:
    for field in ("phones", "sms", "mailboxes", "postcodes", "emails", "addresses"):
        record.listed(field, getattr(contacts, field))
