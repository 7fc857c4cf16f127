"""What looks like a value and is none: each trap with what must (not) be read, and why."""

from typing import Any

import pytest

from archive.parsing import as_json, parse

OPENING = "2021年3月8日，县委第三巡察组巡察县水利局党组动员会召开。"

# (trap, text, what must be read, why)
TRAPS: tuple[tuple[str, str, dict[str, Any], str], ...] = (
    (
        "term and round",
        "十届县委第十轮巡察启动，县委第二巡察组进驻县文联。",
        {"term": 10, "round": 10},
        "term and round may be equal",
    ),
    (
        "term and round",
        "十五届区委第十六轮巡察启动，区委第二巡察组进驻区文联。",
        {"term": 15, "round": 16},
        "the greater is not always the term",
    ),
    (
        "term and round",
        "贯彻十九届四中全会和市第十三次党代会精神，县委第二巡察组进驻县文联。",
        {"term": None, "round": None},
        "congresses and plenums count something else",
    ),
    (
        "other leaders",
        OPENING + "县委巡察工作领导小组组长王磊、驻局纪检组组长赵刚出席。",
        {"leaders": []},
        "the leading group and the discipline group are no inspection groups",
    ),
    (
        "other leaders",
        OPENING + "县水利局成立以局长孙涛为组长的整改工作领导小组。",
        {"leaders": []},
        "the unit's own task force",
    ),
    (
        "two who preside",
        ("会前，县委第三巡察组组长高翔主持召开与县水利局党组书记的见面沟通会。"
        "县委第三巡察组巡察县水利局动员会召开，党组书记梁栋主持会议。"),
        {"host": "梁栋", "leaders": ["高翔"]},
        "the head presides over the talk before, the unit's head over the meeting",
    ),
    (
        "an earlier round",
        "县委第三巡察组巡察县水利局动员会召开。会议传达了书记听取十三届县委第五轮巡察情况汇报时的讲话精神。",
        {"term": None, "round": None},
        "in a mobilization the round heard of is the one before",
    ),
    (
        "an earlier round",
        "县委第三巡察组向县水利局党组反馈巡察情况。会上传达了书记听取十三届县委第五轮巡察情况汇报时的讲话精神。",
        {"kind": "feedback", "term": 13, "round": 5},
        "in a feedback it is this one",
    ),
    (
        "an earlier round",
        "县委第三巡察组巡察县水利局动员会召开，会议学习了十九届中央第三轮巡视精神。",
        {"authority": "县委", "level": "county", "term": None, "round": None},
        "the centre's round in a county's report",
    ),
    (
        "a group once led",
        "中央第二巡视组进驻上海。组长张文岳2013年曾任中央第六巡视组组长。",
        {"groups": ["中央第二巡视组"]},
        "a group that its head once led",
    ),
    (
        "other numbers",
        OPENING + "对巡察干部的监督电话：0571-88880009。值班电话：0571-88880001。",
        {"phones": ["0571-88880001"]},
        "whoever watches the group itself has another number",
    ),
    (
        "other numbers",
        OPENING + "值班电话：0571-88880001，传真：0571-88880002。",
        {"phones": ["0571-88880001"]},
        "a fax is no telephone",
    ),
    (
        "other numbers",
        OPENING + "值班电话：0571-88880001。\n版权所有：某某网 新闻热线：0571-88889999 投稿邮箱：tg@news.cn",
        {"phones": ["0571-88880001"], "emails": []},
        "the footer's numbers are the site's",
    ),
    (
        "as of",
        "截至2021年9月22日，县委4个巡察组已进驻。县委第三巡察组巡察县水利局，受理信访时间截止到2021年11月5日。",
        {"deadline": "2021-11-05"},
        "as of is no deadline",
    ),
    (
        "no duration",
        "县委第三巡察组向县水利局党组反馈巡察情况，要求在反馈后1个月内报送整改方案。",
        {"duration": None},
        "time for something else",
    ),
    (
        "a page's date",
        ("县委第三巡察组巡察县水利局动员会召开\n发布时间：2022-01-10\n"
        "2021年12月30日，县委第三巡察组巡察县水利局动员会召开。"),
        {"year": 2021, "meeting_date": "2021-12-30"},
        "the page may be younger than the event",
    ),
    (
        "other years",
        "县委第三巡察组巡察县水利局动员会召开，重点检查2017至2021年惠农资金和对2018年考核的整改。",
        {"year": None},
        "what is looked at has years of its own",
    ),
    (
        "types named",
        "县委第三巡察组对县水利局开展专项巡察。和常规巡察相比，专项巡察更有针对性。",
        {"types": ["专项"]},
        "named for comparison",
    ),
    (
        "types named",
        "县委第三巡察组对县水利局开展常规巡察，检查专项资金，推动全面从严治党向基层延伸。",
        {"types": ["常规"]},
        "专项 and 延伸 also mean other things",
    ),
    (
        "types named",
        "省委巡视组将对13个市开展专项巡视。这次专项巡视，是对中央脱贫攻坚巡视“回头看”反馈问题整改的跟进督查。",
        {"types": ["专项"]},
        "what is followed up was another's inspection",
    ),
    (
        "city or county",
        "常熟市委第三巡察组对市水务局开展常规巡察。",
        {"level": "county", "authority": "常熟市委"},
        "a city by its name, a county by its rank",
    ),
    (
        "shape, not label",
        OPENING + "举报邮箱：sl3@163.com；邮政信箱：嵩县1234号信箱；意见箱设在县水利局一楼。",
        {"emails": ["sl3@163.com"], "mailboxes": ["嵩县1234号信箱"]},
        "the shape of a value settles what it is",
    ),
    (
        "shape, not label",
        OPENING + "来信请寄：嵩县1234邮箱转县委第三巡察组收。",
        {"mailboxes": ["嵩县1234邮箱转县委第三巡察组收"], "emails": []},
        "a postal box may be called 邮箱",
    ),
    (
        "no hours, no box",
        "2021年3月8日下午2:30，县委第三巡察组巡察县水利局动员会召开。意见箱24小时开放，设在301、305办公室门口。",
        {"hours": [], "mailboxes": [], "phones": []},
        "the time of a meeting, rooms, a box for suggestions",
    ),
    (
        "names",
        OPENING + "组长：王　敏，副组长：阿不都热合曼·艾山、欧阳修远。记者：李明",
        {"leaders": ["王敏"], "deputies": ["阿不都热合曼·艾山", "欧阳修远"]},
        "padded, dotted and compound names; a reporter is nobody's head",
    ),
    (
        "names",
        OPENING + "组长：王敏，副组长：李丽萍（女）、张 三丰 ；",
        {"leaders": ["王敏"], "deputies": ["李丽萍", "张三丰"]},
        "a remark behind a name, a surname set off from its name",
    ),
    (
        "damage",
        "县委第三巡察组于2024年0912日巡察县水利局，值班电话：0571-8888。",
        {"meeting_date": None, "phones": []},
        "a wrong guess is worse than a blank",
    ),
    (
        "a story",
        ("老粮库变身图书馆\n本报讯 修缮一新的老粮库昨日开门迎客。\n首日接待读者三百人。\n"
        "几年前市委第二巡察组进驻粮食局时，就在这栋楼里办公。"),
        {"kind": "other", "groups": [], "units": [], "authority": None},
        "a group named in passing makes no notice",
    ),
    (
        "rounds done",
        "党的十八大以来，中央已开展7轮巡视。12月2日，中央第七巡视组巡视深圳证券交易所工作动员会召开。",
        {"round": 8, "year": 2015},
        "before a new round: the next",
    ),
    (
        "other numbers",
        OPENING + "监督邮箱：jd@163.com；举报邮箱：sl3@163.com。",
        {"emails": ["sl3@163.com"]},
        "nor its e-mail",
    ),
    (
        "no hours, no box",
        OPENING + "值班电话：0571-88880001，接听时间18:00-8:00。",
        {"hours": []},
        "through the night is no afternoon",
    ),
    (
        "a group once led",
        "市委第三巡察组巡察市水利局。组长段小楼，曾任第四轮巡察第六巡察组组长。",
        {"groups": ["市委第三巡察组"], "leaders": ["段小楼"]},
        "with the round between",
    ),
    (
        "a template",
        "县委第×巡察组于2024年×月×日至×月×日对××局开展巡察，组长××，值班电话：××××。",
        {"leaders": [], "units": [], "phones": [], "period_start": None},
        "what was to be filled in is no value",
    ),
    (
        "only a count",
        "区委6个巡察组对28家党组织开展常规巡察。",
        {"groups": [], "units": []},
        "a count names nobody",
    ),
    (
        "round and group",
        "县委第三轮巡察第五巡察组进驻县水利局。",
        {"groups": ["县委第五巡察组"], "round": 3},
        "the first number is the round's",
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("trap", "text", "expected", "why"), TRAPS, ids=[f"{trap}: {why}" for trap, _, _, why in TRAPS]
)
def test_it_does_not_fall_into_the_trap(trap: str, text: str, expected: dict[str, Any], why: str) -> None:
    read = as_json(parse(text))
    assert {field: read[field] for field in expected} == expected, why
