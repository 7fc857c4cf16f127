"""Makers of records, in the domain's words. Each makes what is asked and the least it needs, saved."""

from collections.abc import Sequence
from typing import Any

from archive.ingest.identity import group_named
from archive.ingest.saving import save_parsed
from archive.models import (
    Activity,
    Appearance,
    Authority,
    Contact,
    ContactKind,
    Evidence,
    InspectedUnit,
    Inspection,
    InspectionGroup,
    Kind,
    Level,
    Mention,
    Notice,
    Person,
    Place,
    Role,
    Round,
    Stage,
    Status,
    TextVersion,
    YearBasis,
    text_digest,
)
from archive.numerals import to_chinese
from archive.parsing import ParsedInspection, ParsedNotice, ParsedPlace, ParsedUnit
from archive.partial_date import PartialDate

CENTRE = "中央"


def make_place(province: str = "河南省", city: str = "", county: str = "") -> Place:
    return Place.objects.get_or_create(province=province, city=city, county=county)[0]


def make_authority(name: str = CENTRE, level: str = Level.CENTRAL, place: Place | None = None) -> Authority:
    """The one with this name where it is identified, else a new one: 县委 stands for a thousand."""
    if level == Level.CENTRAL or place is not None:
        return Authority.objects.get_or_create(name=name, place=place, defaults={"level": level})[0]
    return Authority.objects.create(name=name, level=level)


def make_group(ordinal: int | None = 7, authority: Authority | None = None, name: str = "") -> InspectionGroup:
    authority = authority or make_authority()
    work = "巡视组" if authority.level in (Level.CENTRAL, Level.PROVINCE) else "巡察组"
    number = f"第{to_chinese(ordinal)}" if ordinal else "第X"
    name = name or f"{authority.name}{number}{work}"
    return InspectionGroup.objects.get_or_create(authority=authority, name=name, defaults={"ordinal": ordinal})[0]


def make_unit(name: str = "深圳证券交易所", authority: Authority | None = None) -> InspectedUnit:
    return InspectedUnit.objects.get_or_create(name=name, authority=authority or make_authority())[0]


def make_round(term: int = 18, number: int = 8, authority: Authority | None = None, **fields: Any) -> Round:
    return Round.objects.get_or_create(
        authority=authority or make_authority(), term=term, number=number, defaults=fields
    )[0]


def make_round_of_year(year: int, number: int, authority: Authority, **fields: Any) -> Round:
    """A round that its committee counts within the calendar year: 2016年第一轮."""
    return Round.objects.get_or_create(authority=authority, counted_year=year, number=number, defaults=fields)[0]


def make_notice(
    title: str = "中央第七巡视组巡视深圳证券交易所工作动员会召开",
    *,
    text: str = "根据中央统一部署，中央第七巡视组进驻深圳证券交易所开展专项巡视。",
    published: bool = True,
    year: int | None = 2015,
    places: Sequence[Place] = (),
    **fields: Any,
) -> Notice:
    """A notice with its text; add what it says of inspections with make_mention."""
    fields.setdefault("year_basis", YearBasis.EXPLICIT if year else "")
    fields.setdefault("kind", Kind.MOBILIZATION_REPORT)
    fields.setdefault("level", Level.CENTRAL)
    fields.setdefault("activity", Activity.XUNSHI)
    status = Status.PUBLISHED if published else Status.DRAFT
    notice = Notice.objects.create(title=title, year=year, status=status, **fields)
    notice.places.set(places)
    TextVersion.objects.create(notice=notice, text=text, encoding="utf-8")
    return notice


def make_mention(
    notice: Notice,
    group: InspectionGroup | None = None,
    unit: InspectedUnit | None = None,
    *,
    wave: Round | None = None,
    heads: Sequence[str] = (),
    deputies: Sequence[str] = (),
    phones: Sequence[str] = (),
    **fields: Any,
) -> Mention:
    """The notice says: group inspects unit, led by heads."""
    inspection = Inspection.objects.get_or_create(group=group, unit=unit, round=wave)[0]
    fields.setdefault("stage", Stage.MOBILIZATION)
    mention = Mention.objects.create(notice=notice, inspection=inspection, position=notice.mentions.count(), **fields)
    for role, names in ((Role.HEAD, heads), (Role.DEPUTY, deputies)):
        for position, name in enumerate(names):
            person = Person.objects.create(name=name)
            Appearance.objects.create(
                notice=notice, mention=mention, person=person, name=name, role=role, position=position
            )
    for position, phone in enumerate(phones):
        make_contact(notice, phone, mention=mention, position=position)
    return mention


def read_notice(
    notice: Notice | None = None,
    *,
    group: str = "市委第三巡察组",
    units: Sequence[str] = ("市教育局",),
    leader: str = "",
    city: str = "洛阳市",
    **said: Any,
) -> Notice:
    """What the parser reads in a notice of a city's inspection, saved; the same notice again where one is given.

    Without a city the notice says only 市委, as half of them do.
    """
    leaders = (leader,) if leader else ()
    known: dict[str, Any] = {
        "kind": "announcement",
        "level": "city",
        "authority": f"{city}委" if city else "市委",
        "place": ParsedPlace("河南省", city) if city else ParsedPlace(),
        "activity": Activity.XUNCHA,
        "term": 11,
        "round": 7,
        "year": 2021,
        "year_basis": "explicit",
        "groups": (group_named(group),) if group else (),
        "units": tuple(ParsedUnit(unit) for unit in units),
        "leaders": leaders,
        "inspections": (ParsedInspection(group or None, leaders=leaders, units=tuple(units)),),
    }
    if notice is None:
        notice = make_notice("", text=f"公告{Notice.objects.count()}：巡察组进驻。", year=None)
    save_parsed(notice, notice.versions.get(), ParsedNotice(**(known | said)))
    return Notice.objects.get(pk=notice.pk)


