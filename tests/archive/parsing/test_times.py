"""Dates, periods, deadlines and years: phrases of the language, what they give, and why they must."""

import pytest

from archive.parsing import RoundTable, parse
from archive.parsing.dates import find_ranges
from archive.parsing.source import Source

RANGES = [
    ("2021年9月10日至11月10日", "2021-09-10", "2021-11-10"),
    ("9月10日起至11月10日止", "--09-10", "--11-10"),
    ("2021.9.10-2021.11.10", "2021-09-10", "2021-11-10"),
    ("2021.9.10—11.10", "2021-09-10", "2021-11-10"),
    ("巡察时间：9.10—11.10", "--09-10", "--11-10"),
    ("2021/9/10-2021/11/10", "2021-09-10", "2021-11-10"),
    ("9月10号到11月10号", "--09-10", "--11-10"),
    ("9月10-24日", "--09-10", "--09-24"),
    ("二O二一年九月十日至十一月十日", "2021-09-10", "2021-11-10"),
    ("2021年 9 月 10 日 — 11 月 10 日", "2021-09-10", "2021-11-10"),
    ("2021年9月10日（周五）上午8时至11月10日", "2021-09-10", "2021-11-10"),
    ("2020年12月10日至次年2月5日", "2020-12-10", "2021-02-05"),
    ("12月10日至2021年2月5日", "2020-12-10", "2021-02-05"),
]


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_it_reads_a_range_however_it_is_printed(text: str, first: str, last: str) -> None:
    (found,) = find_ranges(Source(text).text)
    assert (str(found.first.dated()), str(found.last.dated())) == (first, last)


ENTRY = "县委第一巡察组巡察县粮食局公告\n县委第一巡察组"
PERIODS = [
    ("4月6日进驻县粮食局，6月5日离点。", "--04-06", "--06-05", "entry and leave"),
    ("4月6日进驻县粮食局，对县粮食局开展巡察，驻点至6月3日。", "--04-06", "--06-03", "until when they stay"),
    ("自4月6日起至6月中旬，对县粮食局开展巡察。", "--04-06", None, "an end that is no day"),
    ("从即日起至6月5日，对县粮食局开展巡察。", None, "--06-05", "a start that is no day"),
    ("4月6日至8日分别进驻县粮食局等单位。", None, None, "days of moving in"),
    ("对县粮食局2019年1月1日至2021年12月31日的工作开展巡察。", None, None, "the years looked into"),
    ("去年4月6日至6月5日对县粮食局开展巡察，公示时间9月1日至9月10日。", "--04-06", "--06-05", "days of showing"),
    ("将于6月5日前结束巡察。", None, None, "before a day is not that day"),
    ("对甲村、乙村、丙村开展巡察。时间安排：甲村10月10日至15日，乙村、丙村10月16日至22日。", None, None, "of one unit"),
    ("4月6日，正式进驻县粮食局开展巡察。", "--04-06", None, "an announcement tells of the entry as the beginning"),
    ("于2026年4月6日至2026年6月5日对县审计局党组开展常规巡察。", "2026-04-06", "2026-06-05", "whom, not what was done"),
    ("4月6日至6月5日进驻县培训中心、县审计局开展巡察。", "--04-06", "--06-05", "named after what they do"),
    ("对县纪律检查委员会、县信访局自4月6日至6月5日开展巡察。", "--04-06", "--06-05", "the same in front of the days"),
    ("4月6日至6月5日对县政务公开和信息中心开展巡察。", "--04-06", "--06-05", "within the object of the inspection"),
    ("完成集训后于4月6日至6月5日对县粮食局开展巡察。", "--04-06", "--06-05", "what went before the inspection"),
    ("从4月6日起对县信访局、县审计局开展巡察。", "--04-06", None, "a start alone"),
    ("于2026年4月至6月对县审计局开展巡察。", "2026-04", "2026-06", "months"),
    ("对县粮食局开展巡察，4月6日至6月5日审计局对其审计。", None, None, "an office that does it"),
    ("4月6日至6月5日公示县委第一巡察组对县粮食局开展巡察的情况。", None, None, "days of showing what was inspected"),
    ("对县粮食局开展巡察。4月6日至6月5日对反馈问题整改部署开展督查。", None, None, "a word only begins like an office"),
]


