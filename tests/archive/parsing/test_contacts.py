"""How the public reaches the group: phrases of the language, what they give, and why they must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.parsing import parse
from archive.parsing.contacts import find_contacts
from archive.parsing.days import AS_WRITTEN, EVERY_DAY, NO_HOLIDAYS, NO_PUBLIC_HOLIDAYS, WEEK, WORKDAYS, find_days
from archive.parsing.hours import find_hours
from archive.parsing.source import Source
from archive.parsing.unreadhours import read_as_written

Case = tuple[str, list[str], str]

PHONES: list[Case] = [
    ("反映情况可拨0573-86110011。", ["0573-86110011"], "no label at all: the shape is enough"),
    ("县委第一巡察组 0573-86110011", ["0573-86110011"], "the group's name is label enough"),
    ("值班电话：0573-86110011、86110012", ["0573-86110011", "0573-86110012"], "a row shares its area code"),
    ("电话0573-86110011/86110012", ["0573-86110011", "0573-86110012"], "whatever stands between the two"),
    ("举报电话：86110011", ["86110011"], "a local number right behind its label"),
    ("办理信访86110011件", [], "and nowhere else"),
    ("来电（0573）8611 0011", ["0573-86110011"], "figures in groups of four"),
    ("手机 138 1111 2222", ["13811112222"], "a mobile in groups"),
    ("电话：0573-86110011转8012。", ["0573-86110011-8012"], "an extension goes with its number"),
    ("热线：0573-86110011；传真：0573-86110012", ["0573-86110011"], "a fax is no telephone"),
    ("传真：0573-86110012，电话：0573-86110011", ["0573-86110011"], "nor does it spoil the next number"),
    ("（一）专门电话\n区委第一巡察组：0573-86110011\n区委第二巡察组：0573-86110012", ["0573-86110011", "0573-86110012"],
     "a heading over the lines below"),
    ("监督电话：0573-86110019（对巡察组的监督）", [], "who watches the group is not the group"),
    ("巡察组工作人员违反纪律的，请拨打0573-86110019。", [], "the same without the label"),
    ("如需了解详情，请拨市委巡察办0573-86110018", [], "the office is no group"),
    ("期间开通县委巡察办信访热线0573-86110018。", ["0573-86110018"], "what the office opens for reports"),
    ("请拨市委巡察办举报电话0573-86110018", ["0573-86110018"], "the same under another label"),
    ("县委巡察办公布了联系电话：0573-86110018", [], "its own number stays its own"),
    ("巡察干部违反纪律的，请拨县委巡察办举报电话0573-86110018", [], "so does who watches the group"),
    ("电话：0573-86110018（县纪委信访室）", [], "said behind the number"),
    ("三、反映问题联系方式\n电　话：0573-86110018（市委巡察办）；", ["0573-86110018"],
     "the office's, under a heading of what the public reports by"),
    ("三、反映问题联系方式\n电　话：0573-86110018（市纪委）；", [], "of the inspection's own office alone"),
    ("电　话：86110011", ["86110011"], "a label spaced out, in front of a local number"),
    ("涉及学位的请向教务处咨询，电话0573-86110017。", [], "the unit's own business"),
    ("本报讯（记者 张三 13811112222）县委巡察组进驻。", [], "a reporter's"),
    ("13811112222@163.com", [], "the front of an e-mail address"),
    ("县委巡察组今日进驻县财政局。\n电话：0573-86110011\n主办：县财政局 浙ICP备10000001号\n联系电话：0573-86110016",
     ["0573-86110011"], "the foot of the page is the site's"),
]  # fmt: skip

SMS: list[tuple[str, list[str], list[str], str]] = [
    ("手机短信：13811112222", [], ["13811112222"], "messages only"),
    ("短信举报电话13811112222", [], ["13811112222"], "a telephone for messages"),
    ("手机13811112222（仅收短信）", [], ["13811112222"], "said behind the number"),
    ("手机13811112222只接收短信", [], ["13811112222"], "without brackets"),
    ("手机：13811112222，同时接收短信", ["13811112222"], ["13811112222"], "told in the next clause"),
    ("手机：13811112222（可接收短信）", ["13811112222"], ["13811112222"], "both"),
    ("接听电话、接收短信号码：13811112222", ["13811112222"], ["13811112222"], "both, said in front"),
    ("电话0573-86110011、13811112222，后者也接收短信", ["0573-86110011", "13811112222"], ["13811112222"], "the latter"),
    ("电话：0573-86110011，短信：13811112222", ["0573-86110011"], ["13811112222"], "a landline takes no messages"),
]

BOXES: list[Case] = [
    ("来信可寄嘉善县第88号信箱。", ["嘉善县第88号信箱"], "a box in a sentence"),
    ("信件统一寄至嘉兴市A018号邮政专用信箱，邮编314000", ["嘉兴市A018号邮政专用信箱"], "letters and figures"),
    ("北京市100044信箱12分箱", ["北京市100044信箱12分箱"], "a branch"),
    ("邮政信箱嘉善县邮政局015号信箱收", ["嘉善县邮政局015号信箱收"], "no sign behind the label"),
    ("县财政局|0573-86110011|嘉善县18号信箱", ["嘉善县18号信箱"], "a cell"),
    ("专用信箱：A018号", ["A018号"], "the number alone behind its label"),
    ("邮政信箱：嘉善县魏塘街道人民路18号县委巡察组", ["嘉善县魏塘街道人民路18号县委巡察组"], "the label's value"),
    ("邮政信箱：魏塘街道收发室转县委第一巡察组", ["魏塘街道收发室转县委第一巡察组"], "who passes it on"),
    ("来信地址：嘉善县魏塘街道人民路18号", [], "a house has a number too"),
    ("在一楼设举报信箱2个", [], "boxes on the wall"),
    ("邮箱13811112222@qq.com", [], "an e-mail box"),
    ("邮政信箱：××市××号信箱", [], "left open"),
]

POSTCODES: list[Case] = [
    ("邮政编码均为314100。", ["314100"], "one for all"),
    ("邮　　编：314100", ["314100"], "a spaced label"),
    ("嘉善县18号信箱（314100）", ["314100"], "in brackets behind the box"),
    ("编号314100", [], "any six figures"),
]

HOURS: list[Case] = [
    ("接听时间：上午8:30-11:30，下午2:00-5:00", ["08:30-11:30", "14:00-17:00"], "halves of the day"),
    ("工作日8:30-11:30、2:00-5:00接听", ["08:30-11:30", "14:00-17:00"], "nobody answers at two in the night"),
    ("上午九点至十一点半，下午两点到五点接访", ["09:00-11:30", "14:00-17:00"], "in words"),
    ("电话（每天早8点至晚8点）", ["08:00-20:00"], "whole hours"),
    ("受理时间8:30至5:30", ["08:30-17:30"], "an end before its beginning is in the afternoon"),
    ("周一至周五9:00-17:00受理", ["09:00-17:00"], "a day of the week is no hour"),
    ("会议时间9:00-11:00，地点三楼", [], "a meeting has hours too"),
    ("接听时间：早8:00至晚12:00", ["08:00-24:00"], "twelve at night is midnight"),
    ("接听时间：中午12:00至晚上12点", ["12:00-24:00"], "and at noon it is noon"),
    ("接听时间：20:00至次日2:00", ["20:00-02:00"], "into the next day"),
    ("接听时间：晚8点至次日凌晨2点", ["20:00-02:00"], "in words"),
    ("接听时间：20:00至次日22:00", [], "more than a day is a slip"),
    ("接听时间：工作日8—18，周六9—23:30", ["08:00-18:00", "09:00-23:30"], "figures alone behind their days"),
    ("节假日除外每天9—17点接听", ["09:00-17:00"], "one sign of the hour for both"),
    ("每天3-5人值班，周一至5月6日接访", [], "figures of something else"),
]


WEEKDAYS = ["周一", "周二", "周三", "周四", "周五"]
DAYS: list[Case] = [
    ("值班电话0573-86110011（工作日8:30-12:00、14:30-18:00）", ["工作日"], "both halves of the day"),
    ("接听时间为每个工作日上午9时至11时", ["工作日"], "each of them"),
    ("每天受理电话的时间为：早8:00—晚20:00", ["每天"], "what is answered stands between"),
    ("每日接访时间：8时至12时", ["每天"], "every day in another word"),
    ("周一至周五，上午8:30-11:30接听", WEEKDAYS, "from one to another"),
    ("接听时间：星期一到五9:00-17:00", WEEKDAYS, "the last one short"),
    ("周一至周日9:00-17:00接听", ["每天"], "all seven"),
    ("周日至周二9:00-17:00接听", ["周一", "周二", "周日"], "beyond the week's end, said in the week's order"),
    ("接访时间：每周二、周四9:00-17:00", ["周二", "周四"], "single ones"),
    ("周末9:00-11:00接访", ["周六", "周日"], "two in one word"),
    ("受理时间8:30-17:30（节假日除外）", ["节假日除外"], "only what is left out"),
    ("电话受理时间：8:30—17:00，法定节假日除外。", ["法定节假日除外"], "public holidays are fewer"),
    ("每天8:30-17:30接听（国家法定节假日除外）", ["每天", "法定节假日除外"], "days before, holidays behind"),
    ("值班时间：上午8:30-11:30，下午2:00-5:00（双休日除外）", WEEKDAYS, "the rest of the week"),
    ("接听时间：八点半至十二点（周六、周日休息）", WEEKDAYS, "the same by name"),
    ("接听时间9:00-17:00（周六日及法定节假日除外）", [*WEEKDAYS, "法定节假日除外"], "both"),
    ("接听时间9:00-17:00（不含节假日）", ["节假日除外"], "said the other way round"),
    ("电话受理时间8:00-12:00，15:00-18:00（工作日）", ["工作日"], "named behind"),
    ("值班电话（每天8:00-20:00，节假日照常）", ["每天"], "holidays are none that are left out"),
    ("早上8点到晚上8点都有人接听，星期天也一样", ["每天"], "not even Sundays"),
    ("接听电话时间为工作日上班时间。", ["工作日"], "days without hours"),
    ("各组受理电话时间为每天8:00—18:00，云南组为9:00—19:00。", ["每天"], "other hours of the same days"),
    ("值班电话0573-86110011，受理时间8:00-18:00", [], "no days told"),
    ("15个工作日内整改，受理时间8:00-18:00", [], "a count of days"),
    ("来访接待：每周二、周四全天。\n热线服务时段8时至12时", [], "days of something else"),
    ("2015年3月20日星期五 受理时间8:00-18:00", [], "the day of the paper"),
    ("3月20日（星期五）9:00-17:00接听", [], "the same of an appointed day"),
    ("每天开箱一次，受理电话时间8:00-18:00", [], "every day, but another matter"),
    ("信箱受理时间：每天24小时。", [], "around the clock is no one's hours"),
    ("除法定节假日外，每天9:00-17:00受理来电", ["每天", "法定节假日除外"], "what is left out stands in front"),
    ("节假日除外每天9—17点接听", ["每天", "节假日除外"], "without a mark between"),
    ("法定节假日除外，受理时间9:00-17:00", ["法定节假日除外"], "and without days by name"),
]


@pytest.mark.parametrize(("text", "found", "why"), PHONES)
def test_it_finds_telephones(text: str, found: list[str], why: str) -> None:
    assert [finding.value for finding in find_contacts(Source(text)).phones] == found, why


OF_OFFICES = [
    ("欢迎监督，监督电话：0573-86110011。", ["0573-86110011"], "who rectifies is watched by the public"),
    ("联系电话：0573-86110011（院纪检监察室）", ["0573-86110011"], "the office that answers for it"),
    ("请向镇纪委反映，电话：86110011", ["86110011"], "the office in front of it"),
    ("联系电话：0573-86110011，传真：0573-86110012", ["0573-86110011"], "a fax is no telephone here either"),
]


@pytest.mark.parametrize(("text", "found", "why"), OF_OFFICES)
def test_it_finds_whom_to_ask_about_a_rectification(text: str, found: list[str], why: str) -> None:
    assert [finding.value for finding in find_contacts(Source(text), "rectification").phones] == found, why


ADDRESSES: list[Case] = [
    (
        "③寄信件：庐江县文昌路县行政服务中心C座602室（县委第五巡察组收）",
        ["庐江县文昌路县行政服务中心C座602室"],
        "what one does",
    ),
    ("来信一律寄县政务中心A座县委巡察办转。", ["县政务中心A座县委巡察办转"], "the same for all"),
    ("寄信：临潭县城关镇西大街县委巡察办转各组", ["临潭县城关镇西大街县委巡察办转各组"], "who passes it on"),
    ("办公地点在天目湖镇政府301、305办公室，", ["天目湖镇政府301、305办公室"], "a verb is no part of it"),
    ("接访地点设在行政楼517室，", ["行政楼517室"], "nor is another"),
    ("来信一律寄长兴县001号邮政专用信箱", [], "a box is no address"),
    ("请勿邮寄信件，欢迎来电。", [], "no label"),
]


@pytest.mark.parametrize(("text", "found", "why"), ADDRESSES)
def test_it_finds_addresses_for_letters(text: str, found: list[str], why: str) -> None:
    assert [finding.value for finding in find_contacts(Source(text)).addresses] == found, why


def test_it_finds_an_address_behind_the_bare_label() -> None:
    contacts = find_contacts(
        Source("电话0756-5210088，地址：白蕉镇虹桥三路88号党建办。网络地址：镇政府大楼二楼服务器。")
    )
    assert [finding.value for finding in contacts.addresses] == ["白蕉镇虹桥三路88号党建办"]


@pytest.mark.parametrize(("text", "phones", "sms", "why"), SMS)
def test_it_tells_calls_from_messages(text: str, phones: list[str], sms: list[str], why: str) -> None:
    contacts = find_contacts(Source(text))
    assert ([f.value for f in contacts.phones], [f.value for f in contacts.sms]) == (phones, sms), why


@pytest.mark.parametrize(("text", "found", "why"), BOXES)
def test_it_finds_postal_boxes(text: str, found: list[str], why: str) -> None:
    assert [finding.value for finding in find_contacts(Source(text)).mailboxes] == found, why


@pytest.mark.parametrize(("text", "found", "why"), POSTCODES)
def test_it_finds_postcodes(text: str, found: list[str], why: str) -> None:
    assert [finding.value for finding in find_contacts(Source(text)).postcodes] == found, why


@pytest.mark.parametrize(("text", "found", "why"), HOURS)
def test_it_finds_hours(text: str, found: list[str], why: str) -> None:
    assert [finding.value for finding in find_hours(Source(text))] == found, why


@pytest.mark.parametrize(("text", "found", "why"), DAYS)
def test_it_finds_days(text: str, found: list[str], why: str) -> None:
    source = Source(text)
    days = find_days(source, find_hours(source))
    assert ([finding.value for finding in days.findings], days.doubt) == (found, None), why


OTHER_DAYS = "文中不同的受理时间所说的日子不同，以原文为准"
NOT_READ = "文中受理时间还写有“{}”，没有读懂，以原文为准"
AS_WRITTEN_CASES = [
    ("接听时间：周一至周五9:00-17:00，周六9:00-11:00。", ["09:00-17:00", "09:00-11:00"], OTHER_DAYS),
    ("接听时间：工作日8—18，周六9—23:30。", ["08:00-18:00", "09:00-23:30"], OTHER_DAYS),
    ("工作日8:00-18:00接听。接访时间9:00-11:00。", ["08:00-18:00", "09:00-11:00"], OTHER_DAYS),
    ("接听时间：工作日19:00—22:00，周末全天。", [], NOT_READ.format("周末全天")),
    ("接听时间：每天8:00-20:00（春节期间除外）。", ["08:00-20:00"], NOT_READ.format("春节期间除外")),
    ("接听时间：每天8:00-20:00，国庆假期不受理。", ["08:00-20:00"], NOT_READ.format("国庆假期不受理")),
    ("接听时间：8:00—次日8:00。", [], NOT_READ.format("8:00—次日8:00")),
    ("接听时间：白天。", [], NOT_READ.format("白天")),
    ("接听时间：8:00-12:00（夏季7:30-11:30）。", ["08:00-12:00", "07:30-11:30"], NOT_READ.format("夏季")),
    ("巡察期间（国庆假期除外）接受来电：0573-86110011。", [], NOT_READ.format("国庆假期除外")),
]


@pytest.mark.parametrize(("text", "hours", "reason"), AS_WRITTEN_CASES)
def test_a_rule_that_is_read_by_half_is_none(text: str, hours: list[str], reason: str) -> None:
    notice = parse("县委巡察组进驻县教育局。" + text)
    assert notice.days == ("以原文为准",)
    assert list(notice.hours) == hours
    assert [str(doubt.reason) for doubt in notice.doubts if doubt.field in {"days", "hours"}] == [reason]


WHOLE_RULES = [
    ("电话：0573-86110011（正常工作时间）。", [], ["工作时间"], "hours in a word"),
    ("电话0573-86110011\n上班时间都有人接听。", [], ["工作时间"], "before what is done in them"),
    ("接听时间：工作日的工作时间。", [], ["工作日"], "of days that are named"),
    ("电话0573-86110011，巡察工作时间25天。", [], [], "how long the group works"),
    ("巡察组工作时间为3月2日至4月15日，电话0573-86110011。", [], [], "from when to when"),
    ("工作时间：9:00-17:00接听。", ["09:00-17:00"], ["工作时间"], "hours of an office"),
    ("值班电话（工作日上班时间：8:30-12:00）。", ["08:30-12:00"], ["工作日"], "on days that are named"),
    ("每天8:00-18:00接听，邮箱全天开放。", ["08:00-18:00"], ["每天"], "a box is always open"),
    ("每天8:00-20:00接听，8月1日17时截止受理。", ["08:00-20:00"], ["每天"], "a deadline's time is no rule"),
    ("每天8:00-20:00接听，每周五开箱一次。", ["08:00-20:00"], ["每天"], "when a box is opened"),
    ("每天8:00-20:00（周日除外）接听。", ["08:00-20:00"], [*WEEKDAYS, "周六"], "a day that is left out"),
]


@pytest.mark.parametrize(("text", "hours", "days", "why"), WHOLE_RULES)
def test_a_rule_that_is_read_is_not_doubted(text: str, hours: list[str], days: list[str], why: str) -> None:
    notice = parse("县委巡察组进驻县教育局。" + text)
    assert (list(notice.hours), list(notice.days)) == (hours, days), why
    assert not [doubt for doubt in notice.doubts if doubt.field in {"days", "hours"}], why


_PIECES = ("个", "工作日", "每天", "周一", "周五", "周六", "星期日", "至", "、", "，", "（", "）", "节假日",
           "法定", "除外", "休息", "含", "不含", "周末", "照常", "受理时间", "接听", "8:30-12:00",
           "14:00-17:00", "。", "\n")  # fmt: skip


@given(
    st.lists(st.sampled_from((*_PIECES, "次日2:00", "全天", "春节期间", "上班时间", "9—17")), max_size=14).map("".join)
)
def test_what_is_left_to_the_text_has_a_doubt_and_nothing_beside_it(text: str) -> None:
    source = Source(text)
    found = find_hours(source)
    hours, days = read_as_written(source, found, find_days(source, found))
    words = [finding.value for finding in days.findings]
    assert (AS_WRITTEN in words) == (days.doubt is not None)
    assert AS_WRITTEN not in words or words == [AS_WRITTEN]
    assert list(hours) in ([], list(found))
    assert all(0 <= finding.start < finding.end <= len(source.text) for finding in days.findings)


@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_it_reads_days_of_the_closed_list_each_once_and_points_into_the_text(text: str) -> None:
    source = Source(text)
    findings = find_days(source, find_hours(source)).findings
    words = [finding.value for finding in findings]
    assert set(words) <= {EVERY_DAY, WORKDAYS, *WEEK, NO_HOLIDAYS, NO_PUBLIC_HOLIDAYS, AS_WRITTEN}
    assert len(words) == len(set(words))
    sorts = [{EVERY_DAY} & set(words), {WORKDAYS} & set(words), set(WEEK) & set(words)]
    assert sum(map(bool, sorts)) <= 1, "one way to name them"
    assert not set(WEEK) <= set(words), "that is every day"
    assert all(0 <= finding.start < finding.end <= len(source.text) for finding in findings)
