"""Reference data that every archive has: the rounds of the central inspections."""

from typing import Any

from django.db import connections

from archive.models import CENTRAL_NAME, Authority, Level, Round
from archive.parsing import Round as RoundRow
from archive.parsing import RoundTable
from archive.parsing.roundtable import packaged_rounds


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
            defaults={
                "starts": row.starts,
                "ends": row.ends,
                "units": row.units,
                "cumulative_units": row.cumulative_units,
                "focus": row.focus,
                "basis": row.basis,
            },
        )


def known_rounds() -> RoundTable:
    """The central rounds as the database has them, for the parser: an editor's additions count at once."""
    return RoundTable(
        RoundRow(wave.term, wave.number, wave.starts, wave.ends, wave.units, wave.cumulative_units)
        for wave in Round.objects.filter(authority__level=Level.CENTRAL)
        if wave.term is not None
    )
