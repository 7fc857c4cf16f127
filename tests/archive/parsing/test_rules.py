"""Rules one by one: what a phrase of the notices' language gives, and why it must."""

from typing import Any

import pytest

from archive.parsing import as_json, parse

Case = tuple[str, dict[str, Any], str]

GROUPS: list[Case] = [
    (
        "区委提级巡察“回头看”第二组进驻幸福社区。",
        {"groups": ["区委提级巡察“回头看”第二组"]},
        "the number stands behind the work",
    ),
    (
        "中共江阴市委第三巡察组公告\n市委第三巡察组对市水利局开展巡察。",
        {"groups": ["市委第三巡察组"], "authority": "江阴市委"},
        "the official form is for headings and signatures",
    ),
    (
        "地委第四、第五、第六巡察组进驻县一中。",
        {"groups": ["地委第四巡察组", "地委第五巡察组", "地委第六巡察组"]},
        "members of a list share the committee in front",
    ),
    ("市委第二、三巡察组进驻市教育局。", {"groups": ["市委第二巡察组", "市委第三巡察组"]}, "第 said once"),
    (
        "省委第一至第三巡视组完成进驻。",
        {"groups": ["省委第一巡视组", "省委第二巡视组", "省委第三巡视组"]},
        "a range has its middle",
    ),
    (
        "新城区委第五巡察组进驻区教育局。区委第五巡察组组长张强指出，第五巡察组将工作一个月。",
        {"groups": ["新城区委第五巡察组"]},
        "one group, under its fullest name",
    ),
    (
        "县委第三轮巡察第五巡察组对县水务局开展常规巡察。",
        {"groups": ["县委第五巡察组"], "round": 3},
        "round and group run together",
    ),
    (
        "县委上下联动巡察组进驻县供销社开展巡察。",
        {"groups": ["县委上下联动巡察组"], "types": ["联动"]},
        "a group without a number",
    ),
    (
        "地委第二巡察组进驻财政局，第五巡察组进驻民政局。",
        {"groups": ["地委第二巡察组", "地委第五巡察组"]},
        "a later group shares the committee",
    ),
    (
        "县委第二巡查组进驻县档案局开展巡查。",
        {"groups": ["县委第二巡查组"], "activity": "巡察"},
        "巡查 is a slip for 巡察",
    ),
    (
        "区教育局党组第一巡察组对实验小学党支部开展巡察。",
        {"groups": ["区教育局党组第一巡察组"], "authority": "区教育局党组", "level": "other"},
        "a bureau's own group",
    ),
    ("县委15个巡察组进驻被巡察单位。", {"groups": [], "units": []}, "a count names nobody"),
    (
        "中央第一巡视组进驻教育部。组长李明曾任中央第四巡视组组长。",
        {"groups": ["中央第一巡视组"]},
        "a group once led is not this one",
    ),
]

PEOPLE: list[Case] = [
    (
        "中央第八巡视组组长宁延令、副组长赵文波、于岩就巡视作了讲话。",
        {"leaders": ["宁延令"], "deputies": ["赵文波", "于岩"]},
        "于 may be a surname",
    ),
    (
        "县委第一巡察组巡察县医院，组 长：李建军\n副组长：王 敏  赵 亮\n",
        {"leaders": ["李建军"], "deputies": ["王敏", "赵亮"]},
        "cells of a table",
    ),
    (
        "市委第四巡察组巡察市财政局。市委第四巡察组组长、市政协原副主席陈志远讲话，副组长：李 四、王小明出席。",
        {"leaders": ["陈志远"], "deputies": ["李四", "王小明"]},
        "posts between title and name; a padded name",
    ),
    ("县委第一巡察组进驻县文旅局。张三组长强调，要支持配合。", {"leaders": ["张三"]}, "the name before the title"),
    (
        "县委巡察工作领导小组副组长刘刚，县委第二巡察组组长孙丽，驻县财政局纪检组组长周明出席县财政局巡察动员会。",
        {"leaders": ["孙丽"], "deputies": []},
        "heads of other groups and committees",
    ),
    (
        "县委第三巡察组副组长马兰、组员高飞、郭靖进驻县医院。",
        {"leaders": [], "deputies": ["马兰"]},
        "members behind the deputies",
    ),
    (
        "兵团党委第二巡视组组长阿不都热合曼·艾山就巡视第四师作了讲话。",
        {"leaders": ["阿不都热合曼·艾山"]},
        "a name with its dot",
    ),
    (
        "市委第五巡察组组长欧阳修远作动员讲话，对市城管局开展巡察。",
        {"leaders": ["欧阳修远"]},
        "a surname of two characters",
    ),
    (
        "县委第一、第二巡察组组长张明、李刚在巡察动员会上讲话。",
        {"leaders": ["张明", "李刚"]},
        "as many heads as groups",
    ),
    ("县委第一巡察组组长宣布：对县财政局开展巡察。", {"leaders": []}, "宣 is a surname, 宣布 a verb"),
    ("各组组长作动员讲话，县委第一巡察组对县卫健局开展巡察。", {"leaders": []}, "a title without a name"),
    ("县委第一巡察组组长石涛作动员讲话，巡察县水利局。", {"leaders": ["石涛"]}, "作 belongs to the sentence"),
    (
        "县委第二巡察组组长 李 明 副组长 王 刚 进驻县财政局。",
        {"leaders": ["李明"], "deputies": ["王刚"]},
        "names padded in a row",
    ),
    ("县委第一巡察组巡察县水利局动员会召开。会议由县水利局局长何平同志主持。", {"host": "何平"}, "presided by"),
    (
        "会前，县委第一巡察组组长高翔主持召开见面沟通会。县委第一巡察组巡察县水利局动员会召开，局党组书记梁栋主持会议。",
        {"host": "梁栋", "leaders": ["高翔"]},
        "two meetings, two to preside",
    ),
    ("县委第一巡察组巡察县水利局动员会召开，局党组书记主持会议。", {"host": None}, "a post and no name"),
]

