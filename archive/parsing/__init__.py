"""Notices read: text in, frozen ParsedNotice out. Imports neither Django nor models."""

from archive.parsing.as_json import as_json
from archive.parsing.folding import PARSE_STEPS, SEARCH_STEPS, Folded, fold
from archive.parsing.parsed import (
    ParsedDoubt,
    ParsedEvidence,
    ParsedGroup,
    ParsedInspection,
    ParsedNotice,
    ParsedPlace,
    ParsedUnit,
)
from archive.parsing.parser import parse
from archive.parsing.roundtable import Round, RoundTable
from archive.parsing.sentences import Sentence

__all__ = [
    "PARSE_STEPS",
    "SEARCH_STEPS",
    "Folded",
    "ParsedDoubt",
    "ParsedEvidence",
    "ParsedGroup",
    "ParsedInspection",
    "ParsedNotice",
    "ParsedPlace",
    "ParsedUnit",
    "Round",
    "RoundTable",
    "Sentence",
    "as_json",
    "fold",
    "parse",
]