@pytest.mark.parametrize(("text", "start", "end", "why"), PERIODS)
def test_it_finds_the_period(text: str, start: str | None, end: str | None, why: str) -> None:
    notice = parse(ENTRY + text)
    found = tuple(str(date) if date else None for date in (notice.period_start, notice.period_end))
    assert found == (start, end), why


DEADLINES = [
    ("信访受理截止时间为5月20日", "--05-20", "the plain form"),
    ("信访受理5月20日截止", "--05-20", "the end behind the day"),
    ("5月20日停止受理信访", "--05-20", "receiving stops"),
    ("5月20日后不再受理来信来访", "--05-20", "no longer"),
    ("受理时间：4月6日至5月20日", "--05-20", "a time of receiving ends"),
    ("信访受理期限：4月6日—5月20日", "--05-20", "its first day is not the last"),
    ("受理信访至五月二十日", "--05-20", "in words"),
    ("请于5月20日前来信反映", "--05-20", "what the public is asked"),
    ("专用电话：23019120，信箱：天津市A155信箱；公布期为4月6日至5月20日", "--05-20", "for how long they are given out"),
    ("整改情况公布期为4月6日至5月20日", None, "what else is published"),
    ("举报截止日期：2021-05-20", "2021-05-20", "in figures"),
    ("5月20日为信访截止日期，逾期来信来电不再受理", "--05-20", "the day is called so"),
    ("5月20日是受理来信来电的最后一天", "--05-20", "in other words"),
    ("5月20日为信访接待日", None, "called something else"),
    ("张贴公告，开通举报电话，时间截止到5月20日", "--05-20", "of what the sentence opened"),
    ("召开会议，时间截止到5月20日", None, "of something else"),
    ("截至5月20日，已受理信访30件", None, "as of is no deadline"),
    ("受理时间为巡察结束前10天", None, "no day at all"),
]


@pytest.mark.parametrize(("text", "deadline", "why"), DEADLINES)
def test_it_finds_the_deadline(text: str, deadline: str | None, why: str) -> None:
    notice = parse(f"{ENTRY}4月6日至6月5日对县粮食局开展巡察。{text}。")
    assert (str(notice.deadline) if notice.deadline else None) == deadline, why


DEADLINE_TIMES = [
    ("信访受理截止到5月20日12时", "12:00", "twelve of itself is noon"),
    ("信访受理截止时间为5月20日上午12时", "12:00", "noon"),
    ("信访受理到5月20日下午5时截止", "17:00", "the afternoon in 24 hours"),
    ("信访受理5月20日下午五点半截止", "17:30", "in words"),
    ("5月20日17:30停止受理信访", "17:30", "in figures"),
    ("5月20日下午5时停止受理信访", "17:00", "the half of the day before the end"),
    ("5月20日17时30分停止受理信访", "17:30", "with minutes"),
    ("信访受理截止日期：5月20日（星期五）17：00", "17:00", "behind the day of the week"),
    ("请于5月20日下午3点前来信反映", "15:00", "what the public is asked"),
    ("信访受理截止到5月20日0时", "00:00", "as the day begins"),
    ("5月20日5时停止受理信访", None, "in the morning or the afternoon"),
    ("信访受理截止到5月20日24时", None, "the day as a whole"),
    ("信访受理截止到5月20日晚上12点", None, "midnight"),
    ("信访受理截止到5月20日25时", None, "no time at all"),
    ("信访受理截止到5月20日8:00-18:00", None, "the hours of a day"),
    ("信访受理截止到5月20日八点三十分至十二点", None, "the same in words"),
    ("信访受理截止到5月20日\n9:00召开动员会", None, "another line"),
    ("信访受理截止到5月20日", None, "no time told"),
]