UNITS: list[Case] = [
    (
        "根据区委部署，对以下单位开展常规巡察：区总工会、区残联；对新华街道开展村（社区）延伸巡察。",
        {"units": ["区总工会", "区残联", "新华街道"]},
        "a list behind a colon",
    ),
    ("市委第三巡察组关于巡察市供销社的公告", {"units": ["市供销社"]}, "the heading of an announcement"),
    (
        "自治区党委第一巡视组向桂林市委、玉林市委反馈了巡视情况。",
        {"units": ["桂林市", "玉林市"]},
        "a place given by its committee",
    ),
    (
        "中央第六巡视组向中国移动反馈专项巡视情况，近日向中国移动通信集团公司党组反馈。",
        {"units": ["中国移动通信集团公司"]},
        "a firm's short name is no second unit",
    ),
    ("市委第三巡察组对××局、某县开展巡察。", {"units": []}, "a template names nobody"),
    (
        "兵团党委第四巡视组巡视第六师五家渠市工作动员会召开。",
        {"units": ["第六师五家渠市"]},
        "五家 inside a name is no count",
    ),
    ("三届北京市委第四轮巡视9个巡视组进驻市属高校。", {"units": []}, "a class of units is none"),
    (
        "县委第一巡察组对县财政局党组、县审计局党组、县委党校开展常规巡察。",
        {"units": ["县财政局", "县审计局", "县委党校"]},
        "the party committee is not part of the name",
    ),
    (
        "市委第二巡察组进驻中国通用技术(集团)控股有限责任公司、安全保卫部（处、所）开展巡察。",
        {"units": ["中国通用技术(集团)控股有限责任公司", "安全保卫部（处、所）"]},
        "brackets with a 、 in them",
    ),
    (
        "九届县委第三轮巡察对县发改局、县工信局等12家单位党组织开展常规巡察。",
        {"units": ["县发改局", "县工信局"]},
        "only what is named is a unit",
    ),
    ("十届县委第三轮巡察对28家党组织开展常规巡察。", {"units": []}, "a count is no unit"),
    (
        "市委第三巡察组对市工业和信息化局、市文化和旅游局开展专项巡察。",
        {"units": ["市工业和信息化局", "市文化和旅游局"]},
        "和 inside a name",
    ),
    ("市委第三巡察组对市民政局和市残联开展专项巡察。", {"units": ["市民政局", "市残联"]}, "和 between two names"),
    ("县委第一巡察组到县林业局开展巡察工作。", {"units": ["县林业局"]}, "the group goes there"),
    ("县委第一巡察组向县财政局党组反馈巡察情况。", {"units": ["县财政局"], "kind": "feedback"}, "findings given back"),
    ("县委第一巡察组巡察县法院党组情况反馈会召开。", {"units": ["县法院"]}, "the meeting named after the unit"),
    (
        "市委第三巡察组对市林业局开展巡察。今年，省委第五巡视组对我市新安、嵩县开展了巡视。",
        {"units": ["市林业局"]},
        "another committee's inspection",
    ),
    ("市委第三巡察组在市卫校报告厅召开动员会。", {"units": []}, "a hall is not inspected"),
    (
        "县委第一巡察组对已三次被表彰的县教育局开展常规巡察。",
        {"units": ["县教育局"]},
        "what qualifies a name is not part of it",
    ),
    (
        "县委第一巡察组对公租房管理中心、涉企服务中心、贫困办开展常规巡察。",
        {"units": ["公租房管理中心", "涉企服务中心", "贫困办"]},
        "any word may begin a name",
    ),
    ("县委第一巡察组开展公租房领域专项巡察，对住房领域开展专项巡察。", {"units": []}, "a field of work is no unit"),
    (
        "县委第一巡察组对向阳区、从化区、于都县、将乐县、本溪市、两江新区、邮政公司开展常规巡察。",
        {"units": ["向阳区", "从化区", "于都县", "将乐县", "本溪市", "两江新区", "邮政公司"]},
        "names that begin with a preposition, a pronoun or a label's word",
    ),
    ("县委第一巡察组对对外经贸大学开展常规巡察。", {"units": ["对外经贸大学"]}, "对外 is a word of its own"),
    (
        "县委第一巡察组对市国防动员办公室、市质量监督检验院、市会议中心开展常规巡察。",
        {"units": ["市国防动员办公室", "市质量监督检验院", "市会议中心"]},
        "words of meetings inside a name",
    ),
    (
        "县委第一巡察组对党的领导弱化、重点部门、问题线索、举报电话开展巡察。",
        {"units": []},
        "what is looked at has no name of its own",
    ),
    (
        "县委第一巡察组组长曾志远对县财政局开展巡察，此前市委已听取汇报。",
        {"units": ["县财政局"]},
        "曾 is a surname; a word behind the unit says nothing of it",
    ),
    ("县委第一巡察组曾对县财政局开展巡察。", {"units": []}, "an earlier inspection"),
    ("县委第一巡察组将适时对县财政局开展巡察“回头看”。", {"units": []}, "an inspection that may come"),
]

