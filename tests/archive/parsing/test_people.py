"""Heads, deputies and who presides: every way in which a notice introduces them, and what only looks like it."""

from typing import Any

import pytest

from archive.parsing import as_json, parse

Case = tuple[str, dict[str, Any], str]

ROUND = "县委第一巡察组对县财政局开展常规巡察。"
MEETING = "市委第九巡察组巡察市教育局动员会召开。"

INTRODUCED: list[Case] = [
    (
        "组长由县纪委常委张志强同志担任，副组长由李红、王明担任。",
        {"leaders": ["张志强"], "deputies": ["李红", "王明"]},
        "a title taken by",
    ),
    ("巡察组由张志强任组长，那顺、李红任副组长。", {"leaders": ["张志强"], "deputies": ["那顺", "李红"]}, "made so"),
    ("以县人大原副主任赵长海为组长的县委第一巡察组到会。", {"leaders": ["赵长海"]}, "the group behind its head"),
    ("组长为张三，副组长是李四、王五。", {"leaders": ["张三"], "deputies": ["李四", "王五"]}, "the title is"),
    ("组长、副组长分别由张三、李四担任。", {"leaders": ["张三"], "deputies": ["李四"]}, "two titles for one list"),
    (
        "第一巡察组　组长/副组长：张三/李四、王五",
        {"leaders": ["张三"], "deputies": ["李四", "王五"]},
        "two titles and a stroke",
    ),
    ("任命张三为县委第一巡察组组长，李四为副组长。", {"leaders": ["张三"], "deputies": ["李四"]}, "named as"),
    ("联系方式：张三组长13900000000。", {"leaders": ["张三"]}, "a telephone behind"),
    ("张建国（组长）、李丽（副组长）参加会议。", {"leaders": ["张建国"], "deputies": ["李丽"]}, "in brackets"),
    ("组长（张建国）参加会议。", {"leaders": ["张建国"]}, "the name in brackets"),
    ("巡察组张建国组长指出，李丽副组长宣读纪律。", {"leaders": ["张建国"], "deputies": ["李丽"]}, "title behind name"),
    ("张建国、李丽两位副组长参加。", {"deputies": ["张建国", "李丽"]}, "two in front of one title"),
    ("县委第一巡察组长张三参加。", {"leaders": ["张三"]}, "one 组 for two"),
    (
        "组长、县审计局党组成员、二级主任科员马文军，副组长、工会主席周洁到会。",
        {"leaders": ["马文军"], "deputies": ["周洁"]},
        "posts between title and name",
    ),
    (
        "\n组 长：县纪委副书记 边　防\n副组长：县审计局副局长 李四、县财政局副局长王五\n",
        {"leaders": ["边防"], "deputies": ["李四", "王五"]},
        "posts in front of every name",
    ),
    (
        "组长：张三（县纪委副书记），副组长：李四（正科级）、王五。",
        {"leaders": ["张三"], "deputies": ["李四", "王五"]},
        "posts behind every name",
    ),
    ("正厅级组长张三、副厅级副组长李四参加。", {"leaders": ["张三"], "deputies": ["李四"]}, "a rank before the title"),
    (
        "\n【组长】张三\n【副组长】李四、王五\n",
        {"leaders": ["张三"], "deputies": ["李四", "王五"]},
        "labels in brackets",
    ),
    (
        "\n组　　长：孙  毅\n副 组 长：孙　宁　田　野\n",
        {"leaders": ["孙毅"], "deputies": ["孙宁", "田野"]},
        "all padded",
    ),
    (
        "\n组长\n张三\n副组长\n李四、王五\n",
        {"leaders": ["张三"], "deputies": ["李四", "王五"]},
        "label and name in two lines",
    ),
]