@pytest.mark.parametrize(("text", "time", "why"), DEADLINE_TIMES)
def test_it_finds_the_time_of_the_deadline(text: str, time: str | None, why: str) -> None:
    notice = parse(f"{ENTRY}4月6日至6月5日对县粮食局开展巡察。{text}。")
    assert (notice.deadline, notice.deadline_time) == ("--05-20", time), why


def test_the_time_of_the_deadline_is_pointed_at() -> None:
    text = f"{ENTRY}4月6日至6月5日对县粮食局开展巡察。信访受理到5月20日下午5时截止。"
    places = [text[entry.start : entry.end] for entry in parse(text).evidence if entry.field == "deadline_time"]
    assert places == ["下午5时"]


REPORT = "县委第一巡察组进驻县粮食局\n{}\n5月8日上午，县委第一巡察组巡察县粮食局动员会召开。\n{}\n"
YEARS = [
    ("发布时间：2021-05-09", "", 2021, "the page"),
    ("某县粮食局 2021-05-09 18:22 发表于浙江", "", 2021, "a channel's line"),
    ("三江早报 2021年5月9日", "", 2021, "a paper's masthead"),
    ("日期：20210509", "", 2021, "figures without a mark"),
    ("", "（责任编辑：李四 2021-05-09）", 2021, "the editor's line"),
    ("", "县粮食局办公室 2021年5月9日", 2021, "who signs"),
    ("", "二〇二一年五月九日", 2021, "signed in words"),
    ("", "2021年5月", 2021, "signed with the month"),
    ("来源：转载 2022-05-09", "2021年5月9日", 2021, "the foot goes before the page"),
    ("", "下一篇：县委巡察公告 2019-03-04", None, "another page's date"),
    ("", "相关新闻\n县委第二巡察组进驻县供销社 2018-02-03", None, "a list of other pages"),
    ("", "会议传达了2020年8月28日县委常委会精神。", None, "a day named in passing"),
    ("", "本次巡察对2018年县委第一轮专项巡察反馈问题的整改开展“回头看”。", None, "an earlier round"),
    ("", "为贯彻2020年全县巡察工作会议精神。", None, "another meeting"),
]


@pytest.mark.parametrize(("head", "foot", "year", "why"), YEARS)
def test_it_dates_a_report(head: str, foot: str, year: int | None, why: str) -> None:
    assert parse(REPORT.format(head, foot)).year == year, why


CALLED = [
    (
        "县委第一巡察组从2023年2月27日至3月31日对县粮食局开展巡察。\n县委第一巡察组\n2023年2月27日",
        "期间“2023年2月27日”写明2023年。",
        "a sign-off near the top, and a period",
    ),
    (
        "县委第一巡察组进驻县粮食局\n2023-02-27\n近日，县委第一巡察组进驻。",
        "页面日期“2023-02-27”写明2023年。",
        "a page's",
    ),
    (
        "县委第一巡察组进驻县粮食局。\n县委第一巡察组\n2023年2月27日",
        "落款日期“2023年2月27日”写明2023年。",
        "a sign-off",
    ),
    (
        "在县粮食局巡察工作动员会上的讲话\n县委第一巡察组组长 张明\n（2023年2月27日）\n同志们：今天进驻。",
        "会议日期“2023年2月27日”写明2023年。",
        "a speech's is that of its meeting",
    ),
]


@pytest.mark.parametrize(("text", "basis", "why"), CALLED)
def test_it_calls_the_date_that_has_the_year_what_it_is(text: str, basis: str, why: str) -> None:
    assert str(parse(text).basis["year"]) == basis, why