LONG = "国家海洋环境监测与渔业资源保护及沿海生态修复工程技术研究和成果转化应用推广示范基地建设管理服务中心"
LONG_NAMES = [
    (f"县委第一巡察组对{LONG}党委开展巡察。", [LONG], "between the words of its frame"),
    (f"中央第七巡视组专项巡视{LONG}工作动员会召开。", [LONG], "between 巡视 and the meeting"),
    (f"巡察对象：{LONG}、县财政局。\n县委第一巡察组。", [LONG, "县财政局"], "in a list"),
    (
        "县委第一巡察组对兵团第十二师头屯河农场暨三坪农场社会事务综合管理与便民服务中心开展巡察。",
        ["兵团第十二师头屯河农场暨三坪农场社会事务综合管理与便民服务中心"],
        "one name, whatever stands within",
    ),
    (
        "县委第一巡察组对市人力资源和社会保障局和市住房和城乡建设与城市管理局党组开展巡察。",
        ["市人力资源和社会保障局", "市住房和城乡建设与城市管理局"],
        "two that begin like names",
    ),
    (
        "县委第一巡察组对湖南建工基础设施建设集团有限公司和湘电新能源科技装备集团有限公司开展巡察。",
        ["湖南建工基础设施建设集团有限公司", "湘电新能源科技装备集团有限公司"],
        "two that end like names of firms",
    ),
    (
        "县委第一巡察组对集体经济综合发展服务中心和公共就业与社会保障综合便民服务指导站开展巡察。",
        [],
        "one or two, which nothing tells",
    ),
]


@pytest.mark.parametrize(("text", "units", "why"), LONG_NAMES)
def test_it_reads_long_names_whole_or_not_at_all(text: str, units: list[str], why: str) -> None:
    assert [unit.name for unit in parse(text).units] == units, why


def test_a_heading_may_be_as_long_as_the_name_in_it() -> None:
    heading = f"中央第七巡视组专项巡视{LONG * 2}工作动员会召开"
    assert parse(f"{heading}\n5月8日，会议召开，中央第七巡视组组长讲话。").title == heading


# Villages that are told by the places whose they are.
OF_PLACES = [
    ("县委第一巡察组对龙江镇、龙潭镇的17个市级贫困村开展专项巡察。", [], "the villages are inspected"),
    ("县委第一巡察组对开发区、高新区和北海经济开发区的村（居）开展巡察。", [], "all of them"),
    ("县委第一巡察组对周庄镇、花桥经济开发区所辖村（社区）开展常规巡察。", [], "in another word"),
    ("县委第一巡察组在龙江镇召开动员会，对龙江镇所辖村开展巡察。", [], "where they met is no unit then"),
    ("县委第一巡察组对县财政局、龙江镇下辖的5个村开展常规巡察。", ["县财政局"], "an office has no villages"),
    ("县委第一巡察组对锦丰镇及其所辖28个村（社区）开展巡察。", ["锦丰镇"], "the place is inspected too"),
    ("县委第一巡察组对大岭乡的老鸦村、银杏村开展巡察。", ["老鸦村", "银杏村"], "villages by name"),
    ("县委第一巡察组巡察龙江镇、县财政局。龙潭镇的村民来访。", ["龙江镇", "县财政局"], "of another sentence"),
]


@pytest.mark.parametrize(("text", "units", "why"), OF_PLACES)
def test_places_of_villages_are_no_units(text: str, units: list[str], why: str) -> None:
    assert [unit.name for unit in parse(text).units] == units, why


# What stands behind a unit's name to give its short form.
SHORT_FORMS = [
    "中央第七巡视组进驻深圳证券交易所（以下简称“深交所”）开展巡视。",
    "中央第七巡视组进驻深圳证券交易所(以下简称深交所)开展巡视。",
    "中央第七巡视组进驻深圳证券交易所（简称「深交所」）。",
    "中央第七巡视组进驻深圳证券交易所(简称：深交所)开展专项巡视。",
    "中央第七巡视组对深圳证券交易所（以下称深交所）党委开展巡视，深交所作了准备。",
    "中央第七巡视组巡视深圳证券交易所党委(以下称'深交所')工作动员会召开。",
    "中央第七巡视组向深圳证券交易所党委（以下简称“深交所”）反馈巡视情况。随后对深交所开展巡视。",
]

