"""What follows from other values: the round, the year by the page's date, whole dates, places, the cases' links,
which other cases may be the same.
"""

from django.db.models import Q, QuerySet

from archive.ingest import identity
from archive.ingest.fields import STAGES
from archive.ingest.placing import case_for
from archive.joining import hand_over
from archive.models import (
    AFTERWARDS,
    ROUND_FIELDS,
    Appearance,
    Contact,
    Evidence,
    InspectedUnit,
    Kind,
    Mention,
    Notice,
    Place,
    Round,
    YearBasis,
)
from archive.parsing import ParsedGroup, ParsedUnit
from archive.parsing import Round as RoundRow
from archive.parsing.extended import EXTENDED
from archive.parsing.sentences import RoundName, Sentence, gettext_noop
from archive.parsing.when import year_for
from archive.partial_date import PartialDate
from archive.tidying import drop_unused_authority, drop_unused_case, drop_unused_round
from archive.writings import folded_name

DATE_FIELDS = ("meeting_date", "period_start", "period_end", "deadline")
_YEAR_ADDED = gettext_noop("文中只写到月日，年份取自本公告的年份（{year}年）。")
_YEAR_ADDED_TO_MONTH = gettext_noop("文中只写到月，年份取自本公告的年份（{year}年）。")
_BY_ROUND = gettext_noop("编辑将轮次定为{round}，据此为{year}年。")
_HALF_A_YEAR = 6  # months: a page from January tells of an event of the December before


def settle(notice: Notice) -> None:
    """Bring derived values into step after a parse or an edit, which have saved the notice.

    Whoever calls this also sees to the proposals about its cases: `propose_joins`, or `propose_later`.
    """
    before = _follows(notice)
    corrected = set(notice.corrections.values_list("field", flat=True))
    if "authority" in corrected and "level" not in corrected and notice.authority and notice.authority.level:
        notice.level = notice.authority.level
    old_round = notice.round
    notice.round = identity.find_round(notice)
    if corrected & set(ROUND_FIELDS) and "year" not in corrected:
        _year_follows_the_round(notice)
    if "year" not in corrected and notice.year_basis in ("", YearBasis.PUBLISHED):
        notice.year = _published_year(notice)
        notice.year_basis = YearBasis.PUBLISHED if notice.year else ""
    _dates_follow_the_year(notice, corrected)
    if _follows(notice) != before:
        notice.save()
    if old_round is not None and old_round != notice.round:
        drop_unused_round(old_round)
    if "stage" not in corrected:
        stage = STAGES.get(Kind(notice.kind)) or _reported_stage(notice)
        extended = _without_feedback(notice)
        notice.mentions.exclude(stage=stage).exclude(pk__in=extended).update(stage=stage)
        notice.mentions.filter(pk__in=extended).exclude(stage="").update(stage="")
    places = set(Place.objects.filter(units__inspections__mentions__notice=notice))
    if notice.authority and notice.authority.place:
        places.add(notice.authority.place)
    notice.places.set(places)


def _follows(notice: Notice) -> list[object]:
    """What settle() itself may change."""
    return [getattr(notice, field) for field in ("level", "round_id", "year", "year_basis", *DATE_FIELDS)]


def _reported_stage(notice: Notice) -> str:
    """How far its newest text says that the inspections of an overview have come; empty where it does not say."""
    if notice.kind != Kind.ROUND_OVERVIEW:
        return ""
    told = _evidence(notice).filter(field="stage").order_by("pk")
    return told.values_list("value", flat=True).first() or ""


def _without_feedback(notice: Notice) -> list[int]:
    """The mentions of a feedback's units of which it tells the inspection alone: by extension of that of another."""
    if notice.kind != Kind.FEEDBACK:
        return []
    names = _evidence(notice).filter(field="units", rule=EXTENDED).values_list("value", flat=True)
    keys = {folded_name(name) for name in names}
    unit = Q(inspection__unit__key__in=keys) | Q(inspection__unit__aliases__key__in=keys)
    return list(notice.mentions.filter(unit).values_list("pk", flat=True)) if keys else []


def _evidence(notice: Notice) -> QuerySet[Evidence]:
    """What the parser points at in the newest text."""
    return Evidence.objects.filter(version__in=notice.versions.order_by("-number").values("pk")[:1])


def _event_month(notice: Notice) -> int | None:
    dates = (notice.meeting_date, notice.period_start, notice.period_end)
    return next((date.month for date in dates if date is not None and date.month is not None), None)


def _year_follows_the_round(notice: Notice) -> None:
    """A year that was worked out from the round is that of the round which an editor chose, or unknown."""
    is_by_round = notice.year_basis in (YearBasis.ROUND, YearBasis.CONTEXT)
    if not is_by_round and (notice.year or not notice.round_year):
        return
    notice.year = _year_of_round(notice)
    notice.year_basis = YearBasis.ROUND if notice.year else ""
    notice.bases.filter(field="year").delete()
    wave = notice.round
    if wave and notice.year:
        name = RoundName(wave.authority.name, wave.term, wave.number, wave.counted_year)
        sentence = Sentence(_BY_ROUND, {"round": name, "year": notice.year})
        notice.bases.create(field="year", sentence=str(sentence), made_of=sentence)