def test_the_findings_follow_on_the_period() -> None:
    notice = parse(
        "县委第一巡察组向县粮食局党组反馈巡察情况\n2020年9月1日至11月5日，县委第一巡察组对县粮食局党组开展了巡察。"
        "1月12日上午，县委第一巡察组向县粮食局党组反馈巡察情况。"
    )
    assert (notice.year, str(notice.meeting_date), str(notice.period_start)) == (2021, "2021-01-12", "2020-09-01")


MEETINGS = [
    ("县委第一巡察组巡察县粮食局\n时    间：5月20日上午9:00", "--05-20", "minutes name their time"),
    ("县委第一巡察组进驻县粮食局动员会\n会议时间：5月20日上午9:00\n地点：三楼", "--05-20", "by another label"),
    ("县委第一巡察组巡察县粮食局\n受理截止时间：5月20日下午5时。", None, "the last day of letters"),
    (
        "5月8日，县委第一巡察组一行来到县粮食局。在动员会上，组长讲话。",
        "--05-08",
        "the sentence behind tells the meeting",
    ),
    ("（通讯员 李四）5月8日下午，县粮食局迎来县委第一巡察组。会上，组长作动员讲话。", "--05-08", "behind a by-line"),
    ("5月8日、9日，县委第一巡察组先后召开动员会。", None, "two days are not one"),
    ("5月8日至9日，县委第一巡察组分别反馈。", None, "a range neither"),
    ("本报5月9日讯 8日上午，县委第一巡察组进驻县粮食局动员会召开。", "--05-08", "the dateline has the month"),
    ("6月2日下午2:30、6月3日上午9:00，县委第一、第二巡察组先后召开动员会。", None, "a row with its hours"),
    ("反馈工作陆续进行，5月8日全部完成。县委第一巡察组向县粮食局党组反馈。", None, "the last day of a row"),
    (
        "5月8日，县委第一巡察组向县粮食局反馈情况。5月9日，县委第二巡察组向县文联反馈情况。",
        None,
        "each unit has its own day",
    ),
    (
        "5月8日，县委第一巡察组向县粮食局反馈情况。3月9日，县委第一巡察组进驻县粮食局动员会召开。",
        "--05-08",
        "a meeting of another sort",
    ),
    (
        "4月2日，县委第一巡察组在县粮食局召开进驻前见面沟通会，商定动员会于4月6日召开。",
        None,
        "the talk before, and a plan",
    ),
    ("进驻前沟通后，5月8日，县委第一巡察组进驻县粮食局动员会召开。", "--05-08", "the meeting behind the talk"),
    ("5月8日，记者从县委巡察办了解到，动员会后，县委第一巡察组进驻县粮食局。", None, "when a reporter heard of it"),
    ("5月8日上午，笔者从县委巡察办获悉，县委第一巡察组进驻县粮食局。", None, "by whatever name"),
    ("记者5月8日从县委第一巡察组进驻县粮食局动员会上获悉，巡察开始。", "--05-08", "at the meeting itself"),
    ("5月8日，县委第一巡察组从严从实召开县粮食局动员会，了解情况。", "--05-08", "nobody heard of it"),
    ("30日上午，县委第一巡察组进驻县粮食局动员会召开。巡察时间为7月1日至8月30日。", "--06-30", "nearest to the start"),
]


@pytest.mark.parametrize(("text", "date", "why"), MEETINGS)
def test_it_finds_the_meeting(text: str, date: str | None, why: str) -> None:
    notice = parse(text)
    assert (str(notice.meeting_date) if notice.meeting_date else None) == date, why


