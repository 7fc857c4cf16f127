"""How fast notices are read, and whether time grows with length alone: `make bench-parse`.

Notices of 3,000 characters are put together from the corpus: one notice, then paragraphs of long ones. Long and hostile
texts are read at one length and at ten times that length. Every figure is the best of several
runs, in processor time: what one core does, whatever else the machine does.
"""

import random
import time
from collections.abc import Callable, Sequence

from archive.parsing import parse
from tests.archive.parsing.scoring import DEV, SEEDS, text_of

LENGTH = 3_000
NOTICES = 200
RUNS = 9
GROWTH_FROM = 20_000
LARGEST_GROWTH = 12.0
FEWEST_A_SECOND = 300

# What stops careless patterns: each is repeated to the length under test behind an opening that makes it a notice.
OPENING = "按照市委统一部署，市委第三巡察组对市教育局开展巡察。"
HOSTILE = (
    "(",
    "1",
    "、",
    "第一、",
    "组长、",
    "对",
    "进驻",
    "1月1日至",
    "巡察组",
    "信箱:",
    "a@a.",
    "《a",
    "十一届市委第七轮",
    "\u202e",
)


def notices(count: int, length: int, seed: int = 1) -> list[str]:
    """Texts of exactly `length` characters that read like notices."""
    chosen = random.Random(seed)
    openings = [text_of(gold) for gold in DEV]
    paragraphs = [line for gold in SEEDS for line in text_of(gold).split("\n") if len(line) > 40]
    return [_filled(chosen.choice(openings), paragraphs, length, chosen) for _ in range(count)]


def _filled(text: str, paragraphs: Sequence[str], length: int, chosen: random.Random) -> str:
    parts = [text]
    size = len(text)
    while size < length:
        parts.append(chosen.choice(paragraphs))
        size += len(parts[-1]) + 1
    return "\n".join(parts)[:length]


def best(work: Callable[[], object]) -> float:
    """Seconds of the quickest of several runs: what the machine's other work does not touch."""

    def once() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    return min(once() for _ in range(RUNS))


def main() -> None:
    texts = notices(NOTICES, LENGTH)
    parse(texts[0])  # tables are read once
    seconds = best(lambda: [parse(text) for text in texts])
    size = sum(len(text.encode()) for text in texts)
    rate = NOTICES / seconds
    print(f"{NOTICES} notices of {LENGTH:,} characters: {rate:,.0f} notices/s, {size / seconds / 1e6:.2f} MB/s")
    print(f"  wanted: at least {FEWEST_A_SECOND} notices/s; ratio {rate / FEWEST_A_SECOND:.2f}")
    print(f"\nTime for 10 times the text ({GROWTH_FROM:,} -> {10 * GROWTH_FROM:,} characters)")
    print(f"  wanted: a ratio under {LARGEST_GROWTH:.0f}")
    rows = [("notices", *notices(1, 10 * GROWTH_FROM))]
    rows += [(repr(unit), OPENING + unit * (10 * GROWTH_FROM // len(unit))) for unit in HOSTILE]
    for name, text in rows:
        first, second = _time_to_parse(text[:GROWTH_FROM]), _time_to_parse(text)
        print(f"  {name:<14} {first * 1000:8.1f} ms -> {second * 1000:8.1f} ms   ratio {second / first:5.1f}")


def _time_to_parse(text: str) -> float:
    return best(lambda: parse(text))


if __name__ == "__main__":
    main()
