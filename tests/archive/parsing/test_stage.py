"""How far the inspections of an overview have come: what it reports, never what it plans."""

import pytest

from archive.parsing import parse

_HEAD = "十三届县委第三轮巡察启动\n十三届县委第三轮巡察对县教育局、县民政局开展常规巡察。"


@pytest.mark.parametrize(
    ("said", "stage"),
    [
        ("截至3月5日，8个巡察组已进驻被巡察单位。", "entry"),
        ("13个组全部完成动员。", "mobilization"),
        ("各组均已召开动员会。", "mobilization"),
        ("8个巡察组已全部进驻并召开动员会。", "entry"),
        ("目前，县委巡察组已对2家单位开展巡察反馈。", "feedback"),
        ("8个巡察组将于3月10日前全部进驻。", None),
        ("县委拟派8个巡察组陆续进驻。", None),
        ("前4个组已进驻，其余4个组将在9月中旬进驻。", None),
        ("第三轮巡察动员部署会召开，各组要做到早进点。", None),
        ("上一轮巡察已向6家单位反馈。", None),
        ("8个巡察组陆续进驻被巡察单位，目前已有两个单位开过会。", None),
        ("8个巡察组陆续进驻被巡察单位，目前已进驻县教育局。", None),
        ("8个巡察组已陆续进驻被巡察单位。", "entry"),
        ("第三轮巡察完成首批进驻。", None),
        ("各巡察组全部进驻后，将公布值班电话。", None),
        ("8个巡察组开始进驻，目前已进驻县教育局。", "entry"),
        ("8个巡察组将于3月10日开始进驻。", None),
        ("8个巡察组自3月10日起开始进驻。", None),
        ("2023年3月13日，第三轮巡察启动，巡察到5月31日为止。", "entry"),
        ("第三轮巡察启动，巡察将从3月20日持续到5月31日。", None),
    ],
)
def test_it_reads_the_stage_that_an_overview_reports(said: str, stage: str | None) -> None:
    parsed = parse(_HEAD + said)
    assert (parsed.kind, parsed.stage) == ("round_overview", stage)


def test_a_speech_at_a_feedback_meeting_tells_of_feedback() -> None:
    said = "在十届县委第十一轮巡察情况反馈会议上的表态发言\n各位领导、同志们：\n我代表局党组作如下表态。"
    assert parse(said).kind == "feedback"


def test_other_kinds_are_of_their_stage_by_themselves() -> None:
    assert parse("县委第一巡察组进驻县教育局公告\n县委第一巡察组已进驻县教育局。").stage is None