def make_contact(notice: Notice, value: str, kind: str = ContactKind.PHONE, **fields: Any) -> Contact:
    return Contact.objects.create(notice=notice, kind=kind, value=value, **fields)


def make_evidence(notice: Notice, field: str, source: str, value: str = "") -> Evidence:
    """Evidence for field at the first place where the notice's newest text has source."""
    version = notice.versions.latest("number")
    start = version.text.index(source)
    return Evidence.objects.create(
        version=version,
        field=field,
        value=value or source,
        start=start,
        end=start + len(source),
        rule="t",
        confidence=1,
    )


def make_exchange_notice(**fields: Any) -> Notice:
    """The mobilization of 中央第七巡视组 at 深圳证券交易所, 2015, as its source tells it."""
    text = (
        "根据中央统一部署，中央第七巡视组近日进驻深圳证券交易所开展专项巡视工作。"
        "11月1日下午，动员会召开，中央第七巡视组组长刘卒作了讲话。\n"
        "\n"
        "　　中央巡视组已开展7轮巡视。巡视期间（11月1日~12月29日）设专门值班电话：0755~88106327。"
    )
    wave = make_round()
    known: dict[str, Any] = {
        "title": "",
        "text": text,
        "year_basis": YearBasis.ROUND,
        "authority": make_authority(),
        "term": 18,
        "round_number": 8,
        "round": wave,
        "types": ["专项"],
        "meeting_date": PartialDate(2015, 11, 1),
        "period_start": PartialDate(2015, 11, 1),
        "period_end": PartialDate(2015, 12, 29),
        "duration": "2个月",
        "hours": ["08:00-20:00"],
        "rounds_done": 7,
    }
    notice = make_notice(**known | fields)
    make_mention(
        notice, make_group(), make_unit(), wave=wave, heads=["刘卒"], deputies=["董涵英"], phones=["0755-88106327"]
    )
    for field, source, value in (
        ("groups", "中央第七巡视组", ""),
        ("units", "深圳证券交易所", ""),
        ("types", "专项巡视", "专项"),
        ("meeting_date", "11月1日下午", "2015-11-01"),
        ("leaders", "刘卒", ""),
        ("round", "7轮", "8"),
        ("rounds_done", "7轮", "7"),
        ("period_start", "11月1日~12月29日", "2015-11-01"),
        ("period_end", "11月1日~12月29日", "2015-12-29"),
        ("phones", "0755~88106327", "0755-88106327"),
    ):
        make_evidence(notice, field, source, value)
    notice.bases.create(field="year", sentence="原文没有写年份。第八轮始于2015年10月，故定为2015年。")
    notice.bases.create(field="round", sentence="原文称“已开展7轮巡视”，这次即为第八轮。")
    return notice


STANDING = "巡视组主要受理反映领导班子及其成员问题的来信来电来访。其他信访问题，将按规定由有关部门认真处理。"


def make_alike(count: int, text: str = STANDING, **fields: Any) -> list[Notice]:
    """Notices of one sort that say the same, and little else."""
    first = Notice.objects.count()
    return [make_notice(f"公告{n}", text=f"编号{n}：{text}", **fields) for n in range(first, first + count)]


def fill_archive(count: int, first: int = 0) -> None:
    """Many published notices at once, each with a group, a unit, a head and a phone, spread over years and rounds."""
    centre = make_authority()
    groups = [make_group(number, centre) for number in range(1, 11)]
    waves = [make_round(18, number, centre) for number in range(1, 13)]
    numbers = range(first, first + count)
    special: Any = ["专项"]
    notices = Notice.objects.bulk_create(
        Notice(
            title=f"公告{n}",
            kind=Kind.MOBILIZATION_REPORT,
            status=Status.PUBLISHED,
            level=Level.CENTRAL,
            authority=centre,
            activity=Activity.XUNSHI,
            term=18,
            round=waves[n % 12],
            round_number=n % 12 + 1,
            year=2013 + n % 5,
            year_basis=YearBasis.ROUND,
            types=special,
        )
        for n in numbers
    )
    units = InspectedUnit.objects.bulk_create(InspectedUnit(authority=centre, name=f"单位{n}") for n in numbers)
    people = Person.objects.bulk_create(Person(name=f"组长{n}") for n in numbers)
    TextVersion.objects.bulk_create(
        TextVersion(notice=notice, text=f"{notice.title}正文", sha256=text_digest(f"{notice.title}正文"))
        for notice in notices
    )
    cases = Inspection.objects.bulk_create(
        Inspection(group=groups[n % 10], round=waves[n % 12], unit=unit) for n, unit in zip(numbers, units, strict=True)
    )
    mentions = Mention.objects.bulk_create(
        Mention(notice=notice, inspection=case) for notice, case in zip(notices, cases, strict=True)
    )
    Appearance.objects.bulk_create(
        Appearance(notice=notice, mention=mention, person=person, name=person.name, role=Role.HEAD)
        for notice, mention, person in zip(notices, mentions, people, strict=True)
    )
    Contact.objects.bulk_create(
        Contact(notice=notice, mention=mention, kind=ContactKind.PHONE, value=f"010-{n:08}")
        for n, notice, mention in zip(numbers, notices, mentions, strict=True)
    )
