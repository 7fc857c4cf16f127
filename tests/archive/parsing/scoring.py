"""How right a parse is against a gold file: the values of each field compared as sets."""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.parsing import as_json, parse

TESTS = Path(__file__).resolve().parents[2]
ROOT = TESTS.parent
SEEDS = sorted((TESTS / "corpus" / "seeds").glob("*.gold.json"))
DEV = sorted((TESTS / "corpus" / "dev").glob("*.gold.json"))
WRITTEN = sorted((TESTS / "corpus" / "written").glob("*.gold.json"))


@dataclass
class Score:
    right: int = 0
    said: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.said + self.wanted) if self.said + self.wanted else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.said if self.said else 1.0


# A heading is a matter of taste where two lines may be one; a duration is free text.
UNSCORED = {"title", "duration"}
_MARKS = str.maketrans("“”「」『』～—–", '""""""~--')


def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def text_of(gold: Path) -> str:
    """The notice beside the gold file; the seeds' texts are the ones that a fresh installation imports."""
    name = gold.name.replace(".gold.json", ".txt")
    folder = gold.parent if (gold.parent / name).exists() else ROOT / "fixtures" / "seeds"
    return (folder / name).read_bytes().decode("utf-8")


def normal(value: object) -> str:
    """The value without what only its printing decides: width, quotes, white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(value)).translate(_MARKS).lower())


def values(raw: object) -> set[str]:
    if raw is None or raw == "":
        return set()
    items: Iterable[object] = raw if isinstance(raw, (list, tuple)) else [raw]
    return {normal(item) for item in items if item not in (None, "")}


def total(golds: Iterable[Path]) -> dict[str, Score]:
    """Right, said and wanted values of each field over many notices."""
    scores: dict[str, Score] = {}
    for path in golds:
        for field, (want, got) in compared(gold_of(path), as_json(parse(text_of(path)))).items():
            score = scores.setdefault(field, Score())
            score.right, score.said, score.wanted = (
                score.right + len(want & got),
                score.said + len(got),
                score.wanted + len(want),
            )
    return scores


def facts(inspections: Iterable[Mapping[str, Any]], keys: Iterable[str]) -> set[str]:
    """Each inspection as facts: this group has this leader, this unit, this phone."""
    return {
        f"{normal(inspection.get('group') or '')}|{key}={value}"
        for inspection in inspections
        for key in keys
        for value in values(inspection.get(key))
    }


def compared(gold: Mapping[str, Any], parsed: Mapping[str, Any]) -> dict[str, tuple[set[str], set[str]]]:
    """For each field of the gold file: what should be there, what was said."""
    pairs: dict[str, tuple[set[str], set[str]]] = {}
    for field, wanted in gold.items():
        if field in UNSCORED:
            continue
        if field == "inspections":
            keys = sorted({key for inspection in wanted for key in inspection} - {"group"})
            pairs[field] = facts(wanted, keys), facts(parsed[field], keys)
        else:
            pairs[field] = values(wanted), values(parsed[field])
    return pairs
