"""What notices say between their facts: clauses of the test corpus, and findings in the words of jieba's dictionary.

Both are taken as unevenly as in life: a few stand in nearly every notice, most in very few, and the more notices, the
more words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import jieba

from tests.benchmarks.search.making.uneven import Uneven

REPOSITORY = Path(__file__).parents[4]
CORPUS = (REPOSITORY / "fixtures" / "seeds", REPOSITORY / "tests" / "corpus")

# A stretch between two marks of punctuation. Example: "…，|突出政治巡察定位|，…"
_CLAUSE = re.compile(r"[\u4e00-\u9fff“”]{6,30}")
# What belongs to one case only and would be said of every other: numbered groups and rounds, terms, heads.
_OF_ONE_CASE = re.compile(r"第[一二三四五六七八九十]+|[一二三四五六七八九十]届|组[长長]|同志|[镇鎮]|[乡鄉]")

_FINDINGS = (
    "{noun}{act}不规范",
    "{noun}{act}不到位",
    "在{noun}{act}中存在{noun}问题",
    "{noun}和{noun}{act}流于形式",
    "对{noun}{act}监管不力",
    "{act}{noun}不严，{noun}问题突出",
    "违规{act}{noun}",
    "{noun}领域廉洁风险较高",
    "落实{noun}{act}制度有差距",
    "{noun}长期未{act}",
)


@cache
def _clauses() -> Uneven[str]:
    counted: Counter[str] = Counter()
    for folder in CORPUS:
        for path in sorted(folder.rglob("*.txt")):
            for clause in _CLAUSE.findall(path.read_text(encoding="utf-8", errors="replace")):
                if not _OF_ONE_CASE.search(clause) and clause.count("“") == clause.count("”"):
                    counted[clause] += 1
    return Uneven.by_rank([clause for clause, _ in counted.most_common()], 0.9, evenness=15)


@cache
def _dictionary(tag: str) -> Uneven[str]:
    """Words of two to four characters that jieba's dictionary calls nouns (n) or verbs (v), by their frequency."""
    words, weights = [], []
    with jieba.get_dict_file() as file:
        for line in file:
            word, frequency, kind = line.decode().split()
            if kind.startswith(tag) and kind not in ("nr", "nrt", "ns", "nrfg") and 2 <= len(word) <= 4:
                words.append(word)
                weights.append(float(frequency) ** 0.7)
    return Uneven(words, weights)


def clause(chance: Random) -> str:
    return _clauses().pick(chance)


def finding(chance: Random) -> str:
    pattern = chance.choice(_FINDINGS)
    for slot, tag in (("{noun}", "n"), ("{act}", "v")):
        while slot in pattern:
            pattern = pattern.replace(slot, _dictionary(tag).pick(chance), 1)
    return pattern


def sentences(chance: Random, length: int, share_of_findings: float) -> Iterator[str]:
    """Sentences of about `length` characters together."""
    written = 0
    while written < length:
        parts = [
            finding(chance) if chance.random() < share_of_findings else clause(chance)
            for _ in range(chance.randint(2, 5))
        ]
        sentence = "，".join(parts) + "。"
        written += len(sentence)
        yield sentence
