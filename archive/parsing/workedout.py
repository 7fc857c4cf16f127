"""A round that was found by way of the table of rounds."""

from dataclasses import dataclass

from archive.parsing.roundtable import Round
from archive.parsing.sentences import RoundName, Sentence
from archive.parsing.source import Finding


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """The round, and why it is this one: a sentence without its end, which says a year where one follows."""

    row: Round
    basis: str
    why: Sentence
    finding: Finding


def round_name(row: Round) -> RoundName:
    return RoundName("中央", row.term, row.number)
