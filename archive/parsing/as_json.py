"""A parsed notice as plain data for JSON: lists of names where the parse holds objects."""

from dataclasses import asdict, fields
from typing import Any

from archive.parsing.parsed import ParsedDoubt, ParsedNotice


def as_json(notice: ParsedNotice) -> dict[str, Any]:
    """Every field of the notice by name; groups and units as lists of names, sentences as text."""
    data: dict[str, Any] = {}
    for item in fields(notice):
        value = getattr(notice, item.name)
        data[item.name] = list(value) if isinstance(value, tuple) else value
    data["groups"] = [group.name for group in notice.groups]
    data["units"] = [unit.name for unit in notice.units]
    data["place"] = asdict(notice.place)
    data["inspections"] = [asdict(inspection) for inspection in notice.inspections]
    data["basis"] = {name: str(sentence) for name, sentence in notice.basis.items()}
    data["doubts"] = [_doubt(doubt) for doubt in notice.doubts]
    data["evidence"] = [asdict(entry) for entry in notice.evidence]
    return data


def _doubt(doubt: ParsedDoubt) -> dict[str, Any]:
    place = {} if doubt.start is None else {"start": doubt.start, "end": doubt.end}
    return {"field": doubt.field, "reason": str(doubt.reason), **place}
