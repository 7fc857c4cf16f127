"""Text of a notice -> ParsedNotice. Pure Python: no Django, no database."""

from archive.parsing.parsed import (
    ParsedDoubt,
    ParsedEvidence,
    ParsedGroup,
    ParsedInspection,
    ParsedNotice,
    ParsedPlace,
    ParsedUnit,
)
from archive.parsing.rounds import RoundRow, RoundTable

__all__ = [
    "ParsedDoubt",
    "ParsedEvidence",
    "ParsedGroup",
    "ParsedInspection",
    "ParsedNotice",
    "ParsedPlace",
    "ParsedUnit",
    "RoundRow",
    "RoundTable",
]
