"""The search benchmark's archive: the same seed gives the same notices, and they are found."""

import json
from pathlib import Path

import pytest

from archive.filters import FACETS
from archive.models import Notice, TextVersion
from search import outbox
from search.finding import find
from tests.benchmarks.search.engines.fts5 import Fts5
from tests.benchmarks.search.engines.ours import Ours
from tests.benchmarks.search.engines.stock.search_indexes import NoticeIndex
from tests.benchmarks.search.making.filling import Filler
from tests.benchmarks.search.making.generator import Generator
from tests.benchmarks.search.making.made import MadeNotice
from tests.benchmarks.search.making.queries import KINDS, pieces, queries

SIZE = 50
JUDGED = Path(__file__).parents[1] / "corpus" / "queries.jsonl"


@pytest.fixture
def made(db: None) -> list[MadeNotice]:
    """Notices of the generator in the database and in the index."""
    generator = Generator()
    notices = [generator.notice(number) for number in range(1, SIZE + 1)]
    Filler().add(notices)
    outbox.rebuild(1.0)
    return notices


def test_it_makes_the_same_archive_of_the_same_seed() -> None:
    assert [Generator().notice(number) for number in (3, 1)] == [Generator().notice(number) for number in (3, 1)]
    assert Generator().notice(1) != Generator(seed=2).notice(1)
    assert queries(Generator(), SIZE, 100, "asked") == queries(Generator(), SIZE, 100, "asked")


def test_it_makes_notices_of_the_length_that_is_asked_for() -> None:
    for characters in (1000, 3000):
        generator = Generator(characters=characters)
        lengths = [len(generator.notice(number).plain) for number in range(1, SIZE + 1)]
        assert 0.8 < sum(lengths) / SIZE / characters < 1.3


def test_it_asks_queries_of_every_class() -> None:
    judged = {json.loads(line)["class"] for line in JUDGED.read_text(encoding="utf-8").splitlines()}
    assert judged == KINDS == {query.kind for query in queries(Generator(), SIZE, 100, "asked")}


def test_it_saves_what_it_made(made: list[MadeNotice]) -> None:
    saved = Notice.objects.published().in_bulk()
    for notice in made:
        row = saved[notice.number]
        assert (row.title, row.year, row.level) == (notice.title, notice.year, notice.sender.level)
        assert row.latest_text == TextVersion.objects.get(notice=row, text=notice.text)
        units = [unit.name for group in notice.groups for unit in group.units]
        assert [mention.inspection.unit.name for mention in row.mentions.all() if mention.inspection.unit] == units


def test_the_stock_backend_counts_by_everything_that_ours_counts_by() -> None:
    assert {f"{name}_exact" for name in FACETS} <= set(NoticeIndex().fields)


def test_its_notices_are_found(made: list[MadeNotice]) -> None:
    for notice in made:
        assert notice.number in {hit.notice.pk for hit in find(notice.groups[0].head, limit=SIZE).full_hits}
    for text in pieces(Generator(), SIZE, 20):
        holders = {notice.number for notice in made if notice.is_plain and text in notice.plain}
        assert holders <= {hit.notice.pk for hit in find(text, limit=SIZE).full_hits}


@pytest.mark.usefixtures("made")
def test_engines_answer_alike(settings: object, tmp_path: Path) -> None:
    """What stands in every engine's index as a word is found by every engine."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    ours, fts5 = Ours(), Fts5()
    assert fts5.build(None) == SIZE
    asked = [query for query in queries(Generator(), SIZE, 200, "asked") if query.kind == "contact"]
    for query in asked:
        first, second = ours.answer(query, 0, SIZE), fts5.answer(query, 0, SIZE)
        assert set(second.keys) <= set(first.keys)
        assert second.options <= first.options
