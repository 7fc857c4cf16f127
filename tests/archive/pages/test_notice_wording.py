"""What a notice says that others of its sort do not is listed on its page, and what all say can be faded."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from archive import comparable
from archive.comparable import comparable_with
from archive.models import Kind, Notice, TextVersion
from archive.views.notice_wording import FIRST, MOST
from tests.makers import (
    STANDING,
    make_alike,
    make_evidence,
    make_group,
    make_mention,
    make_notice,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db

REMARK = "会上有人指出食堂采购账目长期混乱。"


def read(client: Client, notice: Notice, query: str = "") -> str:
    response = client.get(notice.get_absolute_url() + query)
    assert response.status_code == 200
    return response.content.decode()


def section(page: str) -> str:
    """What the page lists as said only here."""
    return re.search(r'<section class="section side no-print" id="only".*?</section>', page, re.DOTALL)[0]  # type: ignore[index]


def passages(page: str) -> list[str]:
    return [" ".join(strip_tags(item).split()) for item in re.findall(r"<li>.*?</li>", section(page), re.DOTALL)]


def faded(page: str) -> list[str]:
    return re.findall(r'<span class="common">(.*?)</span>', page)


def test_it_lists_what_is_said_only_here_with_its_paragraph(client: Client) -> None:
    make_alike(20)
    page = read(client, make_notice(text=f"{STANDING}\n\n{REMARK}"))
    assert passages(page) == [f"第2段 {REMARK}"]
    assert 'href="#p2">第2段</a>' in section(page)
    assert '<a href="#only">' in page
    assert faded(page) == [STANDING]
    assert "与20件同类公告（中央，动员会报道）比对。" in strip_tags(section(page))
    assert "有2件以上也这样写的，算套语；" in strip_tags(section(page))


def test_it_never_fades_a_fact(client: Client) -> None:
    make_alike(20)
    notice = make_notice(text=STANDING)
    make_evidence(notice, "units", "来信来电")
    page = read(client, notice)
    before, after = STANDING.split("来信来电")
    assert faded(page) == [before, after]


def test_it_says_why_it_tells_nothing(client: Client) -> None:
    make_alike(19)
    page = read(client, make_notice(text=f"{STANDING}{REMARK}"))
    assert "另有19件，不足20件" in section(page)
    assert passages(page) == faded(page) == []
    assert 'id="quiet"' not in page
    assert 'href="#only"' not in page


def test_it_compares_nothing_of_no_kind(client: Client) -> None:
    make_alike(20, kind=Kind.OTHER)
    assert "不作比对" in section(read(client, make_notice(text=STANDING, kind=Kind.OTHER)))


def test_it_says_so_where_nothing_is_said_only_here(client: Client) -> None:
    page = read(client, make_alike(21)[0])
    assert "没有只见于此件的话。" in section(page)
    assert passages(page) == []


@pytest.mark.parametrize("group", ["中央第七巡视组", "第七巡视组", "中央第七巡視組"])
@pytest.mark.parametrize("unit", ["中国华电集团有限公司", "中国华电", "中國華電", "华　电"])
def test_it_lists_no_words_about_names_that_are_facts(client: Client, group: str, unit: str) -> None:
    """However the text writes them."""
    make_alike(20, text="按照统一部署，巡视组即将进驻并召开巡视工作动员会。")
    notice = make_notice(text=f"{REMARK}\n{group}进驻{unit}召开工作动员会")
    make_mention(notice, make_group(), make_unit("中国华电集团有限公司"))
    assert passages(read(client, notice)) == [f"第1段 {REMARK}"]


def test_it_lists_words_about_names_that_are_no_facts(client: Client) -> None:
    make_alike(20, text="按照统一部署，巡视组即将进驻并召开巡视工作动员会。")
    text = "中央第七巡视组进驻南方电网召开工作动员会"
    notice = make_notice(text=text)
    make_mention(notice, make_group(), make_unit("中国华电集团有限公司"))
    assert passages(read(client, notice)) == [f"第1段 {text}"]


def test_it_compares_with_what_readers_may_see_of_the_same_sort() -> None:
    notice = make_notice(text=REMARK)
    (alike,) = make_alike(1)
    make_alike(1, published=False)
    make_alike(1, level="city")
    make_alike(1, kind=Kind.ANNOUNCEMENT)
    assert comparable_with(notice).texts == (alike.versions.get().text,)


def test_it_does_not_compare_reports_on_the_same_inspection() -> None:
    notice, mirror, other = make_notice(text=REMARK), *make_alike(2)
    for one in (notice, mirror):
        make_mention(one, make_group(), make_unit())
    make_mention(other, make_group(), make_unit("上海证券交易所"))
    assert comparable_with(notice).texts == (other.versions.get().text,)


def test_it_compares_with_the_newest_text() -> None:
    (other,) = make_alike(1)
    TextVersion.objects.create(notice=other, number=2, text="改后的原文。")
    assert comparable_with(make_notice(text=REMARK)).texts == ("改后的原文。",)


def test_those_of_the_same_round_come_first_then_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparable, "MOST", 3)
    wave = make_round()
    of_round = make_alike(2, round=wave, year=2015)
    make_alike(1, year=2016)
    (newest,) = make_alike(1, year=2017)
    found = comparable_with(make_notice(text=REMARK, round=wave))
    assert [found.of_round, set(found.texts[:2])] == [2, {notice.versions.get().text for notice in of_round}]
    assert found.texts[2:] == (newest.versions.get().text,)


def test_it_reads_no_more_of_a_long_notice_than_of_another() -> None:
    make_alike(20)
    make_notice("长", text="长" * 200_000)
    assert max(map(len, comparable_with(make_notice(text=REMARK)).texts)) == 3_000


def test_it_compares_the_version_that_is_shown(client: Client) -> None:
    make_alike(20)
    notice = make_notice(text=f"{STANDING}{REMARK}")
    TextVersion.objects.create(notice=notice, number=2, text=STANDING)
    assert passages(read(client, notice)) == []
    assert passages(read(client, notice, "?version=1")) == [f"第1段 {REMARK}"]


def test_it_converts_its_passages_with_the_text(client: Client) -> None:
    make_alike(20)
    client.cookies["characters"] = "zh-Hant"
    page = read(client, make_notice(text=f"{STANDING}{REMARK}"))
    assert passages(page) == ["第1段 會上有人指出食堂採購賬目長期混亂。"]
    assert faded(page)[0].startswith("巡視組主要受理")


def test_it_escapes_what_it_quotes(client: Client) -> None:
    make_alike(20)
    page = read(client, make_notice(text="会上有人<b>指出食堂采购账目长期混乱。"))
    assert "会上有人&lt;b&gt;指出食堂" in section(page)


def test_it_cuts_a_long_passage_behind_a_clause(client: Client) -> None:
    make_alike(20)
    page = read(client, make_notice(text=f"会上有人指出{'长' * 60}，另有人指出{'久' * 90}。"))
    assert passages(page) == [f"第1段 会上有人指出{'长' * 60}，…"]


def test_it_quotes_the_longest_first_and_all_in_bounds(client: Client) -> None:
    make_alike(20)
    lines = ["有人指出第" + chr(0x4E00 + n) * (10 + n) + "混乱。" for n in range(MOST + 10)]
    page = read(client, make_notice(text="\n".join([*lines, "长" * 1_000])))
    first, rest = section(page).split("<details")
    assert [first.count("<li>"), rest.count("<li>")] == [FIRST, MOST - FIRST]
    assert "还有11处没有列出" in rest
    assert f"{'长' * 120}</span>…" in first
    assert "长" * 121 not in section(page)


def test_a_passage_shows_that_its_sentence_goes_on(client: Client) -> None:
    make_alike(20)
    inside = STANDING.replace("的来信来电来访。", "的来信来电来访，并请群众当面说明食堂采购账目混乱，")
    (passage,) = passages(read(client, make_notice(text=inside)))
    assert passage.startswith("第1段 …并请群众")
    assert passage.endswith("混乱，…")