NOT_ONE_DAY = "文中写的是{}，不是一天"
OF_SEVERAL = "文中写有几天（{}），分属几次会议，无法定为一天"
OF_MANY_DAYS = [
    ("1月13日至14日，县委第一巡察组向县粮食局党组反馈了巡察情况。", NOT_ONE_DAY.format("1月13日至14日")),
    ("12月3日至10日，十三届县委第五轮巡察集中反馈。", NOT_ONE_DAY.format("12月3日至10日")),
    ("8月3日起，县委第一至第四巡察组分别向县粮食局等党组反馈情况。", NOT_ONE_DAY.format("8月3日起")),
    ("5月8日，、9日，，县委第一巡察组先后召开动员会。", OF_SEVERAL.format("5月8日、9日")),
    ("6月2日下午2:30钟、6月3日上午，县委第一、第二巡察组召开动员会。", OF_SEVERAL.format("6月2日、6月3日")),
    (
        "5月8日，县委第一巡察组向县粮食局反馈。5月9日，县委第二巡察组向县文联反馈。",
        OF_SEVERAL.format("5月8日、5月9日"),
    ),
    (
        "县委巡察反馈工作陆续进行，3月6日全部完成。",
        "文中写的“3月6日全部完成”是几次会议的最后一天，不是其中某一次的日期",
    ),
]


@pytest.mark.parametrize(("text", "reason"), OF_MANY_DAYS)
def test_it_says_why_days_of_several_meetings_are_none(text: str, reason: str) -> None:
    notice = parse(f"县委第一巡察组巡察县粮食局\n{text}")
    assert notice.meeting_date is None
    assert notice.period_start is None
    assert [str(doubt.reason) for doubt in notice.doubts if doubt.field == "meeting_date"] == [reason]


NO_DAYS_OF_MEETINGS = [
    ("4月6日至6月5日，县委第一巡察组对县粮食局开展巡察。5月8日，动员会召开。", "the period"),
    ("受理时间5月8日至6月9日，动员会上公布。", "a time of reception"),
    ("截至5月8日，反馈工作全部完成。", "as of"),
    ("5月8日至9日，县粮食局对反馈问题进行整改。", "what became of the findings"),
]


@pytest.mark.parametrize(("text", "why"), NO_DAYS_OF_MEETINGS)
def test_other_days_are_no_days_of_several_meetings(text: str, why: str) -> None:
    notice = parse(f"县委第一巡察组巡察县粮食局\n{text}")
    assert "meeting_date" not in {doubt.field for doubt in notice.doubts}, why


MENTIONS = [
    ("重点受理违反政治、组织、廉洁、群众、工作、生活纪律的举报。", 6, "one 纪律 for all"),
    ("违反政治纪律和政治规矩、组织纪律、廉洁纪律的问题。", 3, "with what goes with the first"),
    ("紧扣六项纪律。", 0, "a count names none"),
    ("加强政治、组织建设，遵守工作纪律。", 0, "one alone is no list"),
]


@pytest.mark.parametrize(("text", "count", "why"), MENTIONS)
def test_it_reads_lists_of_disciplines(text: str, count: int, why: str) -> None:
    assert len(parse(f"县委第一巡察组进驻县粮食局开展巡察。{text}").disciplines) == count, why


ENTERED = "中央第七巡视组进驻中国石化开展专项巡视。"
ROUNDS_OF_A_YEAR = [
    ("2014年中央第三轮巡视启动，" + ENTERED, 18, 5, "the year began with the third of the term"),
    ("2014年第二轮中央巡视启动，" + ENTERED, 18, 4, "the centre stands behind"),
    ("2014年12月1日，中央今年第三轮巡视启动，" + ENTERED, 18, 5, "this year is the text's"),
    ("2014年12月1日，年内第三轮巡视启动，" + ENTERED, 18, 5, "within the year"),
    ("2014年中央首轮巡视启动，" + ENTERED, 18, 3, "the first"),
    ("2014年中央第三轮巡视启动，与2014年首轮不同，" + ENTERED, 18, 5, "another round in passing"),
    ("2014年中央第三轮巡视启动，" + ENTERED + "中央第三轮巡视共13个组。", 18, 5, "the number alone is the year's too"),
    ("2014年4月1日，年内第三轮巡视启动，" + ENTERED, None, None, "the third was in November"),
    ("中央今年第三轮巡视启动，" + ENTERED, None, None, "of no year"),
    ("2017年中央第二轮巡视启动，" + ENTERED, None, None, "that year had one"),
    ("2014年中央第一轮、2014年中央第二轮巡视先后启动，" + ENTERED, None, None, "which of two"),
    ("2014年省委第三轮巡视启动，省委第七巡视组进驻省国资委开展专项巡视。", None, None, "no round of the centre's"),
]


