"""Which unit, head, type and contact belongs to which group, in the layouts that notices have."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.numerals import to_chinese
from archive.parsing import as_json, parse

# (text, {group: facts}, why); a fact that is not named is not looked at
ASSIGNED: tuple[tuple[str, dict[str, dict[str, list[str]]], str], ...] = (
    (
        "除对国家民委、中国地震局等单位党组进行专项巡视外，中央第三、第六巡视组并分赴辽宁省、安徽省，对已巡视过的地方开展“回头看”。",
        {
            "中央第三巡视组": {"units": ["辽宁省"], "types": ["回头看"]},
            "中央第六巡视组": {"units": ["安徽省"], "types": ["回头看"]},
        },
        "what is excepted has its own type, and what follows speaks of those in front of it",
    ),
    (
        "市委第七、第八、第九巡察组分别进驻市司法局、市审计局、市林业局开展常规巡察。",
        {
            "市委第七巡察组": {"units": ["市司法局"], "types": ["常规"]},
            "市委第八巡察组": {"units": ["市审计局"]},
            "市委第九巡察组": {"units": ["市林业局"]},
        },
        "an elliptical list, one unit each",
    ),
    (
        "县委第一至第三巡察组分别对县水利局、县气象局，县文联、县科协，东河镇、西河镇开展巡察。",
        {
            "县委第一巡察组": {"units": ["县水利局", "县气象局"]},
            "县委第二巡察组": {"units": ["县文联", "县科协"]},
            "县委第三巡察组": {"units": ["东河镇", "西河镇"]},
        },
        "as many parcels between commas as groups",
    ),
    (
        (
            "县委第一、第二巡察组进驻公告\n县委第一巡察组\n组长：王明　副组长：李华\n"
            "巡察单位：县水利局　县气象局\n电话：0571-88880001\n"
            "县委第二巡察组\n组长：赵刚　副组长：孙丽\n巡察单位：县文联\n电话：0571-88880002\n"
            "来信请寄：嵩县1号信箱\n"
        ),
        {
            "县委第一巡察组": {"units": ["县水利局", "县气象局"], "leaders": ["王明"], "phones": ["0571-88880001"]},
            "县委第二巡察组": {
                "units": ["县文联"],
                "deputies": ["孙丽"],
                "phones": ["0571-88880002"],
                "mailboxes": [],
            },
        },
        "labels below each group; the last group does not take what is said of all",
    ),
    (
        (
            "县委第三轮巡察进驻一览表\n组别\n组长\n被巡察单位\n值班电话\n"
            "县委第一巡察组\n王　明\n县水利局\n县气象局\n0571-88880001\n县委第二巡察组\n欧阳春\n县文联\n0571-88880002\n"
        ),
        {
            "县委第一巡察组": {"units": ["县水利局", "县气象局"], "leaders": ["王明"], "phones": ["0571-88880001"]},
            "县委第二巡察组": {"units": ["县文联"], "leaders": ["欧阳春"], "phones": ["0571-88880002"]},
        },
        "a flattened table, a cell a line, two units in one cell",
    ),
    (
        (
            "县委第三轮巡察开始，县委巡察组进驻。\n|序号|被巡察单位|巡察组|组长|电话|\n|---|---|---|---|---|\n"
            "|1|县水利局、县气象局|县委第一巡察组|王明|0571-88880001|\n|2|县文联|县委第二巡察组|赵刚|0571-88880002|\n"
        ),
        {
            "县委第一巡察组": {"units": ["县水利局", "县气象局"], "leaders": ["王明"]},
            "县委第二巡察组": {"units": ["县文联"], "leaders": ["赵刚"]},
        },
        "a table with bars, the unit in front of its group",
    ),
    (
        "县委对以下单位开展巡察：\n县水利局、县气象局由县委第一巡察组负责；县文联由县委第二巡察组负责。",
        {"县委第一巡察组": {"units": ["县水利局", "县气象局"]}, "县委第二巡察组": {"units": ["县文联"]}},
        "the group behind its units",
    ),
    (
        (
            "县委第一巡察组（组长王明）——县水利局；\n县委第二巡察组（组长赵刚）——县文联。\n"
            "联系电话依次为0571-88880001、0571-88880002。"
        ),
        {
            "县委第一巡察组": {"units": ["县水利局"], "phones": ["0571-88880001"]},
            "县委第二巡察组": {"units": ["县文联"], "phones": ["0571-88880002"]},
        },
        "contacts in the order of the groups",
    ),
    (
        "县委第一、第二巡察组进驻县水利局、县文联。来电请拨：第一组0571-88880001，第二组0571-88880002。",
        {"县委第一巡察组": {"phones": ["0571-88880001"]}, "县委第二巡察组": {"phones": ["0571-88880002"]}},
        "groups called by their number alone",
    ),
    (
        "县委第一巡察组对县水利局开展常规巡察，县委第二巡察组对县文联开展巡察“回头看”。",
        {"县委第一巡察组": {"types": ["常规"]}, "县委第二巡察组": {"types": ["回头看"]}},
        "each clause its type",
    ),
    (
        (
            "县委第一、第二、第三巡察组进驻公告\n县委第一巡察组：县水利局\n县委第二巡察组：县文联\n县委第三巡察组：县科协（巡察“回头看”）\n"
            "第一、第二巡察组为常规巡察。"
        ),
        {
            "县委第一巡察组": {"types": ["常规"]},
            "县委第二巡察组": {"types": ["常规"]},
            "县委第三巡察组": {"types": ["回头看"]},
        },
        "a remark behind a unit; a sentence about groups",
    ),
    (
        "县委第一巡察组组长王明、第二巡察组组长赵刚先后向县水利局党组、县文联党组反馈了巡察情况。",
        {"县委第一巡察组": {"units": ["县水利局"]}, "县委第二巡察组": {"units": ["县文联"]}},
        "one after the other",
    ),
    (
        (
            "一图读懂：县委第六轮巡察\n巡哪些单位\n常规巡察：县人民法院、县人民检察院、县司法局、东河镇柳树村、西河镇杨树村\n"
            "谁来巡\n县委第一巡察组（法检两院）　组长：王明\n县委第二巡察组（县司法局）　组长：赵刚\n"
            "县委第三巡察组（2个村）　组长：孙丽\n"
        ),
        {
            "县委第一巡察组": {"units": ["县人民法院", "县人民检察院"], "leaders": ["王明"]},
            "县委第二巡察组": {"units": ["县司法局"]},
            "县委第三巡察组": {"units": ["东河镇柳树村", "西河镇杨树村"]},
        },
        "what sort of units, and how many, behind the group",
    ),
    (
        (
            "一图读懂：县委第六轮巡察\n巡哪些单位\n常规巡察：县水利局、东河镇柳树村、西河镇杨树村、南河镇槐树村\n"
            "谁来巡\n县委第一巡察组（县水利局）　组长：王明\n县委第二巡察组（2个村）　组长：孙丽\n"
        ),
        {"县委第一巡察组": {"units": ["县水利局"]}, "县委第二巡察组": {"units": []}},
        "another number than is named: whose is open",
    ),
    (
        (
            "一图读懂：县委第六轮巡察\n巡哪些单位\n常规巡察：县水利局、东河镇柳树村、西河镇杨树村\n"
            "谁来巡\n县委第一巡察组（县水利局）　组长：王明\n县委第二巡察组（2个村）　组长：孙丽\n"
            "县委第三巡察组（2个村）　组长：赵刚\n"
        ),
        {"县委第二巡察组": {"units": []}, "县委第三巡察组": {"units": []}},
        "two groups of which the same is said",
    ),
    *(
        (
            (
                "县委第一、第二巡察组进驻县水利局、县文联。联系方式\n县委第一巡察组：0571-88880001，a1@163.com\n"
                f"县委第二巡察组：0571-88880002，a2@163.com{parted}{for_all}嵩县1号信箱，邮编313100，注明收信的巡察组。"
            ),
            {
                "县委第一巡察组": {"phones": ["0571-88880001"], "mailboxes": [], "postcodes": []},
                "县委第二巡察组": {
                    "phones": ["0571-88880002"],
                    "emails": ["a2@163.com"],
                    "mailboxes": [],
                    "postcodes": [],
                },
            },
            f"what is {for_all} for all groups, {where}",
        )
        for parted, where in (("\n", "in a line of its own"), ("；", "in the line of the last"))
        for for_all in ("来信一律寄", "来信统一寄", "信箱均为", "来信均寄")
    ),
)

# (text, units, why)
NAMED: tuple[tuple[str, list[str], str], ...] = (
    ("市委第一巡察组进驻。巡察对象为市司法局、市文联。", ["市司法局", "市文联"], "对象 is no 对"),
    (
        "二十届中央第三轮巡视将对国家发展和改革委员会、教育部等34家单位党组开展常规巡视。",
        ["国家发展和改革委员会", "教育部"],
        "words of the sentence between 巡视 and 对",
    ),
    ("县委第一巡察组对县人大机关、县文联等14个单位开展常规、专项巡察。", ["县人大机关", "县文联"], "two types at once"),
    ("省委第一巡视组对湖南、湖北、江西3个省开展巡视。", ["湖南", "湖北", "江西"], "a count behind the last"),
    (
        "县委第六巡察组巡察许镇镇东村、西村；县委第七巡察组巡察何湾镇西河村。",
        ["许镇镇东村", "西村", "何湾镇西河村"],
        "a village is no short form of another",
    ),
    ("县委第一巡察组来到县水利局，启动为期两个月的巡察。", ["县水利局"], "the group comes"),
    ("县委第一巡察组巡察东河镇甲村、乙村和丙社区。", ["东河镇甲村", "乙村", "丙社区"], "villages as written"),
    ("县委第一巡察组巡察东河镇、西河镇部分村。", [], "some villages of towns are not the towns"),
    ("县委第一巡察组在县档案馆、县文联两家单位开展常规巡察。", ["县档案馆", "县文联"], "the place of the work"),
    ("县委第一巡察组巡察县粮食局（县物资储备局）党组。", ["县粮食局（县物资储备局）"], "another name in brackets"),
    (
        "市委第一巡察组对海河镇党（工）委、市城投公司党委（党总支）开展巡察。",
        ["海河镇", "市城投公司"],
        "party words in brackets",
    ),
    (
        "十二届市委第七轮巡察启动。常规巡察：\n党群口：市委宣传部、团市委；\n政府口：市民政局。",
        ["市委宣传部", "团市委", "市民政局"],
        "lists by class",
    ),
    (
        "本轮巡察涉及县水利局、县文联等5家单位。县委第一巡察组组长王明讲话。",
        ["县水利局", "县文联"],
        "what a round includes",
    ),
    (
        "省委第一巡视组向省水利厅党组反馈巡视情况。会议还通报了向省委汇报的情况。",
        ["省水利厅"],
        "向 of another sentence",
    ),
    (
        "区委第三巡察组在区市场监管局召开进驻动员会，对该局党委及所属城西、城北、雁滩三个市场监管所党支部开展巡察。",
        ["区市场监管局", "城西市场监管所", "城北市场监管所", "雁滩市场监管所"],
        "names that share their end, and the unit of the sentence once more",
    ),
    (
        "十九届中央第七轮巡视整改情况公布\n新华社4月17日电 山东大学、兰州大学等11个单位17日公布巡视整改进展情况。",
        ["山东大学", "兰州大学"],
        "who publishes what became of the findings",
    ),
    (
        "省委巡视整改情况公开\n近日，省水利厅、省审计厅党组等5家单位党组织通过网站公开了省委第三轮巡视反馈问题整改情况。",
        ["省水利厅", "省审计厅"],
        "the same behind a day and by way of a site",
    ),
    (
        "省委巡视整改情况公开\n省纪委、省委组织部等3个部门通报了省委第三轮巡视整改督查情况。",
        [],
        "who looks after it is not inspected",
    ),
    ("县委第一巡察组对城关、和平两个乡镇开展巡察。", ["城关", "和平"], "what is counted is no part of their names"),
    (
        "市委第一巡察组进驻市乡镇企业局，推动解决重点部门和关键岗位的问题。",
        ["市乡镇企业局"],
        "words that begin like classes",
    ),
    (
        "8月22日，市委第一巡察组巡察市教育局党委暨中小学“校园餐”专项巡察工作动员会召开。",
        ["市教育局"],
        "a meeting named after the unit and the work's field",
    ),
)


@pytest.mark.parametrize(("text", "groups", "why"), ASSIGNED, ids=[why for _, _, why in ASSIGNED])
def test_it_hands_each_group_its_own(text: str, groups: dict[str, dict[str, list[str]]], why: str) -> None:
    inspections: dict[str, Any] = {item["group"]: item for item in as_json(parse(text))["inspections"]}
    read = {group: {name: list(inspections[group][name]) for name in facts} for group, facts in groups.items()}
    assert read == groups, why


@pytest.mark.parametrize(("text", "units", "why"), NAMED, ids=[why for _, _, why in NAMED])
def test_it_names_the_inspected_units(text: str, units: list[str], why: str) -> None:
    assert [unit.name for unit in parse(text).units] == units, why


OF_TYPES = [
    (
        "县委第二巡察组对县司法局开展常规巡察，对冶力关镇开展巡察“回头看”。",
        [("县委第二巡察组", ("县司法局",), ("常规",)), ("县委第二巡察组", ("冶力关镇",), ("回头看",))],
        "one group's units of two types",
    ),
    (
        "除对省民宗委、省侨办等单位进行专项巡视外，省委第三、第六巡视组分赴吉林市、通化市，对已巡视过的地方开展“回头看”。",
        [
            ("省委第三巡视组", ("吉林市",), ("回头看",)),
            ("省委第六巡视组", ("通化市",), ("回头看",)),
            (None, ("省民宗委", "省侨办"), ("专项",)),
        ],
        "units of no group that is told have their type",
    ),
    (
        (
            "在校党委第三轮巡察动员会上的讲话\n校党委第一巡察组组长黎国栋作了发言。\n"
            "本轮派出3个组，对药学院、图书馆开展常规巡察，对附属学校开展巡察“回头看”。"
        ),
        [
            ("校党委第一巡察组", (), ()),
            (None, ("药学院", "图书馆"), ("常规",)),
            (None, ("附属学校",), ("回头看",)),
        ],
        "one of several groups comes up and is not that of all units",
    ),
    (
        (
            "县委第一巡察组组长汪承业、县委第四巡察组组长洪素娥分别反馈对县水务局等单位的巡察情况。\n"
            "汪承业代表县委第一巡察组，向县水务局、县林业局反馈。洪素娥代表县委第四巡察组，向县文旅集团反馈。"
        ),
        [("县委第一巡察组", ("县水务局", "县林业局"), ()), ("县委第四巡察组", ("县文旅集团",), ())],
        "of groups named in one breath the last has not all",
    ),
    (
        (
            "十四届县委第三轮巡察全面铺开\n8个巡察组陆续下沉，已分别进驻县城市管理局、县人民医院、县粮食购销公司等12个单位。"
            "其中县委第七巡察组与南阳市委巡察组上下联动，对县粮食购销公司开展巡察。"
        ),
        [("县委第七巡察组", ("县粮食购销公司",), ("联动",))],
        "of eight groups the only one named has only the unit named with it, whoever it works with",
    ),
    (
        (
            "粮食领域巡察组进驻我县\n根据市委关于开展粮食领域交叉专项巡察的安排，"
            "安溪县委交叉巡察组进驻永春县粮食储备中心动员会召开。"
        ),
        [("安溪县委交叉巡察组", ("永春县粮食储备中心",), ("交叉", "专项"))],
        "a group named after the way in which it works does what it does in this way",
    ),
    (
        (
            "在省水利投资集团巡视工作动员会上的讲话\n省委第七巡视组组长王明\n"
            "从今天起，省委第七巡视组正式进驻省水利投资集团有限公司，开展专项巡视。"
            "与省水利投资集团同期接受巡视的，还有省能源投资集团有限公司、省铁路投资集团有限公司。"
        ),
        [("省委第七巡视组", ("省水利投资集团有限公司",), ("专项",))],
        "who is inspected at the same time is inspected by others",
    ),
    (
        "市委第一、第二巡察组负责对县水利局、县文联开展常规巡察，第三、第四巡察组分别对县科协、县侨联开展机动巡察。",
        [
            ("市委第一巡察组", (), ("常规",)),
            ("市委第二巡察组", (), ("常规",)),
            ("市委第三巡察组", ("县科协",), ("机动",)),
            ("市委第四巡察组", ("县侨联",), ("机动",)),
            (None, ("县水利局", "县文联"), ("常规",)),
        ],
        "only where the words say so do units and groups go together in their order",
    ),
    (
        (
            "六届市委第五轮巡视启动。受巡视的地方和单位有：荣昌区、梁平区，城口县，市城市管理局，以上均为常规巡视；"
            "对市医药学校党委开展机动巡视。"
        ),
        [(None, ("荣昌区", "梁平区", "城口县", "市城市管理局"), ("常规",)), (None, ("市医药学校",), ("机动",))],
        "what is said of those so far is not said of those behind the semicolon, nor the other way round",
    ),
    (
        (
            "诸暨市委教育领域联动巡察公告\n诸暨市委组建2个联动巡察组，对市教体局及部分直属学校党组织开展教育领域专项巡察。具体如下：\n"
            "1.诸暨市委第一联动巡察组（组长王明）——市教体局；\n2.诸暨市委第二联动巡察组（组长李华）——诸暨中学、学勉中学。"
        ),
        [
            ("诸暨市委第一联动巡察组", ("市教体局",), ("联动", "专项")),
            ("诸暨市委第二联动巡察组", ("诸暨中学", "学勉中学"), ("联动", "专项")),
        ],
        "the sentence over a list, and what the groups are called, speak of all that they inspect",
    ),
    (
        (
            "二十届中央第一轮巡视启动。对国家电网有限公司、中国华能集团有限公司开展常规巡视，"
            "对国家体育总局党组、应急管理部党委等开展机动巡视和“回头看”。"
        ),
        [
            (None, ("国家电网有限公司", "中国华能集团有限公司"), ("常规",)),
            (None, ("国家体育总局", "应急管理部"), ()),
        ],
        "of two types of a list nobody knows which unit has which",
    ),
    (
        "市委第一巡察组对县水利局、县文联开展常规、专项巡察，市委第二巡察组对县科协开展机动巡察和“回头看”。",
        [
            ("市委第一巡察组", ("县水利局", "县文联"), ()),
            ("市委第二巡察组", ("县科协",), ("机动", "回头看")),
        ],
        "the same of one group's units; a single unit has both",
    ),
    (
        (
            "在省交通集团巡视工作动员会上的讲话\n省委第七巡视组组长王明\n十届省委第十一轮巡视的15个巡视组同时展开工作。"
            "今天起，我们对省交通集团有限公司开展常规巡视。"
        ),
        [("省委第七巡视组", ("省交通集团有限公司",), ("常规",))],
        "a speech that counts groups in passing is that of the one it names",
    ),
]


@pytest.mark.parametrize(("text", "cases", "why"), OF_TYPES, ids=[why for _, _, why in OF_TYPES])
def test_it_tells_units_of_different_types_and_of_no_group_apart(
    text: str, cases: list[tuple[str | None, tuple[str, ...], tuple[str, ...]]], why: str
) -> None:
    assert [(case.group, case.units, case.types) for case in parse(text).inspections] == cases, why


_SOME_UNITS = st.lists(
    st.sampled_from(("县水利局", "县文联", "县科协", "县审计局", "东河镇", "县人民医院")), min_size=2, unique=True
)


@given(_SOME_UNITS, st.sampled_from(("分别", "依次", "相继", "")), st.sampled_from(("进驻{}", "对{}开展常规巡察")))
@settings(deadline=None)
def test_it_pairs_as_many_groups_and_units_where_a_word_says_so_and_only_there(
    units: list[str], in_turn: str, work: str
) -> None:
    groups = "、".join(f"第{to_chinese(number)}" for number in range(1, len(units) + 1))
    notice = parse(f"县委{groups}巡察组{in_turn}{work.format('、'.join(units))}。")
    assert [unit.name for unit in notice.units] == units
    paired = [case.units for case in notice.inspections if case.group]
    assert paired == [(unit,) if in_turn else () for unit in units]