TYPES_AND_ROUNDS: list[Case] = [
    (
        "市委第二巡察组对市国资委开展常规巡察，和专项巡视相比更全面。",
        {"types": ["常规"]},
        "a type named for comparison",
    ),
    (
        "县委第二巡察组对县农业局开展巡察，推动全面从严治党向基层延伸，检查专项资金。",
        {"types": []},
        "words that only look like types",
    ),
    ("县委第二巡察组对县交投公司开展提级交叉巡察。", {"types": ["提级", "交叉"]}, "two types in one word"),
    ("县委第二巡察组对县供电公司开展专项巡察暨「回头看」。", {"types": ["专项", "回头看"]}, "quotes of another print"),
    (
        "中央第三巡视组对国家体育总局开展机动巡视和“回头看”。",
        {"types": ["机动", "回头看"]},
        "both, joined by a word",
    ),
    (
        "县委第二巡察组对县农业局开展常规巡察，重点看常规巡察和“回头看”反馈问题整改情况。",
        {"types": ["常规"]},
        "what an earlier one found",
    ),
    ("市委“机动式”专项巡察组对市残联开展巡察。", {"types": ["机动", "专项"]}, "机动式 is 机动"),
    (
        "十二届东平县委第九轮巡察启动，县委第一巡察组进驻县统计局。",
        {"term": 12, "round": 9, "authority": "东平县委"},
        "the place between term and committee",
    ),
    (
        "会上传达了八届州委第一轮巡察动员部署会精神，州委第五巡察组进驻州林业局。",
        {"term": 8, "round": 1},
        "the meeting that set this round going",
    ),
    (
        "会上传达了八届州委第一轮巡察情况汇报会精神，州委第五巡察组进驻州林业局。",
        {"term": None, "round": None},
        "a report on an earlier one",
    ),
    ("区委第十二轮巡察，区委第一巡察组进驻区民政局。", {"term": None, "round": 12}, "a round without its term"),
    (
        "2015年省委第二轮巡视启动，省委第一巡视组进驻太原市。",
        {"term": None, "round": None, "year": 2015},
        "a year's own count is not the term's",
    ),
    (
        "县委第四巡察组进驻县国土局，传达十九届中央第三轮巡视动员部署会精神。",
        {"term": None, "round": None},
        "a round of another committee",
    ),
    (
        "十三届县委第五轮第二批巡察启动，县委第一巡察组进驻县科技局。",
        {"term": 13, "round": 5},
        "a batch is not the round",
    ),
    (
        "市委第八巡察组对市水利局开展巡察“回头看”动员会召开，重点看八届市委第四轮巡察指出的问题是否真改。",
        {"term": None, "round": None},
        "a round whose findings are checked is an earlier one",
    ),
    (
        "市水利局党组关于八届市委第四轮巡察反馈问题整改情况的通报\n市委第八巡察组对市水利局党组开展了巡察。现将整改情况公布。",
        {"term": 8, "round": 4},
        "unless the notice is of what became of them",
    ),
]

DATES: list[Case] = [
    (
        "9月18日至20日，县委4个巡察组陆续进驻县统计局。",
        {"period_start": None, "period_end": None},
        "days of moving in are not the period",
    ),
    (
        "县委第一巡察组向县统计局反馈。2018年10月8日至12月8日，县委第一巡察组对县统计局开展巡察。",
        {"kind": "feedback", "year": None, "period_start": "2018-10-08"},
        "findings may be given back in the year after",
    ),
    (
        "县委第一巡察组进驻县统计局。巡察期间（2019年11月18日至2020年1月10日）设值班电话。",
        {"period_start": "2019-11-18", "period_end": "2020-01-10", "year": 2019},
        "across two years",
    ),
    (
        "县委第一巡察组进驻县统计局。巡察期间（11月18日－1月10日）设值班电话。信访受理截止到2021年1月5日。",
        {"period_start": "2020-11-18", "period_end": "2021-01-10", "deadline": "2021-01-05", "year": 2020},
        "a deadline in January dates the December before",
    ),
    (
        "县委第一巡察组进驻县统计局，从6月3日开始开展巡察。",
        {"period_start": "--06-03", "period_end": None},
        "a start alone",
    ),
    (
        "县委第一巡察组进驻县统计局，巡察工作从6月3日开始，到7月20日结束。",
        {"period_start": "--06-03", "period_end": "--07-20"},
        "start and end apart",
    ),
    ("昨日，县委第一巡察组进驻县统计局。", {"meeting_date": None, "year": None}, "yesterday is no date"),
    (
        "2024年0912日，县委第一巡察组进驻县统计局。",
        {"meeting_date": None, "year": 2024},
        "a damaged date keeps its year only",
    ),
    ("20212月11，县委第一巡察组进驻县统计局。", {"year": None}, "2021年2月, or a 12月 of another year"),
    ("2036年3月5日，县委第一巡察组进驻县统计局。", {"year": 2036, "meeting_date": "2036-03-05"}, "a year to come"),
    ("1999年3月5日，县委第一巡察组进驻县统计局。", {"year": 1999, "meeting_date": "1999-03-05"}, "the last century"),
    ("20368月11，县委第一巡察组进驻县统计局。", {"year": 2036}, "a damaged date of a year to come"),
    ("2023年2月31日，县委第一巡察组进驻县统计局。", {"meeting_date": None}, "a day that no calendar has"),
    (
        "县委第一巡察组进驻县统计局。巡察期间（2020年9月21日至11月27日）设值班电话。电子邮箱将于2020年11月20日关闭。",
        {"deadline": None, "period_end": "2020-11-27"},
        "one way of several is closed, and others are not",
    ),
    ("截至11月5日，市委第一巡察组已进驻市统计局。", {"deadline": None, "meeting_date": None}, "as of is no deadline"),
    (
        "县委第一巡察组对县统计局开展巡察。请于十月十五日前反映。",
        {"deadline": "--10-15"},
        "a deadline in Chinese figures",
    ),
    ("新华社北京10月10日电 十届市委第一轮巡察启动，进驻市统计局。", {"meeting_date": None}, "an agency's dateline"),
    (
        "县委第一巡察组进驻东村、西村，东村10月10日至10月15日，西村10月16日至10月22日。",
        {"period_start": None, "period_end": None},
        "a period for each unit is not one period",
    ),
    (
        "二十届中央第三轮巡视启动，中央第一巡视组巡视财政部动员会4月15日召开。",
        {"year": 2024, "year_basis": "round", "meeting_date": "2024-04-15"},
        "a named round has its year",
    ),
    ("二十届中央第三轮巡视启动，中央第一巡视组巡视财政部动员会11月15日召开。", {"year": None}, "the month must agree"),
    (
        "党的十八大以来中央巡视组已开展5轮巡视。中央第九巡视组巡视南航动员会召开。巡视期间(11月27日~12月26日)。",
        {"term": 18, "round": 5, "year": 2014},
        "while a round runs it may count itself",
    ),
]

