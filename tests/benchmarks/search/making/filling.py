"""MadeNotice -> database, in bulk: what importing and parsing it would have saved, without doing either."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from archive.models import (
    Appearance,
    Authority,
    Contact,
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
    UnitAlias,
    text_digest,
)
from archive.partial_date import PartialDate
from archive.unit_names import firm
from tests.benchmarks.search.making.made import Group, MadeNotice, Wave
from tests.benchmarks.search.making.names import Sender, Unit

_PlaceOfNotice: type[Model] = Notice.places.through

# In this order a row finds those that it points to.
_MODELS: tuple[type[Model], ...] = (
    Place,
    Authority,
    Round,
    InspectionGroup,
    InspectedUnit,
    UnitAlias,
    Inspection,
    Notice,
    TextVersion,
    _PlaceOfNotice,
    Mention,
    Person,
    Appearance,
    Contact,
)
_STAGES = {
    Kind.MOBILIZATION_REPORT: Stage.MOBILIZATION,
    Kind.MOBILIZATION_SPEECH: Stage.MOBILIZATION,
    Kind.ROUND_OVERVIEW: Stage.MOBILIZATION,
    Kind.ANNOUNCEMENT: Stage.ENTRY,
    Kind.FEEDBACK: Stage.FEEDBACK,
    Kind.RECTIFICATION: Stage.RECTIFICATION,
}


class Filler:
    """Rows are given their keys here, so that a chunk of notices is written table by table."""

    def __init__(self) -> None:
        self._waiting: dict[type[Model], list[Model]] = defaultdict(list)
        self._last = {model: self._highest(model) for model in _MODELS}
        self._known: dict[tuple[Any, ...], int] = {}
        for place in Place.objects.all():
            self._known[Place, place.province, place.city, place.county] = place.pk
        for authority in Authority.objects.filter(level=Level.CENTRAL):
            self._known[Authority, authority.name, None, 0] = authority.pk
        for wave in Round.objects.all():
            self._known[Round, wave.authority_id, wave.term, wave.number] = wave.pk

    def add(self, notices: Iterable[MadeNotice]) -> None:
        for made in notices:
            self._add(made)
        with transaction.atomic():
            for model in _MODELS:
                # QuerySet's own: Notice's would tell of every notice what waits until all are there.
                rows: QuerySet[Any] = QuerySet(model)
                rows.bulk_create(self._waiting.pop(model, []), batch_size=500)

    @staticmethod
    def _highest(model: type[Model]) -> int:
        return QuerySet(model).aggregate(highest=Max("pk"))["highest"] or 0

    def _make(self, model: type[Model], **fields: Any) -> int:
        self._last[model] += 1
        self._waiting[model].append(model(pk=self._last[model], **fields))
        return self._last[model]

    def _once(self, model: type[Model], *identity: Any, **fields: Any) -> int:
        key = (model, *identity)
        if key not in self._known:
            self._known[key] = self._make(model, **fields)
        return self._known[key]

    def _add(self, made: MadeNotice) -> None:
        place = self._place(*made.sender.place) if made.sender.is_known else None
        authority = self._authority(made, place)
        notice = self._notice(made, authority)
        if place:
            self._make(_PlaceOfNotice, notice_id=notice, place_id=place)
        for number, text in enumerate([made.earlier_text, made.text] if made.earlier_text else [made.text], start=1):
            self._make(
                TextVersion, notice_id=notice, number=number, text=text, sha256=text_digest(text), encoding="utf-8"
            )
        wave = self._wave(authority, made.wave) if made.says_round and made.sender.is_known else None
        position = 0
        for group in made.groups:
            for unit in group.units:
                self._mention(made, notice, authority, wave, group, unit, position)
                position += 1
        for role, name in ((Role.HOST, made.host), (Role.SPEAKER, made.speaker)):
            if name:
                self._appearance(notice, None, role, name, 0)

    def _notice(self, made: MadeNotice, authority: int) -> int:
        wave = self._wave(authority, made.wave) if made.says_round else None
        return self._make(
            Notice,
            title=made.title,
            kind=made.kind,
            status=Status.PUBLISHED,
            publisher=made.publisher,
            published_date=made.published_date,
            level=made.sender.level,
            authority_id=authority,
            activity=made.sender.activity,
            term=made.wave.term if made.says_round else None,
            round_number=made.wave.number if made.says_round else None,
            round_id=wave,
            year=made.year,
            year_basis=made.year_basis,
            types=list(made.types),
            meeting_date=made.meeting_date,
            period_start=made.period_start,
            period_end=made.period_end,
            hours=list(made.hours),
            disciplines=list(made.disciplines),
        )

    def _place(self, province: str, city: str, county: str) -> int | None:
        if not province:
            return None
        return self._once(Place, province, city, county, province=province, city=city, county=county)

    def _authority(self, made: MadeNotice, place: int | None) -> int:
        """Shared where it is known; else the notice's own."""
        own = 0 if place or made.sender.level == Level.CENTRAL else made.number
        fields = {"name": made.sender.name, "level": made.sender.level, "place_id": place}
        return self._once(Authority, made.sender.name, place, own, **fields)

    def _wave(self, authority: int, wave: Wave) -> int:
        starts = PartialDate(wave.year, wave.month)
        fields = {"authority_id": authority, "term": wave.term, "number": wave.number, "starts": starts}
        return self._once(Round, authority, wave.term, wave.number, **fields)

    def _unit(self, authority: int, sender: Sender, unit: Unit) -> int:
        known = firm(unit.name)
        is_new = (InspectedUnit, authority, unit.name) not in self._known
        key = self._once(
            InspectedUnit,
            authority,
            unit.name,
            authority_id=authority,
            name=unit.name,
            core=known.core if known else "",
        )
        if is_new and unit.alias and sender.is_known:
            self._make(UnitAlias, unit_id=key, name=unit.alias)
        return key

    def _mention(
        self, made: MadeNotice, notice: int, authority: int, wave: int | None, group: Group, unit: Unit, position: int
    ) -> None:
        """A group's people and contacts stand with its first unit."""
        team = self._once(
            InspectionGroup,
            authority,
            group.name,
            authority_id=authority,
            name=group.name,
            ordinal=group.ordinal,
        )
        target = self._unit(authority, made.sender, unit)
        # Of a case whose round is not known nobody can tell whether it is another notice's.
        own = 0 if wave else notice
        case = self._once(Inspection, team, wave, target, own, group_id=team, round_id=wave, unit_id=target)
        mention = self._make(
            Mention,
            notice_id=notice,
            inspection_id=case,
            position=position,
            stage=_STAGES.get(Kind(made.kind), ""),
            types=list(made.types),
        )
        if unit != group.units[0]:
            return
        self._appearance(notice, mention, Role.HEAD, group.head, 0)
        for at, name in enumerate(group.deputies):
            self._appearance(notice, mention, Role.DEPUTY, name, at)
        for at, (kind, value) in enumerate(group.contacts):
            self._make(Contact, notice_id=notice, mention_id=mention, kind=kind, value=value, position=at)

    def _appearance(self, notice: int, mention: int | None, role: str, name: str, position: int) -> None:
        """People of one name stay apart."""
        person = self._make(Person, name=name)
        self._make(
            Appearance, notice_id=notice, mention_id=mention, person_id=person, name=name, role=role, position=position
        )