SEVERAL: list[Case] = [
    (
        "县委第一、第二巡察组组长分别由张志强、李红同志担任，对县财政局、县教育局开展巡察。",
        {"leaders": ["张志强", "李红"]},
        "as many as groups",
    ),
    (
        "县委第三轮巡察对县财政局开展巡察，由刘卫东、陈建国分别担任第一、第二巡察组组长。",
        {"leaders": ["刘卫东", "陈建国"]},
        "the groups behind their heads",
    ),
    (
        "县委三个巡察组的组长张三、折向前、党育才先后对县财政局开展巡察。",
        {"leaders": ["张三", "折向前", "党育才"]},
        "counted",
    ),
    (
        "县委巡察组组长任宝贵、县委第三巡察组组长屈海云对县财政局开展巡察。",
        {"leaders": ["任宝贵", "屈海云"]},
        "任 is a surname",
    ),
    (
        "县委第三轮巡察一览表\n组别|组长|副组长|单位\n第一组|成功||县财政局\n第二组|王 平|赵敏、田野|县教育局",
        {"leaders": ["成功", "王平"], "deputies": ["赵敏", "田野"]},
        "a table with | and an empty cell",
    ),
    (
        "县委第三轮巡察一览表\n巡察组\t组长\t单位\n第一巡察组\t张三\t县财政局\n第二巡察组\t连城\t县教育局",
        {"leaders": ["张三", "连城"]},
        "a table with tabs",
    ),
    (
        "县委第三轮巡察一览表\n组别 组长 单位\n第一巡察组 张三 县财政局\n第二巡察组 王平 县教育局",
        {"leaders": ["张三", "王平"]},
        "a table with spaces",
    ),
    (
        "县委第三轮巡察一览表\n组别 | 县委第一巡察组 | 县委第二巡察组\n组长 | 张三 | 王平\n副组长 | 李四、赵敏 | 钱进",
        {"leaders": ["张三", "王平"], "deputies": ["李四", "赵敏", "钱进"]},
        "a column for each group",
    ),
    (
        "县委第三轮巡察进驻一览表\n组别\n组长\n副组长\n单位\n县委第一巡察组\n史  军\n李　静、马国营\n县财政局\n",
        {"leaders": ["史军"], "deputies": ["李静", "马国营"]},
        "one cell to a line",
    ),
    (
        "县委第三轮巡察进驻公告\n二、组长、副组长\n县委第一巡察组：朱文龙，钮佩佩\n县委第二巡察组：丁一，施敏\n",
        {"leaders": ["朱文龙", "丁一"], "deputies": ["钮佩佩", "施敏"]},
        "both titles in a heading",
    ),
]

NAMES: list[Case] = [
    ("组长次仁多吉，副组长旦增、央金卓嘎。", {"leaders": ["次仁多吉"], "deputies": ["旦增", "央金卓嘎"]}, "Tibetan"),
    (
        "巡察组组长阿拉坦巴根作动员讲话，副组长斯琴图雅以及全体成员参加。",
        {"leaders": ["阿拉坦巴根"], "deputies": ["斯琴图雅"]},
        "Mongolian",
    ),
    (
        "组长买买提·吐尔逊、副组长古丽努尔·阿不都拉讲话。",
        {"leaders": ["买买提·吐尔逊"], "deputies": ["古丽努尔·阿不都拉"]},
        "Uyghur",
    ),
    ("巡察组组长罕山作动员讲话。", {"leaders": ["罕山"]}, "no Han surname"),
    (
        "组长江海洋明确了要求，副组长高原逐条说明。",
        {"leaders": ["江海洋"], "deputies": ["高原"]},
        "names that are words",
    ),
    ("组长李永和指出，副组长张和平和组员参加。", {"leaders": ["李永和"], "deputies": ["张和平"]}, "和 in a name"),
    (
        "巡察组由组长詹明亮、副组长祁红和6名组员组成。",
        {"leaders": ["詹明亮"], "deputies": ["祁红"]},
        "和 behind a name",
    ),
    ("组长李明参与会议，副组长李丽以及组员参加。", {"leaders": ["李明"], "deputies": ["李丽"]}, "words behind a name"),
    (
        "副组长蒋大为及组员参加，组长苗侠在讲话中指出。",
        {"leaders": ["苗侠"], "deputies": ["蒋大为"]},
        "particles or not",
    ),
    ("组长张建军冒雨赶来。张建军指出，要重视。", {"leaders": ["张建军"]}, "settled by the second mention"),
]

NOBODY: list[Case] = [
    ("各组组长要履行职责，副组长协助组长做好工作。", {}, "what heads do"),
    ("会议宣布了组长、副组长任职决定，组长马上就位。", {}, "titles alone"),
    ("实行组长负责制，由组长指定专人。组长签字确认。", {}, "verbs behind the title"),
    ("组长与县财政局党组书记王强沟通，组长向局长李军通报。", {}, "others who are named behind"),
    ("组长到会指导，组长要带头，仇组长谈到。", {}, "no name follows"),
    ("成立以局长王刚为组长、副局长李明为副组长的整改工作领导小组。", {}, "a committee of the unit"),
    ("局党组成立整改领导小组，组长由王刚担任，副组长由李明担任。", {}, "its head named behind"),
    ("县财政局成立配合巡察工作联络组，组长：王刚，副组长：李明。", {}, "a group that the unit sets up"),
    ("成立了整改领导小组。\n组长：王刚\n副组长：李明\n", {}, "a committee named a line before"),
    ("县委书记为巡察组组长授旗。", {}, "为 that makes nobody head"),
    ("党小组组长陈明、教研组组长王平、市委主题教育巡回指导组副组长李军列席。", {}, "other groups"),
    ("驻县财政局纪检监察组组长陈明、市财政局纪检组长李军列席。", {}, "discipline groups"),
    ("县委第二巡察组原组长陈明曾任县委第三巡察组组长。", {}, "what somebody was before"),
    ("组长：×××，副组长：李某某、XX。", {}, "placeholders"),
]