CONTACTS: list[Case] = [
    ("值班电话一览\n县林业局 | 0576-85110001 | xc1@163.com\n", {"phones": ["0576-85110001"]}, "a cell between bars"),
    (
        "值班电话：0731—88880000，举报电话：(0571)88880001；监督电话：0571-88880002。",
        {"phones": ["0731-88880000", "0571-88880001"]},
        "shapes of numbers; who watches the group is not the group",
    ),
    (
        "举报电话为0571-88880001，0571-88880002；信访电话 13900001111。",
        {"phones": ["0571-88880001", "0571-88880002", "13900001111"]},
        "numbers in a row under one label",
    ),
    ("电话：0571-88880001（县委巡察办）。", {"phones": []}, "the office is no group"),
    (
        "联系电话13912345678（可接听电话、接收短信）。",
        {"phones": ["13912345678"], "sms": ["13912345678"]},
        "one number for both",
    ),
    (
        "值班电话：027-88880000；接收短信手机号码为13912345678。",
        {"phones": ["027-88880000"], "sms": ["13912345678"]},
        "for text messages only",
    ),
    (
        "邮政信箱：A017号邮政专用信箱（邮编:510000），电子邮箱：ABC@163.com。",
        {"mailboxes": ["A017号邮政专用信箱"], "postcodes": ["510000"], "emails": ["abc@163.com"]},
        "a lettered box",
    ),
    (
        "来信请寄：东山市1234邮箱转县委第一巡察组收，邮政编码363400。",
        {"mailboxes": ["东山市1234邮箱转县委第一巡察组收"], "postcodes": ["363400"]},
        "a numbered 邮箱 is postal",
    ),
    (
        "举报信箱：xxgk@163.com，意见箱设在301、305办公室。",
        {"mailboxes": [], "phones": [], "emails": ["xxgk@163.com"]},
        "the value settles what the label does not",
    ),
    ("受理来电时间：8∶00~12∶00，14∶30~18∶00。", {"hours": ["08:00-12:00", "14:30-18:00"]}, "two halves of a day"),
    (
        "值班电话受理时间为上午9:00至12:00，下午2:30至5:30。",
        {"hours": ["09:00-12:00", "14:30-17:30"]},
        "afternoon by the clock of twelve",
    ),
    ("受理电话时间为早8点至晚6点半。", {"hours": ["08:00-18:30"]}, "hours in words"),
    ("每天24小时接听电话。", {"hours": []}, "around the clock is no range"),
]

AUTHORITY: list[Case] = [
    (
        "常熟市委第三巡察组进驻市教育局开展巡察。",
        {
            "authority": "常熟市委",
            "level": "county",
            "place": {"province": "江苏省", "city": "苏州市", "county": "常熟市"},
        },
        "a city of county rank",
    ),
    (
        "北京市委第三巡视组巡视朝阳区动员会召开。",
        {"authority": "北京市委", "level": "province"},
        "a municipality is a province",
    ),
    (
        "自治区党委第七巡视组巡视柳州市动员会召开。",
        {"authority": "自治区党委", "level": "province"},
        "a region is a province",
    ),
    (
        "县委第四巡察组进驻县财政局。\n中共无棣县委巡察工作领导小组办公室\n2019年5月6日",
        {"authority": "无棣县委", "year": 2019},
        "the place stands in the sign-off only",
    ),
    (
        "苏州市委第四巡察组进驻昆山开发区。昆山市委书记出席。",
        {"authority": "苏州市委"},
        "the one that sends, not the one visited",
    ),
    ("市委第四巡察组进驻市林业局，落实苏州市委、昆山市委部署。", {"authority": "市委"}, "two places: neither"),
    (
        "市委第四巡察组进驻市林业局。我市朝阳区、鼓楼区也已完成。",
        {"authority": "市委", "place": {"province": None, "city": None, "county": None}},
        "names of many cities do not vote",
    ),
    ("市委第四巡察组进驻市林业局。我市新安县、嵩县和平舆县均有部署。", {"authority": "市委"}, "votes that disagree"),
    ("市委第四巡察组进驻市林业局。我市嵩县也已完成。", {"authority": "市委"}, "one vote is not enough"),
    ("县委第四巡察组进驻县林业局。", {"authority": "县委", "level": "county"}, "a committee without its place"),
]

