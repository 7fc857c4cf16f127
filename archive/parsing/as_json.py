"""A parsed notice as plain data for JSON: lists of names where the parse holds objects."""

from dataclasses import asdict, fields
from typing import Any

from archive.parsing.parsed import ParsedNotice


def as_json(notice: ParsedNotice) -> dict[str, Any]:
    """Every field of the notice by name; groups and units as lists of names."""
    data: dict[str, Any] = {}
    for item in fields(notice):
        value = getattr(notice, item.name)
        data[item.name] = list(value) if isinstance(value, tuple) else value
    data["groups"] = [group.name for group in notice.groups]
    data["units"] = [unit.name for unit in notice.units]
    data["place"] = asdict(notice.place)
    data["inspections"] = [asdict(inspection) for inspection in notice.inspections]
    data["basis"] = dict(notice.basis)
    data["doubts"] = [
        {name: value for name, value in asdict(doubt).items() if value is not None} for doubt in notice.doubts
    ]
    data["evidence"] = [asdict(entry) for entry in notice.evidence]
    return data