PRESIDES: list[Case] = [
    ("会议由局党组书记、局长格桑主持。", {"host": "格桑"}, "no Han surname behind a post"),
    ("乡长叶尔兰·努尔江主持会议。", {"host": "叶尔兰·努尔江"}, "a name with its dot"),
    ("会议主持人为局党组成员、副局长罗安举。", {"host": "罗安举"}, "the label"),
    ("主持：赵敏 记录：李军", {"host": "赵敏"}, "the short label"),
    ("赵敏受局党组书记王强委托主持会议。", {"host": "赵敏"}, "on behalf of another"),
    ("会议由局党组书记、局长万 象主持。", {"host": "万象"}, "padded, behind a post"),
    ("局长赵敏作表态发言并主持会议。", {"host": "赵敏"}, "who spoke too"),
    ("会议由赵敏局长主持。", {"host": "赵敏"}, "the post behind the name"),
    ("由局长方圆主持的动员会开始。", {"host": "方圆"}, "the meeting behind"),
    ("会议在赵敏同志的主持下进行。", {"host": "赵敏"}, "under somebody"),
    ("副局长赵敏（主持日常工作）主持会议。", {"host": "赵敏"}, "brackets behind the name"),
    ("见面会由组长陈明主持。下午的动员会由院长赵敏主持。", {"host": "赵敏"}, "the meeting, not the greeting"),
    ("局长赵敏主持召开局党组会议，研究配合工作。", {"host": None}, "another meeting"),
    ("局党组书记赵敏、校长李军分别主持会议。", {"host": None}, "two meetings"),
    ("会议由党委书记李军、院长赵敏主持。", {"host": None}, "two in one list"),
    ("民主生活会由王刚主持。", {"host": None}, "a meeting of the unit"),
    ("会议由市教育局赵敏主持。", {"host": "赵敏"}, "the unit before the name"),
    ("赵敏在主持时强调，要支持配合。", {"host": "赵敏"}, "while presiding"),
    ("会议由赵敏、李军共同主持。", {"host": None}, "two together"),
    ("会议由各单位党组织书记主持，副书记、局长主持大会。", {"host": None}, "posts and no name"),
]


def _check(text: str, expected: dict[str, Any]) -> None:
    data = as_json(parse(text))
    read = {field: list(data[field]) if isinstance(data[field], (list, tuple)) else data[field] for field in expected}
    assert read == expected


def _ids(cases: list[Case]) -> list[str]:
    return [why for _, _, why in cases]


@pytest.mark.parametrize(("text", "expected", "why"), INTRODUCED, ids=_ids(INTRODUCED))
def test_it_finds_heads_however_they_are_introduced(text: str, expected: dict[str, Any], why: str) -> None:
    _check(ROUND + text, {"leaders": [], "deputies": [], **expected})


@pytest.mark.parametrize(("text", "expected", "why"), SEVERAL, ids=_ids(SEVERAL))
def test_it_finds_the_heads_of_several_groups(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), NAMES, ids=_ids(NAMES))
def test_it_sees_where_a_name_ends(text: str, expected: dict[str, Any], why: str) -> None:
    _check(ROUND + text, {"leaders": [], "deputies": [], **expected})


@pytest.mark.parametrize(("text", "expected", "why"), NOBODY, ids=_ids(NOBODY))
def test_it_takes_nobody_else_for_a_head(text: str, expected: dict[str, Any], why: str) -> None:
    _check(ROUND + text, {"leaders": [], "deputies": [], **expected})


@pytest.mark.parametrize(("text", "expected", "why"), PRESIDES, ids=_ids(PRESIDES))
def test_it_finds_who_presides(text: str, expected: dict[str, Any], why: str) -> None:
    _check(MEETING + text, expected)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "在巡察县财政局动员会上的讲话\n县委第一巡察组组长　欧阳慎\n同志们：\n县委第一巡察组对县财政局开展巡察。",
            "欧阳慎",
        ),
        ("张建国同志在巡察县财政局动员会上的讲话\n同志们：\n县委第一巡察组对县财政局开展巡察。", "张建国"),
        ("在巡察县财政局动员会上的讲话\n同志们：\n县委第一巡察组对县财政局开展巡察。", None),
    ],
)
def test_it_finds_whose_speech_it_is(text: str, speaker: str | None) -> None:
    assert parse(text).speaker == speaker
