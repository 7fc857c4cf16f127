"""How the public reaches the group: phrases of the language, what they give, and why they must."""

import pytest

from archive.parsing.contacts import find_contacts
from archive.parsing.hours import find_hours
from archive.parsing.source import Source

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
    ("电话：0573-86110018（县纪委信访室）", [], "said behind the number"),
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
]


@pytest.mark.parametrize(("text", "found", "why"), PHONES)
def test_it_finds_telephones(text: str, found: list[str], why: str) -> None:
    assert [finding.value for finding in find_contacts(Source(text)).phones] == found, why


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