def _year_of_round(notice: Notice) -> int | None:
    """When what the notice tells of was, by its round; what came of a round that a year counts may be told later."""
    wave = notice.round
    if wave is not None and wave.term is not None:
        row = RoundRow(wave.term, wave.number, wave.starts, wave.ends)
        return row.year_of(_event_month(notice))
    is_told_at_once = notice.round_number is not None and notice.kind not in AFTERWARDS
    return notice.round_year if is_told_at_once else None


def _published_year(notice: Notice) -> int | None:
    """The year of the page's own date. A page of January tells of December; one that seems too early tells nothing."""
    page = notice.published_date
    if page is None or page.year is None:
        return None
    month = _event_month(notice)
    if month is None or page.month is None:
        return page.year
    if month - page.month > _HALF_A_YEAR:
        return page.year - 1
    return page.year if page.month - month <= _HALF_A_YEAR else None


def _dates_follow_the_year(notice: Notice, corrected: set[str]) -> None:
    """A date of which the text gives month and day alone takes the notice's year, wherever that comes from."""
    anchor = _event_month(notice)
    bases = {basis.field: basis for basis in notice.bases.filter(field__in=DATE_FIELDS)}
    for field in DATE_FIELDS:
        date: PartialDate | None = getattr(notice, field)
        if date is None or field in corrected or date.month is None:
            continue
        if date.year is not None and field not in bases:
            continue  # the text itself gives the year
        year = year_for(date.month, anchor, notice.year)
        if year == date.year:
            continue
        setattr(notice, field, _in_year(date, year))
        if year is None:
            notice.bases.filter(field=field).delete()
        else:
            pattern = _YEAR_ADDED if date.day else _YEAR_ADDED_TO_MONTH
            sentence = Sentence(pattern, {"year": year})
            told = {"sentence": str(sentence), "made_of": sentence}
            notice.bases.update_or_create(field=field, defaults=told)


def _in_year(date: PartialDate, year: int | None) -> PartialDate | None:
    """The same day of another year; 29 February stays without one where the year has none. A month needs its year."""
    if date.day is None and year is None:
        return None
    try:
        return PartialDate(year, date.month, date.day)
    except ValueError:
        return PartialDate(None, date.month, date.day)


def relink(notice: Notice) -> None:
    """Follow a change of authority or round: the notice's groups, units and cases become those of its authority now."""
    round_ = identity.find_round(notice)
    kept: dict[tuple[int | None, int | None], Mention] = {}
    mentions = notice.mentions.with_cases()
    for mention in mentions:
        if _relink_mention(notice, mention, round_):
            case = mention.inspection
            first = kept.setdefault((case.group_id, case.unit_id), mention)
            if first is not mention:
                _merge(mention, first)
    settle(notice)


def _relink_mention(notice: Notice, mention: Mention, round_: Round | None) -> bool:
    """Whether the mention still stands: another one of the notice may have its case already."""
    case, authority = mention.inspection, notice.authority
    group, unit = case.group, case.unit
    if group and authority and group.authority_id != authority.pk:
        group = identity.find_group(notice, authority, ParsedGroup(group.name, group.ordinal))
    if unit and unit.authority_id != notice.authority_id:
        unit = _moved(notice, unit)
    if (group, unit, round_ and round_.pk) == (case.group, case.unit, case.round_id):
        return True
    inspection = case_for(mention, authority, group, round_, unit)
    if inspection == case:
        return True
    same = notice.mentions.filter(inspection=inspection).exclude(pk=mention.pk).first()
    if same is not None:
        _merge(mention, same)
        return False
    mention.inspection = inspection
    mention.save()
    drop_unused_case(case)
    return True


def _moved(notice: Notice, unit: InspectedUnit) -> InspectedUnit:
    """The unit of the same name under the notice's authority, with what is known of it."""
    aliases = tuple(unit.aliases.values_list("name", flat=True))
    moved = identity.find_unit(notice, notice.authority, ParsedUnit(unit.name, aliases, stated=aliases))
    for name in unit.rejected_aliases.exclude(name__in=[moved.name, *aliases]).values_list("name", flat=True):
        moved.rejected_aliases.get_or_create(name=name)
    if moved.place is None and unit.place is not None:
        moved.place = unit.place
        moved.save()
    return moved


def _merge(mention: Mention, into: Mention) -> None:
    """Two mentions turned out to be of one case: what the second says goes to the first."""
    rows: list[Appearance | Contact] = [*mention.appearances.all(), *mention.contacts.all()]
    for row in rows:
        if not _says_already(into, row):
            row.mention = into
            row.save()
    if not mention.inspection.mentions.exclude(pk=mention.pk).exists():
        hand_over(mention.inspection, into.inspection)
    into.types = list(dict.fromkeys([*into.types, *mention.types]))
    into.save()
    mention.delete()


def _says_already(mention: Mention, row: Appearance | Contact) -> bool:
    if isinstance(row, Appearance):
        return mention.appearances.filter(role=row.role, name=row.name).exists()
    return mention.contacts.filter(kind=row.kind, value=row.value).exists()


def follow_authority(notice: Notice, old_authority_id: int | None) -> None:
    """Bring the notice into step with its authority, and drop the one it had before where nothing else needs that."""
    relink(notice)
    if old_authority_id is not None and old_authority_id != notice.authority_id:
        drop_unused_authority(old_authority_id)
