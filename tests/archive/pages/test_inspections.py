"""One inspection from mobilization to rectification, and the list of all."""

import re
from urllib.parse import unquote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.html import strip_tags

from archive.joining import join_by_hand
from archive.models import Correction, Doubt, Inspection, Kind, Level, Mention, Notice, Stage, TextVersion
from archive.partial_date import PartialDate
from tests.makers import (
    fill_archive,
    make_authority,
    make_exchange_notice,
    make_group,
    make_mention,
    make_notice,
    make_place,
    make_round,
    make_unit,
)
from tests.reading import queries

pytestmark = pytest.mark.django_db


def case_of(notice: Notice) -> Inspection:
    return Inspection.objects.get(mentions__notice=notice)


def read(client: Client, address: str, status: int = 200) -> str:
    """The words of the page, without its marks."""
    response = client.get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def make_feedback(day: PartialDate | None, **said: object) -> Mention:
    """A notice of the findings given back to the exchange."""
    notice = make_notice("巡视反馈", text=f"反馈{day}{said}", kind=Kind.FEEDBACK, year=2016, meeting_date=day)
    return make_mention(notice, make_group(), make_unit(), wave=make_round(), stage=Stage.FEEDBACK, **said)  # type: ignore[arg-type]


def test_it_tells_the_course_with_the_days_between(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback(PartialDate(2016, 2, 4))
    page = read(client, case_of(notice).get_absolute_url())
    assert "动员 2015年11月1日" in page
    assert "动员当日" in page
    assert "至2015年12月29日，共59天" in page
    assert "反馈 2016年2月4日 进驻后95天 1件公告" in page
    assert "整改 日期不明 本站暂无公告" in page
    assert "没有收到的阶段：整改" in page


def doubt(notice: Notice, field: str, reason: str) -> None:
    Doubt.objects.create(version=notice.versions.latest("number"), field=field, reason=reason)


def test_it_says_why_a_notice_gives_no_value(client: Client) -> None:
    notice = make_notice(kind=Kind.ANNOUNCEMENT)
    case = make_mention(notice, make_group(), make_unit(), stage=Stage.ENTRY).inspection
    assert "巡视期间 原文未载" in read(client, case.get_absolute_url())
    doubt(notice, "period_start", "文中有几段不同的起止时间，无法定为一段")
    doubt(notice, "units", "文中称“等20个单位”，只写出1个名称")
    page = read(client, case.get_absolute_url())
    assert "进驻 因疑留空 存疑 文中有几段不同的起止时间，无法定为一段 1件公告" in page
    assert "巡视期间 存疑 因疑留空 文中有几段不同的起止时间，无法定为一段 1" in page
    assert "20个单位" not in page  # of other units than this one


def course(page: str) -> str:
    """The stages, each with what is said of it."""
    return page.partition("动员 ")[2].partition("没有收到的阶段")[0]


def test_it_says_why_a_feedback_has_no_day(client: Client) -> None:
    mention = make_feedback(None)
    doubt(mention.notice, "meeting_date", "文中写的是1月13日至14日，不是一天")
    page = course(read(client, mention.inspection.get_absolute_url()))
    assert "反馈 因疑留空 存疑 文中写的是1月13日至14日，不是一天 1件公告" in page
    assert page.startswith("日期不明")  # whose meeting it was: that of the feedback, not of the mobilization


def test_it_says_why_a_report_gives_no_day_of_the_feedback(client: Client) -> None:
    notice = make_notice("整改通报", text="整改", kind=Kind.RECTIFICATION)
    mention = make_mention(notice, make_group(), make_unit(), stage=Stage.RECTIFICATION)
    doubt(notice, "feedback_date", "文中写的是1月13日至14日，不是一天")
    page = course(read(client, mention.inspection.get_absolute_url()))
    assert "反馈 因疑留空 存疑 文中写的是1月13日至14日，不是一天 本站暂无公告" in page


def test_it_says_no_doubt_of_a_day_that_no_stage_is_dated_by(client: Client) -> None:
    notice = make_notice("一轮巡察部署", text="部署", kind=Kind.ROUND_OVERVIEW)
    mention = make_mention(notice, make_group(), make_unit(), stage=Stage.MOBILIZATION)
    doubt(notice, "meeting_date", "文中写的是4月12日至13日，不是一天")
    assert "4月12日" not in course(read(client, mention.inspection.get_absolute_url()))


def test_it_says_of_one_notice_what_another_gives(client: Client) -> None:
    told, doubted = make_exchange_notice(), make_notice("几段", text="几段", kind=Kind.ANNOUNCEMENT)
    make_mention(doubted, make_group(), make_unit(), wave=make_round(), stage=Stage.ENTRY)
    doubt(doubted, "period_start", "文中有几段不同的起止时间，无法定为一段")
    page = read(client, case_of(told).get_absolute_url())
    assert "进驻 2015年11月1日" in page
    assert "存疑 文中" not in page  # the other notice settles when the stage was
    assert "12月29日" in page
    assert "文中有几段不同的起止时间，无法定为一段 2" in page


def test_it_says_no_doubt_that_an_editor_settled_or_that_a_newer_text_has_not(client: Client) -> None:
    notice = make_notice(kind=Kind.ANNOUNCEMENT)
    case = make_mention(notice, make_group(), make_unit(), stage=Stage.ENTRY).inspection
    doubt(notice, "period_start", "文中有几段不同的起止时间")
    Correction.objects.create(notice=notice, field="period_start")
    assert "几段" not in read(client, case.get_absolute_url())
    Correction.objects.all().delete()
    TextVersion.objects.create(notice=notice, number=2, text="改过的", sha256="2" * 64)
    assert "几段" not in read(client, case.get_absolute_url())


def test_it_tells_the_days_between_in_english(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback(PartialDate(2016, 2, 4))
    client.post("/display/", {"language": "en", "next": "/"})
    page = read(client, case_of(notice).get_absolute_url())
    assert "on the day of mobilization" in page
    assert "95 days after entry" in page
    assert "Stages without a notice: rectification." in page


def make_rectification(told: PartialDate, basis: str = "") -> Mention:
    """A notice of what became of the findings, which says when they were given back to the exchange."""
    notice = make_notice(
        "整改通报", text=f"整改{told}", kind=Kind.RECTIFICATION, year=2016, feedback_date=told, year_basis="round"
    )
    if basis:
        notice.bases.create(field="feedback_date", sentence=basis)
    return make_mention(notice, make_group(), make_unit(), wave=make_round(), stage=Stage.RECTIFICATION)


def test_it_dates_the_feedback_by_the_notice_of_its_rectification(client: Client) -> None:
    notice = make_exchange_notice()
    make_rectification(PartialDate(2016, 2, 4))
    page = read(client, case_of(notice).get_absolute_url())
    assert "反馈 2016年2月4日 进驻后95天 见于其他阶段的公告" in page
    assert "推定" not in page.partition("反馈 2016年2月4日")[2].partition("整改")[0]


def test_it_dates_the_rectification_by_the_report_itself(client: Client) -> None:
    mention = make_rectification(PartialDate(2016, 2, 4))
    Notice.objects.filter(pk=mention.notice_id).update(published_date=PartialDate(2016, 5, 6))
    assert "整改 2016年5月6日发布 1件公告" in read(client, case_of(mention.notice).get_absolute_url())
    Notice.objects.filter(pk=mention.notice_id).update(signed_date=PartialDate(2016, 5, 4))
    assert "整改 2016年5月4日落款 反馈后90天 1件公告" in read(client, case_of(mention.notice).get_absolute_url())
    assert "落款日期 2016年5月4日" in read(client, mention.notice.get_absolute_url())


def test_it_says_that_the_year_of_a_feedback_was_worked_out(client: Client) -> None:
    notice = make_exchange_notice()
    make_rectification(PartialDate(2016, 2, 4), "前文写到2015年12月")
    assert "推定" in read(client, case_of(notice).get_absolute_url()).partition("反馈 2016年2月4日")[2]


def test_it_lets_two_dates_of_the_feedback_stand(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback(PartialDate(2016, 2, 4))
    make_rectification(PartialDate(2016, 2, 5))
    page = read(client, case_of(notice).get_absolute_url())
    assert "反馈日期" in page
    assert "2016年2月4日" in page
    assert "2016年2月5日" in page


def test_it_leads_to_all_that_the_case_is_made_of(client: Client) -> None:
    notice = make_exchange_notice()
    page = client.get(case_of(notice).get_absolute_url()).content.decode()
    head = notice.appearances.get(name="刘卒").person
    for thing in (notice, make_group(), make_unit(), make_round(), head):
        assert f'href="{thing.get_absolute_url()}"' in page


def test_it_lets_both_values_stand_where_notices_disagree(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback(PartialDate(2016, 2, 4), heads=["刘京"], period_start=PartialDate(2015, 11, 3))
    make_feedback(PartialDate(2016, 2, 5), heads=["刘京"])
    page = read(client, case_of(notice).get_absolute_url())
    assert "组长 不一致 刘卒 据公告1刘京 据公告23" in page
    assert "巡视期间 不一致" in page
    assert "反馈日期 不一致 2016年2月4日 据公告22016年2月5日 据公告3" in page


def test_it_takes_what_one_notice_says_in_part_for_the_same(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback(PartialDate(2016, 2), period_start=PartialDate(2015, 11))
    assert "不一致" not in read(client, case_of(notice).get_absolute_url())


def join_other(admin_user: User, *, published: bool = True) -> tuple[Inspection, Inspection]:
    """The exchange's case, and one under a shorter name that an editor joined to it."""
    first = case_of(make_exchange_notice())
    other = make_notice("深交所反馈", text="深交所", kind=Kind.FEEDBACK, year=2016, published=published)
    make_mention(other, None, make_unit("深交所"), stage=Stage.FEEDBACK, heads=["张三"])
    second = case_of(other)
    join_by_hand(first, second, admin_user)
    return first, second


def test_it_shows_joined_cases_as_one_at_one_address(client: Client, admin_user: User) -> None:
    first, second = join_other(admin_user)
    response = client.get(second.get_absolute_url())
    assert response.status_code == 301
    assert response.headers["Location"] == first.get_absolute_url()
    page = read(client, first.get_absolute_url())
    assert "深交所反馈" in page
    assert "编辑认定是同一次" in page
    for order in ("newest", "oldest", "most"):
        listed = read(client, f"/inspections/?sort={order}")
        assert "1次巡视" in listed
        assert listed.count("2件公告") == 1


def test_it_hides_what_only_drafts_say(client: Client, admin_user: User) -> None:
    first, _second = join_other(admin_user, published=False)
    page = read(client, first.get_absolute_url())
    assert "深交所" not in page
    assert "张三" not in page


def test_it_has_no_page_for_a_case_of_drafts(client: Client) -> None:
    notice = make_exchange_notice(published=False)
    assert client.get(case_of(notice).get_absolute_url()).status_code == 404
    assert "深圳证券交易所" not in read(client, "/inspections/")


def test_it_says_plainly_that_nothing_more_is_known(client: Client) -> None:
    notice = make_notice("甲", text="甲", year=None, level="", meeting_date=None)
    make_mention(notice, None, make_unit("市教育局"), stage="")
    page = read(client, case_of(notice).get_absolute_url())
    assert "组名不明" in page
    assert "轮次不明" in page
    assert "组长 原文未载" in page
    assert page.count("本站暂无公告") == 4


def test_it_names_a_round_that_has_no_page(client: Client) -> None:
    notice = make_notice("甲", text="甲", authority=make_authority("市委", level=Level.CITY), term=5, round_number=8)
    make_mention(notice, None, make_unit("市教育局"))
    page = read(client, case_of(notice).get_absolute_url())
    assert "轮次 五届市委第八轮" in page
    assert "轮次 原文未载" not in page


def test_it_names_the_inspection_of_the_unit_by_another_group_in_that_round(client: Client) -> None:
    """Two notices may disagree, or two groups went: the page says what there is."""
    ours = make_exchange_notice()
    overview = make_notice("一览", text="一览", kind=Kind.ROUND_OVERVIEW)
    theirs = make_mention(overview, make_group(6), make_unit(), wave=make_round())
    make_mention(overview, make_group(6), make_unit("别的单位"), wave=make_round())
    make_mention(make_notice("早年", text="早年", year=2013), make_group(8), make_unit())
    page = read(client, case_of(ours).get_absolute_url())
    assert "同一轮里，另有公告说由别的组巡视这个单位： 2015年 中央第六巡视组。" in page.replace("：2015", "： 2015")
    assert "中央第七巡视组。" in read(client, theirs.inspection.get_absolute_url())
    overview.status = "draft"
    overview.save()
    assert "别的组" not in read(client, case_of(ours).get_absolute_url())


def test_it_doubts_a_feedback_before_the_entry(client: Client) -> None:
    notice = make_exchange_notice()
    make_feedback(PartialDate(2015, 10, 1))
    assert "存疑 早于进驻" in read(client, case_of(notice).get_absolute_url())


def names(client: Client, query: str) -> list[str]:
    page = client.get(f"/inspections/{query}").content.decode()
    return re.findall(r'<h3[^>]*><a href="/inspections/[^"]+">(.*?)</a>', page)


def make_city_case() -> None:
    city = make_authority("洛阳市委", Level.CITY, make_place("河南省", "洛阳市"))
    notice = make_notice("乙", text="乙", year=2018, level=Level.CITY, authority=city, types=["回头看"])
    make_mention(notice, make_group(3, city), make_unit("市工商联", city))


def test_it_lists_by_date_and_narrows_by_year_level_and_type(client: Client) -> None:
    make_exchange_notice()
    make_city_case()
    assert names(client, "") == ["市工商联", "深圳证券交易所"]
    assert names(client, "?sort=oldest") == ["深圳证券交易所", "市工商联"]
    assert names(client, "?year=2015") == ["深圳证券交易所"]
    assert names(client, "?level=city&year=2018") == ["市工商联"]
    assert names(client, "?type=回头看") == ["市工商联"]
    assert names(client, "?type=none") == []


def test_it_pages_in_twenties_and_more(client: Client) -> None:
    fill_archive(60)
    assert len(names(client, "?page=3")) == 20
    assert len(names(client, "?per_page=100")) == 60
    assert client.get("/inspections/?page=4").status_code == 404


def test_it_says_what_makes_no_sense(client: Client) -> None:
    make_exchange_notice()
    page = read(client, "/inspections/?year=x&level=high&sort=best&per_page=7")
    assert "“x”不是年份" in page
    assert "“high”不在可选之列" in page
    assert "“best”" in page
    assert "“7”" in page


def test_its_filters_count_inspections(client: Client) -> None:
    make_exchange_notice()
    assert "2015年 1次巡视" in read(client, "/inspections/")


def test_it_lists_nothing_where_there_is_nothing(client: Client) -> None:
    assert "本站还没有公告" in read(client, "/inspections/")


def test_it_asks_as_much_of_many_as_of_few(client: Client) -> None:
    notice = make_exchange_notice()
    few_listed, few = queries(client, "/inspections/"), queries(client, case_of(notice).get_absolute_url())
    fill_archive(50)
    for day in range(1, 20):
        make_feedback(PartialDate(2016, 2, day), heads=[f"组长{day}"])
    assert queries(client, "/inspections/") == few_listed
    assert queries(client, case_of(notice).get_absolute_url()) == few
    assert max(few, few_listed) < 20


def test_an_empty_list_says_without_which_filter_it_is_not(client: Client) -> None:
    make_exchange_notice()
    page = client.get("/inspections/?year=2015&level=county&type=专项").content.decode()
    ways = page[page.index("没有同时符合这些条件的巡视") :].partition("</ul>")[0]
    assert "不限“层级”" in ways
    assert "（1次）" in ways
    assert 'href="?year=2015&amp;type=专项"' in unquote(ways)
    assert "不限“年份”" not in ways
