import re
from typing import Any
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import strip_tags

from archive.models import CaseListing, ContactKind, Doubt, Kind, Level, Notice, Stage, YearBasis
from archive.partial_date import PartialDate
from tests.makers import (
    make_authority,
    make_contact,
    make_evidence,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_unit,
)
from tests.reading import rows_of

pytestmark = pytest.mark.django_db


def read(client: Client, notice: Notice) -> str:
    response = client.get(notice.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def fact(page: str, key: str) -> str:
    """The row of one fact, as a reader sees it."""
    match = re.search(rf'<div class="fact[^"]*" id="f-{key}".*?</div>', page, re.DOTALL)
    assert match is not None, key
    return " ".join(strip_tags(match[0]).split())


def test_it_says_in_a_sentence_who_inspects_whom(client: Client) -> None:
    page = strip_tags(read(client, make_exchange_notice()))
    said = "2015年11月1日，中央第七巡视组（组长刘卒）对深圳证券交易所开展专项巡视，为期2个月，属十八届中央第八轮。"
    assert said in page


def test_it_shows_the_facts(client: Client) -> None:
    page = read(client, make_exchange_notice())
    for key, said in {
        "group": "中央第七巡视组",
        "leaders": "刘卒",
        "deputies": "董涵英",
        "units": "深圳证券交易所",
        "types": "专项",
        "meeting": "2015年11月1日",
        "period": "2015年11月1日至12月29日",
        "phones": "0755-88106327",
        "hours": "8:00—20:00",
        "rounds_done": "7轮",
    }.items():
        assert said in fact(page, key)


def test_it_says_what_was_inferred_and_why(client: Client) -> None:
    page = read(client, make_exchange_notice())
    assert "2015年 推定" in fact(page, "year")
    assert "第八轮始于2015年10月" in fact(page, "year")
    assert "这次即为第八轮" in fact(page, "round")


def test_it_says_that_a_year_is_the_page_s_own(client: Client) -> None:
    notice = make_notice(year_basis=YearBasis.PUBLISHED, published_date=PartialDate(2015, 11, 3))
    assert "2015年 推定 年份取自来源所记的发布日期（2015年11月3日）。" in fact(read(client, notice), "year")


def test_it_leads_to_chinese_reasons_in_the_reader_s_language(client: Client) -> None:
    notice = make_exchange_notice()
    client.cookies["django_language"] = "en"
    page = read(client, notice)
    assert re.search(r'<dd class="basis">[^<]{5,}<span lang="zh-Hans">原文没有写年份。', page)
    client.cookies["django_language"] = "zh-hans"
    assert '<dd class="basis"><span lang="zh-Hans">原文没有写年份。' in read(client, notice)


def test_it_says_what_an_editor_corrected_and_drops_the_old_reason(client: Client) -> None:
    notice = make_exchange_notice()
    notice.corrections.create(field="round")
    assert "编辑更正" in fact(read(client, notice), "round")
    assert "推定" not in fact(read(client, notice), "round")


def refs(page: str, key: str) -> list[str]:
    """The numbers of the sources that a fact leads to."""
    match = re.search(rf'<div class="fact[^"]*" id="f-{key}".*?</div>', page, re.DOTALL)
    assert match is not None, key
    return re.findall(r'href="#e(\d+)"', match[0])


def marked(page: str, key: str) -> list[str]:
    """What the text marks as a fact's source."""
    return re.findall(rf'data-f="(?:[^"]* )?{key}(?: [^"]*)?"><u>(.*?)</u>', page)


@pytest.mark.parametrize(
    ("corrected", "facts"),
    [
        ("leaders", ["leaders"]),
        ("phones", ["phones"]),
        ("round", ["round"]),
        ("types", ["types"]),
        ("meeting_date", ["meeting"]),
        ("inspections", ["group", "units"]),
    ],
)
def test_it_leads_from_what_an_editor_set_to_no_words_of_the_source(
    client: Client, corrected: str, facts: list[str]
) -> None:
    notice = make_exchange_notice()
    before = read(client, notice)
    notice.corrections.create(field=corrected)
    after = read(client, notice)
    for key in facts:
        assert refs(before, key)
        assert marked(before, key)
        assert "编辑更正" in fact(after, key)
        assert refs(after, key) == []
        assert marked(after, key) == []
    assert refs(after, "rounds_done")
    assert marked(after, "rounds_done") == ["7轮"]


def test_it_keeps_the_source_of_the_date_that_no_editor_set(client: Client) -> None:
    notice = make_exchange_notice()
    notice.corrections.create(field="period_end")
    assert "编辑更正" in fact(read(client, notice), "period")
    assert refs(read(client, notice), "period")


def test_it_drops_the_doubts_of_what_an_editor_set(client: Client) -> None:
    notice = make_exchange_notice()
    notice.versions.get().doubts.create(field="leaders", reason="组长有两说。", start=0, end=4)
    notice.corrections.create(field="leaders")
    assert "存疑" not in fact(read(client, notice), "leaders")
    assert "组长有两说" not in read(client, notice)


def test_it_keeps_each_date_on_one_line(client: Client) -> None:
    page = read(client, make_exchange_notice())
    period = '<time datetime="2015-11-01">2015年11月1日</time>至<time datetime="2015-12-29">12月29日</time>'
    assert page.count(period) == 2  # the fact, the head of the page
    assert '<time datetime="2015-11-01">2015年11月1日</time>，' in page


@pytest.mark.parametrize(
    ("level", "said"), [("central", "中央"), ("province", "省级"), ("city", "市级"), ("county", "县级")]
)
def test_it_names_the_level_so_that_it_stands_alone(client: Client, level: str, said: str) -> None:
    assert f'href="/notices/?level={level}">{said}</a>' in read(client, make_notice(level=level))


def test_it_says_what_the_source_does_not(client: Client) -> None:
    page = read(client, make_notice(year=None))
    for key in ("group", "leaders", "units", "round", "year", "period"):
        assert "原文未载" in fact(page, key)
    assert 'id="f-host"' not in page


def test_it_says_what_is_doubtful(client: Client) -> None:
    notice = make_notice(year=None, text="1日下午召开动员会。")
    version = notice.versions.get()
    version.doubts.create(field="meeting_date", reason="只有日，没有月。", start=0, end=4)
    page = read(client, notice)
    assert fact(page, "meeting").startswith("动员会 因疑留空 存疑")
    assert "只有日，没有月。" in fact(page, "meeting")
    assert 'data-f="meeting"><u>1日下午</u>' in page


def test_it_leads_from_a_fact_to_its_source_and_back(client: Client) -> None:
    page = read(client, make_exchange_notice())
    match = re.search(
        r'<a class="ev" id="(e\d+)" data-n="\d+" href="#f-leaders" data-f="leaders"><u>刘卒</u></a>', page
    )
    assert match is not None
    assert f'href="#{match[1]}"' in page


def test_it_lets_one_source_serve_several_facts(client: Client) -> None:
    assert re.search(r'data-f="rounds_done round"|data-f="round rounds_done"', read(client, make_exchange_notice()))


def test_it_leaves_out_marks_that_lead_nowhere(client: Client) -> None:
    notice = make_notice(text="请拨打值班电话。")
    make_evidence(notice, "phones", "值班电话")
    make_evidence(notice, "no_such_field", "请")
    assert 'class="ev"' not in re.sub(r"(?s).*<div class=\"text\"", "", read(client, notice))


def test_it_keeps_the_text_and_numbers_its_paragraphs(client: Client) -> None:
    page = read(client, make_notice(text="第一段 甲\r\n\r\n　　第二段乙\n"))
    assert re.findall(r'<p id="(p\d+)"', page) == ["p1", "p2"]
    assert "第一段 甲</p>" in page
    assert "第二段乙</p>" in page


def test_it_shows_the_newest_version(client: Client) -> None:
    notice = make_notice(text="旧的原文")
    notice.versions.create(number=2, text="新的原文")
    page = read(client, notice)
    assert "新的原文" in page
    assert "旧的原文" not in page
    assert "第2版" in page


def test_it_brackets_a_title_of_our_own(client: Client) -> None:
    page = read(client, make_exchange_notice())
    assert "题名自拟" in page
    assert "［中央第七巡视组巡视深圳证券交易所" in strip_tags(page)


def test_it_lists_several_groups_with_what_is_said_of_each(client: Client) -> None:
    notice = make_notice("二十届中央第三轮巡视组进驻", kind=Kind.ROUND_OVERVIEW)
    make_mention(notice, make_group(1), make_unit("国家发展改革委"), heads=["组长甲"], phones=["010-11111111"])
    make_mention(notice, make_group(1), make_unit("国家统计局"))
    make_mention(notice, make_group(2), make_unit("教育部"), heads=["组长乙"], phones=["010-22222222"])
    make_mention(notice, None, make_unit("新华社"))
    page = read(client, notice)
    table = strip_tags(page.partition('id="cases"')[2])
    for said in ("国家发展改革委、国家统计局", "组长甲", "010-11111111", "教育部", "组长乙", "组名不明", "新华社"):
        assert said in table
    assert "3个" not in fact(page, "group")
    assert "2个组" in fact(page, "group")
    assert "4个单位" in fact(page, "units")


def sentence(page: str) -> str:
    match = re.search(r'<p class="lede">(.*?)</p>', page, re.DOTALL)
    return strip_tags(match[1]) if match else ""


def test_it_says_in_a_sentence_whom_several_groups_inspect(client: Client) -> None:
    notice = make_notice("进驻", kind=Kind.ROUND_OVERVIEW, types=["专项"])
    for number in (1, 2, 3, 4):
        make_mention(notice, make_group(number), make_unit(f"第{number}部"))
    page = read(client, notice)
    assert sentence(page) == "中央第一至第四巡视组对第1部、第2部等4个单位开展专项巡视。"
    assert '<a href="#cases">4个单位</a>' in page
    make_mention(notice, make_group(9), make_unit("第9部"))
    assert sentence(read(client, notice)) == (
        "中央第一巡视组、中央第二巡视组等5个组对第1部、第2部等5个单位开展专项巡视。"
    )


def test_it_counts_names_where_the_text_tells_of_more_units(client: Client) -> None:
    notice = make_notice("进驻", kind=Kind.ROUND_OVERVIEW, authority=make_authority())
    for name in ("甲", "乙", "丙"):
        make_mention(notice, None, make_unit(name))
    Doubt.objects.create(version=notice.versions.get(), field="units", reason="文中称“等20个单位”，只写出3个名称")
    assert sentence(read(client, notice)) == "中央对甲、乙等写出名称的3个单位开展巡视。"


def test_it_names_who_sent_the_groups_where_none_is_named(client: Client) -> None:
    authority = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    notice = make_notice("进驻", kind=Kind.ROUND_OVERVIEW, authority=authority, activity="巡察")
    for unit in ("教育局", "民政局"):
        make_mention(notice, None, make_unit(unit, authority))
    assert sentence(read(client, notice)) == "河南省洛阳市委对教育局、民政局开展巡察。"


def test_it_calls_no_unit_looked_at_again_that_is_not(client: Client) -> None:
    notice = make_notice("进驻", kind=Kind.ROUND_OVERVIEW)
    make_mention(notice, make_group(1), make_unit("教育部"), types=["常规", "回头看"])
    again = make_mention(notice, make_group(1), make_unit("民政部"), types=["常规"])
    said = "中央第一巡视组对教育部、民政部开展常规巡视，其中1个单位为常规巡视“回头看”。"
    assert sentence(read(client, notice)) == said
    again.types = ["回头看"]
    again.save()
    said = "中央第一巡视组对教育部、民政部开展巡视“回头看”，其中1个单位为常规巡视“回头看”。"
    assert sentence(read(client, notice)) == said


def test_it_says_how_many_units_are_of_which_types(client: Client) -> None:
    notice = make_notice("公布", kind=Kind.ROUND_OVERVIEW, types=["常规", "回头看"], authority=make_authority())
    for name, types in (("甲", ["常规"]), ("乙", ["常规"]), ("丙", ["回头看"]), ("丁", [])):
        make_mention(notice, None, make_unit(name), types=types)
    said = "中央对甲、乙等4个单位开展巡视，其中写明2个单位为常规巡视、1个单位为巡视“回头看”。"
    page = read(client, notice)
    assert sentence(page) == said
    assert re.search(r">\s*常规、回头看\s*<", page)
    line = strip_tags(client.get("/notices/").content.decode())
    assert "常规巡视" not in line.partition("公布")[2].partition("甲")[0]


def test_it_gives_no_unit_all_the_types_of_its_round(client: Client) -> None:
    notice = make_notice("公布", kind=Kind.ROUND_OVERVIEW, types=["常规", "专项"], authority=make_authority())
    for name in ("甲", "乙"):
        make_mention(notice, None, make_unit(name))
    assert sentence(read(client, notice)) == "中央对甲、乙开展巡视。"


@pytest.mark.parametrize(
    ("kind", "dates", "said"),
    [
        (Kind.ROUND_OVERVIEW, {"meeting_date": PartialDate(2016, 3, 4)}, ""),
        (
            Kind.ROUND_OVERVIEW,
            {"meeting_date": PartialDate(2016, 3, 4), "period_start": PartialDate(2016, 3, 9)},
            "9日",
        ),
        (Kind.ANNOUNCEMENT, {"meeting_date": PartialDate(2016, 3, 4), "period_start": PartialDate(2016, 3, 9)}, "9日"),
        (Kind.ANNOUNCEMENT, {"meeting_date": PartialDate(2016, 3, 9), "period_start": PartialDate(2016, 3)}, "9日"),
        (Kind.MOBILIZATION_REPORT, {"meeting_date": PartialDate(2016, 3, 9)}, "9日"),
    ],
)
def test_it_dates_the_sentence_by_the_day_on_which_all_began(
    client: Client, kind: str, dates: dict[str, Any], said: str
) -> None:
    notice = make_notice("进驻", kind=kind, year=2016, **dates)
    make_mention(notice, make_group(1), make_unit("教育部"))
    other = make_mention(notice, make_group(2), make_unit("民政部"))
    when = f"2016年3月{said}，" if said else ""
    assert sentence(read(client, notice)) == f"{when}中央第一巡视组、中央第二巡视组对教育部、民政部开展巡视。"
    other.meeting_date = other.period_start = PartialDate(2016, 3, 11)
    other.save()
    assert sentence(read(client, notice)).startswith("中央第一巡视组、")


def test_it_dates_no_unit_by_the_meeting_of_a_group_with_another(client: Client) -> None:
    authority = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    notice = make_notice(
        "讲话", kind=Kind.MOBILIZATION_SPEECH, authority=authority, year=2018, meeting_date=PartialDate(2018, 11, 1)
    )
    own = make_mention(notice, make_group(3, authority), make_unit("工商联", authority), stage=Stage.MOBILIZATION)
    assert sentence(read(client, notice)).startswith("2018年11月1日，")
    other = make_mention(notice, None, make_unit("发改委", authority), stage=Stage.MOBILIZATION)
    assert sentence(read(client, notice)).startswith("河南省洛阳市委对工商联、发改委")
    pages = [client.get(mention.inspection.get_absolute_url()).content.decode() for mention in (own, other)]
    assert ["动员 2018年11月1日" in re.sub(r"\s+", " ", strip_tags(page)) for page in pages] == [True, False]
    kept = [CaseListing.objects.get(pk=mention.inspection_id) for mention in (own, other)]
    assert [str(case.entry) for case in kept] == ["2018-11-01", "None"]


def test_it_names_who_sent_them_and_all_units_where_some_have_no_group(client: Client) -> None:
    """Neither a group for units that may be another's, nor a part of the units for all of them."""
    notice = make_notice("进驻", kind=Kind.ROUND_OVERVIEW, authority=make_authority())
    make_mention(notice, make_group(1), make_unit("教育部"), heads=["组长甲"])
    make_mention(notice, None, make_unit("新华社"))
    make_mention(notice, make_group(2), None)
    assert sentence(read(client, notice)) == "中央对教育部、新华社开展巡视。"
    notice.authority = None
    notice.save()
    assert sentence(read(client, notice)) == ""


def test_it_says_of_a_window_that_its_year_was_worked_out(client: Client) -> None:
    notice = make_exchange_notice()
    for basis, marks in ((YearBasis.ROUND, 1), (YearBasis.EXPLICIT, 0)):
        Notice.objects.update(year_basis=basis)
        page = client.get(notice.get_absolute_url()).content.decode()
        window = page[page.index('<div class="window') :].partition("</div>")[0]
        assert "2015年11月1日至12月29日" in strip_tags(window)
        assert window.count("年份推定") == marks


def test_it_leads_to_notices_of_its_types_and_takes_nothing_else_along(client: Client) -> None:
    notice = make_exchange_notice(types=["专项", "回头看"])
    page = client.get(notice.get_absolute_url() + "?page=9&level=city").content.decode()
    assert 'href="/notices/?type=专项&amp;type=回头看"' in unquote(page)


def test_it_says_that_reporting_is_closed(client: Client) -> None:
    page = strip_tags(read(client, make_exchange_notice()))
    assert "受理已结束" in page
    assert "正在受理" not in page


def test_it_never_claims_that_an_undated_notice_is_open(client: Client) -> None:
    notice = make_notice(year=None, period_end=PartialDate(None, 12, 29))
    make_contact(notice, "010-68334749")
    page = strip_tags(read(client, notice))
    assert "时间不明" in page
    assert "正在受理" not in page


def test_it_tells_where_the_text_comes_from(client: Client) -> None:
    notice = make_notice(publisher="中央纪委网站", source_url="https://example.org/a?b=1&c=2", file_name="000.txt")
    page = read(client, notice)
    for said in ("中央纪委网站", 'href="https://example.org/a?b=1&amp;c=2"', "000.txt", notice.versions.get().sha256):
        assert said in page


def test_it_links_to_web_addresses_only(client: Client) -> None:
    page = read(client, make_notice(source_url="javascript:alert(1)"))
    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page


def test_it_shows_drafts_to_staff_alone(client: Client, admin_user: User) -> None:
    draft = make_notice(published=False)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(admin_user)
    assert "草稿" in strip_tags(read(client, draft))


def test_it_copes_with_a_notice_without_text(client: Client) -> None:
    notice = make_notice()
    notice.versions.all().delete()
    assert "还没有原文" in read(client, notice)


def test_it_escapes_whatever_a_notice_holds(client: Client) -> None:
    bad = "<script>alert(1)</script>"
    authority = make_authority(bad, Level.OTHER)
    notice = make_notice(
        bad,
        text=f"{bad}\n{bad}",
        publisher=bad,
        file_name=bad,
        duration=bad,
        hours=[bad],
        cited_rules=[bad],
        authority=authority,
    )
    group = make_group(1, authority, name=bad)
    make_mention(notice, group, make_unit(bad, authority), heads=[bad], deputies=[bad], phones=[bad])
    make_evidence(notice, "leaders", bad)
    make_evidence(notice, "groups", "script>alert")
    notice.bases.create(field="year", sentence=bad)
    notice.versions.get().doubts.create(field="host", reason=bad)
    for address in (notice.get_absolute_url(), group.get_absolute_url(), "/", "/notices/", "/groups/"):
        page = client.get(address).content.decode()
        assert bad not in page
        assert "<script>" not in page
        assert "alert(1)" in page


@pytest.mark.parametrize("address", ["/", "/notices/", "/groups/", "notice", "/nothing/"])
def test_it_needs_no_inline_style_or_script(client: Client, address: str) -> None:
    notice = make_exchange_notice()
    response = client.get(notice.get_absolute_url() if address == "notice" else address)
    page = response.content.decode()
    assert not re.search(r"<style|<script(?! src=\"/static/js/)|\sstyle=|\son[a-z]+=", page)
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("deputies", "said"),
    [([], ""), (["董涵英"], "Deputy head 董涵英"), (["董涵英", "魏强"], "Deputy heads 董涵英, 魏强")],
)
def test_a_label_is_of_as_many_as_stand_behind_it(client: Client, deputies: list[str], said: str) -> None:
    notice = make_notice()
    mention = make_mention(notice, make_group(), make_unit(), heads=["刘卒"], deputies=deputies)
    page = client.get(notice.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert fact(page, "leaders") == "Head 刘卒"
    assert 'id="f-deputies"' not in page if not said else fact(page, "deputies") == said
    course = strip_tags(
        client.get(mention.inspection.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    )
    assert ("Deputy heads" in course) == (len(deputies) > 1)


def test_a_label_before_a_number_is_of_so_many(client: Client) -> None:
    notice = make_notice()
    for ordinal in (7, 8):
        make_mention(notice, make_group(ordinal), make_unit(f"单位{ordinal}"))
    page = client.get(notice.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert fact(page, "group") == "Inspection groups 2 groups"
    assert fact(page, "leaders").startswith("Head Not found")


def make_periods(*starts: PartialDate | None) -> Notice:
    """A notice of a period in May, and a unit for each start, of a period of its own where it is given."""
    notice = make_notice(period_start=PartialDate(2020, 5, 11), period_end=PartialDate(2020, 6, 5))
    for number, start in enumerate(starts, 1):
        end = PartialDate(2020, 7, number) if start else None
        make_mention(notice, make_group(), make_unit(f"第{number}家"), period_start=start, period_end=end)
    return notice


def test_each_period_stands_with_the_units_that_have_it(client: Client) -> None:
    page = read(client, make_periods(None, PartialDate(2020, 6, 8), None))
    assert fact(page, "period") == "巡视期间 2020年5月11日至6月5日（第1家、第3家）、2020年6月8日至7月2日（第2家）"


def test_the_period_of_all_units_stands_alone(client: Client) -> None:
    assert fact(read(client, make_periods(None, None)), "period") == "巡视期间 2020年5月11日至6月5日"
    own = make_notice("各写", text="各写", period_start=PartialDate(2020, 5))
    for number in (1, 2):
        make_mention(own, make_group(), make_unit(f"第{number}家"), period_start=PartialDate(2020, 6))
    assert fact(read(client, own), "period") == "巡视期间 2020年6月起"


def test_many_periods_are_said_to_differ(client: Client) -> None:
    page = read(client, make_periods(*(PartialDate(2020, 6, day) for day in range(1, 7))))
    assert fact(page, "period") == "巡视期间 各单位不同"


def test_it_names_disciplines_in_the_readers_language(client: Client) -> None:
    notice = make_notice(disciplines=["廉洁纪律", "财经纪律"])
    page = client.get(notice.get_absolute_url(), headers={"accept-language": "en"}).content.decode()
    assert "integrity discipline" in page
    assert '<span lang="zh-Hans">财经纪律</span>' in page
    assert "integrity discipline" not in client.get(notice.get_absolute_url()).content.decode()


def test_the_table_of_groups_says_what_kind_a_contact_is_of(client: Client) -> None:
    notice = make_notice()
    first = make_mention(notice, make_group(1), make_unit("甲公司"), phones=["0755-88106327"])
    again = make_mention(notice, make_group(1), make_unit("乙公司"), phones=["0755-88106327"])
    make_contact(notice, "13800138000", mention=first, kind=ContactKind.SMS)
    make_contact(notice, "13900139000", mention=again, kind=ContactKind.SMS)
    make_contact(notice, "人民路1号", mention=first, kind=ContactKind.ADDRESS)
    make_mention(notice, make_group(2), make_unit("丙公司"))
    [row, _other] = rows_of(read(client, notice), "按组列出")
    assert row.endswith("电话：0755-88106327 短信号码：13800138000、13900139000 地址：人民路1号")