KINDS: list[Case] = [
    (
        "关于巡察整改进展情况的通报\n县委第一巡察组对县财政局开展了常规巡察。",
        {"kind": "rectification"},
        "what came of it",
    ),
    ("第三轮巡察公告\n区委第一巡察组对区住建局开展常规巡察。", {"kind": "announcement"}, "a public notice"),
    ("13个省委巡视组已全部进驻，九届省委第二轮巡视全面展开。", {"kind": "round_overview"}, "many groups at once"),
    (
        "县委第一巡察组办公楼位于人民路，附近新开了一家超市。",
        {"kind": "other", "groups": []},
        "a group named in passing",
    ),
    ("国务院督查组启动脱贫攻坚督查巡查，中央巡视组此前曾对口检查。", {"kind": "other"}, "another kind of visit"),
]

OPENING = "县委第一巡察组进驻县统计局。"


def _check(text: str, expected: dict[str, Any]) -> None:
    data = as_json(parse(text))
    read = {field: list(data[field]) if isinstance(data[field], (list, tuple)) else data[field] for field in expected}
    assert read == expected


def _ids(cases: list[Case]) -> list[str]:
    return [why for _, _, why in cases]


@pytest.mark.parametrize(("text", "expected", "why"), GROUPS, ids=_ids(GROUPS))
def test_it_names_the_groups(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), PEOPLE, ids=_ids(PEOPLE))
def test_it_finds_who_leads_and_who_presides(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), UNITS, ids=_ids(UNITS))
def test_it_names_the_units(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), TYPES_AND_ROUNDS, ids=_ids(TYPES_AND_ROUNDS))
def test_it_tells_types_and_rounds(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), DATES, ids=_ids(DATES))
def test_it_dates_the_notice(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), CONTACTS, ids=_ids(CONTACTS))
def test_it_reads_contacts(text: str, expected: dict[str, Any], why: str) -> None:
    _check(OPENING + text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), AUTHORITY, ids=_ids(AUTHORITY))