@pytest.mark.parametrize(("text", "term", "number", "why"), ROUNDS_OF_A_YEAR)
def test_it_finds_the_round_that_a_year_counts(text: str, term: int | None, number: int | None, why: str) -> None:
    notice = parse(text)
    assert (notice.term, notice.round) == (term, number), why


def test_it_says_how_the_round_of_a_year_was_found() -> None:
    assert str(parse("2014年中央第三轮巡视启动，" + ENTERED).basis["round"]) == (
        "文中称“2014年中央第三轮”，2014年开始的中央巡视依次是十八届第三轮、十八届第四轮、十八届第五轮，据此为十八届中央第五轮。"
    )


def test_it_counts_no_rounds_of_a_year_that_the_table_has_in_part() -> None:
    rounds = [{"term": 18, "round": 3, "starts": "2014-03"}, {"term": 18, "round": 5, "starts": "2014-11"}]
    assert parse("2014年中央第二轮巡视启动，" + ENTERED, RoundTable.from_rows(rounds)).round is None


LENGTHS = [
    ("驻点巡察45天左右。", "45天左右", "the stay"),
    ("集中驻点六周。", "六周", "without the work"),
    ("4月6日进驻，6月5日撤点，约2个月。", "约2个月", "behind the end"),
    ("驻点约40天。", "约40天", "about is part of what is said"),
    ("每镇安排一个月左右。", None, "of each, not of the whole"),
    ("为期两个月。巡察时间2个月左右。", "两个月", "one length in two spellings"),
    ("其中常规巡察开展两个月，专项巡察开展一个月。", None, "one for each type"),
    ("集中整改2个月，约2个月内报告。", None, "time allowed for something else"),
    ("6月5日结束，10天后反馈。", None, "no length"),
    ("巡察工作从4月6日开始，历时近一个月。", "近一个月", "nearly is part of what is said"),
    ("时间均为一个月左右。", "一个月左右", "of each group, and so of all"),
    ("从4月6日到6月5日，共60天。", "60天", "counted"),
    ("到6月24日结束，共三周时间。", "三周", "behind its end"),
    ("集中培训，历时三天。共谈话30天。", None, "time for something else"),
    ("为期两个月，工作近两个月。", "两个月", "hardly another length"),
    ("此前，省委第二巡视组曾在县里工作近两个月。本次驻点40天。", "40天", "of another's stay"),
]


@pytest.mark.parametrize(("text", "length", "why"), LENGTHS)
def test_it_finds_how_long_the_inspection_takes(text: str, length: str | None, why: str) -> None:
    assert parse(f"{ENTRY}对县粮食局开展巡察。{text}").duration == length, why


def test_it_says_that_several_lengths_are_told() -> None:
    doubts = parse(f"{ENTRY}进驻。其中常规巡察开展两个月，专项巡察开展一个月。").doubts
    assert [str(doubt.reason) for doubt in doubts if doubt.field == "duration"] == [
        "文中写有几个不同的时长（两个月、一个月），无法定为一个"
    ]


def test_the_length_of_an_earlier_inspection_is_not_that_of_this_one() -> None:
    earlier = "去年十月，上级党委第四巡视组对公司进行了为期一个月的巡视。"
    assert parse(f"{ENTRY}今日进驻县粮食局。{earlier}").duration is None
    assert parse(f"{ENTRY}今日进驻县粮食局，为期两个月。{earlier}").duration == "两个月"
