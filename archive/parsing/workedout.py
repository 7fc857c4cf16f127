"""A round that was found by way of the table of rounds."""

from dataclasses import dataclass

from archive.numerals import to_chinese
from archive.parsing.roundtable import Round
from archive.parsing.source import Finding


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """The round, and the sentence (without its end) that says how it was found."""

    row: Round
    basis: str
    sentence: str
    finding: Finding


def round_name(row: Round) -> str:
    return f"{to_chinese(row.term)}届中央第{to_chinese(row.number)}轮"