def test_it_tells_the_authority_and_its_place(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


@pytest.mark.parametrize(("text", "expected", "why"), KINDS, ids=_ids(KINDS))
def test_it_tells_the_kind(text: str, expected: dict[str, Any], why: str) -> None:
    _check(text, expected)


def test_it_hands_each_group_its_own_facts() -> None:
    notice = parse(
        "县委第一、第二巡察组近日进驻。\n"
        "县委第一巡察组巡察县水利局，组长张明，值班电话：0571-88880001。\n"
        "县委第二巡察组巡察县林业局，组长李刚，值班电话：0571-88880002。\n"
    )
    assert [(i.group, i.leaders, i.units, i.phones) for i in notice.inspections] == [
        ("县委第一巡察组", ("张明",), ("县水利局",), ("0571-88880001",)),
        ("县委第二巡察组", ("李刚",), ("县林业局",), ("0571-88880002",)),
    ]


@pytest.mark.parametrize("text", SHORT_FORMS)
def test_it_takes_a_short_form_in_brackets_as_the_units_alias(text: str) -> None:
    assert [(unit.name, unit.aliases) for unit in parse(text).units] == [("深圳证券交易所", ("深交所",))]


def test_an_address_that_names_its_group_is_that_groups() -> None:
    notice = parse(
        "县委第一、第二巡察组近日进驻。\n"
        "县委第一巡察组巡察县水利局。来信请寄：县行政四号楼十一楼县委第一巡察组；\n"
        "县委第二巡察组巡察县林业局。来信请寄：县行政四号楼十一楼县委第二巡察组；\n"
        "办公地点：城关镇西大街12号。\n"
    )
    assert [(i.group, i.addresses) for i in notice.inspections] == [
        ("县委第一巡察组", ("县行政四号楼十一楼县委第一巡察组",)),
        ("县委第二巡察组", ("县行政四号楼十一楼县委第二巡察组",)),
    ]
    assert "城关镇西大街12号" in notice.addresses


USED_AS_SHORT = [
    ("县委第一巡察组进驻市工商联。工商联党组书记表态。", ("工商联",), "what is left off is the rank"),
    ("县委第一巡察组进驻凤阳县人民医院。县人民医院党委表态。", ("县人民医院",), "what is left off is the place"),
    ("县委第一巡察组进驻天津渤海轻工集团有限公司。渤海轻工党委表态。", ("渤海轻工",), "a firm without its form"),
    ("县委第一巡察组进驻县城市管理和行政执法局。县城管局党委表态。", ("县城管局",), "contracted"),
    ("县委第一巡察组进驻县住房和城乡建设局。县住房和城乡建设局党组表态。", (), "a half of the name itself"),
    (
        "县委第一巡察组进驻县住房和城乡建设局。住房和城乡建设局党组表态。",
        ("住房和城乡建设局",),
        "whole, not half of it",
    ),
    ("县委第一巡察组进驻县住房和城乡建设局。城乡建设局党组表态。", (), "a half that stands alone may be another's"),
    ("县委第一巡察组进驻市文化旅游发展集团有限公司。", (), "the front of the name itself"),
    ("集团党委巡察组进驻华南分公司。分公司党委表态。", (), "a word for any branch"),
    (
        "税务总局党委第一巡视组进驻国家税务总局山西省税务局。税务总局党委作了部署。",
        (),
        "the name of who sends the group",
    ),
    (
        "省委第一巡视组进驻国家税务总局山西省税务局。税务总局党委作了部署。",
        (),
        "a stretch out of the middle is another office",
    ),
]


@pytest.mark.parametrize(("text", "aliases", "why"), USED_AS_SHORT)
def test_it_takes_for_an_alias_only_what_shortens_the_name(text: str, aliases: tuple[str, ...], why: str) -> None:
    (unit,) = parse(text).units
    assert unit.aliases == aliases, why


ZEROES = [
    ("市委第零巡察组进驻市统计局。", "groups"),
    ("市委第0巡察组进驻市统计局。", "groups"),
    ("零届市委第二轮巡察启动，市委第一巡察组进驻市统计局。", "term"),
    ("第〇届市委第二轮巡察启动，市委第一巡察组进驻市统计局。", "term"),
    ("十一届市委第0轮巡察启动，市委第一巡察组进驻市统计局。", "round"),
    ("市委第零轮巡察启动，市委第一巡察组进驻市统计局。", "round"),
]


@pytest.mark.parametrize(("text", "field"), ZEROES)
def test_it_takes_no_number_from_a_zero(text: str, field: str) -> None:
    notice = parse(text)
    assert [doubt.field for doubt in notice.doubts if doubt.field in {"groups", "term", "round"}] == [field]
    assert 0 not in {notice.term, notice.round, *(group.ordinal for group in notice.groups)}
    value = notice.groups[0].ordinal if field == "groups" else getattr(notice, field)
    assert value is None


@pytest.mark.parametrize(
    ("count", "rounds_done", "units_done"),
    [
        ("已开展7轮巡视，共巡视118个单位", 7, 118),
        ("已开展10轮，共巡视167个地方、部门和单位", 10, 167),
        ("已开展10轮，共谈话167人次", None, None),
        ("已开展0轮巡视，共巡视1000001个单位", None, None),
    ],
)
def test_it_counts_only_what_can_be(count: str, rounds_done: int | None, units_done: int | None) -> None:
    notice = parse(f"中央第九巡视组巡视国家税务总局动员会召开。{count}。")
    assert (notice.rounds_done, notice.units_done) == (rounds_done, units_done)


def test_it_doubts_the_year_of_a_damaged_date() -> None:
    notice = parse("20178月11，县委第一巡察组进驻县统计局。")
    (evidence,) = [entry for entry in notice.evidence if entry.field == "year"]
    (doubt,) = [doubt for doubt in notice.doubts if doubt.field == "year"]
    assert (notice.year, evidence.rule, evidence.confidence) == (2017, "damaged-date", 0.5)
    assert "残缺" in str(doubt.reason)


def test_it_keeps_names_as_they_are_written() -> None:
    notice = parse("市委第三巡察組組長張國(guó)強進駐市教育局開展專項巡察。")
    assert notice.leaders == ("張國強",)
    assert notice.types == ("专项",)


def test_it_gives_listed_units_to_listed_groups_in_order() -> None:
    notice = parse("县委第一巡察组、第二巡察组分别进驻县税务局、县气象局，动员会相继召开。")
    assert [(i.group, i.units) for i in notice.inspections] == [
        ("县委第一巡察组", ("县税务局",)),
        ("县委第二巡察组", ("县气象局",)),
    ]


DOUBTS: list[tuple[str, str, str]] = [
    ("县委第一巡察组对县人大机关等14个单位开展巡察。", "units", "只写出1个名称"),
    ("省委第三轮巡视启动，22家单位党组织开始接受常规巡视。其中：省委第一巡视组巡视省民政厅、省残联。", "units",
     "“22家单位”，只写出2个名称"),
    ("市委第九轮巡察启动，接受巡察的包括市审计局、羊山新区党工委等24家单位党组织，全部为常规巡察；另对市中心医院、市供销社开展巡察“回头看”。",
     "units", "“等24家单位”，只写出2个名称"),
    ("县委巡察组对县财政局、县供销社、县文联开展常规巡察，对东河镇甲村、西河镇乙村等3个村开展提级巡察。", "units",
     "“等3个村”，只写出2个名称"),
    ("县委第一巡察组对龙江镇、龙潭镇的17个贫困村开展专项巡察。", "units", "“龙潭镇的17个贫困村”没有逐个写出名称"),
    (f"县委第一巡察组对{'国家海洋环境监测与生态修复' * 9}中心党组开展巡察。", "units", "过长，不能断定是哪个"),
    ("县委第一巡察组对集体经济综合发展服务中心和公共就业与社会保障综合便民服务指导站开展巡察。", "units", "过长"),
    ("2014年省委第三轮专项巡视13家单位全部进驻\n省委第一巡视组进驻省民政厅；\n省委第二巡视组进驻省残联。", "units",
     "“13家单位”，只写出2个名称"),
    ("省委第三轮巡视的15个巡视组已进驻34家被巡视单位。省委第一巡视组巡视省民政厅、省残联。", "units",
     "“34家被巡视单位”，只写出2个名称"),
    ("省委第一轮巡视名单敲定。此次纳入常规巡视的是30家省管企业党组，涉及省能源集团、省水利集团等；还对省民政厅、省残联开展机动巡视和“回头看”。",
     "units", "“30家省管企业”，只写出2个名称"),
    ("市委第六轮巡察启动 盯住14家单位\n市委第六轮巡察对市民政局、市水利局和12个县区的相关部门开展专项巡察。", "units",
     "“14家单位”，只写出2个名称"),
    ("二十一届中央第一轮巡视启动，3月12日，中央第一巡视组进驻教育部。", "year", "轮次表里没有这一轮"),
    ("县委第一巡察组进驻县文联。", "place", "文中未说明是哪里的县委"),
]  # fmt: skip


ALL_NAMED = [
    ("市委第九轮巡察启动，对市水务局等3个部门党组织开展巡察。\n第一巡察组巡察市水务局、市气象局。\n第二巡察组巡察市供销社（巡察“回头看”）。",
     "what is inspected in another way may be counted with them"),
    ("省委第三轮巡视启动，对省民政厅、省残联开展常规巡视。去年已先后对22家单位开展常规巡视。", "an earlier round"),
    ("省委第三轮巡视启动，对省民政厅、省残联开展常规巡视。五年来，省委巡视组累计进驻220家单位。", "of several rounds"),
    ("省委第一巡视组进驻省民政厅。本轮对22家单位党组织开展常规巡视。", "a notice of one unit tells of its round"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "why"), ALL_NAMED)
def test_it_counts_no_names_missing(text: str, why: str) -> None:
    assert [str(doubt.reason) for doubt in parse(text).doubts if doubt.field == "units"] == [], why


@pytest.mark.parametrize(("text", "field", "reason"), DOUBTS)
def test_it_says_why_something_stays_blank(text: str, field: str, reason: str) -> None:
    assert any(doubt.field == field and reason in str(doubt.reason) for doubt in parse(text).doubts)


@pytest.mark.parametrize(
    ("text", "authority", "province"),
    [
        ("增城市委第一巡察组进驻市司法局。", "增城市委", "广东省"),
        ("深圳市南山区委第三巡察组巡察区教育局动员会召开。", "深圳市南山区委", "广东省"),
        ("黔西南州委第五巡察组进驻州林业局。", "黔西南州委", "贵州省"),
    ],
)
def test_it_places_committees_by_old_short_and_double_names(text: str, authority: str, province: str) -> None:
    notice = parse(text)
    assert (notice.authority, notice.place.province) == (authority, province)


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("开展巡察“回头看”。", "巡察“回头看”"),
        ("开展巡察回头看。", "巡察回头看"),
        ("开展专项巡察暨「回头看」工作。", "暨「回头看」"),
        ("开展“回头看”巡察。", "开展“回头看”"),
        ('开展巡察"回头看"，', '巡察"回头看"'),
        ("对“回头看”单位开展巡察。", "“回头看”单位"),
    ],
)
def test_the_source_of_a_type_holds_both_quotes(said: str, span: str) -> None:
    text = "县委第二巡察组对县交投公司" + said
    found = [text[e.start : e.end] for e in parse(text).evidence if (e.field, e.value) == ("types", "回头看")]
    assert found == [span]


