"""What is one thing in traditional and in simplified characters becomes one row, with all that hung on either.

Joined are authorities of one place, groups and units of one authority, rounds and cases that become the same thereby.
The oldest row stays; the simplified name is shown, and of a unit the others are kept as its aliases. What an editor set
apart stays apart. Addresses of what is joined lead to what it became. Which notices changed is told as after any
change in bulk.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import islice
from typing import Any

from django.db import migrations, models
from django.db.models import Q

import archive.models.fields
from archive.ingest.identity import is_number_open
from archive.signals import notices_migrated
from archive.unit_names import firm, may_stand_for, own_fronts
from archive.writings import folded_name, plainer

_CHUNK = 500  # keys in one condition

_PARTED, _OPEN = "parted", "open"


def fill_keys(apps: Any, schema_editor: Any) -> None:
    using = schema_editor.connection.alias
    for name in ("InspectedUnit", "UnitAlias", "RejectedAlias"):
        rows = apps.get_model("archive", name)._base_manager.using(using)
        for chunk in _chunks(rows.only("name").iterator(_CHUNK)):
            for row in chunk:
                row.key = folded_name(row.name)
            rows.bulk_update(chunk, ["key"])
    units = apps.get_model("archive", "InspectedUnit")._base_manager.using(using)
    for chunk in _chunks(units.only("name", "core").iterator(_CHUNK)):
        changed = []
        for unit in chunk:
            known = firm(unit.name)
            core = known.core if known else ""
            if core != unit.core:
                unit.core = core
                changed.append(unit)
        units.bulk_update(changed, ["core"])


def join_writings(apps: Any, schema_editor: Any) -> None:
    _Joining(apps, schema_editor.connection.alias).run()


def _chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk


def _same(keyed: Iterable[tuple[int, Hashable]]) -> dict[int, int]:
    """Rows that are another, by their keys: each with the oldest of its kind."""
    first: dict[Hashable, int] = {}
    return {row: first[key] for row, key in sorted(keyed) if first.setdefault(key, row) != row}


class _Joining:
    def __init__(self, apps: Any, using: str) -> None:
        self._apps, self._using = apps, using

    def _rows(self, model: str) -> Any:
        return self._apps.get_model("archive", model)._base_manager.using(self._using)

    def run(self) -> None:
        self.authorities = _same(
            (pk, (place, folded_name(name)))
            for pk, place, name in self._rows("Authority").values_list("pk", "place_id", "name")
            if place is not None
        )
        self.rounds = _same(
            (pk, (self._authority(of), term, number))
            for pk, of, term, number in self._rows("Round").values_list("pk", "authority_id", "term", "number")
        )
        self.groups = _same(
            (pk, (self._authority(of), ordinal, _own_part(name, ordinal)))
            for pk, of, ordinal, name in self._rows("InspectionGroup").values_list(
                "pk", "authority_id", "ordinal", "name"
            )
            if not is_number_open(name, ordinal)
        )
        self.units = _same(
            (pk, (self._authority(of), key))
            for pk, of, key in self._rows("InspectedUnit").values_list("pk", "authority_id", "key")
            if of is not None
        )
        self._find_units_by_alias()
        if not (self.authorities or self.rounds or self.groups or self.units):
            return
        changed = self._notices()
        self.cases: dict[int, int] = {}
        self._join_cases()
        self._join_rounds()
        self._join_groups()
        self._join_units()
        self._join_authorities()
        self._place(changed)
        self._keep_addresses()
        model = self._apps.get_model("archive", "Notice")
        notices_migrated.send(sender=model, ids=sorted(changed), using=self._using)

    def _authority(self, key: int) -> int:
        return self.authorities.get(key, key)

    def _find_units_by_alias(self) -> None:
        """A unit that is not its namesake's because that has the name as an alias, in another writing.

        Where the very name is a unit's and another's alias, they are two until an editor joins them, as everywhere.
        """
        whole = self._rows("Authority").filter(Q(level="central") | Q(place__isnull=False)).select_related("place")
        fronts = {authority.pk: _fronts(authority.place) for authority in whole}
        owners: dict[tuple[int, str], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
        aliases = self._rows("UnitAlias").filter(unit__authority__in=list(fronts)).order_by("pk")
        for unit, of, key, name in aliases.values_list("unit_id", "unit__authority_id", "key", "name"):
            owners[self._authority(of), key][self.units.get(unit, unit)].add(name)
        named = self._rows("InspectedUnit").filter(authority__in=list(fronts)).order_by("pk")
        names = dict(named.values_list("pk", "name"))
        found: dict[int, int] = {}
        for pk, of, key in named.values_list("pk", "authority_id", "key"):
            known = {unit: called for unit, called in owners[self._authority(of), key].items() if unit != pk}
            if pk in self.units or len(known) != 1:
                continue
            [(unit, called)] = known.items()
            if names[pk] not in called and may_stand_for(names[pk], names[unit], fronts[of], is_stated=True):
                found[pk] = unit
        found = {pk: unit for pk, unit in found.items() if unit not in found}
        self.units = {pk: found.get(unit, unit) for pk, unit in self.units.items()} | found

    def _notices(self) -> set[int]:
        """Those that name anything of what is joined, in either writing."""
        found: set[int] = set()
        for ways, joined in (
            (("authority", "round__authority", "mentions__inspection__group__authority"), self.authorities),
            (("round", "mentions__inspection__round"), self.rounds),
            (("mentions__inspection__group",), self.groups),
            (("mentions__inspection__unit",), self.units),
        ):
            for keys in _chunks({*joined, *joined.values()}):
                for way in ways:
                    found.update(self._rows("Notice").filter(**{f"{way}__in": keys}).values_list("pk", flat=True))
        return found

    # ---- cases ----

    def _join_cases(self) -> None:
        cases = list(
            self._rows("Inspection").order_by("pk").values_list("pk", "group_id", "round_id", "unit_id", "is_apart")
        )
        taken: dict[tuple[int | None, ...], int] = {}
        moving = []
        for pk, group, wave, unit, is_apart in cases:
            now = (self.groups.get(group, group), self.rounds.get(wave, wave), self.units.get(unit, unit))
            if now != (group, wave, unit):
                moving.append((pk, now, is_apart))
            elif None not in now and not is_apart:
                taken[now] = pk
        for pk, now, is_apart in moving:
            is_whole = None not in now
            same = None if is_apart else taken.get(now) if is_whole else self._told_beside(pk, now)
            if same is not None and self._are_parted(pk, same):
                is_apart, same = True, None
            if same is not None:
                self._join_case(pk, same)
                continue
            group, wave, unit = now
            self._rows("Inspection").filter(pk=pk).update(
                group_id=group, round_id=wave, unit_id=unit, is_apart=is_apart
            )
            if is_whole and not is_apart:
                taken[now] = pk

    def _told_beside(self, case: int, now: tuple[int | None, ...]) -> int | None:
        """The same case in the same notice: one of which not all is known belongs to its notice."""
        group, wave, unit = now
        notices = self._rows("Mention").filter(inspection=case).values("notice")
        beside = self._rows("Inspection").filter(
            mentions__notice__in=notices, group=group, round=wave, unit=unit, is_apart=False
        )
        return beside.exclude(pk=case).order_by("pk").values_list("pk", flat=True).first()

    def _cluster(self, case: int) -> set[int]:
        """The case with all that an editor joined to it."""
        standing = self._standing(case)
        rows = self._rows("Inspection").filter(Q(pk=standing) | Q(joined_to=standing))
        return set(rows.values_list("pk", flat=True))

    def _standing(self, case: int) -> int:
        return self._rows("Inspection").values_list("joined_to_id", flat=True).get(pk=case) or case

    def _between(self, ours: Iterable[int], theirs: Iterable[int]) -> Any:
        return self._rows("JoinProposal").filter(
            Q(first__in=ours, second__in=theirs) | Q(first__in=theirs, second__in=ours)
        )

    def _are_parted(self, one: int, other: int) -> bool:
        return self._between(self._cluster(one), self._cluster(other)).filter(state=_PARTED).exists()

    def _join_case(self, case: int, into: int) -> None:
        for mention in self._rows("Mention").filter(inspection=case):
            said = self._rows("Mention").filter(inspection=into, notice=mention.notice_id).first()
            if said is None:
                self._rows("Mention").filter(pk=mention.pk).update(inspection=into)
            else:
                self._join_mention(mention, said)
        self._join_decisions(case, into)
        self._rows("Inspection").filter(pk=case).delete()
        self.cases[case] = into

    def _join_mention(self, mention: Any, into: Any) -> None:
        """What a notice says of one case under two names is said of the one."""
        for model, told in (("Appearance", ("role", "name")), ("Contact", ("kind", "value"))):
            for row in self._rows(model).filter(mention=mention.pk):
                if not self._rows(model).filter(mention=into.pk, **{name: getattr(row, name) for name in told}).exists():
                    self._rows(model).filter(pk=row.pk).update(mention=into.pk)
        into.types = list(dict.fromkeys([*into.types, *mention.types]))
        for name in ("stage", "meeting_date", "period_start", "period_end"):
            setattr(into, name, getattr(into, name) or getattr(mention, name))
        into.save(using=self._using)
        self._rows("Mention").filter(pk=mention.pk).delete()

    def _join_decisions(self, case: int, into: int) -> None:
        """What editors joined to either case is joined to the one; what was proposed of either holds for it."""
        old, standing = self._standing(case), self._standing(into)
        if standing == case:
            self._rows("Inspection").filter(pk=into).update(joined_to=None)
            standing = into
        elif old not in (case, standing):
            self._rows("Inspection").filter(pk=old).update(joined_to=standing)
        self._rows("Inspection").filter(joined_to=old).exclude(pk=standing).update(joined_to=standing)
        for proposal in self._rows("JoinProposal").filter(Q(first=case) | Q(second=case)):
            other = proposal.second_id if proposal.first_id == case else proposal.first_id
            if other != into:
                self._hand_on(proposal, min(other, into), max(other, into))
        rows = self._cluster(into)
        self._between(rows, rows).filter(state=_OPEN).delete()

    def _hand_on(self, proposal: Any, first: int, second: int) -> None:
        """A decision goes before what is only proposed of the same two."""
        known = self._rows("JoinProposal").filter(first=first, second=second).first()
        if known is not None and (known.state != _OPEN or proposal.state == _OPEN):
            return
        if known is not None:
            self._rows("JoinProposal").filter(pk=known.pk).delete()
        self._rows("JoinProposal").filter(pk=proposal.pk).update(first=first, second=second)

    # ---- what cases are made of ----

    def _clusters(self, model: str, joined: dict[int, int]) -> Iterator[tuple[Any, list[Any]]]:
        """Each row that stays, with those that become it."""
        going: dict[int, list[int]] = defaultdict(list)
        for row, stays in joined.items():
            going[stays].append(row)
        for stays, rows in going.items():
            yield self._rows(model).get(pk=stays), list(self._rows(model).filter(pk__in=rows).order_by("pk"))

    def _join_rounds(self) -> None:
        known = ("starts", "ends", "units", "cumulative_units", "focus", "basis")
        for wave, others in self._clusters("Round", self.rounds):
            for other in others:
                self._rows("Notice").filter(round=other.pk).update(round=wave.pk)
                for name in known:
                    if getattr(wave, name) in (None, ""):
                        setattr(wave, name, getattr(other, name))
            self._rows("Round").filter(pk__in=[other.pk for other in others]).delete()
            wave.save(using=self._using)

    def _join_groups(self) -> None:
        for group, others in self._clusters("InspectionGroup", self.groups):
            for other in others:
                group.name = plainer(group.name, other.name)
            self._rows("InspectionGroup").filter(pk__in=[other.pk for other in others]).delete()
            group.save(using=self._using)

    def _join_units(self) -> None:
        for unit, others in self._clusters("InspectedUnit", self.units):
            keys = [unit.pk, *(other.pk for other in others)]
            rejected = set(self._rows("RejectedAlias").filter(unit__in=keys).values_list("name", flat=True))
            names = {unit.name, *(other.name for other in others)}
            names |= set(self._rows("UnitAlias").filter(unit__in=keys).values_list("name", flat=True))
            for other in others:
                if other.key == unit.key:
                    unit.name = plainer(unit.name, other.name)
                unit.place_id = unit.place_id or other.place_id
            # What hangs on a unit goes with it.
            self._rows("InspectedUnit").filter(pk__in=keys[1:]).delete()
            unit.save(using=self._using)
            for model, wanted in (("UnitAlias", names - rejected - {unit.name}), ("RejectedAlias", rejected)):
                self._rows(model).filter(unit=unit.pk).exclude(name__in=wanted).delete()
                have = set(self._rows(model).filter(unit=unit.pk).values_list("name", flat=True))
                for name in sorted(wanted - have):
                    self._rows(model).create(unit_id=unit.pk, name=name)

    def _join_authorities(self) -> None:
        owned = ("Notice", "InspectionGroup", "Round", "InspectedUnit")
        for authority, others in self._clusters("Authority", self.authorities):
            for other in others:
                for model in owned:
                    self._rows(model).filter(authority=other.pk).update(authority=authority.pk)
                authority.name = plainer(authority.name, other.name)
                authority.level = authority.level or other.level
            self._rows("Authority").filter(pk__in=[other.pk for other in others]).delete()
            authority.save(using=self._using)

    def _place(self, changed: set[int]) -> None:
        """Where a unit is, its notices are too, in whichever writing they name it."""
        links = self._apps.get_model("archive", "Notice").places.through
        for notices in _chunks(sorted(changed)):
            wanted = (
                self._rows("Mention")
                .filter(notice__in=notices, inspection__unit__place__isnull=False)
                .values_list("notice_id", "inspection__unit__place_id")
                .distinct()
            )
            links._base_manager.using(self._using).bulk_create(
                [links(notice_id=notice, place_id=place) for notice, place in wanted], ignore_conflicts=True
            )

    def _keep_addresses(self) -> None:
        joined = {
            "inspection": self.cases,
            "round": self.rounds,
            "inspectiongroup": self.groups,
            "inspectedunit": self.units,
        }
        former = self._apps.get_model("archive", "FormerAddress")
        self._rows("FormerAddress").bulk_create(
            former(kind=kind, old_key=old, new_key=_end(rows, old)) for kind, rows in joined.items() for old in rows
        )


def _end(joined: dict[int, int], row: int) -> int:
    """What the row became: what it was joined to may have been joined further."""
    while row in joined:
        row = joined[row]
    return row


def _fronts(place: Any) -> frozenset[str]:
    return own_fronts([part for part in (place.province, place.city, place.county) if part] if place else [])


def _own_part(name: str, ordinal: int | None) -> str:
    """第3巡视组, however much of the committee stands in front; of a group without a number its whole name."""
    plain = folded_name(name)
    return plain[max(plain.rfind("第"), 0) :] if ordinal else plain


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_notices_alike")]

    # The rows last: PostgreSQL alters no table of which changed rows have still to be checked.
    operations = [
        migrations.AddField("inspectedunit", "key", archive.models.fields.NameKeyField()),
        migrations.AddField("unitalias", "key", archive.models.fields.NameKeyField()),
        migrations.AddField("rejectedalias", "key", archive.models.fields.NameKeyField()),
        migrations.AddIndex("inspectedunit", models.Index(fields=["key"], name="unit_key")),
        migrations.AddIndex("unitalias", models.Index(fields=["key"], name="alias_key")),
        # Archives that took this step before addresses were kept get the table from 0013.
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("old_key", models.PositiveBigIntegerField(editable=False)),
                ("new_key", models.PositiveBigIntegerField(editable=False)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "new_key"], name="former_by_successor")],
                "constraints": [
                    models.UniqueConstraint(fields=["kind", "old_key"], name="former_once"),
                    models.CheckConstraint(
                        condition=~Q(old_key=models.F("new_key")), name="former_not_led_to_itself"
                    ),
                ],
            },
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.RunPython(join_writings, migrations.RunPython.noop),
    ]
