"""Reference data that every archive has: the rounds of the central inspections."""

from typing import Any

from django.db import connections

from archive.models import CENTRAL_NAME, Authority, InspectedUnit, InspectionGroup, Level, Notice, Round
from archive.parsing import Round as RoundRow
from archive.parsing import RoundTable
from archive.parsing.roundtable import packaged_rounds

_KNOWN = ("starts", "ends", "units", "cumulative_units", "focus", "basis")  # of a round, beside what counts it


def bring_central_rounds(using: str, plan: list[Any] | None = None, **_kwargs: Any) -> None:
    """After each migrate, add the packaged rounds that the database lacks; what editors changed stays.

    Runs only where the tables exist: migrating back to nothing has no place for rounds.
    """
    if Round._meta.db_table not in connections[using].introspection.table_names():
        return
    centre, _ = Authority.objects.using(using).get_or_create(level=Level.CENTRAL, defaults={"name": CENTRAL_NAME})
    for row in packaged_rounds():
        Round.objects.using(using).get_or_create(
            authority=centre,
            term=row.term,
            number=row.number,
            defaults={name: getattr(row, name) for name in _KNOWN},
        )


def make_room_for_others(using: str) -> None:
    """Remove the packaged rounds where a database holds nothing else, as migrate leaves it: the same ones, with other
    keys, come from another database. Where an editor has entered or changed anything, all of it stays.
    """
    rounds, authorities = Round.objects.using(using), Authority.objects.using(using)
    held = set(rounds.values_list("authority__level", "term", "number", *_KNOWN))
    brought = {
        (str(Level.CENTRAL), row.term, row.number, *(getattr(row, name) for name in _KNOWN))
        for row in packaged_rounds()
    }
    others = (Notice, InspectionGroup, InspectedUnit)
    is_bare = not any(model._default_manager.using(using).exists() for model in others)
    if is_bare and held == brought and authorities.count() == 1:
        rounds.all().delete()
        authorities.all().delete()


def known_rounds() -> RoundTable:
    """The central rounds as the database has them, for the parser: an editor's additions count at once."""
    return RoundTable(
        RoundRow(wave.term, wave.number, wave.starts, wave.ends, wave.units, wave.cumulative_units)
        for wave in Round.objects.filter(authority__level=Level.CENTRAL)
        if wave.term is not None
    )
