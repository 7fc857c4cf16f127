"""Whole notices against their gold files."""

from pathlib import Path

import pytest

from archive.parsing import as_json, fold, parse
from tests.archive.parsing.scoring import DEV, SEEDS, compared, gold_of, text_of

# A little below what the rules reach today (1.000 over 44 notices), so that a new rule may cost one value, not two.
DEV_F1 = 0.995


def _id(path: Path) -> str:
    return path.name.removesuffix(".gold.json")


def test_it_finds_its_corpus() -> None:
    assert len(SEEDS) == 5
    assert len(DEV) > 30


@pytest.mark.parametrize("gold", SEEDS, ids=_id)
def test_it_reads_every_field_of_a_seed(gold: Path) -> None:
    pairs = compared(gold_of(gold), as_json(parse(text_of(gold))))
    assert {field: said for field, (_, said) in pairs.items()} == {field: want for field, (want, _) in pairs.items()}


def test_it_keeps_its_score_on_the_development_notices() -> None:
    right = said = wanted = 0
    for path in DEV:
        for want, got in compared(gold_of(path), as_json(parse(text_of(path)))).values():
            right, said, wanted = right + len(want & got), said + len(got), wanted + len(want)
    assert 2 * right / (said + wanted) >= DEV_F1


# Fields whose evidence is what the value was worked out from, or stands for the value in other words.
_WORKED_OUT = {"kind", "level", "year", "term", "round", "rounds_done", "units_done", "authority", "activity"} | {
    "meeting_date", "period_start", "period_end", "deadline", "hours", "types", "groups", "phones", "sms", "place",
}  # fmt: skip


@pytest.mark.parametrize("gold", [*SEEDS, *DEV], ids=_id)
def test_it_points_at_the_text_that_holds_each_value(gold: Path) -> None:
    text = text_of(gold)
    for entry in parse(text).evidence:
        assert 0 <= entry.start < entry.end <= len(text)
        assert 0 < entry.confidence <= 1
        held = fold(text[entry.start : entry.end]).text.strip()
        assert held, entry
        if entry.field not in _WORKED_OUT:
            assert held == fold(entry.value).text.strip(), entry


@pytest.mark.parametrize("gold", [*SEEDS, *DEV], ids=_id)
def test_it_gives_evidence_for_every_value_of_a_list(gold: Path) -> None:
    data = as_json(parse(text_of(gold)))
    shown = {(entry["field"], entry["value"]) for entry in data["evidence"]}
    for field in ("groups", "leaders", "deputies", "units", "types", "phones", "mailboxes", "emails", "disciplines"):
        assert {(field, value) for value in data[field]} <= shown


def test_it_says_how_the_year_was_worked_out() -> None:
    basis = parse(text_of(SEEDS[0])).basis
    assert basis["year"] == "文中称“已开展7轮巡视”，据此为十八届中央第八轮，2015年。"


def test_it_works_out_the_place_of_an_unnamed_city_committee() -> None:
    notice = parse(text_of(SEEDS[2]))
    assert (notice.authority, notice.place.province, notice.place.city) == ("洛阳市委", "河南省", "洛阳市")
    assert "新安、嵩县、汝阳" in notice.basis["authority"]


def test_it_keeps_short_forms_of_a_unit_beside_its_name() -> None:
    assert [(unit.name, unit.aliases) for unit in parse(text_of(SEEDS[0])).units] == [("深圳证券交易所", ("深交所",))]
    assert parse(text_of(SEEDS[4])).units[0].aliases == ("通用技术集团",)


def test_it_leaves_a_placeholder_in_a_group_without_a_number() -> None:
    notice = parse(text_of(SEEDS[1]))
    assert [(group.name, group.ordinal) for group in notice.groups] == [("市委第X巡察组", None)]
    assert "groups" in {doubt.field for doubt in notice.doubts}