ENTERED = "县委第一巡察组进驻县水务局开展常规巡察。\n"


@pytest.mark.parametrize(
    ("lines", "title", "why"),
    [
        ("县委第一巡察组进驻公告", "县委第一巡察组进驻公告", "the plain form"),
        ("网站首页 | 纪律审查 | 巡视巡察 | 互动交流\n县委第三轮巡察公告", "县委第三轮巡察公告", "ways to other pages"),
        ("首页＞巡视巡察＞通知公告\n县委第三轮巡察公告", "县委第三轮巡察公告", "with other signs"),
        ("巡察在线｜县委第三轮巡察公告", "巡察在线｜县委第三轮巡察公告", "a column of a paper is no way"),
        (
            "中共某县委巡察工作领导小组办公室\n关于县委第三轮巡察进驻的公告",
            "中共某县委巡察工作领导小组办公室关于县委第三轮巡察进驻的公告",
            "whose it is stands above",
        ),
        ("县委第一巡察组（组长张三，副组长李四）——县水务局", None, "a row of a list of groups"),
        ("公      告", "公      告", "its signs apart"),
        ("县水务局原主任接受审查调查", "县水务局原主任接受审查调查", "a heading of another matter, over the text"),
        ("第3版 要闻 2021-05-06", None, "what a page has above it"),
        ("各乡镇：", None, "whom it is sent to"),
    ],
)
def test_it_takes_the_heading_for_the_title(lines: str, title: str | None, why: str) -> None:
    assert parse(f"{lines}\n{ENTERED}").title == title, why
